import { listUsers } from '../accounts/index.ts';
import { requestNotice } from '../notices/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import type { Alert } from './alert.ts';
import { insertAlert } from './queries.ts';

/** Notes a mail to every admin, all in the caller's transaction if there is one. */
export async function raiseAlert(app: App, alert: Alert): Promise<void> {
  await inTransaction(app, async (inner) => {
    const alertId = await insertAlert(inner.db, alert);
    const admins = (await listUsers(inner)).filter(({ role }) => role === 'admin');
    for (const { id: userId } of admins) {
      const occasion = String(alertId);
      const notice = { kind: 'alert', publicationId: alert.publicationId, userId, occasion };
      await requestNotice(inner, notice, { isUrgent: true });
    }
    app.log.warn({ event: 'alert.raised', alertId, admins: admins.length });
  });
}
