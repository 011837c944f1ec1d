import type { App } from '../../platform/app.ts';
import { lockNumbers, takeRun } from '../../publications/index.ts';
import { lockBucket, moveCut, settleDebts } from '../../rhythms/index.ts';
import type { Send } from '../../sends/index.ts';
import { raiseMarks } from '../../subscribers/index.ts';
import type { DigestRun } from './digest-run.ts';
import { debtsOfRun, numberedUntil } from './sent-queries.ts';
import { endRun, findRunOfSend } from './run-queries.ts';

/**
 * Another copy has sent this digest: what was numbered and owed by its moment is brought to its readers. What was numbered since, while
 * it was asked, is still to come.
 */
export async function settleSentDigest(app: App, send: Send): Promise<void> {
  const { db } = app;
  const run = await findRunOfSend(db, send.id);
  if (!run || send.reason?.code !== 'dropped-as-sent') return;
  await lockNumbers(db, run.publicationId, 'to-take');
  const cut = await numberedUntil(db, run.publicationId, run.dueAt);
  await settleDebts(db, send.id, debtsOfRun(run));
  await moveBucket(app, run, cut);
  const number = await takeRun(db, run.publicationId);
  await endRun(db, run.id, { state: 'frozen', cut, run: number, droppedIds: [] });
}

/** Whoever changed their ways keeps a mark of their own, which may lie further ahead. */
async function moveBucket({ db }: App, { rhythm, ...of }: DigestRun, cut: number): Promise<void> {
  if (rhythm === 'catch-up') return;
  const bucket = await lockBucket(db, { ...of, rhythm });
  if (!bucket || bucket.cut >= cut) return;
  await moveCut(db, bucket, { cut, run: bucket.run });
  await raiseMarks(db, bucket, { cut, run: bucket.run });
}
