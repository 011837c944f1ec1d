import { jsonOf, rows, type Db } from '../platform/database.ts';
import { IS_AWAKE } from '../platform/sign-of-life.ts';
import type { Reason } from '../words/index.ts';
import type { SendKindName } from './send.ts';

export interface HeldSend {
  id: number;
  publicationId: number;
  /** Slug of the publication. */
  publication: string;
  kind: SendKindName;
  subject: string;
  scheduledAt: Date | null;
  /** Why it is held. */
  reason: Reason | null;
}

/** Holds whatever of a publication is due or under way. @param withPaused also what waits to be resumed. */
export async function holdDueSends(
  db: Db,
  publicationId: number,
  gapId: number,
  held: { reason: Reason<'held-for-gap'>; withPaused: boolean },
): Promise<number> {
  const found = await rows(
    db,
    `update sends
        set status = 'held', gap_id = :gapId, lease_until = null, blocked_until = null,
            held_from = case when status = 'preparing' then 'scheduled' else status end,
            reason = case when status = 'paused' and reason is not null
                          then jsonb_set(cast(:reason as jsonb), '{params,before}', reason)
                          else cast(:reason as jsonb) end
      where publication_id = :publicationId
        and (status in ('preparing', 'sending') or (status = 'scheduled' and scheduled_at <= now())
             or (status = 'paused' and :withPaused))
     returning id`,
    { publicationId, gapId, reason: jsonOf(held.reason), withPaused: held.withPaused },
  );
  return found.length;
}

export interface LateSend {
  id: number;
  publicationId: number;
  subject: string;
  scheduledAt: Date;
  /** What kept it back until then. */
  before: Reason | null;
}

/** What nobody could send within the hours that its publication allows, unless somebody let it go although it is late (TIM-05). */
export function holdLateRows(db: Db): Promise<LateSend[]> {
  return rows(
    db,
    `update sends d set status = 'held', held_from = 'scheduled', blocked_until = null
       from publications p
      where p.id = d.publication_id and d.status = 'scheduled' and not d.may_be_late and ${IS_AWAKE}
        and d.scheduled_at < now() - make_interval(hours => p.too_late_hours)
     returning d.id, d.publication_id as "publicationId", d.subject, d.scheduled_at as "scheduledAt", d.reason as before`,
  );
}

/** The reason of sends that were planned as held, which only the gap's id was known of. */
export async function giveReason(db: Db, ids: number[], reason: Reason): Promise<void> {
  await db.raw(`update sends set reason = ? where id = any(cast(? as bigint[])) and status = 'held'`, [
    jsonOf(reason),
    ids,
  ]);
}

/** Those that an operator is asked about; a faulty email is held for another reason. */
const IS_ASKED_ABOUT = `status = 'held' and (gap_id is not null or held_from is not null)`;

/** Those that only somebody other than their scheduler can let go. */
export async function listSecondPersonIds(db: Db, ids: number[]): Promise<number[]> {
  const found = await rows<{ id: number }>(
    db,
    `select id from sends where id = any(cast(? as bigint[])) and status = 'held' and approval = 'another'`,
    [ids],
  );
  return found.map(({ id }) => id);
}

/**
 * One that was paused is paused again, for the same reason. One that waits for a second person goes on waiting.
 * @param ids undefined: every send that is asked about.
 */
export function releaseHeldRows(db: Db, ids: number[] | undefined): Promise<{ id: number }[]> {
  return rows(
    db,
    `update sends
        set status = coalesce(held_from, case when prepared_at is null then 'scheduled' else 'sending' end),
            held_from = null, gap_id = null, blocked_until = null, lease_until = null, approval = null,
            reason = case when held_from = 'paused' then nullif(reason #> '{params,before}', 'null') end,
            faults = 0, fault_since = null, fault_told_at = null, may_be_late = true
      where status = 'held' and approval is distinct from 'another'
        and (id = any(cast(:ids as bigint[])) or :all and ${IS_ASKED_ABOUT})
     returning id`,
    { all: ids === undefined, ids: ids ?? [] },
  );
}

/** @param ids undefined: every send that is asked about. */
export function dropHeldRows(db: Db, ids: number[] | undefined): Promise<{ id: number }[]> {
  return rows(
    db,
    `update sends
        set status = 'cancelled', held_from = null,
            reason = jsonb_build_object('code', case when gap_id is null then 'dropped' else 'dropped-as-sent' end,
                                        'params', cast('{}' as jsonb)),
            gap_id = null, finished_at = now(),
            blocked_until = null, lease_until = null
      where status = 'held' and (id = any(cast(:ids as bigint[])) or :all and ${IS_ASKED_ABOUT})
     returning id`,
    { all: ids === undefined, ids: ids ?? [] },
  );
}

/** Held sends, the oldest first. @param gapId undefined: of all gaps. */
export function listHeldSends(db: Db, gapId?: number): Promise<HeldSend[]> {
  return rows(
    db,
    `select s.id, s.publication_id as "publicationId", p.slug as publication, s.kind, s.subject,
            s.scheduled_at as "scheduledAt", s.reason
       from sends s join publications p on p.id = s.publication_id
      where ${IS_ASKED_ABOUT} and (:all or s.gap_id = :gapId)
      order by s.id`,
    { all: gapId === undefined, gapId: gapId ?? null },
  );
}
