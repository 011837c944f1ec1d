import type { Outcome } from '../ledger.ts';

/** Outcomes as a relation; `outcomeBindings` fills it. */
export const OUTCOMES = `
  select * from unnest(cast(:subscriberIds as bigint[]), cast(:states as text[]), cast(:replies as text[]),
                       cast(:twice as boolean[]), cast(:delays as double precision[]), cast(:tries as smallint[]),
                       cast(:kinds as text[]))
    as o (subscriber_id, state, reply, possibly_twice, delay, tries, kind)`;

export function outcomeBindings(outcomes: Outcome[]) {
  return {
    subscriberIds: outcomes.map(({ subscriberId }) => subscriberId),
    states: outcomes.map(({ state }) => state),
    replies: outcomes.map(({ reply }) => reply),
    twice: outcomes.map(({ isPossiblyTwice }) => isPossiblyTwice),
    delays: outcomes.map(({ retryAfter }) => retryAfter),
    tries: outcomes.map(({ isThrottled }) => (isThrottled === true ? 0 : 1)),
    kinds: outcomes.map(({ refusal }) => refusal?.kind ?? null),
  };
}
