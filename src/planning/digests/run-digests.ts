import { z } from 'zod';
import { databaseNow } from '../../articles/index.ts';
import { inTransaction, type App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import { Conflict } from '../../platform/errors.ts';
import { parseInput } from '../../platform/input.ts';
import { getPublicationById } from '../../publications/index.ts';
import {
  ensureBucket,
  lastDue,
  listBuckets,
  lockBucket,
  moveDueUntil,
  timesOf,
  type Bucket,
} from '../../rhythms/index.ts';
import { hurryDigestSend } from '../../sends/index.ts';
import { endDuePauses } from '../../subscribers/index.ts';
import { DIGEST_RHYTHMS, type DigestRhythm } from './digest-run.ts';
import { listZonesOfTurned } from '../corrections/owed-queries.ts';
import { planRun } from './plan-run.ts';
import { countTurns, isAskedAbout, listBusyZones, listWaitingRuns } from './run-queries.ts';

export const runFields = z.strictObject({
  rhythm: z.enum(DIGEST_RHYTHMS, 'The rhythm must be daily, weekly, busy-day or catch-up.'),
  at: z.iso
    .datetime({ offset: true, error: 'at must be a moment such as 2027-05-01T09:30:00Z.' })
    .optional()
    .describe('Pauses that are over by then end; left out: now'),
});

/**
 * Plans what the timer would plan at a moment, and sends it at once: the digest at the publication's time, and those of readers whose
 * own hour has come by then. Called again, it brings what is still owed. A pause that is over by then ends first.
 * @returns ids of the sends.
 * @throws InvalidInput; Conflict while it is asked whether another copy has sent one of them.
 */
export async function runDigests(
  app: App,
  publicationId: number,
  input: z.input<typeof runFields>,
): Promise<number[]> {
  const { rhythm, at } = parseInput(runFields, input);
  const now = await databaseNow(app.db);
  const moment = at === undefined ? now : new Date(at);
  await endDuePauses(app, { publicationId, at: moment });
  const buckets = await bucketsAt(app, publicationId, rhythm, moment);
  await refuseAsked(app, buckets);
  const sendIds: number[] = [];
  for (const bucket of buckets) {
    const sendId = await inTransaction(app, (inner) => runBucket(inner, bucket, { moment, now }));
    if (sendId !== undefined) sendIds.push(sendId);
  }
  await audit(app, {
    action: 'digests.run',
    subject: `publication:${publicationId}`,
    details: { rhythm, at: moment.toISOString(), sendIds },
  });
  return sendIds;
}

/** Until somebody answers, nothing goes past the question. */
async function refuseAsked({ db }: App, buckets: RunOf[]): Promise<void> {
  for (const bucket of buckets)
    if (await isAskedAbout(db, bucket))
      throw new Conflict(
        'digest-is-held',
        'A digest of these readers may be out already, and waits for an answer: release it or drop it first.',
      );
}

type RunOf = Omit<Bucket, 'rhythm'> & { rhythm: DigestRhythm };

async function bucketsAt(app: App, publicationId: number, rhythm: DigestRhythm, at: Date): Promise<RunOf[]> {
  const main = { publicationId, rhythm, timeZone: '', localHour: -1 };
  if (rhythm === 'catch-up') return [main];
  if (rhythm === 'busy-day')
    for (const { timeZone } of [
      ...(await listBusyZones(app.db, publicationId)),
      ...(await listZonesOfTurned(app.db, publicationId)),
    ])
      await ensureBucket(app.db, { publicationId, rhythm, timeZone, localHour: -1 });
  const publication = await getPublicationById(app.db, publicationId);
  const own = (await listBuckets(app.db, publicationId)).filter(
    (bucket) =>
      bucket.rhythm === rhythm &&
      (bucket.timeZone !== '' || bucket.localHour !== -1) &&
      lastDue(timesOf(bucket, publication), at) > bucket.dueUntil,
  );
  await ensureBucket(app.db, { publicationId, rhythm, timeZone: '', localHour: -1 });
  return [main, ...own];
}

async function runBucket(
  app: App,
  { publicationId, rhythm, timeZone, localHour }: RunOf,
  { moment, now }: { moment: Date; now: Date },
): Promise<number | undefined> {
  const of = { publicationId, rhythm, timeZone, localHour };
  if (rhythm !== 'catch-up') {
    const bucket = await lockBucket(app.db, { ...of, rhythm });
    const times = timesOf({ ...of, rhythm }, await getPublicationById(app.db, publicationId));
    if (bucket) await moveDueUntil(app.db, bucket, lastDue(times, moment));
  }
  const waiting = (await listWaitingRuns(app.db, of)).find((run) => run.dueAt <= moment);
  if (waiting) {
    await hurryDigestSend(app.db, waiting.sendId);
    return waiting.sendId;
  }
  return planRun(
    app,
    { ...of, dueAt: moment, turn: await countTurns(app.db, { ...of, dueAt: moment }) },
    now,
  );
}
