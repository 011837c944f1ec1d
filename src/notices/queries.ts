import { changedRows, preparedRows, rows, type Db } from '../platform/database.ts';
import { sharedQuery } from '../platform/together.ts';
import type { RetryDecision } from '../platform/mail/retry-decision.ts';
import type { Notice } from './notice.ts';

/** A notice to come. */
export interface NewNotice {
  kind: string;
  publicationId: number | null;
  subscriberId?: number;
  userId?: number;
  occasion: string;
  /** It waits, without a job, until `releaseNotice`. */
  isHeld?: boolean;
}

/** What became of notices that were asked for. */
export interface Replaced {
  /** In the order of what was asked; undefined where nothing is due, and when the person has this notice already. */
  ids: (number | undefined)[];
  /** Ids of those that were not sent yet and are not wanted any more. */
  withdrawn: number[];
}

const ASKED = `asked as materialized (
  select * from json_to_recordset(:asked) as a (kind text, publication_id bigint, subscriber_id bigint, user_id bigint, occasion text,
                                                is_held boolean))`;
const INSERTED = `
  insert into notices (kind, publication_id, subscriber_id, user_id, occasion, state)
  select kind, publication_id, subscriber_id, user_id, occasion, case when is_held then 'held' else 'queued' end from asked
  on conflict do nothing
  returning id, kind, subscriber_id, user_id, occasion`;

/** @param asked `isDue` false: the statement runs and adds nothing. @returns ids in that order; undefined also when the person has this notice already. */
export async function insertNotices(
  db: Db,
  asked: (NewNotice & { isDue: boolean })[],
): Promise<(number | undefined)[]> {
  const added = await rows<Added>(db, `with ${ASKED} ${INSERTED}`, { asked: dueOf(asked) });
  return idsOf(asked, added);
}

/**
 * The same, each in the place of those of its kind and reader that were not sent yet. Where a table has no statistics yet, `offset 0` keeps
 * the planner from walking through all of a kind for each reader.
 */
export async function replaceUnsent(db: Db, asked: (NewNotice & { isDue: boolean })[]): Promise<Replaced> {
  const found = await preparedRows<Added & { isWithdrawn: boolean }>(
    db,
    `with ${ASKED},
     withdrawn as (
       update notices n set state = 'withdrawn', settled_at = now()
         from asked a
        cross join lateral (select o.id, o.kind from notices o where o.subscriber_id = a.subscriber_id offset 0) older
        where n.id = older.id and older.kind = a.kind and n.state in ('held', 'queued', 'unknown')
       returning n.id),
     added as (${INSERTED})
     select id, kind, subscriber_id, user_id, occasion, false as "isWithdrawn" from added
     union all select id, null, null, null, null, true from withdrawn`,
    { asked: dueOf(asked) },
  );
  const [withdrawn, added] = [true, false].map((is) => found.filter(({ isWithdrawn }) => isWithdrawn === is));
  return { ids: idsOf(asked, added ?? []), withdrawn: (withdrawn ?? []).map(({ id }) => id) };
}

const dueOf = (asked: (NewNotice & { isDue: boolean })[]) =>
  JSON.stringify(asked.filter(({ isDue }) => isDue).map(noticeRow));

function idsOf(asked: (NewNotice & { isDue: boolean })[], added: Added[]): (number | undefined)[] {
  const ids = new Map(
    added.map(({ id, kind, occasion, subscriber_id: subscriberId, user_id: userId }) => [
      nameOf({ kind, occasion, subscriberId, userId }),
      id,
    ]),
  );
  return asked.map((notice) => (notice.isDue ? ids.get(nameOf(notice)) : undefined));
}

interface Added {
  id: number;
  kind: string;
  subscriber_id: number | null;
  user_id: number | null;
  occasion: string;
}

const noticeRow = ({ kind, publicationId, subscriberId, userId, occasion, isHeld = false }: NewNotice) => ({
  kind,
  publication_id: publicationId,
  subscriber_id: subscriberId,
  user_id: userId,
  occasion,
  is_held: isHeld,
});

/** What there is one notice for. */
const nameOf = ({
  kind,
  subscriberId,
  userId,
  occasion,
}: Pick<NewNotice, 'kind' | 'occasion'> & { subscriberId?: number | null; userId?: number | null }) =>
  JSON.stringify([kind, subscriberId ?? 0, userId ?? 0, occasion]);

/** Notices that wait for their job; those that are held have none. */
export function listOpenNotices(db: Db): Promise<{ id: number }[]> {
  return rows(db, "select id from notices where state in ('queued', 'unknown') order by id");
}

/** Renewed while the server is asked. */
const LEASE = "interval '20 seconds'";

/** Takes notices for this process. A process that dies with them blocks them for the length of the lease. */
export function claimNotices(db: Db, ids: number[]): Promise<Notice[]> {
  return rows(
    db,
    `update notices set lease_until = now() + ${LEASE}, lease_token = gen_random_uuid()
      where id = any(?::bigint[]) and state in ('queued', 'unknown') and (lease_until is null or lease_until < now())
     returning id, kind, publication_id as "publicationId", subscriber_id as "subscriberId", user_id as "userId",
               occasion, message_key as "messageKey", requested_at as "requestedAt", lease_token as "leaseToken"`,
    [ids],
  );
}

/** Which of these another process is at right now. */
export async function listLeased(db: Db, ids: number[]): Promise<number[]> {
  const found = await rows<{ id: number }>(
    db,
    "select id from notices where id = any(?::bigint[]) and state in ('queued', 'unknown') and lease_until > now()",
    [ids],
  );
  return found.map(({ id }) => id);
}

const HELD_BY_US = 'id = :id and lease_token = :leaseToken';
const keyOf = ({ id, leaseToken }: Notice) => ({ id, leaseToken });

