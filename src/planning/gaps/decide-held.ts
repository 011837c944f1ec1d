import { dropRetries } from '../../delivery/index.ts';
import { inTransaction, type App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import type { Db } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import { settleSentDigest } from '../digests/settle-sent.ts';
import { answerGaps } from './gap-queries.ts';
import {
  dropHeldRows,
  listSecondPersonIds,
  releaseHeldRows,
  getSendPublication,
  getSendRow,
  type Send,
} from '../../sends/index.ts';
import type { GapAnswer } from './gap.ts';

/**
 * Lets held sends go on where they were, or ends them for good. A repeat changes nothing.
 * @param ids undefined: all of them, which also answers for what turns up of those gaps later.
 * @throws NotFound; Conflict when one of these sends is not held.
 */
export async function decideHeld(app: App, answer: GapAnswer, ids?: number[]): Promise<Send[]> {
  return inTransaction(app, async (inner) => {
    const { db, log } = inner;
    if (ids === undefined) await answerGaps(db, answer);
    else if (answer === 'release') await refuseSecondPerson(db, ids);
    const decided = answer === 'release' ? await releaseHeldRows(db, ids) : await dropHeldRows(db, ids);
    const action = answer === 'release' ? 'send.released' : 'send.dropped';
    for (const { id } of decided) {
      if (answer === 'drop') await dropRetries(db, id);
      await audit(inner, { action, subject: `send:${id}` });
      log.info({ event: action, sendId: id });
    }
    const sends: Send[] = [];
    for (const id of ids ?? decided.map((send) => send.id)) {
      const send = await getSendRow(db, await getSendPublication(db, id), id);
      if (!decided.some((one) => one.id === id) && !isAnswered(send.status, answer))
        throw new Conflict(`send-is-${send.status}`, `The send ${id} is ${send.status}, not held.`);
      sends.push(send);
      if (answer === 'drop' && decided.some((one) => one.id === id)) await settleSentDigest(inner, send);
    }
    return sends;
  });
}

async function refuseSecondPerson(db: Db, ids: number[]): Promise<void> {
  const [first] = await listSecondPersonIds(db, ids);
  if (first !== undefined)
    throw new Conflict(
      'second-person',
      `The send ${first} waits for a second person: it has to be approved, not released.`,
    );
}

/** What a repeat of the same decision finds. */
const isAnswered = (status: Send['status'], answer: GapAnswer) =>
  answer === 'drop' ? status === 'cancelled' : ['scheduled', 'preparing', 'sending', 'sent'].includes(status);
