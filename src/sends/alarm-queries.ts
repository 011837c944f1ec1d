import { firstRow, rows, type Db } from '../platform/database.ts';
import { MANY_ANSWERS, type Answers } from './answers.ts';

const AGE = `case when answered + :answered > :many then 2 else 1 end`;

/** Adds what a run learnt, whichever worker it ran in; returns the sums of the latest answers. */
export async function countAnswers(db: Db, id: number, more: Answers): Promise<Answers> {
  const sums = await firstRow<Answers>(
    db,
    `update sends set answered = (answered + :answered) / ${AGE}, bounced = (bounced + :bounced) / ${AGE},
                      refused = (refused + :refused) / ${AGE}
      where id = :id returning answered, bounced, refused`,
    { id, ...more, many: MANY_ANSWERS },
  );
  return sums ?? more;
}

/** Undefined when it is not sending any more: another worker stopped it, or an editor. */
export function pauseWithReason(
  db: Db,
  id: number,
  reason: string,
): Promise<{ publicationId: number; subject: string } | undefined> {
  return firstRow(
    db,
    `update sends set status = 'paused', reason = :reason where id = :id and status = 'sending'
     returning publication_id as "publicationId", subject`,
    { id, reason },
  );
}

/** Undefined when it has its warning already. */
export function noteBounceWarning(
  db: Db,
  id: number,
  warning: string,
): Promise<{ publicationId: number; subject: string } | undefined> {
  return firstRow(
    db,
    `update sends set bounce_warning = :warning where id = :id and bounce_warning is null
     returning publication_id as "publicationId", subject`,
    { id, warning },
  );
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
