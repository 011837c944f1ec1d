import { raiseAlert } from '../alerts/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import { takeUntold } from './incident-queries.ts';

/**
 * Tells the admins of what is wrong: once, and once more if it becomes severe. Whoever is an admin of several publications gets one mail about
 * what they have in common, such as a domain.
 */
export async function tellOfIncidents(app: App): Promise<void> {
  await inTransaction(app, async (inner) => {
    const untold = await takeUntold(inner.db);
    const same = Map.groupBy(untold, ({ news, subject, id }) =>
      subject === '' ? String(id) : `${news.code} ${subject}`,
    );
    for (const ones of same.values()) {
      const told: number[] = [];
      for (const { publicationId, news, since } of ones)
        told.push(...(await raiseAlert(inner, { publicationId, news, since }, told)));
    }
  });
}
