import { changedRows, firstRow, rows, type Db } from '../platform/database.ts';
import { RELEASED_AT } from './hold-queries.ts';

/** Whom a confirmation mail counts for. */
export interface Turn {
  /** Keyed hash of who is probably behind the address. */
  abuseHash: Buffer;
  domainHash: Buffer;
  /** Keyed hash of the network it was asked for from; undefined when that is not counted. */
  networkHash: Buffer | undefined;
  cost: number;
}

/** Whose limit is reached. */
export type WaitsFor = 'person' | 'network';

/** Mails an hour and a day to people whom a network signed up and who have not confirmed (BOMB-02). */
const PER_HOUR = 5;
const PER_DAY = 20;

/** Of what limits count: mails that left and led to nothing yet. Whoever confirms makes room for the next. */
const OPEN = 'r.mailed and not r.confirmed';

/** Whether one more mail to a person would be too many, over all publications (BOMB-01). @param key SQL of their hash. */
const isPersonFull = (key: string) => `(
  select count(*) filter (where r.at > now() - interval '15 minutes') >= 1
      or count(*) filter (where r.at > now() - interval '24 hours') >= 3
      or count(*) >= 5
    from confirmation_requests r
   where r.abuse_hash = ${key} and ${OPEN} and r.at > now() - interval '30 days')`;

/** How much a network may still cause. @param key SQL of its hash. */
const roomOf = (key: string) => `(
  select least(${PER_HOUR} - coalesce(sum(r.cost) filter (where r.at > now() - interval '1 hour'), 0),
               ${PER_DAY} - coalesce(sum(r.cost), 0))
    from confirmation_requests r
   where r.network_hash = ${key} and ${OPEN} and r.at > now() - interval '24 hours')`;

/** One at a time for one person and one network: whoever comes second waits until the first has committed. */
export async function lockTurns(db: Db, { abuseHash, networkHash }: Turn): Promise<void> {
  const lock = (hash: Buffer) =>
    db.raw('select pg_advisory_xact_lock(?::bigint)', [hash.readBigInt64BE().toString()]);
  await lock(abuseHash);
  // Without a network the same statement all the same, on a lock that nobody shares.
  await lock(networkHash ?? abuseHash);
}

/** What a mail has to wait for; undefined when it may leave. */
export async function whatToWaitFor(db: Db, { abuseHash, networkHash }: Turn): Promise<WaitsFor | undefined> {
  const row = await firstRow<{ waitsFor: WaitsFor | null }>(
    db,
    `select case when ${isPersonFull(':abuseHash')} then 'person'
                 when cast(:networkHash as bytea) is not null and ${roomOf(':networkHash')} <= 0 then 'network'
            end as "waitsFor"`,
    { abuseHash, networkHash: networkHash ?? null },
  );
  return row?.waitsFor ?? undefined;
}

interface DueTurn extends Turn {
  subscriberId: number;
  /** Asked for before an operator let everything go: its network does not matter. */
  isReleased: boolean;
}

/** Mails that wait and whose turn it seems to be, those that waited longest first. */
export async function listDueTurns(db: Db, limit: number): Promise<DueTurn[]> {
  const due = await rows<Omit<DueTurn, 'networkHash'> & { networkHash: Buffer | null }>(
    db,
    `with waiting as materialized (
       select m.*, m.requested_at <= ${RELEASED_AT} as is_released, ${isPersonFull('m.abuse_hash')} as is_person_full
         from system_mails m where m.waits_for is not null),
     rooms as (
       select network_hash, ${roomOf('n.network_hash')} as room
         from (select distinct network_hash from waiting where network_hash is not null) n),
     placed as (
       select w.*, row_number() over (partition by network_hash, is_released order by requested_at) as place
         from waiting w where not is_person_full)
     select subscriber_id as "subscriberId", abuse_hash as "abuseHash", domain_hash as "domainHash",
            network_hash as "networkHash", cost, is_released as "isReleased"
       from placed left join rooms using (network_hash)
      where network_hash is null or is_released or place <= room
      order by requested_at limit :limit`,
    { limit },
  );
  return due.map((one) => ({ ...one, networkHash: one.networkHash ?? undefined }));
}

/** Its mail may leave now; the link in it is good for a week from now on. False when it waits no more. */
export async function endWait(db: Db, subscriberId: number): Promise<boolean> {
  const isFree = await changedRows(
    db,
    `update system_mails set waits_for = null where subscriber_id = ? and kind = 'confirmation' and waits_for is not null`,
    [subscriberId],
  );
  if (isFree === 0) return false;
  await db.raw(
    `update confirmations set expires_at = now() + interval '7 days' where subscriber_id = ? and used_at is null`,
    [subscriberId],
  );
  return true;
}