/** Leased notices as rows of a statement: `l (id, token)`. */
const LEASED = 'unnest(?::bigint[], ?::uuid[]) as l (id, token)';
const IS_LEASED = 'n.id = l.id and n.lease_token = l.token';
const leasesOf = (notices: Notice[]) => [
  notices.map(({ id }) => id),
  notices.map(({ leaseToken }) => leaseToken),
];

const keysOf = ({ id }: Notice) => [String(id)];

/**
 * Counts the try that begins now as one in doubt, until its end is known.
 * @returns how many there are; undefined when the lease was lost or the notice is withdrawn.
 */
export const beginNotice = sharedQuery<Notice, number | undefined>(
  async (db, notices) => {
    const begun = await rows<{ id: number; doubts: number }>(
      db,
      `update notices n
          set attempts = attempts + 1, doubts = doubts + 1, state = 'unknown', lease_until = now() + ${LEASE},
              unknown_at = case when doubts > 0 then coalesce(unknown_at, now()) end
         from ${LEASED} where ${IS_LEASED} and n.state in ('queued', 'unknown')
       returning n.id, n.doubts`,
      leasesOf(notices),
    );
    const doubts = new Map(begun.map((one) => [one.id, one.doubts]));
    return notices.map(({ id }) => doubts.get(id));
  },
  { keysOf },
);

export async function renewNotice(db: Db, notice: Notice): Promise<void> {
  await db.raw(`update notices set lease_until = now() + ${LEASE} where ${HELD_BY_US}`, keyOf(notice));
}

/** Gives notices back untried. */
export async function releaseLeases(db: Db, notices: Notice[]): Promise<void> {
  await db.raw(
    `update notices n set lease_until = null from ${LEASED} where ${IS_LEASED}`,
    leasesOf(notices),
  );
}

/** Keeps leased notices back until `releaseNotice`. @returns ids of those whose lease was not lost. */
export async function holdNotices(db: Db, notices: Notice[]): Promise<number[]> {
  const held = await rows<{ id: number }>(
    db,
    `update notices n set state = 'held', lease_until = null
       from ${LEASED} where ${IS_LEASED} and n.id = any(?::bigint[]) and n.state in ('queued', 'unknown')
     returning n.id`,
    [...leasesOf(notices), notices.map(({ id }) => id)],
  );
  return held.map(({ id }) => id);
}

/** Ends a leased notice that nobody wants any more; one that is held stays so. */
export async function withdrawLeased(db: Db, notice: Notice): Promise<void> {
  await db.raw(
    `update notices set state = 'withdrawn', settled_at = now(), lease_until = null
      where ${HELD_BY_US} and state in ('queued', 'unknown')`,
    keyOf(notice),
  );
}

/** How long tries go on, from the moment it was due. */
const PATIENCE = "interval '2 days'";

/** What a server said to a notice. */
interface Settled {
  notice: Notice;
  settlement: RetryDecision;
  /** Without addresses. */
  reply: string;
}

/**
 * Gives the notice back with what became of it; what the server took or refused counts even if it was withdrawn meanwhile.
 * @returns the state from now on.
 */
export const settleNotice = sharedQuery<Settled, string | undefined>(
  async (db, all) => {
    const settled = all.map(({ notice: { id, leaseToken }, settlement, reply }) => ({
      id,
      token: leaseToken,
      settlement,
      reply,
    }));
    const found = await rows<{ id: number; state: string }>(
      db,
      `update notices n
          set state = case when s.settlement in ('sent', 'refused') then s.settlement
                           when state = 'withdrawn' then state
                           when due_at < now() - ${PATIENCE} then 'given-up'
                           when s.settlement = 'unknown' or doubts > 1 then 'unknown'
                           else 'queued' end,
              unknown_at = case when s.settlement = 'unknown' then now() else unknown_at end,
              doubts = case when s.settlement in ('put-off', 'refused') then greatest(doubts - 1, 0) else doubts end,
              settled_at = now(), reply = s.reply,
              lease_until = case when lease_token = s.token then null else lease_until end
         from json_to_recordset(:settled) as s (id bigint, token uuid, settlement text, reply text)
        where n.id = s.id
       returning n.id, n.state`,
      { settled: JSON.stringify(settled) },
    );
    const states = new Map(found.map(({ id, state }) => [id, state]));
    return all.map(({ notice: { id } }) => states.get(id));
  },
  { keysOf: ({ notice }) => keysOf(notice) },
);

/** A held notice may leave from now on; false when it is not held (any more). */
export async function markReleased(db: Db, id: number): Promise<boolean> {
  // With a try in doubt behind it, it stays in doubt.
  const sql = `update notices set state = case when doubts > 0 then 'unknown' else 'queued' end, due_at = now()
                where id = ? and state = 'held'`;
  return (await changedRows(db, sql, [id])) === 1;
}

/** Ends what these readers have not got yet. @param kind none: of every kind. @returns the ids of the notices. */
export async function withdrawNotices(
  db: Db,
  subscriberIds: number[],
  kind: string | null = null,
): Promise<number[]> {
  const withdrawn = await rows<{ id: number }>(
    db,
    `update notices set state = 'withdrawn', settled_at = now()
      where subscriber_id = any(cast(:subscriberIds as bigint[])) and state in ('held', 'queued', 'unknown')
        and (cast(:kind as text) is null or kind = :kind)
     returning id`,
    { subscriberIds, kind },
  );
  return withdrawn.map(({ id }) => id);
}

const KEPT = '1 year';

/** Forgets notices of more than a year ago. Returns how many went. */
export function purgeNotices(db: Db): Promise<number> {
  return changedRows(db, `delete from notices where requested_at < now() - interval '${KEPT}'`);
}
