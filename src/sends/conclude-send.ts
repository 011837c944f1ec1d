import { dropRefusals, findFirstTries, hearBatches } from '../delivery/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import { oweAgain } from '../rhythms/index.ts';
import { countAnswers, holdSend } from './alarm-queries.ts';
import { hasManyBounces, findCause, judgeRefusals, suppressProved } from '../feedback/index.ts';
import { markSent } from './queries.ts';
import { soundAlarm } from './sound-alarm.ts';
import { warnOfBlocks, warnOfBounces } from './warn-of-refusals.ts';

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
    const more = { answered: accepted + rejected, accepted, bounced, refused };
    const sums = await countAnswers(inner.db, sendId, more);
    const tries = await findFirstTries(inner.db, sendId);
    await suppressProved(inner, send);
    const cause = send.alarm !== null ? undefined : await findCause(inner.db, send, { sums, tries, trouble });
    if (cause) await soundAlarm(inner, send, cause, sums);
    else if (hasManyBounces(sums) && !send.hasBounceWarning && send.alarm === null)
      await warnOfBounces(inner, send, sums);
    const isEnded = send.status === 'sent' || send.status === 'cancelled';
    if (isEnded || (tries.isOver && !cause && send.status === 'sending')) {
      const blocks = await judgeRefusals(inner, send, tries);
      if (!isEnded) await warnOfBlocks(inner, send, blocks);
    }
    if (!isEnded && (cause || !(await markSent(inner.db, sendId)))) return;
    await dropRefusals(inner.db, sendId);
    if (send.status !== 'cancelled') await oweAgain(inner.db, sendId);
    if (!isEnded) app.log.info({ event: 'send.finished', sendId });
  });
}
