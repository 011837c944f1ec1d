import type { SubscriberStatus } from '../subscribers/index.ts';
import { follows, followsStrand, MATCHING_KIND } from '../rhythms/index.ts';
import { predicateOf, type NamedSelection } from '../segments/index.ts';
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

const FOLLOWS_STRAND = followsStrand('d.strands');

/** The segment that a send is for; `gone` means nobody, null everybody. */
export type AskedSegment = NamedSelection | 'gone' | null;

/**
 * What must be true of subscriber `s` before send `d` may reach them: a code and its predicate, which is never null. Of `d`
 * they ask id, is_for_all, publication_id, topic_ids, strands, rhythm and article_id. The order is the one in which they are explained.
 */
export const CONDITIONS = {
  ...byStatus,
  // Here or everywhere (SUP-01).
  'not-suppressed': `not exists (select 1 from suppressions x
                   where x.address_hash = s.address_hash and x.publication_id in (0, s.publication_id))`,
  'not-paused': `s.paused_until is null`,
  // What somebody follows comes at once, unless another mail has brought it.
  rhythm: `(d.rhythm is null or s.rhythm = d.rhythm or ${FOLLOWS_STRAND}
       and not exists (select from owed_articles o where o.subscriber_id = s.id and o.article_id = d.article_id
                          and o.state = 'settled' and o.send_id is distinct from d.id))`,
  // Noted when the send of an article is frozen: of kinds of readers, and of single ones who changed something that day.
  'under-cap': `(s.rhythm <> 'each' or not exists (select 1 from publications p join ${MATCHING_KIND} where p.id = d.publication_id and k.send_id = d.id))
   and not exists (select 1 from owed_articles o
                    where o.subscriber_id = s.id and o.article_id = d.article_id and o.reason = 'busy-day')`,
  // A letter that names no topic says that it is for everybody; a digest has what each reader follows.
  follows: `(d.is_for_all or ${FOLLOWS_STRAND}
       or ${follows('d.topic_ids', 'array(select t.id from topics t where t.publication_id = d.publication_id)')})`,
  // Rules of a segment are of its send alone: see `conditionsFor`.
  'in-segment': 'true',
} satisfies Record<LeftOutCode, string>;

export type ConditionCode = keyof typeof CONDITIONS;

/** The same for a send for a segment, which is asked as `d.segment` as well. */
export const conditionsFor = (segment: AskedSegment = null): Record<ConditionCode, string> =>
  segment === null
    ? CONDITIONS
    : { ...CONDITIONS, 'in-segment': segment === 'gone' ? 'false' : predicateOf(segment, 'd.segment') };

const SUPPRESSED_ONCE = `not exists (select from (select distinct x.address_hash from suppressions x where x.publication_id in (0, :publicationId)) x
                   where x.address_hash = s.address_hash)`;

/**
 * What is true of a digest and the readers of its bucket by itself: they have its rhythm, no cap keeps it back, it has what each
 * follows, and it is for no segment.
 */
type GivenOfDigests = 'rhythm' | 'under-cap' | 'follows' | 'in-segment';

/** The other conditions as they are asked of a million readers at once. */
const OF_DIGESTS = {
  confirmed: `s.status = 'active'`,
  'not-unsubscribed': `s.status = 'active'`,
  'not-bounced': `s.status = 'active'`,
  'not-complained': `s.status = 'active'`,
  'not-suppressed': SUPPRESSED_ONCE,
  'not-paused': CONDITIONS['not-paused'],
} satisfies Record<Exclude<ConditionCode, GivenOfDigests>, string>;

/** That a digest of publication `:publicationId` may reach subscriber `s` of its bucket; it asks nothing of a send. */
export const MAY_REACH_BY_DIGEST = [
  's.publication_id = :publicationId',
  ...new Set<string>(Object.values(OF_DIGESTS)),
].join('\n   and ');

/** What was decided when the audience was frozen: a reader who changes it afterwards gets what was frozen for them. */
const DECIDED_AT_THE_FREEZE: LeftOutCode[] = ['rhythm', 'under-cap', 'in-segment'];

const all = (predicates: string[]) =>
  ['s.publication_id = d.publication_id', ...predicates].join('\n   and ');

/** All of them at once. */
export const mayReach = (segment?: AskedSegment): string => all(Object.values(conditionsFor(segment)));

/** All of them for a send that is for no segment. */
export const MAY_REACH = mayReach();

/** Those that are looked at again before each mail. */
export const MAY_STILL_REACH = all(
  Object.entries(CONDITIONS).flatMap(([code, sql]) =>
    DECIDED_AT_THE_FREEZE.some((decided) => decided === code) ? [] : [sql],
  ),
);
