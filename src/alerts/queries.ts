import { changedRows, firstRow, rows, type Db } from '../platform/database.ts';
import type { RetryDecision } from '../platform/mail/retry-decision.ts';
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

/** Whether an alert of this headline was raised in the last days. */
export async function wasRaisedLately(
  db: Db,
  publicationId: number,
  headline: string,
  days: number,
): Promise<boolean> {
  const row = await firstRow(
    db,
    `select 1 as found from alerts
      where publication_id = ? and headline = ? and raised_at > now() - make_interval(days => ?) limit 1`,
    [publicationId, headline, days],
  );
  return row !== undefined;
}

export async function insertAlertMail(db: Db, alertId: number, userId: number): Promise<void> {
  await db.raw('insert into alert_mails (alert_id, user_id) values (?, ?)', [alertId, userId]);
}

/** Mails that wait for their job. */
export function listOpenAlertMails(db: Db): Promise<{ alertId: number; userId: number }[]> {
  return rows(
    db,
    `select alert_id as "alertId", user_id as "userId" from alert_mails
      where sent_at is null and refused_at is null order by alert_id, user_id`,
  );
}

export interface DueAlertMail extends Required<Alert> {
  alertId: number;
  userId: number;
  raisedAt: Date;
}

/** Renewed while the server is asked. */
const LEASE = "interval '20 seconds'";

/** Takes the mail for this process, unless it was sent or refused. A process that dies with it blocks it for the length of the lease. */
export function claimAlertMail(db: Db, alertId: number, userId: number): Promise<DueAlertMail | undefined> {
  return firstRow(
    db,
    `update alert_mails m set lease_until = now() + ${LEASE}
       from alerts a
      where a.id = m.alert_id and m.alert_id = ? and m.user_id = ?
        and m.sent_at is null and m.refused_at is null and (m.lease_until is null or m.lease_until < now())
     returning m.alert_id as "alertId", m.user_id as "userId",
               a.publication_id as "publicationId", a.headline, a.about, a.what, a.advice, a.reply, a.since,
               a.raised_at as "raisedAt"`,
    [alertId, userId],
  );
}

const KEPT = '1 year';

/** Forgets alerts of more than a year ago; their mails go with them. Returns how many went. */
export function purgeAlerts(db: Db): Promise<number> {
  return changedRows(db, `delete from alerts where raised_at < now() - interval '${KEPT}'`);
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

/** Counts the try that begins now as one in doubt, until its end is known. @returns how many there are. */
export async function beginAlertMail(db: Db, { alertId, userId }: DueAlertMail): Promise<number | undefined> {
  const row = await firstRow<{ doubts: number }>(
    db,
    `update alert_mails
        set doubts = doubts + 1, unknown_at = case when doubts > 0 then coalesce(unknown_at, now()) end,
            lease_until = now() + ${LEASE}
      where alert_id = ? and user_id = ? and sent_at is null and refused_at is null
     returning doubts`,
    [alertId, userId],
  );
  return row?.doubts;
}

export async function renewAlertMail(db: Db, { alertId, userId }: DueAlertMail): Promise<void> {
  await db.raw(
    `update alert_mails set lease_until = now() + ${LEASE}
      where alert_id = ? and user_id = ? and lease_until is not null`,
    [alertId, userId],
  );
}

/** Gives the mail back untried. */
export async function releaseAlertMail(db: Db, { alertId, userId }: DueAlertMail): Promise<void> {
  await db.raw('update alert_mails set lease_until = null where alert_id = ? and user_id = ?', [
    alertId,
    userId,
  ]);
}

/** Gives the mail back with what became of it. @param reply what the server said, without addresses. */
export async function settleAlertMail(
  db: Db,
  { alertId, userId }: DueAlertMail,
  settlement: RetryDecision,
  reply: string,
): Promise<void> {
  await db.raw(
    `update alert_mails
        set sent_at = case when :settlement = 'sent' then now() else sent_at end,
            unknown_at = case when :settlement = 'unknown' then now() else unknown_at end,
            refused_at = case when :settlement = 'refused' then now() else refused_at end,
            doubts = case when :settlement in ('put-off', 'refused') then greatest(doubts - 1, 0) else doubts end,
            lease_until = null, reply = :reply
      where alert_id = :alertId and user_id = :userId`,
    { settlement, reply, alertId, userId },
  );
}
