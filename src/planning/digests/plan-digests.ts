import { databaseNow } from '../../articles/index.ts';
import { inTransaction, type App } from '../../platform/app.ts';
import { getPublicationById, type Publication } from '../../publications/index.ts';
import {
  ensureBucket,
  lastDue,
  listBuckets,
  lockBucket,
  moveDueUntil,
  nextDue,
  timesOf,
  type Bucket,
  type KnownBucket,
} from '../../rhythms/index.ts';
import { moveDigestSend, removePlannedSend } from '../../sends/index.ts';
import { listZonesOfTurned } from '../corrections/owed-queries.ts';
import { planCatchUps } from './plan-catch-up.ts';
import { planRun } from './plan-run.ts';
import {
  isAskedAbout,
  listBusyZones,
  listDigestPublications,
  listRunsAhead,
  listWaitingRuns,
  moveRun,
  type RunAhead,
} from './run-queries.ts';

/**
 * Plans every digest that is due, and ahead of time the next one that goes out at a publication's own time, so that editors can look
 * at it. Two planners at once make one (TIM-06); after a standstill of days there is one, with everything.
 */
export async function planDigests(app: App): Promise<void> {
  const now = await databaseNow(app.db);
  await planCatchUps(app, now);
  const buckets = await ensureBuckets(app);
  const ahead = await listRunsAhead(app.db);
  const publications = new Map<number, Publication>();
  for (const bucket of buckets) {
    const { publicationId } = bucket;
    const publication = publications.get(publicationId) ?? (await getPublicationById(app.db, publicationId));
    publications.set(publicationId, publication);
    await planBucket(app, bucket, publication, { now, ahead });
  }
}

/** Those that there are, and those that there have to be. */
async function ensureBuckets({ db }: App): Promise<KnownBucket[]> {
  const common = await listDigestPublications(db);
  const busy = [...(await listBusyZones(db)), ...(await listZonesOfTurned(db, null))];
  const wanted: Bucket[] = [
    ...common.map((one) => ({ ...one, timeZone: '', localHour: -1 })),
    ...busy.map((one) => ({ ...one, rhythm: 'busy-day' as const, localHour: -1 })),
  ];
  const buckets = await listBuckets(db);
  const there = new Set(buckets.map(keyOf));
  const missing = wanted.filter((bucket) => !there.has(keyOf(bucket)));
  if (missing.length === 0) return buckets;
  for (const bucket of missing) await ensureBucket(db, bucket);
  return listBuckets(db);
}

const keyOf = ({ publicationId, rhythm, timeZone, localHour }: Bucket) =>
  `${publicationId} ${rhythm} ${timeZone} ${localHour}`;

/** Whether a digest of the bucket stands in the calendar before it is due. */
const isShownAhead = ({ rhythm, timeZone, localHour }: Bucket) =>
  rhythm !== 'busy-day' && timeZone === '' && localHour === -1;

async function planBucket(
  app: App,
  known: KnownBucket,
  publication: Publication,
  { now, ahead }: { now: Date; ahead: RunAhead[] },
): Promise<void> {
  const last = lastDueOf(known, publication, now);
  const isDue = last > known.dueUntil;
  const isAwaited =
    isShownAhead(known) && !isPlanned(ahead, known, nextDue(timesOf(known, publication), now));
  if (!isDue && !isAwaited) return;
  await inTransaction(app, async (inner) => {
    const bucket = await lockBucket(inner.db, known);
    if (!bucket) return;
    if (isDue && last > bucket.dueUntil) await planDue(inner, bucket, last);
    if (isShownAhead(bucket)) await planAhead(inner, bucket, publication, now);
  });
}

const isPlanned = (ahead: RunAhead[], { publicationId, rhythm }: Bucket, next: Date) =>
  ahead.some(
    (run) =>
      run.publicationId === publicationId && run.rhythm === rhythm && run.dueAt.getTime() === next.getTime(),
  );

const memo = new Map<string, { from: number; until: number; last: Date }>();

/** Times change seldom, and the look is taken often. */
function lastDueOf(bucket: Bucket, publication: Publication, now: Date): Date {
  const times = timesOf(bucket, publication);
  const key = JSON.stringify(times);
  const known = memo.get(key);
  if (known && known.from <= now.getTime() && now.getTime() < known.until) return known.last;
  const last = lastDue(times, now);
  if (memo.size > 20_000) memo.clear();
  memo.set(key, { from: last.getTime(), until: nextDue(times, now).getTime(), last });
  return last;
}

/** One digest for all moments that passed, for the last of them. One that was planned for an earlier one becomes it. */
async function planDue(app: App, bucket: KnownBucket, dueAt: Date): Promise<void> {
  const { publicationId, rhythm, timeZone, localHour } = bucket;
  const of = { publicationId, rhythm, timeZone, localHour };
  await moveDueUntil(app.db, bucket, dueAt);
  if (await isAskedAbout(app.db, of)) return;
  const first = (await listWaitingRuns(app.db, of)).find((run) => run.dueAt < dueAt && !run.isMoved);
  if (!first) await planRun(app, { ...of, dueAt, turn: 0 });
  else if (await moveRun(app.db, first.id, dueAt)) await moveDigestSend(app.db, first.sendId, dueAt);
}

/** The digest that comes next, at the time that the publication has now. */
async function planAhead(app: App, bucket: KnownBucket, publication: Publication, now: Date): Promise<void> {
  const { publicationId, rhythm, timeZone, localHour } = bucket;
  const of = { publicationId, rhythm, timeZone, localHour };
  const next = nextDue(timesOf(bucket, publication), now);
  const waiting = (await listWaitingRuns(app.db, of)).filter((run) => run.dueAt > now);
  if (waiting.some((run) => run.dueAt.getTime() === next.getTime())) return;
  // The publication has another time now; what an editor moved stays where they put it.
  for (const run of waiting) if (!run.isMoved) await removePlannedSend(app.db, run.sendId);
  if (waiting.some((run) => run.isMoved) || (await isAskedAbout(app.db, of))) return;
  await planRun(app, { ...of, dueAt: next, turn: 0 });
}
