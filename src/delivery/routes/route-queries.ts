import { rows, type Db } from '../../platform/database.ts';
import { IS_AWAKE } from '../../platform/sign-of-life.ts';
import { LIMIT_TODAY } from '../../transports/index.ts';

/** The transport that mail of publication `p` goes over now: the first of its own in working order; null when none is. */
const ROUTE = `(select t.name from unnest(p.transports) with ordinality own (name, place) join transports t using (name)
                 where not t.is_circuit_open and coalesce(t.full_until <= now(), true) order by own.place limit 1)`;

const SENDING = `${IS_AWAKE} and s.status = 'sending' and (s.blocked_until is null or s.blocked_until <= now())`;

/** Ids of the sends that go over `:transport` now. */
export const GOING = `
  select s.id from sends s join publications p on p.id = s.publication_id
   where ${SENDING} and ${ROUTE} = :transport
     and not exists (select 1 from transports w where w.name = :transport and w.blocked_until > now())`;

/** Of a send that goes to a few readers first, the others wait until what may come back of that has come. */
export const IS_ITS_TURN =
  '(not b.is_rest or exists (select from sends w where w.id = b.send_id and w.rest_at <= now()))';

const DUE = {
  batches: `select 1 from send_batches b
             where b.send_id = s.id and (b.state = 'queued' or (b.state = 'leased' and b.lease_until < now())) and ${IS_ITS_TURN}`,
  retries: `select 1 from message_retries r
             where r.send_id = s.id and r.next_attempt_at <= now() and (r.lease_until is null or r.lease_until < now())`,
};
export type DueWork = keyof typeof DUE;

/** Names of the transports that have something to do and can do it now. */
export async function listBusyTransports(db: Db, work: DueWork): Promise<string[]> {
  const found = await rows<{ name: string }>(
    db,
    `select distinct w.name
       from (select ${ROUTE} as name from sends s join publications p on p.id = s.publication_id
              where ${SENDING} and exists (${DUE[work]})) route
       join transports w using (name)
      where w.blocked_until is null or w.blocked_until <= now()`,
  );
  return found.map(({ name }) => name);
}

export interface Route {
  publicationId: number;
  /** The first choice and its state. */
  first: string;
  isFaulty: boolean;
  isFull: boolean;
  lastFault: string | null;
  limitToday: number | null;
  /** What mail goes over now; null when none of the publication's transports can be used. */
  via: string | null;
}

/** How mail of these publications goes, where that is not simply over their first choice. */
export function listTroubledRoutes(db: Db, publicationIds: number[]): Promise<Route[]> {
  return rows(
    db,
    `select p.id as "publicationId", t.name as first, t.faults > 0 as "isFaulty",
            coalesce(t.full_until > now(), false) as "isFull", t.last_fault as "lastFault",
            ${LIMIT_TODAY} as "limitToday", ${ROUTE} as via
       from publications p join transports t on t.name = p.transports[1]
      where p.id = any(cast(? as bigint[])) and (t.faults > 0 or t.full_until > now())`,
    [publicationIds],
  );
}

export interface Outage {
  transport: string;
  reply: string;
  since: Date;
  /** Somebody's send that is concerned. */
  publicationId: number;
  subject: string;
  /** What its mail goes over meanwhile; null: it waits. */
  via: string | null;
}

/** Transports with a fault that nobody was told of yet, each with a send that waits for it. */
export function listOutages(db: Db): Promise<Outage[]> {
  return rows(
    db,
    `select t.name as transport, t.last_fault as reply, t.faulty_since as since, w.*
       from transports t
      cross join lateral (
        select s.publication_id as "publicationId", s.subject, nullif(${ROUTE}, t.name) as via
          from sends s join publications p on p.id = s.publication_id
         where s.status = 'sending' and t.name = any(p.transports)
         order by s.id limit 1) w
      where t.faults > 0 and t.told_at is null`,
  );
}
