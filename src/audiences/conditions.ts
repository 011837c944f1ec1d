import type { SubscriberStatus } from '../subscribers/index.ts';
import type { LeftOutCode } from '../words/index.ts';

/** Every status but `active` keeps its readers out. A new one does not compile until it has a condition here. */
const OF_STATUS = {
  pending: 'confirmed',
  unsubscribed: 'not-unsubscribed',
  bounced: 'not-bounced',
  complained: 'not-complained',
} as const satisfies Record<Exclude<SubscriberStatus, 'active'>, string>;

const byStatus = Object.fromEntries(
  Object.entries(OF_STATUS).map(([status, code]) => [code, `s.status <> '${status}'`]),
) as Record<(typeof OF_STATUS)[keyof typeof OF_STATUS], string>;

/**
 * What must be true of subscriber `s` before send `d` may reach them: a code and its predicate, which is never null. Of `d`
 * they ask is_for_all, publication_id, topic_ids and rhythm. The order is the one in which they are explained.
 */
export const CONDITIONS = {
  ...byStatus,
  // Here or everywhere (SUP-01).
  'not-suppressed': `not exists (select 1 from suppressions x
                   where x.address_hash = s.address_hash and x.publication_id in (0, s.publication_id))`,
  rhythm: `(d.rhythm is null or s.rhythm = d.rhythm)`,
  // A reader without topics gets everything; one with topics gets what belongs to one of them, so an article of no topic
  // goes to the former only. Topics that are gone do not count as chosen. A letter that names no topic says that it is for everybody.
  follows: `(s.topic_ids && d.topic_ids
       or d.is_for_all
       or not s.topic_ids && array(select t.id from topics t where t.publication_id = d.publication_id))`,
} satisfies Record<LeftOutCode, string>;

export type ConditionCode = keyof typeof CONDITIONS;

/** All of them at once. */
export const MAY_REACH = ['s.publication_id = d.publication_id', ...Object.values(CONDITIONS)].join(
  '\n   and ',
);
