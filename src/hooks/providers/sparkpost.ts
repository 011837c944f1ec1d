import { COMPLAINT, DELAYED, factOf, nothing, UNSUBSCRIBE, unknown, type Meaning } from '../fact.ts';
import { judgeTold } from '../judge-told.ts';
import { refusedByAuthorization } from '../proofs.ts';
import type { Provider } from '../provider.ts';
import { jsonIn, momentIn, recordIn, recordsIn, textIn } from '../reading.ts';

/** SparkPost signs nothing; it can send HTTP Basic or a bearer token. https://developers.sparkpost.com/api/webhooks/ */
export const sparkpost: Provider = (call, { keys, now }) => {
  const json = jsonIn(call.body);
  return (
    refusedByAuthorization(call, keys) ??
    (json === undefined ? { refused: 'unreadable' } : { facts: eventsIn(json).map((one) => read(one, now)) })
  );
};

/** Each is wrapped twice: `{msys: {message_event: {…}}}`; `{msys: {}}` only tries whether somebody is there. */
const eventsIn = (json: unknown) =>
  recordsIn(json).flatMap(({ msys }) => Object.values(recordIn(msys)).map((event) => recordIn(event)));

function read(event: Record<string, unknown>, now: Date) {
  const { event_id: id, timestamp } = event;
  const email = event['raw_rcpt_to'] ?? event['rcpt_to'];
  return factOf(meaningOf(event), {
    email,
    says: wordsOf(event),
    at: momentIn(timestamp, now),
    named: [id ?? [event['message_id'], event['type'], timestamp]],
  });
}

const wordsOf = (event: Record<string, unknown>) => textIn(event['raw_reason']) || textIn(event['reason']);

const WITHOUT_MEANING =
  /^(?:injection|delivery|(?:amp_)?(?:initial_)?(?:open|click)|sms_status|ab_test_\w+|ingest\w*|success|relay_\w+)$/;
const ON_ITS_LIST = /\bsuppress/i;

function meaningOf(event: Record<string, unknown>): Meaning {
  const word = textIn(event['type']);
  const words = wordsOf(event);
  if (WITHOUT_MEANING.test(word)) return nothing(word);
  switch (word) {
    case 'bounce':
    case 'out_of_band':
      return bounceMeaning(Number(textIn(event['bounce_class'])), words);
    case 'delay':
      return DELAYED;
    case 'spam_complaint':
      return textIn(event['fbtype']) === 'not-spam' ? nothing('not-spam') : COMPLAINT;
    case 'list_unsubscribe':
    case 'link_unsubscribe':
      return UNSUBSCRIBE;
    case 'policy_rejection':
    case 'generation_rejection':
      return ON_ITS_LIST.test(words) ? judgeTold('dead') : judgeTold('blocked', words);
    case 'generation_failure':
      return judgeTold('content');
    default:
      return unknown(word);
  }
}

/** https://support.sparkpost.com/docs/deliverability/bounce-classification-codes */
function bounceMeaning(bounceClass: number, words: string): Meaning {
  if (bounceClass === 10 || bounceClass === 30) return judgeTold('dead', words);
  if (bounceClass === 90) return UNSUBSCRIBE;
  if (bounceClass === 60 || bounceClass === 80 || bounceClass === 100)
    return nothing(`bounce ${bounceClass}`);
  if (bounceClass === 52 || bounceClass === 53) return judgeTold('content', words);
  if (bounceClass === 25 || bounceClass === 26 || (bounceClass >= 50 && bounceClass < 60))
    return judgeTold('blocked', words);
  return judgeTold('alive', words);
}
