import { changedRows, firstRow, jsonOf, rows, type Db } from '../platform/database.ts';
import { MOST_TRIES, type Delivery, type DeliveryState, type Try } from './webhook.ts';

/** Longer than a call can take. */
const LEASE_SECONDS = 60;
/** A slow receiver holds up nobody else, and is not overrun. */
const AT_ONCE_FOR_ONE = 5;

const EVENT_ID = `'evt_' || replace(cast(e.key as text), '-', '')`;

const COLUMNS = `d.id, d.webhook_id as "webhookId", ${EVENT_ID} as "eventId", e.type, e.at, d.state,
  case when d.state = 'waiting' then d.due_at end as "nextAt", d.tries, e.payload, d.answer`;

export interface DueDelivery {
  id: number;
  /** Which taking of it this is. */
  taken: number;
  /** How many tries this one makes, since it was last replayed. */
  attempts: number;
  webhookId: number;
  publicationId: number;
  url: string;
  sealedSecrets: string;
  eventRow: number;
  eventId: string;
  type: string;
  subjectId: number;
  details: Record<string, unknown>;
  payload: string | null;
  at: Date;
}

/** Takes what is due, the oldest first, some of each webhook that is on. A worker that dies gives it back after a minute. */
export function takeDueDeliveries(db: Db, limit: number): Promise<DueDelivery[]> {
  return rows(
    db,
    `with next as (
       select one.id
         from webhooks w
        cross join lateral (select count(*) as count from webhook_deliveries
                             where webhook_id = w.id and leased_until > now()) busy
        cross join lateral (
          select id from webhook_deliveries
           where webhook_id = w.id and state = 'waiting' and due_at <= now() and (leased_until is null or leased_until <= now())
           order by due_at, id limit greatest(0, :atOnce - busy.count) for update skip locked) one
        where w.is_on
        limit :limit)
     update webhook_deliveries d
        set attempts = d.attempts + 1, taken = d.taken + 1, leased_until = now() + make_interval(secs => :lease)
       from next, webhooks w, webhook_events e
      where d.id = next.id and w.id = d.webhook_id and e.id = d.event_id
     returning d.id, d.taken, d.attempts, d.webhook_id as "webhookId", w.publication_id as "publicationId", w.url,
               w.sealed_secrets as "sealedSecrets", e.id as "eventRow", ${EVENT_ID} as "eventId", e.type,
               e.subject_id as "subjectId", e.details, e.payload, e.at`,
    { limit, atOnce: AT_ONCE_FOR_ONE, lease: LEASE_SECONDS },
  );
}

/** Keeps the body of an event. @returns the one that was first; undefined when the person was erased meanwhile */
export async function keepPayload(db: Db, eventRow: number, payload: string): Promise<string | undefined> {
  const row = await firstRow<{ payload: string }>(
    db,
    'update webhook_events set payload = coalesce(payload, :payload) where id = :eventRow returning payload',
    { eventRow, payload },
  );
  return row?.payload;
}

/** Writes what came of a try, unless another worker has it by now. @param nextAt null: there is no further one */
export async function noteTry(
  db: Db,
  { id, taken }: Pick<DueDelivery, 'id' | 'taken'>,
  told: { state: DeliveryState; nextAt: Date | null; tried: Try; answer: string | null },
): Promise<void> {
  await db.raw(
    `update webhook_deliveries
        set state = :state, due_at = :nextAt, leased_until = null, answer = :answer,
            tries = case when jsonb_array_length(tries) >= ${MOST_TRIES} then tries - 0 else tries end || cast(:tried as jsonb)
      where id = :id and taken = :taken`,
    { id, taken, ...told, tried: jsonOf(told.tried) },
  );
}

/** There is nothing to tell any more. */
export async function deleteEvent(db: Db, eventRow: number): Promise<void> {
  await db.raw('delete from webhook_events where id = ?', [eventRow]);
}

export interface DeliveryFilter {
  state?: DeliveryState | undefined;
  type?: string | undefined;
  /** Only those before this one; 0: from the newest. */
  before: number;
  limit: number;
}

/** Newest first. */
export function listDeliveryRows(db: Db, webhookId: number, filter: DeliveryFilter): Promise<Delivery[]> {
  const { state = null, type = null, before, limit } = filter;
  return rows(
    db,
    `select ${COLUMNS} from webhook_deliveries d join webhook_events e on e.id = d.event_id
      where d.webhook_id = :webhookId and (:before = 0 or d.id < :before)
        and (cast(:state as text) is null or d.state = :state) and (cast(:type as text) is null or e.type = :type)
      order by d.id desc limit :limit`,
    { webhookId, state, type, before, limit },
  );
}

export function findDelivery(db: Db, webhookId: number, id: number): Promise<Delivery | undefined> {
  return firstRow(
    db,
    `select ${COLUMNS} from webhook_deliveries d join webhook_events e on e.id = d.event_id
      where d.webhook_id = ? and d.id = ?`,
    [webhookId, id],
  );
}

/** Due at once, with all tries before it. */
export function replayRow(db: Db, webhookId: number, id: number): Promise<number> {
  return changedRows(
    db,
    `update webhook_deliveries set state = 'waiting', due_at = now(), attempts = 0, leased_until = null, taken = taken + 1
      where webhook_id = ? and id = ?`,
    [webhookId, id],
  );
}

/** An event for one webhook only. @returns its delivery */
export async function insertEventFor(
  db: Db,
  webhook: { id: number; publicationId: number },
  type: string,
): Promise<number> {
  const row = await firstRow<{ id: number }>(
    db,
    `with event as (
       insert into webhook_events (publication_id, type, subject_id) values (:publicationId, :type, :id) returning id)
     insert into webhook_deliveries (webhook_id, event_id) select :id, event.id from event returning id`,
    { ...webhook, type },
  );
  return row?.id ?? 0;
}

const KEPT = '30 days';

/** Forgets what was told more than thirty days ago. Returns how many events went. */
export function purgeWebhookEvents(db: Db): Promise<number> {
  return changedRows(db, `delete from webhook_events where at < now() - interval '${KEPT}'`);
}
