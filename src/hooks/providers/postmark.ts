import { COMPLAINT, DELAYED, factOf, nothing, UNSUBSCRIBE, unknown, type Meaning } from '../fact.ts';
import { judgeTold } from '../judge-told.ts';
import { refusedByAuthorization } from '../proofs.ts';
import type { Provider } from '../provider.ts';
import { jsonIn, momentIn, recordsIn, textIn } from '../reading.ts';

/** Postmark signs nothing; HTTP Basic may be part of the address that it calls. https://postmarkapp.com/developer/webhooks/webhooks-overview */
export const postmark: Provider = (call, { keys, now }) => {
  const json = jsonIn(call.body);
  return (
    refusedByAuthorization(call, keys) ??
    (json === undefined ? { refused: 'unreadable' } : { facts: recordsIn(json).map((one) => read(one, now)) })
  );
};

function read(event: Record<string, unknown>, now: Date) {
  const meaning = meaningOf(event);
  const email = event['Email'] ?? event['Recipient'];
  const { MessageID, BouncedAt, ChangedAt, ReceivedAt, DeliveredAt, Details } = event;
  return factOf(meaning, {
    email,
    says: textIn(Details) || textIn(event['Description']),
    at: momentIn(BouncedAt ?? ChangedAt ?? ReceivedAt ?? DeliveredAt, now),
    // A bounce is told twice, as a bounce and as a change of the suppression list.
    named: [MessageID, meaning.type, meaning.type === 'nothing' ? event : meaning.kind],
  });
}

const WITHOUT_MEANING = new Set(['Delivery', 'Open', 'Click', 'Inbound']);

function meaningOf(event: Record<string, unknown>): Meaning {
  const record = textIn(event['RecordType']);
  if (WITHOUT_MEANING.has(record)) return nothing(record);
  if (record === 'SubscriptionChange') {
    // What somebody took off Postmark's list is no consent.
    if (event['SuppressSending'] === false) return nothing(record);
    return bounceMeaning(textIn(event['SuppressionReason']) || 'ManualSuppression', '');
  }
  if (record === 'Bounce' || record === 'SpamComplaint')
    return bounceMeaning(textIn(event['Type']) || record, textIn(event['Details']));
  return unknown(record);
}

/** https://postmarkapp.com/developer/api/bounce-api#bounce-types */
function bounceMeaning(type: string, words: string): Meaning {
  switch (type) {
    case 'HardBounce':
    case 'BadEmailAddress':
      return judgeTold('dead', words);
    case 'SoftBounce':
    case 'DnsError':
    case 'Unknown':
      return judgeTold('alive', words);
    case 'Transient':
      return DELAYED;
    case 'SpamComplaint':
      return COMPLAINT;
    case 'Unsubscribe':
    case 'ManualSuppression':
    case 'ManuallyDeactivated':
      return UNSUBSCRIBE;
    case 'Blocked':
    case 'DMARCPolicy':
    case 'SMTPApiError':
      return judgeTold('blocked', words);
    case 'SpamNotification':
    case 'VirusNotification':
    case 'TemplateRenderingFailed':
      return judgeTold('content', words);
    case 'AutoResponder':
    case 'AddressChange':
    case 'ChallengeVerification':
    case 'OpenRelayTest':
    case 'Subscribe':
    case 'Unconfirmed':
    case 'InboundError':
      return nothing(type);
    default:
      return unknown(`Bounce ${type}`);
  }
}
