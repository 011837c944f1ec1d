import { firstRow, jsonOf, rows, type Db } from '../platform/database.ts';
import { MANY_ANSWERS, type Answers } from '../feedback/index.ts';
import type { Reason } from '../words/index.ts';
import type { SendStatus } from './send.ts';

const AGE = `case when answered + :answered > :many then 2 else 1 end`;

/** Adds what was heard of its batches; returns the sums of the latest answers. */
export async function countAnswers(db: Db, id: number, more: Answers): Promise<Answers> {
  const sums = await firstRow<Answers>(
    db,
    `update sends set answered = (answered + :answered) / ${AGE}, taken = (taken + :accepted) / ${AGE},
                      bounced = (bounced + :bounced) / ${AGE},
                      refused = (refused + :refused) / ${AGE}, complained = (complained + :complained) / ${AGE}
      where id = :id returning answered, taken as accepted, bounced, refused, complained`,
    { id, ...more, many: MANY_ANSWERS },
  );
  return sums ?? more;
}

/** A send whose row this transaction holds. */
export interface HeldSend {
  id: number;
  publicationId: number;
  subject: string;
  status: SendStatus;
  /** Why it was stopped, or told of, and not resumed since: the event's name. */
  alarm: string | null;
  hasBounceWarning: boolean;
  hasComplaintWarning: boolean;
}

/** Undefined when it is gone. Conclusions are drawn one after the other. */
export function holdSend(db: Db, id: number): Promise<HeldSend | undefined> {
  return firstRow<HeldSend>(
    db,
    `select id, publication_id as "publicationId", subject, status, alarm,
            bounce_warning is not null as "hasBounceWarning", complaint_warning is not null as "hasComplaintWarning"
       from sends where id = ? for update`,
    [id],
  );
}

/** Pauses it if it goes out; one that an editor paused gets the reason, and one that is over stays so. @returns whether it was paused. */
export async function markAlarmed(db: Db, id: number, alarm: string, reason: Reason): Promise<boolean> {
  const row = await firstRow<{ isPaused: boolean }>(
    db,
    `update sends d
        set alarm = :alarm, status = case when d.status = 'sending' then 'paused' else d.status end,
            reason = case when d.status in ('sending', 'paused') then cast(:reason as jsonb) else d.reason end
       from (select status from sends where id = :id) old
      where d.id = :id returning old.status = 'sending' as "isPaused"`,
    { id, alarm, reason: jsonOf(reason) },
  );
  return row?.isPaused ?? false;
}

export async function noteBounceWarning(db: Db, id: number, warning: Reason): Promise<void> {
  await db.raw('update sends set bounce_warning = ? where id = ?', [jsonOf(warning), id]);
}

export async function noteComplaintWarning(db: Db, id: number, warning: Reason): Promise<void> {
  await db.raw('update sends set complaint_warning = ? where id = ?', [jsonOf(warning), id]);
}

export async function noteReturnWarning(db: Db, id: number, warning: Reason): Promise<void> {
  await db.raw('update sends set return_warning = ? where id = ?', [jsonOf(warning), id]);
}

export async function noteBlockWarning(db: Db, id: number, warning: Reason): Promise<void> {
  await db.raw('update sends set block_warning = ? where id = ?', [jsonOf(warning), id]);
}

const OUTAGE_MINUTES = 10;

/**
 * A send that the mail server's fault has kept from any progress for so long that the admins should know; undefined when
 * they know of one of this publication. Takes turns with those who ask for its other sends, until the transaction ends.
 */
export async function claimOutage(
  db: Db,
  id: number,
  publicationId: number,
): Promise<{ subject: string; since: Date } | undefined> {
  await db.raw(`select pg_advisory_xact_lock(hashtext('outage'), ?)`, [publicationId]);
  const told = await rows<{ id: number; subject: string; since: Date }>(
    db,
    `update sends set fault_told_at = now()
      where publication_id = :publicationId and status = 'sending' and fault_since is not null
        and exists (select 1 from sends d where d.id = :id and d.status = 'sending'
                                            and d.fault_since <= now() - make_interval(mins => ${OUTAGE_MINUTES}))
        and not exists (select 1 from sends o where o.publication_id = :publicationId and o.status = 'sending'
                                                and o.fault_told_at is not null)
     returning id, subject, fault_since as since`,
    { id, publicationId },
  );
  return told.find((send) => send.id === id);
}
