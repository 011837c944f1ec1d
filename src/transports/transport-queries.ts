import { changedRows, firstRow, rows, type Db } from '../platform/database.ts';
import { FAULTLESS } from './circuit-queries.ts';
import type { KeptHabits } from './habit-queries.ts';
import type { TransportKind, TransportState } from './transport.ts';

export interface TransportRow extends TransportState {
  name: string;
  kind: TransportKind;
  /** Sealed; empty when there are none. */
  settings: string;
  changedAt: Date;
  lastFault: string | null;
  blockedUntil: Date | null;
  warmUp: number[] | null;
  warmUpSince: string | null;
  limitToday: number | null;
  countToday: number;
  /** As the operator wants it. */
  messagesPerConnection: number | null;
  habits: KeptHabits;
  publications: string[];
}

/** Days are those of UTC, by the database's clock. */
const TODAY = `(now() at time zone 'UTC')::date`;
/** How many messages the warm-up of transport `t` allows today; null without a bound. */
export const LIMIT_TODAY = `(t.warm_up)[${TODAY} - t.warm_up_since + 1]`;
const COUNT_TODAY = `(case when t.day = ${TODAY} then t.day_count else 0 end)`;

const STATE = `t.is_circuit_open as "isCircuitOpen", t.faults > 0 as "isFaulty",
  coalesce(t.full_until > now(), false) as "isFull"`;

const COLUMNS = `t.name, t.kind, t.settings, t.changed_at as "changedAt", t.last_fault as "lastFault", ${STATE},
  case when t.blocked_until > now() then t.blocked_until end as "blockedUntil", t.warm_up as "warmUp",
  t.warm_up_since::text as "warmUpSince", ${LIMIT_TODAY} as "limitToday", ${COUNT_TODAY} as "countToday",
  t.messages_per_connection as "messagesPerConnection", t.habits,
  array(select p.slug from publications p where t.name = any(p.transports) order by p.slug) as publications`;

export function listTransportRows(db: Db): Promise<TransportRow[]> {
  return rows(db, `select ${COLUMNS} from transports t order by t.id`);
}

export function findTransportRow(db: Db, name: string): Promise<TransportRow | undefined> {
  return firstRow(db, `select ${COLUMNS} from transports t where t.name = ?`, [name]);
}

/** What a process needs to open a transport; `changedAt` tells whether it has it open as it is now. */
export type TransportSettings = Pick<
  TransportRow,
  'kind' | 'settings' | 'changedAt' | 'messagesPerConnection' | 'habits'
>;
const SETTINGS = `t.kind, t.settings, t.changed_at as "changedAt", t.messages_per_connection as "messagesPerConnection", t.habits`;

export function findTransportSettings(db: Db, name: string): Promise<TransportSettings | undefined> {
  return firstRow(db, `select ${SETTINGS} from transports t where t.name = ?`, [name]);
}

/** These transports in the order in which to try them: first those that had no fault of late. */
export function listInOrder(
  db: Db,
  names: string[],
): Promise<(TransportSettings & { name: string; isFaulty: boolean })[]> {
  return rows(
    db,
    `select t.name, ${SETTINGS}, t.faults > 0 as "isFaulty"
       from unnest(cast(? as text[])) with ordinality own (name, place) join transports t using (name)
      order by t.is_circuit_open or coalesce(t.blocked_until > now(), false), own.place`,
    [names],
  );
}

/** Holds the row until the transaction ends. */
export async function lockTransport(db: Db, name: string): Promise<boolean> {
  return (await firstRow(db, 'select 1 from transports where name = ? for update', [name])) !== undefined;
}

export async function insertTransport(
  db: Db,
  transport: { name: string; kind: TransportKind; settings: string; messagesPerConnection: number | null },
): Promise<void> {
  await db.raw(
    `insert into transports (name, kind, settings, messages_per_connection)
     values (:name, :kind, :settings, :messagesPerConnection)`,
    transport,
  );
}

/** @param most null: as many as the server takes. */
export async function updateMessagesPerConnection(db: Db, name: string, most: number | null): Promise<void> {
  await db.raw('update transports set messages_per_connection = ? where name = ?', [most, name]);
}

/** New settings deserve a fresh start: what was known of faults and habits is forgotten. */
export async function updateTransportSettings(db: Db, name: string, settings: string): Promise<void> {
  await db.raw(
    `update transports
        set settings = ?, changed_at = clock_timestamp(), habits = '{}', ${FAULTLESS}
      where name = ?`,
    [settings, name],
  );
}

/** @param plan null ends the warm-up. What was sent today counts on. */
export async function updateWarmUp(
  db: Db,
  name: string,
  plan: number[] | null,
  since: string | null,
): Promise<void> {
  await db.raw(
    `update transports
        set warm_up = cast(:plan as int[]), full_until = null,
            warm_up_since = case when cast(:plan as int[]) is not null then coalesce(cast(:since as date), ${TODAY}) end
      where name = :name`,
    { name, plan, since },
  );
}

export async function deleteTransport(db: Db, name: string): Promise<void> {
  await db.raw('delete from transports where name = ?', [name]);
  await db.raw('delete from send_limits where scope = ?', [`transport:${name}`]);
}

/** Whether mail of some publication goes over it, in whatever place. */
export async function isTransportInUse(db: Db, name: string): Promise<boolean> {
  return (
    (await firstRow(db, 'select 1 from publications where ? = any(transports) limit 1', [name])) !== undefined
  );
}

/** Takes up to `wanted` messages out of what today's warm-up allows; null: it bounds nothing. */
export async function takeAllowance(db: Db, name: string, wanted: number): Promise<number | null> {
  const row = await firstRow<{ given: number | null }>(
    db,
    `with state as (
       select ${LIMIT_TODAY} as bound, ${COUNT_TODAY} as used from transports t where t.name = :name for update
     ), given as (
       select used, least(cast(:wanted as int), greatest(bound - used, 0)) as count from state where bound is not null
     )
     update transports t
        set day = ${TODAY}, day_count = given.used + given.count,
            full_until = case when given.count = 0 then (${TODAY} + 1)::timestamp at time zone 'UTC' end
       from given where t.name = :name
     returning given.count as given`,
    { name, wanted },
  );
  return row?.given ?? null;
}

/** Gives back what was taken and not used. */
export async function returnAllowance(db: Db, name: string, count: number): Promise<void> {
  await changedRows(
    db,
    `update transports t set day_count = greatest(t.day_count - ?, 0), full_until = null where t.name = ? and t.day = ${TODAY}`,
    [count, name],
  );
}

/** Names of transports whose warm-up bounds today's messages. */
export async function listWarmingUp(db: Db): Promise<string[]> {
  const found = await rows<{ name: string }>(
    db,
    `select t.name from transports t where t.warm_up is not null and ${LIMIT_TODAY} is not null`,
  );
  return found.map(({ name }) => name);
}
