import type { Db } from '../../platform/database.ts';
import { countMessages, type MessageCounts } from '../messages/message-queries.ts';
import { createFailureGroups, type FailureGroup } from './group-failures.ts';
import {
  FAILED_STATES,
  findTallyRow,
  insertTally,
  listFailed,
  listReplies,
  tallyDomains,
  tallyTopics,
  type DomainTally,
  type FailedState,
  type TopicTally,
} from './tally-queries.ts';

export interface FailureTally extends FailureGroup {
  /** What the server said to one of them, as it said it; null when nothing was said, or it was erased. */
  reply: string | null;
}

/** The messages of a send by their failures, domains and topics. */
export interface Tally {
  failures: FailureTally[];
  /** Whether all failures were looked at, or the first of each state. */
  isWhole: boolean;
  /** Null: it is not worked out yet, because the send is large and not over. */
  domains: DomainTally[] | null;
  topics: TopicTally[] | null;
}

interface Kept extends Pick<Tally, 'domains' | 'topics'> {
  failures: FailureGroup[];
  /** So that lists need not add up the batches of sends that are over. */
  counts: MessageCounts;
}

/** Up to so many readers, everything is worked out while somebody waits. */
const SMALL = 5_000;
const LOOKED_AT = 1_000;
const PAGE = 2_000;

/** Works out the figures of a send that is over, and keeps them. */
export async function keepTally(db: Db, sendId: number): Promise<void> {
  const { failures } = await groupFailures(db, sendId, Number.POSITIVE_INFINITY);
  const kept: Kept = {
    counts: await countMessages(db, sendId),
    failures,
    domains: await tallyDomains(db, sendId),
    topics: await tallyTopics(db, sendId),
  };
  await insertTally(db, sendId, kept);
}

/** @param isKept whether `keepTally` was called since its messages changed. */
export async function viewTally(db: Db, sendId: number, isKept: boolean): Promise<Tally> {
  const kept = isKept ? await findTallyRow<Kept>(db, sendId) : undefined;
  if (kept) {
    const { failures, domains, topics } = kept;
    return { domains, topics, isWhole: true, failures: await withReplies(db, sendId, failures) };
  }
  const { audience } = await countMessages(db, sendId);
  const isSmall = audience <= SMALL;
  const { failures, isWhole } = await groupFailures(db, sendId, isSmall ? SMALL : LOOKED_AT);
  return {
    failures: await withReplies(db, sendId, failures),
    isWhole,
    domains: isSmall ? await tallyDomains(db, sendId) : null,
    topics: isSmall ? await tallyTopics(db, sendId) : null,
  };
}

/** @param most messages of each state. */
async function groupFailures(db: Db, sendId: number, most: number) {
  const groups = createFailureGroups();
  let isWhole = true;
  for (const state of FAILED_STATES) {
    const count = await eachFailed(db, sendId, { state, most }, groups.add);
    if (count === most) isWhole = false;
  }
  return { failures: groups.list(), isWhole };
}

async function eachFailed(
  db: Db,
  sendId: number,
  { state, most }: { state: FailedState; most: number },
  add: ReturnType<typeof createFailureGroups>['add'],
): Promise<number> {
  let looked = 0;
  for (let after = 0; looked < most;) {
    const limit = Math.min(PAGE, most - looked);
    const page = await listFailed(db, sendId, { state, after, limit });
    for (const message of page) add(state, message);
    looked += page.length;
    if (page.length < limit) break;
    after = page.at(-1)?.subscriberId ?? after;
  }
  return looked;
}

async function withReplies(db: Db, sendId: number, groups: FailureGroup[]): Promise<FailureTally[]> {
  const replies = await listReplies(
    db,
    sendId,
    groups.map(({ subscriberId }) => subscriberId),
  );
  return groups.map((group) => ({ ...group, reply: replies.get(group.subscriberId) ?? null }));
}
