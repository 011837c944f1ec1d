import type { Asker, BulkMessage, Pull } from '../../platform/mail/mailer.ts';
import { composeMessage } from '../compose-message.ts';
import { mayGoOn } from '../journal/run-journal.ts';
import { hasMore, makeRoom, settle, takeReader, type BatchRun } from './batch-run.ts';
import { isBusy, isOver, type BatchSupply } from './batch-supply.ts';
import { closeIfDone, giveUp, recordFault } from './close-batch.ts';
import { LOOK_AGAIN_MS, topUp } from './top-up.ts';

/** What a look for the next message came to. */
type Look =
  | { state: 'found'; message: BulkMessage }
  /** There may be one after the first of these. */
  | { state: 'later'; until: Promise<void>[] }
  | { state: 'none' };

/** The next message of the batches at hand. */
export function pullMessage(supply: BatchSupply, asker?: Asker): ReturnType<Pull<BulkMessage>> {
  const look = lookForMessage(supply);
  if (look.state === 'later') return pullLater(supply, look.until, asker);
  return look.state === 'found' ? look.message : undefined;
}

async function pullLater(
  supply: BatchSupply,
  until: Promise<void>[],
  asker?: Asker,
): Promise<BulkMessage | undefined> {
  for (;;) {
    await Promise.race(until);
    // Callers that are away ask again when they are back.
    if (asker?.isAway === true) return undefined;
    const look = lookForMessage(supply);
    if (look.state === 'found') return look.message;
    if (look.state === 'none') return undefined;
    until = look.until;
  }
}

function lookForMessage(supply: BatchSupply): Look {
  const { runs, throttle, bringing } = supply;
  const message = takeMessage(supply);
  if (message) return { state: 'found', message };
  if (throttle.isFull()) for (const run of runs) giveUp(supply, run);
  topUp(supply);
  if (isThrottled(supply)) return { state: 'later', until: [throttle.change(), ...bringing] };
  if (bringing.size > 0) return { state: 'later', until: [...bringing] };
  if (isBusy(supply) && !isOver(supply)) return { state: 'later', until: [untilIdleEnds(supply)] };
  return { state: 'none' };
}

const isThrottled = ({ runs }: BatchSupply) =>
  [...runs].some(({ waiting, journal }) => waiting.length > 0 && mayGoOn(journal));

function takeMessage(supply: BatchSupply): BulkMessage | undefined {
  for (const run of supply.runs) {
    const message = takeFrom(supply, run);
    if (message) return message;
    if (run.waiting.length > 0) makeRoom(run, isLast(supply, run));
    closeIfDone(supply, run);
  }
  return undefined;
}

/** Nobody is behind its readers, as far as is known. */
const isLast = ({ claims }: BatchSupply, run: BatchRun) => claims.nothingDueAt !== undefined && !hasMore(run);

function takeFrom(supply: BatchSupply, run: BatchRun): BulkMessage | undefined {
  const { window, work } = supply;
  const taken = takeReader(run);
  if (!taken) return undefined;
  window.taken();
  topUp(supply);
  return composeMessage(work.app.log, run.mail, taken.slot.reader, (outcome) => {
    settle(run, taken, outcome);
    recordFault(supply, run);
    closeIfDone(supply, run);
    if (supply.idle && !isBusy(supply)) supply.idle.wake();
  });
}

/** Until the last message is answered, or it is time to look again. */
function untilIdleEnds(supply: BatchSupply): Promise<void> {
  if (!supply.idle) {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, LOOK_AGAIN_MS);
    const end = promise.then(() => {
      clearTimeout(timer);
      supply.idle = undefined;
    });
    supply.idle = { end, wake: resolve };
  }
  return supply.idle.end;
}
