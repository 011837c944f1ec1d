import { COMPLAINT, DELAYED, factOf, nothing, UNSUBSCRIBE, unknown, type Meaning } from '../fact.ts';
import { judgeTold } from '../judge-told.ts';
import { refusedByAuthorization } from '../proofs.ts';
import type { Provider } from '../provider.ts';
import { jsonIn, momentIn, recordsIn, textIn } from '../reading.ts';

/** Brevo signs nothing; it can send HTTP Basic or a bearer token. https://developers.brevo.com/docs/transactional-webhooks */
export const brevo: Provider = (call, { keys, now }) => {
  const json = jsonIn(call.body);
  return (
    refusedByAuthorization(call, keys) ??
    (json === undefined ? { refused: 'unreadable' } : { facts: recordsIn(json).map((one) => read(one, now)) })
  );
};

function read(event: Record<string, unknown>, now: Date) {
  const { email, reason, ts_epoch: epoch, ts_event: seconds, ts } = event;
  const messageId = event['message-id'];
  // Only `ts_epoch` is in UTC for sure, and in milliseconds, although some of its examples are in seconds.
  const milliseconds = Number(textIn(epoch));
  const at = milliseconds > 1e11 ? milliseconds / 1000 : (epoch ?? seconds ?? ts);
  return factOf(meaningOf(event), {
    email,
    messageId: textIn(messageId),
    says: textIn(reason),
    at: momentIn(at, now),
    // There is no id of the event.
    named: [messageId, event['event'], epoch ?? seconds ?? ts ?? event['date']],
  });
}

const WITHOUT_MEANING = new Set([
  'request',
  'sent',
  'delivered',
  'opened',
  'unique_opened',
  'first_opening',
  'proxy_open',
  'unique_proxy_open',
  'click',
  'list_addition',
  'contact_updated',
  'contact_deleted',
  'inbound_email_processed',
]);
/** Its own list: of people who bounced, complained or left. */
const ON_ITS_LIST = /\bblack-?list(?:ed)? (?:user|contact|recipient)/i;

function meaningOf(event: Record<string, unknown>): Meaning {
  const word = textIn(event['event']);
  const words = textIn(event['reason']).replace(/^\s*(?:\d{3} )?RecipientError:\s*/, '');
  // Marketing events are spelt hardBounce, transactional ones hard_bounce.
  const name = word.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  if (WITHOUT_MEANING.has(name)) return nothing(word);
  switch (name) {
    case 'hard_bounce':
      return judgeTold('dead', words);
    case 'invalid':
    case 'invalid_email':
      return judgeTold('dead');
    case 'soft_bounce':
    case 'error':
      return judgeTold('alive', words);
    case 'blocked':
      return judgeTold(ON_ITS_LIST.test(words) ? 'dead' : 'alive');
    case 'deferred':
      return DELAYED;
    case 'spam':
    case 'complaint':
      return COMPLAINT;
    case 'unsubscribe':
    case 'unsubscribed':
      return UNSUBSCRIBE;
    default:
      return unknown(word);
  }
}
