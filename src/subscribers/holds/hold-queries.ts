import { changedRows, firstRow, rows, type Db } from '../../platform/database.ts';
import { ALL_DOMAINS, isForAll, NO_DOMAIN, type HoldLimit } from './hold.ts';

export const RELEASED_AT = `coalesce((select max(at) from sign_up_releases), '-infinity')`;

/**
 * What a hold for every domain counts: not what the hold of one domain keeps back already, or one would cause the other, and
 * no reminder.
 */
const NOT_HELD_YET = `r.domain_hash <> '\\x${NO_DOMAIN.toString('hex')}' and r.domain_hash not in (select domain_hash from sign_up_holds)`;

/**
 * Whether the last hour brought more unconfirmed requests than the limit allows; what came before a release is forgiven.
 * The seven days are counted only once the floor is passed: a case evaluates what it needs.
 */
const isSpikingIn = (scope: string) => `(
  select case when latest.count <= :floor then false
              else latest.count > cast(:timesUsual as float8) / (7 * 24) * (
                     select count(*) from confirmation_requests r
                      where r.mailed and r.at > now() - interval '7 days' and ${scope})
         end
    from (select count(*) from confirmation_requests r
           where r.mailed and not r.confirmed and r.at > now() - interval '1 hour' and r.at > ${RELEASED_AT}
             and ${scope}) latest)`;

export async function isSpiking(db: Db, domainHash: Buffer, limit: HoldLimit): Promise<boolean> {
  if (!isForAll(domainHash)) return (await listSpiking(db, [domainHash], limit)).length > 0;
  const { floor, timesUsual } = limit;
  const row = await firstRow<{ isSpiking: boolean }>(
    db,
    `select ${isSpikingIn(NOT_HELD_YET)} as "isSpiking"`,
    { floor, timesUsual },
  );
  return row?.isSpiking ?? false;
}

/** Which of these domains spike. */
export async function listSpiking(
  db: Db,
  domainHashes: Buffer[],
  { floor, timesUsual }: HoldLimit,
): Promise<Buffer[]> {
  const found = await rows<{ hash: Buffer }>(
    db,
    `select d.hash from unnest(cast(:domainHashes as bytea[])) as d (hash) where ${isSpikingIn('r.domain_hash = d.hash')}`,
    { domainHashes, floor, timesUsual },
  );
  return found.map(({ hash }) => hash);
}

/** A confirmation mail that is still to be sent. */
export interface WaitingMail {
  noticeId: number;
  /** Of the newsletter it is for. */
  publicationId: number;
  domain: string;
  /** It was asked for before an operator let everything go. */
  isReleased: boolean;
  /** Its sign-up came with a proof within the last day. */
  isProven: boolean;
}

export function listWaitingMails(db: Db, noticeIds: number[]): Promise<WaitingMail[]> {
  return rows(
    db,
    `select n.id as "noticeId", split_part(s.email, '@', 2) as domain, s.publication_id as "publicationId",
            n.requested_at <= ${RELEASED_AT} as "isReleased",
            coalesce(c.proven_at > now() - interval '1 day', false) as "isProven"
       from notices n
      cross join lateral (select email, publication_id from subscribers where id = n.subscriber_id offset 0) s
       left join confirmations c on c.subscriber_id = n.subscriber_id
      where n.id = any(?::bigint[]) order by n.id`,
    [noticeIds],
  );
}

/** The holds that are on for these domains or for all. */
export async function listHoldsOf(db: Db, domainHashes: Buffer[]): Promise<Buffer[]> {
  const found = await rows<{ domainHash: Buffer }>(
    db,
    'select domain_hash as "domainHash" from sign_up_holds where domain_hash = any(?::bytea[])',
    [[...domainHashes, ALL_DOMAINS]],
  );
  return found.map(({ domainHash }) => domainHash);
}

/** Returns whether it was not on before. */
export async function insertHold(db: Db, domainHash: Buffer): Promise<boolean> {
  const sql = 'insert into sign_up_holds (domain_hash) values (?) on conflict do nothing';
  return (await changedRows(db, sql, [domainHash])) === 1;
}

export async function hasHolds(db: Db): Promise<boolean> {
  const row = await firstRow<{ hasHolds: boolean }>(
    db,
    'select exists (select from sign_up_holds) as "hasHolds"',
  );
  return row?.hasHolds ?? false;
}

export async function listHolds(db: Db): Promise<Buffer[]> {
  const found = await rows<{ domainHash: Buffer }>(
    db,
    'select domain_hash as "domainHash" from sign_up_holds',
  );
  return found.map(({ domainHash }) => domainHash);
}

/** Returns whether it was on. */
export async function deleteHold(db: Db, domainHash: Buffer): Promise<boolean> {
  return (await changedRows(db, 'delete from sign_up_holds where domain_hash = ?', [domainHash])) === 1;
}

/** Takes the waits that nothing causes any more; other processes take others. Returns the ids of their notices. */
export async function takeEndedWaits(db: Db, limit: number): Promise<number[]> {
  const taken = await rows<{ noticeId: number }>(
    db,
    `delete from sign_up_waits w
      using (select f.notice_id from sign_up_waits f join notices n on n.id = f.notice_id
              where f.held_by is not null
                and (f.held_by not in (select domain_hash from sign_up_holds) or n.requested_at <= ${RELEASED_AT})
              limit ? for update of f skip locked) free
      where w.notice_id = free.notice_id
      returning w.notice_id as "noticeId"`,
    [limit],
  );
  return taken.map(({ noticeId }) => noticeId);
}

/** Ends every hold and forgives all requests until now. Returns how many holds and mails that concerns; a person's own caps stay. */
export async function releaseHolds(db: Db): Promise<{ holds: number; mails: number }> {
  const holds = await changedRows(db, 'delete from sign_up_holds');
  const held = await firstRow<{ count: number }>(
    db,
    "select count(*) from sign_up_waits where waits_for in ('spike', 'network')",
  );
  const mails = held?.count ?? 0;
  if (holds + mails > 0) await db.raw('insert into sign_up_releases default values on conflict do nothing');
  return { holds, mails };
}
