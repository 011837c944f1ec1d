import { takeReturns } from '../../feedback/index.ts';
import { inTransaction, type App } from '../../platform/app.ts';
import { isDatabaseGone } from '../../platform/database.ts';
import {
  claimMails,
  deleteMails,
  listDueMails,
  markHeeded,
  noteFailedTry,
  postponeMail,
} from '../store/queries.ts';
import type { StoredMail } from '../store/inbound-mail.ts';
import { heedMail, understandStored, type Outcome, type Understood } from './heed-mail.ts';

/** In one transaction: what they say is written down with the same statements. */
const MOST_TOGETHER = 100;

/**
 * Understands what waits and does what follows from it, each mail exactly once: what a mail says, what follows, and that it is done are one
 * transaction, so whoever dies within it leaves the mail as it was. Any number of processes may do so.
 * @returns how many were done with
 */
export async function heedDueMails(app: App, signal?: AbortSignal): Promise<number> {
  const isStopping = () => signal?.aborted === true;
  let done = 0;
  while (!isStopping()) {
    const heeded = await heedTogether(app);
    done += heeded;
    if (heeded < MOST_TOGETHER) break;
  }
  return done;
}

/** Where one fails, each is tried alone: its fault is nobody else's. */
async function heedTogether(app: App): Promise<number> {
  try {
    return await heedSome(app, null);
  } catch (error) {
    if (isDatabaseGone(error)) throw error;
    const ids = await listDueMails(app.db, MOST_TOGETHER);
    for (const id of ids) await heedAlone(app, id);
    return ids.length;
  }
}

async function heedAlone(app: App, id: number): Promise<void> {
  try {
    await heedSome(app, id);
  } catch (error) {
    if (isDatabaseGone(error)) throw error;
    app.log.error({ event: 'inbound.not-heeded', mailId: id, err: error });
    await noteFailedTry(app.db, id);
  }
}

/** @param id only this one @returns how many it took */
function heedSome(app: App, id: number | null): Promise<number> {
  return inTransaction(app, async (inner) => {
    const mails = await claimMails(inner.db, id === null ? MOST_TOGETHER : 1, id);
    if (mails.length === 0) return 0;
    const outcomes: { id: number; outcome: Outcome }[] = [];
    for (const understood of await understandAll(app, mails))
      outcomes.push({ id: understood.mail.id, outcome: await heedMail(inner, understood) });
    const heeded = outcomes.flatMap(({ outcome }) => (outcome.is === 'heeded' ? [outcome] : []));
    await takeReturns(
      inner,
      heeded.flatMap(({ returned }) => returned),
    );
    await markHeeded(
      inner.db,
      heeded.map((one) => one.heeded),
    );
    const gone = outcomes.flatMap(({ id, outcome }) => (outcome.is === 'gone' ? [id] : []));
    if (gone.length > 0) await deleteMails(inner.db, gone);
    for (const { id, outcome } of outcomes)
      if (outcome.is === 'later') await postponeMail(inner.db, id, outcome.seconds);
    inner.log.info({
      event: 'inbound.heeded',
      mails: mails.length,
      ...countsOf(outcomes.map(({ outcome }) => outcome)),
    });
    return mails.length;
  });
}

/** @param app with the pool: so they are looked up together. Who is erased meanwhile makes the transaction fail, and is gone at the next try. */
async function understandAll(app: App, mails: StoredMail[]): Promise<Understood[]> {
  const waiting: Promise<Understood>[] = [];
  for (const mail of mails) {
    waiting.push(understandStored(app, mail));
    // Others of this process have their turn between two.
    if (waiting.length % 10 === 0) await new Promise(setImmediate);
  }
  return Promise.all(waiting);
}

/** How many were done with in each way. */
function countsOf(outcomes: Outcome[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of outcomes) {
    const name = one.is === 'heeded' ? one.heeded.deed : one.is;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
