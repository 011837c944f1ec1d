import { dropRefusals, findFirstTries, hasRefusals, hearBatches } from '../delivery/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import { isDatabaseGone } from '../platform/database.ts';
import { oweAgain } from '../rhythms/index.ts';
import { countAnswers, holdSend, type HeldSend } from './alarm-queries.ts';
import {
  findCause,
  hasManyBounces,
  hasManyComplaints,
  hearReturns,
  judgeRefusals,
  keepRefusals,
  listUnheardSends,
  suppressProved,
  type Answers,
} from '../feedback/index.ts';
import { markSent } from './end-queries.ts';
import { soundAlarm } from './sound-alarm.ts';
import { warnOfBlocks, warnOfBounces, warnOfComplaints, warnOfReturns } from './warn-of-refusals.ts';

/**
 * Draws what a send's answers mean, beyond single messages, and ends the send when nothing is left of it: in one transaction that
 * holds its row, so that no other worker can end it before the conclusions are drawn. Whatever it goes by stands in the
 * database beside the outcomes; so it does not matter who draws them, how often, or when.
 */
export async function concludeSend(app: App, sendId: number): Promise<void> {
  await inTransaction(app, async (inner) => {
    const send = await holdSend(inner.db, sendId);
    if (!send) return;
    const { accepted, rejected, bounced, refused, trouble } = await hearBatches(inner.db, sendId);
    const returned = await hearReturns(inner.db, sendId);
    const sums = await countAnswers(inner.db, sendId, {
      answered: accepted + rejected,
      accepted,
      bounced: bounced + returned.bounced,
      refused: refused + returned.refused,
      complained: returned.complained,
    });
    const tries = await findFirstTries(inner.db, sendId);
    await suppressProved(inner, send);
    const cause = send.alarm !== null ? undefined : await findCause(inner.db, send, { sums, tries, trouble });
    if (cause) await soundAlarm(inner, send, cause, sums);
    else if (send.alarm === null) await warn(inner, send, sums);
    if (returned.refused > 0) await warnOfReturns(inner, send);
    const isEnded = send.status === 'sent' || send.status === 'cancelled';
    if (isEnded && !(await hasRefusals(inner.db, sendId))) return;
    if (isEnded || (tries.isOver && !cause && send.status === 'sending')) {
      const blocks = await judgeRefusals(inner, send, tries);
      if (!isEnded) await warnOfBlocks(inner, send, blocks);
    }
    if (!isEnded && (cause || !(await markSent(inner.db, sendId)))) return;
    await keepRefusals(inner, send);
    await dropRefusals(inner.db, sendId);
    if (send.status !== 'cancelled') await oweAgain(inner.db, sendId);
    if (!isEnded) app.log.info({ event: 'send.finished', sendId });
  });
}

async function warn(app: App, send: HeldSend, sums: Answers): Promise<void> {
  if (hasManyBounces(sums) && !send.hasBounceWarning) await warnOfBounces(app, send, sums);
  if (hasManyComplaints(sums) && !send.hasComplaintWarning) await warnOfComplaints(app, send, sums);
}

/** Draws what follows from what came back later, by mail or from a provider, also for sends that are over. */
export async function heedReturns(app: App, signal?: AbortSignal): Promise<void> {
  for (const id of await listUnheardSends(app.db)) {
    if (signal?.aborted) return;
    await concludeSend(app, id).catch((error: unknown) => {
      if (isDatabaseGone(error)) throw error;
      // The other sends wait for nobody.
      app.log.error({ event: 'send.returns-failed', sendId: id, err: error });
    });
  }
}
