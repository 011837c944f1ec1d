import type { App } from '../../platform/app.ts';
import type { Publication } from '../../publications/index.ts';
import { bucketOfReader, nextDue, timesOf, type OwnTimes } from '../../rhythms/index.ts';
import type { DigestRhythm } from './digest-run.ts';
import { droppedBefore } from './dropped-before.ts';
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
  /** Articles that an editor keeps out of it, or kept out of an earlier one: when that is due. */
  dropped: Map<number, Date>;
}

/** @param after not before this moment. */
export async function findComingDigest(
  app: Pick<App, 'db'>,
  publication: Publication,
  reader: ReaderWays,
  { after, isAfterPause }: { after: Date; isAfterPause: boolean },
): Promise<ComingDigest> {
  if (reader.pausedUntil || isAfterPause)
    return { rhythm: 'catch-up', at: reader.pausedUntil ?? after, sendId: null, dropped: new Map() };
  const bucket = { publicationId: publication.id, ...bucketOfReader(reader) };
  const waiting = (await listWaitingRuns(app.db, bucket)).find(({ sendAt }) => sendAt >= after);
  const dueAt = waiting?.dueAt ?? nextDue(timesOf(bucket, publication), after);
  const at = waiting?.sendAt ?? dueAt;
  const { droppedIds } = await editionOf(app, { ...bucket, dueAt }, publication);
  const before = await droppedBefore(app, { ...bucket, dueAt });
  return {
    rhythm: bucket.rhythm,
    at,
    sendId: waiting?.sendId ?? null,
    dropped: new Map([...droppedIds.map((id) => [id, at] as const), ...before]),
  };
}

/** The day of a digest of the reader's that an editor kept an article out of, when it was decided about. */
export async function findDropped(
  app: Pick<App, 'db'>,
  publication: Publication,
  reader: ReaderWays,
  articleId: number,
): Promise<{ dueAt: Date } | undefined> {
  const bucket = { publicationId: publication.id, ...bucketOfReader(reader) };
  for (const run of await listDecidingRuns(app.db, bucket, articleId)) {
    if (run.droppedIds.includes(articleId)) return { dueAt: run.dueAt };
    const before = (await droppedBefore(app, run)).get(articleId);
    if (before) return { dueAt: before };
  }
  return undefined;
}
