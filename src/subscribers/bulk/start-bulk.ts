import { inTransaction, type App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import { Conflict } from '../../platform/errors.ts';
import { getTopic, lockNumbers, type Publication } from '../../publications/index.ts';
import {
  BULK_UNDO_HOURS,
  isUndoable,
  unchangedOf,
  type BulkChange,
  type BulkWish,
  type Picked,
  type UnchangedCount,
} from './bulk.ts';
import { getBulkChange, insertBulkChange, startBulkUndo } from './bulk-queries.ts';
import { bulkQueue } from './bulk-queue.ts';
import { countVerdicts } from './judge-queries.ts';

/** What a change would do, or has done. */
export interface BulkForecast {
  picked: number;
  changed: number;
  unchanged: UnchangedCount[];
}

/** What would become of readers now; changes nothing. */
export async function foreseeBulk({ db }: App, wish: BulkWish, picked: Picked): Promise<BulkForecast> {
  const counts = await countVerdicts(db, wish, picked);
  const unchanged = unchangedOf(counts);
  const changed = counts.changed ?? 0;
  return { changed, unchanged, picked: changed + unchanged.reduce((sum, { count }) => sum + count, 0) };
}

/** Readers who have their turn in one transaction. A person is erased alone: that is work for many tables. */
const CHUNK = 500;

/**
 * Does something with many readers: who they are is settled now, the work is left to the queue `bulk.run`.
 * @param channel how it was asked for, for the consent records.
 * @throws NotFound for a topic that is gone.
 */
export function startBulk(
  app: App,
  publication: Publication,
  wish: BulkWish,
  picked: Picked,
  channel: string,
): Promise<BulkChange> {
  return inTransaction(app, async (inner) => {
    const { db, actor, apiKeyId } = inner;
    const change = { publicationId: publication.id, wish, actor, apiKeyId, channel };
    const chunk = wish.action === 'erase' ? 1 : CHUNK;
    // No topic is merged or split from here on until it is done.
    await lockNumbers(db, publication.id, 'to-read');
    if ('topicId' in wish) await getTopic(db, publication.id, String(wish.topicId));
    const bulkId = await insertBulkChange(db, { ...change, chunk }, picked);
    const started = await getBulkChange(db, publication.id, bulkId);
    await audit(inner, {
      action: 'bulk-change.started',
      subject: `publication:${publication.id}`,
      details: { bulkId, ...wish, picked: started.picked },
    });
    await inner.jobs.add(db, bulkQueue, { bulkId });
    return started;
  });
}

/**
 * Gives readers back what they had, unless somebody touched them since. Leaves the work to the queue `bulk.run`; asking twice is
 * harmless.
 * @throws NotFound
 * @throws Conflict
 */
export function undoBulk(app: App, publication: Publication, id: number): Promise<BulkChange> {
  return inTransaction(app, async (inner) => {
    await getBulkChange(inner.db, publication.id, id);
    await lockNumbers(inner.db, publication.id, 'to-read');
    if (await startBulkUndo(inner.db, id)) {
      await inner.jobs.add(inner.db, bulkQueue, { bulkId: id });
      await audit(inner, {
        action: 'bulk-change.undo-started',
        subject: `publication:${publication.id}`,
        details: { bulkId: id },
      });
      return getBulkChange(inner.db, publication.id, id);
    }
    const found = await getBulkChange(inner.db, publication.id, id);
    if (found.status === 'undoing' || found.status === 'undone') return found;
    if (!isUndoable(found.action))
      throw new Conflict(
        'bulk-not-undoable',
        'People who left or were erased can only come back themselves.',
      );
    if (found.status === 'running')
      throw new Conflict(
        'bulk-under-way',
        'This change is still under way. It can be undone when it has finished.',
      );
    throw new Conflict(
      'bulk-undo-expired',
      `This change is older than ${BULK_UNDO_HOURS} hours and can no longer be undone.`,
    );
  });
}
