import { countAskedAudience } from '../audiences/index.ts';
import type { App } from '../platform/app.ts';
import type { Db } from '../platform/database.ts';
import { segmentNow } from './segment-of.ts';
import { findSentAlone, noteScheduler, waitForSecondPerson } from './review-queries.ts';

/**
 * Notes who scheduled a send, and holds it when its readers are more than one person may mail alone; in the transaction of the
 * schedule, so that it cannot go out in between.
 * @param known how many they are, where the send's own columns do not say it.
 */
export async function askSecondPerson(app: App, sendId: number, known?: number): Promise<void> {
  await noteScheduler(app.db, sendId, app.actor);
  const alone = await findSentAlone(app.db, sendId);
  if (!alone) return;
  const { limit, ...asked } = alone;
  const segment = await segmentNow(app.db, asked);
  const readers = known ?? (await countAskedAudience(app.db, { ...asked, segment }));
  if (readers <= limit) return;
  await waitForSecondPerson(app.db, sendId, { code: 'second-person', params: { readers, limit } });
  app.log.info({ event: 'send.waits-for-second-person', sendId, readers });
}

/** A frozen audience that has grown beyond what the one person who scheduled it may mail; the freeze is undone. */
export class GrownAudience extends Error {
  readonly params: { readers: number; limit: number };

  constructor(params: { readers: number; limit: number }) {
    super('the audience needs a second person');
    this.params = params;
  }
}

/** @throws GrownAudience */
export async function refuseGrown(db: Db, sendId: number, readers: number): Promise<void> {
  const limit = (await findSentAlone(db, sendId))?.limit;
  if (limit !== undefined && readers > limit) throw new GrownAudience({ readers, limit });
}

/** What was due waits for a second person after all. */
export async function holdGrown(app: App, sendId: number, { params }: GrownAudience): Promise<void> {
  await waitForSecondPerson(app.db, sendId, { code: 'second-person', params });
  app.log.info({ event: 'send.waits-for-second-person', sendId, readers: params.readers });
}
