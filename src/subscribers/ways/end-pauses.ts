import { inTransaction, type App } from '../../platform/app.ts';
import { changeWays } from './change-ways.ts';
import { endPauses, listReturning } from './ways-queries.ts';

/** Readers who come back at a time. */
const AT_A_TIME = 2000;

/**
 * Ends the pauses that are over, and notes what these readers are owed for one mail that tells them.
 * @param of the moment that counts as now where it lies ahead, of one publication.
 * @returns the publications of those who came back.
 */
export async function endDuePauses(app: App, of?: { publicationId: number; at: Date }): Promise<Set<number>> {
  const publications = new Set<number>();
  for (;;) {
    const { publicationId = null, at = null } = of ?? {};
    const due = await listReturning(app.db, { publicationId, at, limit: AT_A_TIME });
    for (const [id, readers] of Map.groupBy(due, (reader) => reader.publicationId)) {
      publications.add(id);
      const ids = readers.map((reader) => reader.id);
      await inTransaction(app, ({ db }) => changeWays(db, id, ids, (inner) => endPauses(inner, ids)));
      app.log.info({ event: 'subscribers.returned', publicationId: id, count: ids.length });
    }
    if (due.length < AT_A_TIME) return publications;
  }
}
