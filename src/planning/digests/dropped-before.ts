import type { App } from '../../platform/app.ts';
import type { Publication } from '../../publications/index.ts';
import { localDay } from '../../rhythms/index.ts';
import type { DigestRun } from './digest-run.ts';
import { listDrops } from './edition-queries.ts';
import { listEndedMoments } from './run-queries.ts';

type OfBucket = Pick<DigestRun, 'publicationId' | 'rhythm' | 'timeZone' | 'localHour' | 'dueAt'>;

/**
 * Articles that an editor kept out of a digest of the bucket that has run, also where nothing was left of it: they come in no later
 * one. Each with the moment of that digest.
 */
export async function droppedBefore(
  app: Pick<App, 'db'>,
  run: OfBucket,
  publication: Publication,
): Promise<Map<number, Date>> {
  const { rhythm, timeZone, localHour } = run;
  if (rhythm !== 'daily' && rhythm !== 'weekly') return new Map();
  const moments = await listEndedMoments(app.db, run);
  const isMain = timeZone === '' && localHour === -1;
  const days = moments.map((dueAt) => ({
    day: localDay(timeZone || publication.timeZone, dueAt),
    dueAt,
    // A digest at a reader's own hour may have run before the editor dropped anything.
    editedBy: isMain ? null : dueAt,
  }));
  const drops =
    days.length === 0 ? [] : await listDrops(app.db, { publicationId: publication.id, rhythm, days });
  return new Map(drops.map(({ articleId, dueAt }) => [articleId, dueAt]));
}
