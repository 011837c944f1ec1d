import { preparedRows, rows, type Db } from '../../platform/database.ts';
import { NETWORK_STEPS, type NetworkStep } from '../../platform/fetch/network.ts';
import { RELEASED_AT } from '../holds/hold-queries.ts';
import {
  hashesOf,
  MAIL_EVERY_MINUTES,
  ROOM,
  TURN_COLUMNS,
  turnRow,
  type Turn,
  type WaitsFor,
} from './turn.ts';

/** Of what limits count: mails that left and led to nothing yet. Whoever confirms makes room for the next. */
const OPEN = 'r.mailed and not r.confirmed';

/** Whether one more mail to a person would be too many, over all publications (BOMB-01). */
const IS_TOO_MANY = `(count(*) filter (where r.at > now() - interval '${MAIL_EVERY_MINUTES} minutes') >= 1
      or count(*) filter (where r.at > now() - interval '24 hours') >= 3
      or count(*) >= 5)`;
const TO_PERSONS = `confirmation_requests r where ${OPEN} and r.at > now() - interval '30 days'`;

/** How much a network may still cause. @param key SQL of its hash. */
const roomOf = (step: NetworkStep, key: string) => `(
  select least(${ROOM[step].perHour} - coalesce(sum(r.cost) filter (where r.at > now() - interval '1 hour'), 0),
               ${ROOM[step].perDay} - coalesce(sum(r.cost), 0))
    from confirmation_requests r
   where r.${step}_hash = ${key} and ${OPEN} and r.at > now() - interval '24 hours')`;

/**
 * One at a time for one person and one network: whoever comes second waits until the first has committed. All take their
 * locks in the order of their numbers, or two could wait for each other. What follows in the transaction looks everything up
 * by index: its plans are kept, and a table that was small when they were made grows within seconds when a crowd comes.
 */
export async function lockTurns(db: Db, turns: Turn[]): Promise<void> {
  const numbers = turns.flatMap((turn) => hashesOf(turn).map((hash) => hash.readBigInt64BE()));
  const inOrder = [...new Set(numbers)].toSorted((one, other) => (one < other ? -1 : 1));
  await preparedRows(
    db,
    `with plans as materialized (
       select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
              set_config('enable_mergejoin', 'off', true))
     select count(pg_advisory_xact_lock(number)) from plans, unnest(cast(:numbers as bigint[])) as number`,
    { numbers: inOrder.map(String) },
  );
}

/** What a mail has to wait for, in the order of the turns, none of which share anything; undefined when it may leave. */
export async function whatToWaitFor(db: Db, turns: Turn[]): Promise<(WaitsFor | undefined)[]> {
  const isFull = NETWORK_STEPS.map((step) => `${roomOf(step, `t.${step}_hash`)} <= 0`);
  const found = await preparedRows<{ waitsFor: WaitsFor | null }>(
    db,
    `select case when (select ${IS_TOO_MANY} from ${TO_PERSONS} and r.abuse_hash = t.abuse_hash) then 'person'
                 when ${isFull.join(' or ')} then 'network'
            end as "waitsFor"
       from json_to_recordset(:turns) as t (place int, ${TURN_COLUMNS}) order by place`,
    { turns: JSON.stringify(turns.map((turn, place) => ({ place, ...turnRow(turn) }))) },
  );
  return found.map(({ waitsFor }) => waitsFor ?? undefined);
}

interface DueTurn extends Turn {
  noticeId: number;
  /** Asked for before an operator let everything go: its network does not matter. */
  isReleased: boolean;
}

/**
 * Those whose networks have room. The widest is looked at first: of a flood, which may have a network for each of its
 * mails, it is the one that is full.
 */
const WITH_ROOM = NETWORK_STEPS.toReversed().map((step, index, steps) => {
  const before = index === 0 ? 'waiting' : `in_${steps[index - 1]}`;
  return `${step}_rooms as (
       select n.${step}_hash, ${roomOf(step, `n.${step}_hash`)} as ${step}_room
         from (select distinct ${step}_hash from ${before} where ${step}_hash is not null and not is_released) n),
     in_${step} as materialized (
       select w.*, coalesce(${step}_room, 1) as ${step}_room
         from ${before} w left join ${step}_rooms using (${step}_hash)
        where is_released or coalesce(${step}_room, 1) > 0)`;
});

/** Those who have a place in each of their networks. The narrowest comes first: who waits there takes no place further up. */
const WITH_PLACE = NETWORK_STEPS.map((step, index) => {
  const before = index === 0 ? 'asked' : `placed_in_${NETWORK_STEPS[index - 1]}`;
  return `placed_in_${step} as (
       select * from (select b.*, row_number() over (partition by ${step}_hash, is_released order by requested_at)
                                    as ${step}_place from ${before} b) p
        where ${step}_hash is null or is_released or ${step}_place <= ${step}_room)`;
});

/** Mails that wait and whose turn it seems to be, those that waited longest first. */
export async function listDueTurns(db: Db, limit: number): Promise<DueTurn[]> {
  type Row = Omit<DueTurn, 'networks'> & Record<NetworkStep, Buffer | null>;
  const due = await rows<Row>(
    db,
    `with waiting as materialized (
       select w.*, n.requested_at, n.requested_at <= ${RELEASED_AT} as is_released
         from sign_up_waits w join notices n on n.id = w.notice_id where w.waits_for <> 'spike'),
     ${WITH_ROOM.join(',\n     ')},
     asked as (
       select * from in_network
        where abuse_hash not in (select r.abuse_hash from ${TO_PERSONS} group by r.abuse_hash having ${IS_TOO_MANY})),
     ${WITH_PLACE.join(',\n     ')}
     select notice_id as "noticeId", abuse_hash as "abuseHash", domain_hash as "domainHash", cost,
            is_released as "isReleased", ${NETWORK_STEPS.map((step) => `${step}_hash as ${step}`).join(', ')}
       from placed_in_${NETWORK_STEPS.at(-1)}
      order by requested_at limit :limit`,
    { limit },
  );
  return due.map(({ network, site, block, ...one }) => ({ ...one, networks: { network, site, block } }));
}

/** A network from which many mails wait. */
export interface Crowd {
  /** Of the widest network that is counted. */
  hash: Buffer;
  publicationId: number;
  since: Date;
  mails: number;
}

/** Networks for which at least so many mails of the last hour wait, the largest first; the slow lane is none. */
export function listCrowds(db: Db, atLeast: number, slowLane: Buffer): Promise<Crowd[]> {
  return rows(
    db,
    `select coalesce(w.block_hash, w.site_hash, w.network_hash) as hash, min(n.publication_id) as "publicationId",
            min(n.requested_at) as since, count(*) as mails
       from sign_up_waits w join notices n on n.id = w.notice_id
      where w.waits_for = 'network' and n.requested_at > greatest(now() - interval '1 hour', ${RELEASED_AT})
        and w.block_hash is distinct from ?
      group by 1 having count(*) >= ? order by mails desc limit 3`,
    [slowLane, atLeast],
  );
}
