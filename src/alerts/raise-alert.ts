import { listPeopleOf } from '../accounts/index.ts';
import { requestNotice } from '../notices/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import type { Alert } from './alert.ts';
import { insertAlert } from './queries.ts';

/** Notes a mail to every admin of the publication, all in the caller's transaction if there is one. */
export async function raiseAlert(app: App, alert: Alert): Promise<void> {
  await inTransaction(app, async (inner) => {
    const alertId = await insertAlert(inner.db, alert);
    const people = await listPeopleOf(inner, alert.publicationId);
    const admins = people.filter(({ rights }) => rights.role === 'admin');
    for (const { user } of admins) {
      const occasion = String(alertId);
      const notice = { kind: 'alert', publicationId: alert.publicationId, userId: user.id, occasion };
      await requestNotice(inner, notice, { isUrgent: true });
    }
    app.log.warn({ event: 'alert.raised', alertId, admins: admins.length });
  });
}
