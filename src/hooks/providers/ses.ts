import {
  COMPLAINT,
  DELAYED,
  factOf,
  nothing,
  UNSUBSCRIBE,
  unknown,
  type Fact,
  type Meaning,
} from '../fact.ts';
import { judgeTold } from '../judge-told.ts';
import type { Provider } from '../provider.ts';
import { jsonIn, listIn, momentIn, recordIn, textIn } from '../reading.ts';
import { meaningOfBounceType } from './bounce-types.ts';
import { judgeSns } from './sns.ts';

type Json = Record<string, unknown>;

/** Amazon SES over a topic of Amazon SNS. https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html */
export const ses: Provider = async (call, given) => {
  const sns = await judgeSns(call, given);
  if ('refused' in sns) return sns;
  if ('confirm' in sns) return { facts: [], confirm: sns.confirm };
  return { facts: sns.message === undefined ? [] : factsIn(sns.message, sns.id, given.now) };
};

interface Person {
  email: unknown;
  meaning: Meaning;
  status?: string;
  says?: string;
}

/** @param id of the message of SNS: SES sends the same event with another one where two settings ask for it. */
function factsIn(text: string, id: string, now: Date): Fact[] {
  const json = jsonIn(text);
  // After a change of its settings it sends a sentence, to try whether somebody is there.
  if (json === undefined) return [];
  const event = recordIn(json);
  const word = textIn(event['eventType'] ?? event['notificationType']);
  const mail = recordIn(event['mail']);
  // `Rendering Failure` stands at `failure`.
  const about = recordIn(event[word === 'Rendering Failure' ? 'failure' : lowerFirst(word)]);
  return peopleOf(word, about, mail).map(({ email, meaning, status, says }) =>
    factOf(meaning, {
      email,
      messageId: messageIdOf(mail),
      ...(status !== undefined && { status }),
      ...(says !== undefined && { says }),
      at: momentIn(about['timestamp'] ?? mail['timestamp'], now),
      named: [about['feedbackId'] ?? id, word],
    }),
  );
}

const lowerFirst = (word: string) => word.slice(0, 1).toLowerCase() + word.slice(1);

const WITHOUT_MEANING = new Set(['Delivery', 'Send', 'Open', 'Click', 'Received']);

function peopleOf(word: string, about: Json, mail: Json): Person[] {
  if (word === 'Bounce')
    return listIn(about['bouncedRecipients']).map((one) => bounced(recordIn(one), about));
  if (word === 'Complaint')
    return listIn(about['complainedRecipients']).map((one) => ({
      email: recordIn(one)['emailAddress'],
      meaning: complaintMeaning(textIn(about['complaintFeedbackType'])),
      says: textIn(about['complaintFeedbackType']),
    }));
  const meaning = otherMeaning(word, about);
  const says = textIn(about['reason']) || textIn(about['errorMessage']);
  const people = listIn(word === 'Delivery' ? about['recipients'] : mail['destination']);
  // An event without anybody is counted all the same.
  return (people.length === 0 ? [null] : people).map((email) => ({ email, meaning, says }));
}

function bounced(person: Json, about: Json): Person {
  const [words, status] = [textIn(person['diagnosticCode']), textIn(person['status'])];
  const [type, subType] = [textIn(about['bounceType']), textIn(about['bounceSubType'])];
  return {
    email: person['emailAddress'],
    meaning: meaningOfBounceType(type, subType, words, status),
    status,
    says: words.replace(/^\s*[\w-]+\s*;\s*/, '') || `${type}: ${subType}`,
  };
}

/** RFC 5965: a report of `not-spam` takes something back, and `auth-failure` is about our signature. */
function complaintMeaning(feedback: string): Meaning {
  if (feedback === 'not-spam') return nothing(feedback);
  return feedback === 'auth-failure' ? judgeTold('blocked') : COMPLAINT;
}

function otherMeaning(word: string, about: Json): Meaning {
  if (WITHOUT_MEANING.has(word)) return nothing(word);
  if (word === 'DeliveryDelay') return DELAYED;
  if (word === 'Reject' || word === 'Rendering Failure') return judgeTold('content');
  if (word === 'Subscription')
    return recordIn(about['newTopicPreferences'])['unsubscribeAll'] === true ? UNSUBSCRIBE : nothing(word);
  return unknown(word);
}

/** SES gives each message an id of its own, and tells the one that we gave among the headers. */
function messageIdOf(mail: Json): string {
  const header = listIn(mail['headers'])
    .map((one) => recordIn(one))
    .find(({ name }) => textIn(name).toLowerCase() === 'message-id');
  return (
    textIn(header?.['value']) ||
    textIn(recordIn(mail['commonHeaders'])['messageId']) ||
    textIn(mail['messageId'])
  );
}
