import { inTransaction, type App } from '../../platform/app.ts';
import { endDuePauses } from '../../subscribers/index.ts';
import { listReturnsInGaps } from '../gaps/gap-queries.ts';
import { planRun } from './plan-run.ts';
import { countTurns, isAskedAbout, listReturned, listWaitingRuns } from './run-queries.ts';

const MINUTE_MS = 60_000;

const bucketOf = (publicationId: number) => ({
  publicationId,
  rhythm: 'catch-up' as const,
  timeZone: '',
  localHour: -1,
});

/** Ends the pauses that are over. Readers who came back within the same minute are told in one digest what they missed. */
export async function planCatchUps(app: App, now: Date): Promise<void> {
  for (const { publicationId, at } of await listReturnsInGaps(app.db))
    await holdReturns(app, publicationId, at);
  await endDuePauses(app);
  for (const publicationId of await listReturned(app.db)) await planCatchUp(app, publicationId, now);
}

/** Another copy may have told them: it is asked first, and who was away by then is known by what was noted with the question. */
function holdReturns(app: App, publicationId: number, dueAt: Date): Promise<void> {
  const of = { ...bucketOf(publicationId), dueAt };
  return inTransaction(app, async (inner) => {
    await endDuePauses(inner, { publicationId, at: dueAt });
    if ((await listReturned(inner.db)).includes(publicationId))
      await planRun(inner, { ...of, turn: await countTurns(inner.db, of) });
  });
}

async function planCatchUp(app: App, publicationId: number, now: Date): Promise<void> {
  const of = bucketOf(publicationId);
  await inTransaction(app, async (inner) => {
    if ((await listWaitingRuns(inner.db, of)).length > 0 || (await isAskedAbout(inner.db, of))) return;
    const dueAt = new Date(Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS);
    await planRun(inner, { ...of, dueAt, turn: 0 }, now);
  });
}
