import { listPeopleOf } from '../accounts/index.ts';
import { requestNotice } from '../notices/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import type { Alert } from './alert.ts';
import { insertAlert } from './queries.ts';

/**
 * Notes a mail to every admin of the publication, all in the caller's transaction if there is one.
 * @param beside people who know already. @returns who gets one.
 */
export async function raiseAlert(app: App, alert: Alert, beside: number[] = []): Promise<number[]> {
  return inTransaction(app, async (inner) => {
    const alertId = await insertAlert(inner.db, alert);
    const people = await listPeopleOf(inner, alert.publicationId);
    const admins = people
      .filter(({ rights, user }) => rights.role === 'admin' && !beside.includes(user.id))
      .map(({ user }) => user.id);
    for (const userId of admins) {
      const occasion = String(alertId);
      const notice = { kind: 'alert', publicationId: alert.publicationId, userId, occasion };
      await requestNotice(inner, notice, { isUrgent: true });
    }
    app.log.warn({ event: 'alert.raised', alertId, admins: admins.length });
    return admins;
  });
}
