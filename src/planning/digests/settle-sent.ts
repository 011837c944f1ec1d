import type { App } from '../../platform/app.ts';
import { lockNumbers, takeRun } from '../../publications/index.ts';
import { moveCut } from '../../rhythms/index.ts';
import type { Send } from '../../sends/index.ts';
import { endRun, findRunOfSend } from './run-queries.ts';

/** Another copy has sent this digest: whatever was numbered until now is decided about for its readers. */
export async function settleSentDigest(app: App, send: Send): Promise<void> {
  const run = await findRunOfSend(app.db, send.id);
  if (!run || send.reason?.code !== 'dropped-as-sent') return;
  const { lastNumber: cut } = await lockNumbers(app.db, run.publicationId, 'to-take');
  const number = await takeRun(app.db, run.publicationId);
  const { rhythm } = run;
  if (rhythm !== 'catch-up') await moveCut(app.db, { ...run, rhythm }, { cut, run: number });
  await endRun(app.db, run.id, { state: 'frozen', cut, run: number });
}
