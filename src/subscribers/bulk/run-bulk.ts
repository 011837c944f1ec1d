import type { Actor } from '../../platform/actor.ts';
import { asActor, inTransaction, type App } from '../../platform/app.ts';
import { beQuiet } from '../../platform/quiet.ts';
import { lockNumbers } from '../../publications/index.ts';
import { takeOut } from '../leaving/leave-queries.ts';
import type { Evidence } from '../subscriber.ts';
import { changeWays } from '../ways/change-ways.ts';
import {
  addUndoCounts,
  closeChunk,
  findWork,
  lockWork,
  markBulkFinished,
  markBulkUndone,
  nextChunk,
  type BulkWork,
} from './bulk-queries.ts';
import { bulkQueue } from './bulk-queue.ts';
import { countsOf, judgeReaders } from './judge-queries.ts';
import {
  fieldOf,
  forgetBefores,
  isOfWays,
  keepBefores,
  listUntouched,
  nextBefores,
  recordBulk,
  restoreBefores,
  writeWish,
  type Doing,
} from './wish-queries.ts';

/** A job ends after this and leaves the rest to a new one. */
const TURN_MS = 8000;
const UNDONE_AT_ONCE = 500;

/** Erases one person everywhere: more rooms than ours hold something of them. */
export type Erase = (app: App, subscriberId: number, evidence: Evidence) => Promise<void>;

/**
 * Job `bulk.run`: does or undoes a change of many readers, some at a time. Each step commits what it did with whose turn is over, so
 * a kill loses nothing and repeats nothing.
 */
export async function runBulk(
  app: App,
  { bulkId }: { bulkId: number },
  erase: Erase,
  { turnMs = TURN_MS }: { turnMs?: number } = {},
): Promise<void> {
  const end = performance.now() + turnMs;
  while (await step(app, bulkId, erase)) {
    if (performance.now() < end) continue;
    await app.jobs.add(app.db, bulkQueue, { bulkId });
    return;
  }
}

/** @returns whether there may be more to do. */
async function step(app: App, id: number, erase: Erase): Promise<boolean> {
  const work = await findWork(app.db, id);
  if (work?.status === 'running' && work.wish.action === 'erase') return eraseNext(app, work, erase);
  return inTransaction(app, async (inner) => {
    const locked = await lockWork(inner.db, id);
    if (!locked) return false;
    // It tells once, when it has finished.
    await beQuiet(inner.db);
    return locked.status === 'undoing' ? undoNext(inner, locked) : changeNext(inner, locked);
  });
}

const evidenceOf = ({ id, actor, channel }: BulkWork): Evidence => ({
  channel,
  ip: null,
  userAgent: null,
  details: { caller: actor, bulkId: id },
});

async function eraseNext(app: App, work: BulkWork, erase: Erase): Promise<boolean> {
  const chunk = await nextChunk(app.db, work.id);
  if (!chunk) return finish(app, work);
  const acting = asActor(app, work.actor as Actor, work.apiKeyId ?? undefined);
  for (const id of chunk.ids) await erase(acting, id, evidenceOf(work));
  // Who is gone by now is erased, whoever did it.
  await closeChunk(app.db, work.id, chunk.place, { changed: chunk.ids.length });
  return true;
}

async function changeNext(app: App, work: BulkWork): Promise<boolean> {
  const { db } = app;
  const { id, publicationId, wish } = work;
  const chunk = await nextChunk(db, id);
  if (!chunk) return finish(app, work);
  // In the order of every other change: numbers first, then readers.
  await lockNumbers(db, publicationId, 'to-read');
  const judged = await judgeReaders(db, wish, chunk.ids);
  const ids = judged.filter(({ verdict }) => verdict === 'changed').map((one) => one.id);
  if (ids.length > 0) {
    if (isOfWays(wish)) {
      const doing: Doing = { changeId: id, publicationId, wish };
      await keepBefores(db, doing, ids);
      await changeWays(db, publicationId, ids, (inner) => writeWish(inner, doing, ids));
      await recordWays(app, work, ids, wish.action);
    } else {
      const evidence = evidenceOf(work);
      await takeOut(
        db,
        ids.map((subscriberId) => ({ subscriberId, publicationId, sendId: 0, evidence })),
      );
    }
  }
  await closeChunk(db, id, chunk.place, countsOf(chunk.ids, judged));
  return true;
}

async function undoNext(app: App, work: BulkWork): Promise<boolean> {
  const { db } = app;
  const { id, publicationId, wish } = work;
  const ids = await nextBefores(db, id, UNDONE_AT_ONCE);
  if (ids.length === 0 || !isOfWays(wish)) {
    if ((await markBulkUndone(db, id)) > 0) app.log.info({ event: 'bulk-change.undone', bulkId: id });
    return false;
  }
  await lockNumbers(db, publicationId, 'to-read');
  const doing: Doing = { changeId: id, publicationId, wish };
  const untouched = await listUntouched(db, doing, ids);
  if (untouched.length > 0) {
    await changeWays(db, publicationId, untouched, (inner) => restoreBefores(inner, doing, untouched));
    await recordWays(app, work, untouched, wish.action);
  }
  await forgetBefores(db, id, ids);
  await addUndoCounts(db, id, { restored: untouched.length, touched: ids.length - untouched.length });
  return true;
}

const recordWays = (app: App, work: BulkWork, ids: number[], action: Doing['wish']['action']) => {
  const { channel, details } = evidenceOf(work);
  const { publicationId, status } = work;
  return recordBulk(app.db, {
    publicationId,
    ids,
    channel,
    details: { ...details, fields: [fieldOf(action)], ...(status === 'undoing' && { undone: true }) },
  });
};

async function finish(app: App, { id }: BulkWork): Promise<false> {
  if ((await markBulkFinished(app.db, id)) > 0) app.log.info({ event: 'bulk-change.finished', bulkId: id });
  return false;
}
