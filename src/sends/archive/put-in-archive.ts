import { inTransaction, type App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import { Conflict } from '../../platform/errors.ts';
import { getSendRow } from '../queries.ts';
import { findArchiveState, setInArchive } from './archive-queries.ts';

/**
 * Puts a send's mail into the archive, or takes it out, before it goes out or at any time after.
 * @throws NotFound, and Conflict when it went out without a mail that everybody could read
 */
export async function putInArchive(
  app: App,
  publicationId: number,
  id: number,
  inArchive: boolean,
): Promise<void> {
  await inTransaction(app, async (inner) => {
    const { startedAt } = await getSendRow(inner.db, publicationId, id);
    const state = await findArchiveState(inner.db, publicationId, id);
    if (inArchive && startedAt !== null && !state?.isKept)
      throw new Conflict('no-public-copy', 'This send has no mail that everybody could read.');
    if (!(await setInArchive(inner.db, id, inArchive))) return;
    await audit(inner, { action: 'send.archive-changed', subject: `send:${id}`, details: { inArchive } });
  });
}
