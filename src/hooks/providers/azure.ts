import { factOf, nothing, unknown, type Meaning } from '../fact.ts';
import { judgeTold } from '../judge-told.ts';
import { refusedByAuthorization } from '../proofs.ts';
import type { Provider } from '../provider.ts';
import { jsonIn, momentIn, recordIn, recordsIn, textIn } from '../reading.ts';

const VALIDATION = 'Microsoft.EventGrid.SubscriptionValidationEvent';

/**
 * Azure Communication Services over Event Grid, in its own schema or as CloudEvents. It signs nothing; a header of its own can carry
 * a bearer token. https://learn.microsoft.com/azure/event-grid/communication-services-email-events
 */
export const azure: Provider = (call, { keys, now }) => {
  const refused = refusedByAuthorization(call, keys);
  const json = jsonIn(call.body);
  if (refused) return refused;
  if (json === undefined) return { refused: 'unreadable' };
  const events = recordsIn(json);
  const code = textIn(
    recordIn(events.find((event) => typeOf(event) === VALIDATION)?.['data'])['validationCode'],
  );
  return {
    facts: events.map((event) => read(event, now)),
    // Event Grid asks whether the owner of this address wants its events.
    ...(code !== '' && { answer: { validationResponse: code } }),
  };
};

const typeOf = (event: Record<string, unknown>) => textIn(event['eventType'] ?? event['type']);

function read(event: Record<string, unknown>, now: Date) {
  const data = recordIn(event['data']);
  const { recipient, status } = data;
  const moment =
    data['deliveryAttemptTimeStamp'] ??
    data['deliveryAttemptTimestamp'] ??
    event['eventTime'] ??
    event['time'];
  return factOf(meaningOf(typeOf(event), data), {
    email: recipient,
    messageId: textIn(data['internetMessageId']),
    says: wordsOf(data),
    at: momentIn(moment, now),
    named: [event['id'] ?? data['messageId'], status],
  });
}

const wordsOf = (data: Record<string, unknown>) =>
  textIn(recordIn(data['deliveryStatusDetails'])['statusMessage']);

function meaningOf(type: string, data: Record<string, unknown>): Meaning {
  if (/^Microsoft\.EventGrid\.Subscription|\.EmailEngagementTrackingReportReceived$/.test(type))
    return nothing(type);
  if (type !== 'Microsoft.Communication.EmailDeliveryReportReceived') return unknown(type);
  const status = textIn(data['status']);
  switch (status) {
    case 'Delivered':
    case 'Expanded':
    case 'OutForDelivery':
      return nothing(status);
    case 'Bounced':
      return judgeTold('dead', wordsOf(data));
    case 'Suppressed':
      return judgeTold('dead');
    case 'Failed':
      return judgeTold('refused', wordsOf(data));
    case 'Quarantined':
    case 'FilteredSpam':
      return judgeTold('content', wordsOf(data));
    default:
      return unknown(`delivery report ${status}`);
  }
}
