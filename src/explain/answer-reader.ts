import type { AskedSend, ConditionCode } from '../audiences/index.ts';
import type { Topic } from '../publications/index.ts';
import type { FollowedStrand } from '../rhythms/index.ts';
import type { Subscriber, Suppression } from '../subscribers/index.ts';
import type { Answer } from '../words/index.ts';

/** What the sentences about a reader need. */
export interface Reader {
  subscriber: Subscriber;
  /** The strongest one that keeps the address from this newsletter. */
  suppression: Suppression | undefined;
  topics: Topic[];
  /** What they follow beside topics. */
  followed: FollowedStrand[];
  timeZone: string;
}

/** Every condition with yes or no as it is now, in words. */
export function answerReader(
  answers: Record<ConditionCode, boolean>,
  reader: Reader,
  send: AskedSend,
): Answer[] {
  // Most sends are for no segment, and nobody asks about it.
  return Object.entries(answers)
    .filter(([code]) => code !== 'in-segment' || (send.segment ?? null) !== null)
    .map(([code, holds]) => SAY[code as ConditionCode](holds, reader, send));
}

/** A condition that has no sentence here does not compile. */
const SAY: Record<ConditionCode, (holds: boolean, reader: Reader, send: AskedSend) => Answer> = {
  confirmed: (holds, { subscriber, timeZone }) =>
    holds
      ? { code: 'confirmed', holds, params: { at: iso(subscriber.confirmedAt), timeZone } }
      : { code: 'confirmed', holds, params: { at: subscriber.createdAt.toISOString(), timeZone } },
  'not-unsubscribed': (holds, { subscriber, timeZone }): Answer =>
    holds
      ? { code: 'not-unsubscribed', holds, params: {} }
      : { code: 'not-unsubscribed', holds, params: { at: iso(subscriber.unsubscribedAt), timeZone } },
  'not-bounced': (holds) => ({ code: 'not-bounced', holds, params: {} }),
  'not-complained': (holds) => ({ code: 'not-complained', holds, params: {} }),
  'not-suppressed': (holds, { suppression, timeZone }) => {
    if (holds || !suppression) return { code: 'not-suppressed', holds: true, params: {} };
    const { reason, publication, since } = suppression;
    const params = { why: reason, isEverywhere: publication === null, at: since.toISOString(), timeZone };
    return { code: 'not-suppressed', holds, params };
  },
  'not-paused': (holds, { subscriber, timeZone }): Answer =>
    holds || !subscriber.pausedUntil
      ? { code: 'not-paused', holds: true, params: {} }
      : { code: 'not-paused', holds, params: { until: subscriber.pausedUntil.toISOString(), timeZone } },
  rhythm: (holds, reader, send) => {
    const { rhythm } = send;
    const chosen = reader.subscriber.rhythm;
    if (!holds && rhythm !== null) return { code: 'rhythm', holds, params: { rhythm, chosen } };
    const followed = rhythm === null || rhythm === chosen ? [] : followedIn(reader, send);
    return {
      code: 'rhythm',
      holds: true,
      params: { rhythm, ...(followed.length > 0 && { followed }) },
    };
  },
  'under-cap': (holds) => ({ code: 'under-cap', holds, params: {} }),
  follows: (holds, reader, send) => {
    const { subscriber, topics } = reader;
    const { isForAll, topicIds } = send;
    const namesOf = (ids: number[]) => topics.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
    const chosen = namesOf(subscriber.topicIds);
    if (!holds) return { code: 'follows', holds, params: { topics: namesOf(topicIds), chosen } };
    const ofTopics = namesOf(subscriber.topicIds.filter((id) => topicIds.includes(id)));
    const followed = isForAll ? null : [...ofTopics, ...followedIn(reader, send)];
    return { code: 'follows', holds, params: { followed } };
  },
  'in-segment': (holds, _reader, { segment }): Answer => {
    const name = segment && segment !== 'gone' ? segment.name : null;
    return { code: 'in-segment', holds, params: { segment: name } };
  },
};

/** Names of what the reader follows of the send. */
const followedIn = ({ followed }: Reader, { strands = [] }: AskedSend) =>
  followed.filter(({ strand }) => strands.includes(strand)).map(({ name }) => name);

const iso = (at: Date | null) => at?.toISOString() ?? null;
