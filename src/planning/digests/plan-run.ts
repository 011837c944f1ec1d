import type { App } from '../../platform/app.ts';
import { getPublicationById } from '../../publications/index.ts';
import { holdDigestForGap, insertDigestSend } from '../../sends/index.ts';
import { digestName } from '../../words/index.ts';
import { findGapAt } from '../gaps/gap-queries.ts';
import { settlePlanned } from '../gaps/hold-for-gap.ts';
import { insertRun, setSend, type NewRun } from './run-queries.ts';

/**
 * Plans the digest of one bucket and moment, once, in the caller's transaction: a run and its send, which finds out who is owed what when it is due.
 * @param sendAt when it goes out, if not at the moment it is for.
 * @returns the id of the send; undefined when it was planned before.
 */
export async function planRun(app: App, wanted: NewRun, sendAt?: Date): Promise<number | undefined> {
  const run = await insertRun(app.db, wanted);
  if (!run) return undefined;
  const { publicationId, rhythm, timeZone, localHour, dueAt, turn } = run;
  const { language, timeZone: zone, reviewMinutes } = await getPublicationById(app.db, publicationId);
  // Everybody's digest is looked at; those for hours of readers' own follow it.
  const isReviewed =
    reviewMinutes > 0 && localHour === -1 && timeZone === '' && !sendAt && rhythm !== 'catch-up';
  const sendId = await insertDigestSend(app.db, {
    publicationId,
    occasion: `digest:${publicationId}:${rhythm}:${timeZone}:${localHour}:${dueAt.toISOString()}:${turn}`,
    subject: digestName(rhythm, dueAt, language, timeZone || zone),
    rhythm: rhythm === 'busy-day' ? 'each' : rhythm === 'catch-up' ? null : rhythm,
    scheduledAt: sendAt ?? dueAt,
    reviewMinutes: isReviewed ? reviewMinutes : null,
  });
  await setSend(app.db, run.id, sendId);
  const gapId = await findGapAt(app.db, publicationId, dueAt);
  if (gapId !== null) {
    await holdDigestForGap(app.db, sendId, gapId);
    await settlePlanned(app, [{ id: sendId, publicationId, articleId: null, gapId }]);
  }
  app.log.info({ event: 'send.planned', sendId, rhythm });
  return sendId;
}
