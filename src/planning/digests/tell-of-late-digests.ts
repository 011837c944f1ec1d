import { raiseAlert, wasToldLately } from '../../alerts/index.ts';
import { databaseNow } from '../../articles/index.ts';
import { inTransaction, type App } from '../../platform/app.ts';
import { getPublicationById, type Publication } from '../../publications/index.ts';
import { lastDue, listBuckets, lockBucket, type KnownBucket, timesOf } from '../../rhythms/index.ts';
import { digestName } from '../../words/index.ts';
import { candidatesOf } from './gather-digest.ts';
import { listWaitingRuns } from './run-queries.ts';

const LATE_MS = 3600_000;
const TOLD_FOR_HOURS = 24;

/**
 * Tells the admins, once a day for a publication, of a digest that was due an hour ago and was neither planned nor prepared, though
 * there are articles for it. What is held or paused has an alert of its own.
 */
export async function tellOfLateDigests(app: App): Promise<void> {
  const now = await databaseNow(app.db);
  const before = new Date(now.getTime() - LATE_MS);
  for (const known of await listBuckets(app.db)) {
    const publication = await getPublicationById(app.db, known.publicationId);
    if (await findLate(app, known, publication, before)) await tell(app, known, publication, before);
  }
}

/** When the digest was due that is late. */
async function findLate(
  app: Pick<App, 'db'>,
  bucket: KnownBucket,
  publication: Publication,
  before: Date,
): Promise<Date | undefined> {
  const due = lastDue(timesOf(bucket, publication), before);
  if (due > bucket.dueUntil) return due;
  const waiting = await listWaitingRuns(app.db, bucket);
  // After a standstill it is made at once for a moment that has passed.
  return waiting.find(({ sendAt, createdAt }) => sendAt <= before && createdAt <= before)?.sendAt;
}

/** Of several processes one tells: it holds the bucket, and looks once more. */
async function tell(app: App, known: KnownBucket, publication: Publication, before: Date): Promise<void> {
  const { id: publicationId, language } = publication;
  await inTransaction(app, async (inner) => {
    const bucket = await lockBucket(inner.db, known);
    const dueAt = bucket && (await findLate(inner, bucket, publication, before));
    if (!dueAt) return;
    const run = { ...bucket, id: 0, dueAt, turn: 0, sendId: null, state: 'planned' as const, droppedIds: [] };
    if ((await candidatesOf(inner, run)).length === 0) return;
    if (await wasToldLately(inner.db, publicationId, { code: 'digest-late', hours: TOLD_FOR_HOURS })) return;
    const timeZone = bucket.timeZone || publication.timeZone;
    const name = digestName(bucket.rhythm, dueAt, language, timeZone);
    await raiseAlert(inner, {
      publicationId,
      news: { code: 'digest-late', params: { name, dueAt: dueAt.toISOString(), timeZone } },
      since: dueAt,
    });
    app.log.warn({ event: 'digest.late', publicationId, rhythm: bucket.rhythm });
  });
}
