import { listUsers } from '../accounts/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import type { Alert } from './alert.ts';
import { insertAlert, insertAlertMail, listOpenAlertMails } from './queries.ts';

/** Notes a mail to every admin and a job for each, all in the caller's transaction if there is one. */
export async function raiseAlert(app: App, alert: Alert): Promise<void> {
  await inTransaction(app, async (inner) => {
    const alertId = await insertAlert(inner.db, alert);
    const admins = (await listUsers(inner)).filter(({ role }) => role === 'admin');
    for (const { id: userId } of admins) {
      await insertAlertMail(inner.db, alertId, userId);
      await app.jobs.add(inner.db, 'mail.alert', { alertId, userId });
    }
    app.log.warn({ event: 'alert.raised', alertId, admins: admins.length });
  });
}

/** Jobs for all mails that wait, after they were lost. @returns how many. */
export async function requeueAlertMails({ db, jobs }: App): Promise<number> {
  const open = await listOpenAlertMails(db);
  for (const mail of open) await jobs.add(db, 'mail.alert', mail);
  return open.length;
}
