import { firstRow, type Db } from '../platform/database.ts';
import type { Settlement } from '../platform/settle-mail.ts';
import type { Alert } from './alert.ts';

export async function insertAlert(db: Db, { since, ...alert }: Alert): Promise<number> {
  const row = await firstRow<{ id: number }>(
    db,
    `insert into alerts (publication_id, headline, about, what, advice, reply, since)
     values (:publicationId, :headline, :about, :what, :advice, :reply, coalesce(cast(:since as timestamptz), now()))
     returning id`,
    { ...alert, since: since ?? null },
  );
  if (!row) throw new Error('insert returned no row');
  return row.id;
}

export async function insertAlertMail(db: Db, alertId: number, userId: number): Promise<void> {
  await db.raw('insert into alert_mails (alert_id, user_id) values (?, ?)', [alertId, userId]);
}

export interface DueAlertMail extends Required<Alert> {
  alertId: number;
  userId: number;
  raisedAt: Date;
  /** A server may have it already: its reply to an earlier try never came. */
  isUnknown: boolean;
}

/** Takes the mail for this process, unless it was sent or refused. A process that dies with it blocks it for the length of the lease. */
export function claimAlertMail(db: Db, alertId: number, userId: number): Promise<DueAlertMail | undefined> {
  return firstRow(
    db,
    `update alert_mails m set lease_until = now() + interval '45 seconds'
       from alerts a
      where a.id = m.alert_id and m.alert_id = ? and m.user_id = ?
        and m.sent_at is null and m.refused_at is null and (m.lease_until is null or m.lease_until < now())
     returning m.alert_id as "alertId", m.user_id as "userId", m.unknown_at is not null as "isUnknown",
               a.publication_id as "publicationId", a.headline, a.about, a.what, a.advice, a.reply, a.since,
               a.raised_at as "raisedAt"`,
    [alertId, userId],
  );
}

/** Whether another process is at this mail right now. */
export async function isAlertMailLeased(db: Db, alertId: number, userId: number): Promise<boolean> {
  const row = await firstRow(
    db,
    `select 1 as found from alert_mails
      where alert_id = ? and user_id = ? and sent_at is null and refused_at is null and lease_until > now()`,
    [alertId, userId],
  );
  return row !== undefined;
}

/** Gives the mail back with what became of it. @param reply what the server said, without addresses. */
export async function settleAlertMail(
  db: Db,
  { alertId, userId }: DueAlertMail,
  settlement: Settlement,
  reply: string,
): Promise<void> {
  await db.raw(
    `update alert_mails
        set sent_at = case when :settlement = 'sent' then now() else sent_at end,
            unknown_at = case when :settlement = 'unknown' then now() else unknown_at end,
            refused_at = case when :settlement = 'refused' then now() else refused_at end,
            lease_until = null, reply = :reply
      where alert_id = :alertId and user_id = :userId`,
    { settlement, reply, alertId, userId },
  );
}
