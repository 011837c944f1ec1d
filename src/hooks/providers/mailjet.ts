import { COMPLAINT, DELAYED, factOf, nothing, UNSUBSCRIBE, unknown, type Meaning } from '../fact.ts';
import { judgeTold } from '../judge-told.ts';
import { refusedByAuthorization } from '../proofs.ts';
import type { Provider } from '../provider.ts';
import { jsonIn, momentIn, recordsIn, textIn } from '../reading.ts';

/** Mailjet signs nothing; HTTP Basic may be part of the address that it calls. https://dev.mailjet.com/email/guides/webhooks/ */
export const mailjet: Provider = (call, { keys, now }) => {
  const json = jsonIn(call.body);
  return (
    refusedByAuthorization(call, keys) ??
    (json === undefined ? { refused: 'unreadable' } : { facts: recordsIn(json).map((one) => read(one, now)) })
  );
};

function read(event: Record<string, unknown>, now: Date) {
  const { email, time, error, comment, MessageID } = event;
  return factOf(meaningOf(event), {
    email,
    says: textIn(comment) || textIn(event['smtp_reply']) || textIn(error),
    at: momentIn(time, now),
    // There is no id of the event.
    named: [MessageID, event['event'], time, error],
  });
}

function meaningOf(event: Record<string, unknown>): Meaning {
  const word = textIn(event['event']);
  if (word === 'sent' || word === 'open' || word === 'click') return nothing(word);
  if (word === 'bounce' || word === 'blocked') return failedMeaning(event);
  if (word === 'spam') return COMPLAINT;
  if (word === 'unsub') return UNSUBSCRIBE;
  return unknown(word);
}

const FULL: Meaning = { type: 'bounce', kind: 'soft', reason: 'reader' };

/** The documented values of `error`. */
function failedMeaning(event: Record<string, unknown>): Meaning {
  const isHard = event['hard_bounce'] === true;
  const words = textIn(event['comment']);
  switch (textIn(event['error']).toLowerCase()) {
    case 'user unknown':
    case 'mailbox inactive':
    case 'invalid domain':
    case 'no mail host':
    case 'typofix':
      return judgeTold('dead', words);
    case 'preblocked':
    case 'blacklisted':
      return judgeTold('dead');
    case 'spam reporter':
      return COMPLAINT;
    case 'duplicate in campaign':
      return nothing('duplicate in campaign');
    case 'greylisted':
      return isHard ? judgeTold('alive', words) : DELAYED;
    case 'relay/access denied':
    case 'sender blocked':
      return judgeTold('blocked', words);
    case 'content blocked':
    case 'policy issue':
    case 'bad or empty template':
    case 'error in template language':
      return judgeTold('content', words);
    case 'quota exceeded':
      return words === '' ? FULL : judgeTold('alive', words);
    default:
      return judgeTold(isHard ? 'refused' : 'alive', words);
  }
}
