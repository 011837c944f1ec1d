import type { App } from '../../platform/app.ts';
import type { Publication } from '../../publications/index.ts';
import { bucketOfReader, nextDue, timesOf, type OwnTimes } from '../../rhythms/index.ts';
import type { DigestRhythm } from './digest-run.ts';
import { editionOf } from './gather-digest.ts';
import { listDecidingRuns, listWaitingRuns } from './run-queries.ts';

interface ReaderWays extends OwnTimes {
  pausedUntil: Date | null;
}

/** The digest that a reader's articles come with next. */
export interface ComingDigest {
  rhythm: DigestRhythm;
  at: Date;
  /** Null: it is not planned yet. */
  sendId: number | null;
  /** Articles that an editor keeps out of it. */
  droppedIds: number[];
}

/** @param after not before this moment. */
export async function findComingDigest(
  app: Pick<App, 'db'>,
  publication: Publication,
  reader: ReaderWays,
  { after, isAfterPause }: { after: Date; isAfterPause: boolean },
): Promise<ComingDigest> {
  if (reader.pausedUntil || isAfterPause)
    return { rhythm: 'catch-up', at: reader.pausedUntil ?? after, sendId: null, droppedIds: [] };
  const bucket = { publicationId: publication.id, ...bucketOfReader(reader) };
  const waiting = (await listWaitingRuns(app.db, bucket)).find(({ sendAt }) => sendAt >= after);
  const dueAt = waiting?.dueAt ?? nextDue(timesOf(bucket, publication), after);
  const { droppedIds } = await editionOf(app, { ...bucket, dueAt }, publication);
  return {
    rhythm: bucket.rhythm,
    at: waiting?.sendAt ?? dueAt,
    sendId: waiting?.sendId ?? null,
    droppedIds,
  };
}

/** The day of a digest of the reader's that an editor kept an article out of, when it was decided about. */
export async function findDropped(
  app: Pick<App, 'db'>,
  publication: Publication,
  reader: ReaderWays,
  articleId: number,
): Promise<{ sendId: number | null; dueAt: Date } | undefined> {
  const bucket = { publicationId: publication.id, ...bucketOfReader(reader) };
  for (const run of await listDecidingRuns(app.db, bucket, articleId)) {
    const { droppedIds } = await editionOf(app, run, publication);
    if (droppedIds.includes(articleId)) return run;
  }
  return undefined;
}
