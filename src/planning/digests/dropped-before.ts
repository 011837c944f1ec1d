import type { App } from '../../platform/app.ts';
import type { DigestRun } from './digest-run.ts';
import { listDrops } from './run-queries.ts';

type OfBucket = Pick<DigestRun, 'publicationId' | 'rhythm' | 'timeZone' | 'localHour' | 'dueAt'>;

/**
 * Articles that an editor kept out of a digest of the bucket that has run, also where nothing was left of it: they come in no later
 * one. Each with the moment of that digest.
 */
export async function droppedBefore({ db }: Pick<App, 'db'>, run: OfBucket): Promise<Map<number, Date>> {
  return new Map((await listDrops(db, run)).map(({ articleId, dueAt }) => [articleId, dueAt]));
}
