import { inTransaction, type App } from '../../platform/app.ts';
import { markAllBounced, markComplained, unsubscribe } from '../../subscribers/index.ts';
import { insertEvents, listOutlived } from './event-queries.ts';
import { judgeSoftBounces } from './judge-soft-bounces.ts';
import type { Returned } from './returned.ts';

/**
 * Takes what came back, by mail or from a provider: it is written down, and what follows for its reader happens in the same
 * transaction. What was taken before changes nothing (BNC-01, BNC-06, THR-01, THR-03).
 */
export async function takeReturns(
  app: App,
  returned: Returned[],
): Promise<{ taken: number; repeated: number }> {
  if (returned.length === 0) return { taken: 0, repeated: 0 };
  const fresh = await inTransaction(app, async (inner) => {
    const fresh = await insertEvents(inner.db, returned);
    const known = fresh.filter(isOfReader);
    await heedBounces(inner, known);
    await heedSoftBounces(inner, known);
    await heedComplaints(inner, known);
    await heedLeavers(inner, known);
    return fresh;
  });
  for (const { publicationId, subscriberId, sendId, type, kind, source } of fresh)
    app.log.info({ event: 'return.taken', type, kind, source, publicationId, subscriberId, sendId });
  return { taken: fresh.length, repeated: returned.length - fresh.length };
}

type OfReader = Returned & { subscriberId: number };

const isOfReader = (one: Returned): one is OfReader => one.subscriberId !== null;

/** A mailbox that does not exist gets no more mail at once; no other bounce proves that. */
async function heedBounces(app: App, all: OfReader[]): Promise<void> {
  const hard = all.filter(({ type, kind }) => type === 'bounce' && kind === 'hard');
  if (hard.length === 0) return;
  const outlived = await listOutlived(
    app.db,
    hard.flatMap(({ subscriberId, sendId }) => (sendId === null ? [] : [{ subscriberId, sendId }])),
  );
  const isOutlived = ({ subscriberId, sendId }: OfReader) =>
    outlived.some((one) => one.subscriberId === subscriberId && one.sendId === sendId);
  await markAllBounced(
    app,
    hard
      .filter((one) => !isOutlived(one))
      .map(({ publicationId, subscriberId, sendId, says, status }) => ({
        publicationId,
        subscriberId,
        sendId,
        reply: says || (status ?? ''),
      })),
  );
}

/** One of them says little: only readers whose mail comes back time and again get no more. */
async function heedSoftBounces(app: App, all: OfReader[]): Promise<void> {
  const soft = all.filter(({ type, kind }) => type === 'bounce' && kind === 'soft');
  for (const [publicationId, ones] of Map.groupBy(soft, (one) => one.publicationId))
    await judgeSoftBounces(
      app,
      publicationId,
      ones.map(({ subscriberId }) => subscriberId),
    );
}

/** Whoever called a mail spam gets no more of it, whatever else they do; who took that back stays as they are. */
async function heedComplaints(app: App, all: OfReader[]): Promise<void> {
  const complained = all.filter(
    ({ type, kind, reason }) => type === 'complaint' && !isTakenBack(kind, reason),
  );
  await markComplained(
    app,
    complained.map(({ publicationId, subscriberId, sendId, source }) => ({
      publicationId,
      subscriberId,
      sendId,
      source,
    })),
  );
}

const isTakenBack = (...words: (string | null)[]) => words.includes('not-spam');

async function heedLeavers(app: App, all: OfReader[]): Promise<void> {
  for (const { type, subscriberId, sendId, source } of all)
    if (type === 'unsubscribe')
      await unsubscribe(
        app,
        { subscriberId, sendId: sendId ?? 0 },
        { channel: source, ip: null, userAgent: null },
      );
}
