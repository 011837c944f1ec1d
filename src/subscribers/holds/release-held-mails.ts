import { releaseNotice } from '../../notices/index.ts';
import { inTransaction, type App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import { CALM_SHARE, isForAll, limitOf } from './hold.ts';
import { deleteHold, isSpiking, listHolds, releaseHolds, takeEndedWaits } from './hold-queries.ts';
import { noteRequests } from '../sign-up/request-queries.ts';
import { listDueTurns, lockTurns, whatToWaitFor } from '../sign-up/turn-queries.ts';
import { endWait } from '../sign-up/wait-queries.ts';

const AT_A_TIME = 500;

/** Ends holds whose spike is over and puts mails that nothing holds any more back into the queue (BOMB-02). Safe to repeat. */
export async function letHeldMailsGo(app: App, signal?: AbortSignal): Promise<void> {
  for (const domainHash of await listHolds(app.db)) {
    if (await isSpiking(app.db, domainHash, limitOf(domainHash, CALM_SHARE))) continue;
    if (await deleteHold(app.db, domainHash))
      app.log.info({ event: 'sign-ups.calmed', held: isForAll(domainHash) ? 'everything' : 'one-domain' });
  }
  const isStopping = () => signal?.aborted ?? false;
  while (!isStopping() && (await requeueSome(app)) === AT_A_TIME);
  while (!isStopping() && (await giveTurns(app)) === AT_A_TIME);
}

/** Wait and job change together: a mail is either held or in the queue. */
function requeueSome(app: App): Promise<number> {
  return inTransaction(app, async (inner) => {
    const noticeIds = await takeEndedWaits(inner.db, AT_A_TIME);
    for (const noticeId of noticeIds) await releaseNotice(inner, noticeId);
    return noticeIds.length;
  });
}

/** Mails that waited for their turn and have it now, those that waited longest first (BOMB-01, BOMB-02). */
async function giveTurns(app: App): Promise<number> {
  const due = await listDueTurns(app.db, AT_A_TIME);
  let given = 0;
  for (const { noticeId, isReleased, ...turn } of due) {
    given += await inTransaction(app, async (inner) => {
      const { db } = inner;
      await lockTurns(db, [turn]);
      const [waitsFor] = await whatToWaitFor(db, [turn]);
      if (waitsFor === 'person' || (waitsFor === 'network' && !isReleased)) return 0;
      if (!(await endWait(db, noticeId)) || !(await releaseNotice(inner, noticeId))) return 0;
      await noteRequests(db, [{ turn, kind: 'confirmation', isMailed: true }]);
      return 1;
    });
  }
  return given;
}

/**
 * An operator knows where the people come from: every held mail goes, and what came before counts no more. They leave
 * with the next tick of a worker.
 * @returns how many mails were held; a repeat finds none.
 */
export function releaseSignUps(app: App): Promise<{ released: number }> {
  return inTransaction(app, async (inner) => {
    const { db, log } = inner;
    const { holds, mails } = await releaseHolds(db);
    if (holds + mails > 0) {
      const details = { holds, mails };
      await audit(inner, { action: 'sign-ups.released', subject: 'sign-ups', details });
      log.info({ event: 'sign-ups.released', ...details });
    }
    return { released: mails };
  });
}
