import { changedRows, firstRow, rows, type Db } from '../platform/database.ts';
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

/** @param asked `isDue` false: the statement runs and adds nothing. @returns ids in that order; undefined also when the person has this notice already. */
export async function insertNotices(
  db: Db,
  asked: (NewNotice & { isDue: boolean })[],
): Promise<(number | undefined)[]> {
  const added = await rows<{ id: number } & Omit<Required<NewNotice>, 'isHeld'>>(
    db,
    `insert into notices (kind, publication_id, subscriber_id, user_id, occasion, state)
     select kind, publication_id, subscriber_id, user_id, occasion, case when is_held then 'held' else 'queued' end
       from json_to_recordset(:asked) as a (kind text, publication_id bigint, subscriber_id bigint, user_id bigint, occasion text,
                                            is_held boolean)
     on conflict do nothing
     returning id, kind, subscriber_id as "subscriberId", user_id as "userId", occasion`,
    { asked: JSON.stringify(asked.filter(({ isDue }) => isDue).map(noticeRow)) },
  );
  const ids = new Map(added.map((notice) => [nameOf(notice), notice.id]));
  return asked.map((notice) => (notice.isDue ? ids.get(nameOf(notice)) : undefined));
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

/** Takes a notice for this process. A process that dies with it blocks it for the length of the lease. */
export function claimNotice(db: Db, id: number): Promise<Notice | undefined> {
  return firstRow(
    db,
    `update notices set lease_until = now() + ${LEASE}, lease_token = gen_random_uuid()
      where id = ? and state in ('queued', 'unknown') and (lease_until is null or lease_until < now())
     returning id, kind, publication_id as "publicationId", subscriber_id as "subscriberId", user_id as "userId",
               occasion, message_key as "messageKey", requested_at as "requestedAt", lease_token as "leaseToken"`,
    [id],
  );
}

/** Whether another process is at this notice right now. */
export async function isNoticeLeased(db: Db, id: number): Promise<boolean> {
  const row = await firstRow(
    db,
    "select 1 as found from notices where id = ? and state in ('queued', 'unknown') and lease_until > now()",
    [id],
  );
  return row !== undefined;
}

const HELD_BY_US = 'id = :id and lease_token = :leaseToken';
const keyOf = ({ id, leaseToken }: Notice) => ({ id, leaseToken });

/**
 * Counts the try that begins now as one in doubt, until its end is known.
 * @returns how many there are; undefined when the lease was lost or the notice is withdrawn.
 */
export async function beginNotice(db: Db, notice: Notice): Promise<number | undefined> {
  const row = await firstRow<{ doubts: number }>(
    db,
    `update notices
        set attempts = attempts + 1, doubts = doubts + 1, state = 'unknown', lease_until = now() + ${LEASE},
            unknown_at = case when doubts > 0 then coalesce(unknown_at, now()) end
      where ${HELD_BY_US} and state in ('queued', 'unknown')
     returning doubts`,
    keyOf(notice),
  );
  return row?.doubts;
}

export async function renewNotice(db: Db, notice: Notice): Promise<void> {
  await db.raw(`update notices set lease_until = now() + ${LEASE} where ${HELD_BY_US}`, keyOf(notice));
}

/** Gives the notice back untried. */
export async function releaseLease(db: Db, notice: Notice): Promise<void> {
  await db.raw(`update notices set lease_until = null where ${HELD_BY_US}`, keyOf(notice));
}

/** Keeps a leased notice back until `releaseNotice`; false when the lease was lost. */
export async function holdNotice(db: Db, notice: Notice): Promise<boolean> {
  const sql = `update notices set state = 'held', lease_until = null
                where ${HELD_BY_US} and state in ('queued', 'unknown')`;
  return (await changedRows(db, sql, keyOf(notice))) === 1;
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

/**
 * Gives the notice back with what became of it; what the server took or refused counts even if it was withdrawn meanwhile.
 * @param reply what the server said, without addresses.
 * @returns the state from now on.
 */
export async function settleNotice(
  db: Db,
  { id, leaseToken }: Notice,
  settlement: RetryDecision,
  reply: string,
): Promise<string | undefined> {
  const row = await firstRow<{ state: string }>(
    db,
    `update notices
        set state = case when :settlement in ('sent', 'refused') then :settlement
                         when state = 'withdrawn' then state
                         when due_at < now() - ${PATIENCE} then 'given-up'
                         when :settlement = 'unknown' or doubts > 1 then 'unknown'
                         else 'queued' end,
            unknown_at = case when :settlement = 'unknown' then now() else unknown_at end,
            doubts = case when :settlement in ('put-off', 'refused') then greatest(doubts - 1, 0) else doubts end,
            settled_at = now(), reply = :reply,
            lease_until = case when lease_token = :leaseToken then null else lease_until end
      where id = :id
     returning state`,
    { settlement, reply, id, leaseToken },
  );
  return row?.state;
}

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

/** The same for one kind of each reader. */
export async function withdrawNoticesOf(
  db: Db,
  due: { subscriberId: number; kind: string }[],
): Promise<number[]> {
  const withdrawn = await rows<{ id: number }>(
    db,
    `update notices n set state = 'withdrawn', settled_at = now()
       from json_to_recordset(:due) as d (subscriber_id bigint, kind text)
      where n.subscriber_id = d.subscriber_id and n.kind = d.kind and n.state in ('held', 'queued', 'unknown')
     returning n.id`,
    { due: JSON.stringify(due.map(({ subscriberId, kind }) => ({ subscriber_id: subscriberId, kind }))) },
  );
  return withdrawn.map(({ id }) => id);
}

const KEPT = '1 year';

/** Forgets notices of more than a year ago. Returns how many went. */
export function purgeNotices(db: Db): Promise<number> {
  return changedRows(db, `delete from notices where requested_at < now() - interval '${KEPT}'`);
}
