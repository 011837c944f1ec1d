import { randomUUID } from 'node:crypto';
import type { Asker, Mailer } from '../../platform/mail/mailer.ts';
import { claimBatch } from './batch-queries.ts';
import {
  reserve,
  finish,
  hasMore,
  isSpent,
  openRun,
  stepAside,
  takeFrom,
  type BatchRun,
} from './batch-run.ts';
import { conclude, heedFault } from '../heed-run.ts';
import type { DeliveryTask } from '../ledger.ts';
import type { TransportWork } from '../transport-work.ts';
import { openThrottle, type Throttle, syncAccountRate, mailerOver } from '../../transports/index.ts';
import { createPrefetchWindow } from './prefetch-window.ts';
import { createProof, type Proof } from '../journal/proof.ts';
import { sendEach, type HandOut, type Handout } from '../compose-message.ts';

/** While one batch waits for its next watermark, the others keep the connections busy. */
const LEAST_BATCHES = 4;
/** While the last messages of what is at hand are on their way, which may take minutes, this often something new is looked for. */
const LOOK_AGAIN_MS = 1000;

/** Sends first tries over a transport, several batches at a time, until nothing is left that this process may take. */
export async function deliverBatches<Task extends DeliveryTask>(work: TransportWork<Task>): Promise<void> {
  const { app, transport, signal } = work;
  const isStopping = () => signal?.aborted === true;
  const isChanged = await syncAccountRate(app, transport, await mailerOver(app, transport));
  const throttle = await openThrottle(app.db, { transport, ...(isChanged && { freshMs: 0 }) });
  try {
    while (!isStopping()) {
      const mailer = await mailerOver(app, transport);
      const supply = createSupply(work, mailer, throttle);
      await sendEach({ log: app.log, mailer }, (asker) => supply.next(asker));
      if (!(await supply.end())) return;
    }
  } finally {
    await throttle.close();
  }
}

/** Hands out readers of the batches at hand, and sees to it that some are always at hand. */
function createSupply<Task extends DeliveryTask>(
  work: TransportWork<Task>,
  mailer: Mailer,
  throttle: Throttle,
) {
  const { app, transport, settings, signal } = work;
  const most = Math.max(LEAST_BATCHES, Math.ceil((2 * mailer.concurrency) / settings.chunkSize) + 1);
  const window = createPrefetchWindow(mailer.concurrency, settings.chunkSize, throttle.mostPerSecond);
  const runs = new Set<BatchRun<Task>>();
  /** Statements that may bring somebody to be sent to. */
  const pending = new Set<Promise<void>>();
  const endings = new Set<Promise<void>>();
  const reserving = new Set<BatchRun<Task>>();
  const ending = new Set<BatchRun<Task>>();
  /** What is known of each send. */
  const proofs = new Map<number, Proof>();
  /** Whose fault is being written down, and whose is. */
  const recordingFaults = new Map<BatchRun<Task>, Promise<void>>();
  const recordedFaults = new Set<BatchRun<Task>>();
  let claims = 0;
  let isClaiming = false;
  /** The last look found nothing to claim. */
  let isNothingDue = false;
  let lookedAt = 0;
  let idle: { wake(): void; end: Promise<void> } | undefined;
  let failure: { error: unknown } | undefined;

  const track = (set: Set<Promise<void>>, promise: Promise<void>) => {
    const tracked = promise
      .catch((error: unknown) => {
        failure ??= { error };
      })
      .finally(() => set.delete(tracked));
    set.add(tracked);
  };
  const claim = async () => {
    lookedAt = performance.now();
    // It may have been set up anew meanwhile; what is claimed then goes over the new one.
    const isSame = (await mailerOver(app, transport)) === mailer;
    const batch = isSame && (await claimBatch(app.db, transport, randomUUID(), settings.leaseSeconds));
    isNothingDue = !batch;
    if (!batch) return;
    claims += 1;
    const proof = proofs.get(batch.sendId) ?? createProof();
    proofs.set(batch.sendId, proof);
    const task = await work.hooks.taskOf(batch.sendId);
    runs.add(await openRun(app, batch, task, settings, proof, signal));
  };
  const isTimeToLook = () => performance.now() - lookedAt >= LOOK_AGAIN_MS;
  const isFaulty = (run: BatchRun<Task>) => {
    const { fault, trouble } = run.journal.result;
    const isStopped = trouble !== undefined || run.ambiguous.areMany();
    return isStopped || (fault !== undefined && !recordedFaults.has(run));
  };
  const mayClaim = () => {
    if ((isNothingDue && !isTimeToLook()) || isClaiming || failure || signal?.aborted === true) return false;
    const all = [...runs];
    // What is sent now could not be written down either.
    if (all.some(({ journal }) => journal.isStuck())) return false;
    // A fault is not written down yet, and would meet the next batch of that send, too.
    if (all.some(isFaulty)) return false;
    return all.filter((run) => !isSpent(run)).length < most;
  };
  /** Readers at hand, with those that statements under way will bring. */
  const ready = () => {
    let count = reserving.size * window.chunk();
    for (const run of runs) if (run.journal.mayGoOn()) count += run.waiting.length;
    return count;
  };
  const bring = async (run: BatchRun<Task>) => {
    const began = performance.now();
    await reserve(run, window.chunk());
    window.brought(performance.now() - began);
  };
  const topUp = () => {
    for (const run of runs) {
      if (ready() >= window.enough()) return;
      if (run.waiting.length > 0 || reserving.has(run) || !hasMore(run)) continue;
      reserving.add(run);
      track(
        pending,
        bring(run).finally(() => {
          reserving.delete(run);
          endIfDone(run);
        }),
      );
    }
    if (ready() >= window.enough() || !mayClaim()) return;
    isClaiming = true;
    track(
      pending,
      claim().finally(() => {
        isClaiming = false;
        topUp();
      }),
    );
  };
  const recordFault = (run: BatchRun<Task>) => {
    const { result } = run.journal;
    if (!result.fault || recordingFaults.has(run)) return;
    const done = heedFault(work, ranOf(run)).finally(() => recordedFaults.add(run));
    recordingFaults.set(run, done);
    track(pending, done);
  };
  const endIfDone = (run: BatchRun<Task>) => {
    if (!isSpent(run) || run.inHand > 0 || reserving.has(run) || ending.has(run)) return;
    ending.add(run);
    track(endings, close(run));
  };
  const close = async (run: BatchRun<Task>) => {
    try {
      await finish(run);
      recordFault(run);
      await recordingFaults.get(run);
      await conclude(work, ranOf(run));
    } finally {
      runs.delete(run);
      recordingFaults.delete(run);
      recordedFaults.delete(run);
    }
  };
  /** Its readers wait for another transport, or for tomorrow. */
  const giveUp = (run: BatchRun<Task>) => {
    run.journal.stop();
    endIfDone(run);
  };
  const take = (): Handout | undefined => {
    for (const run of runs) {
      const handout = takeFrom(run, throttle);
      if (!handout) {
        if (run.waiting.length > 0) stepAside(run, throttle, isNothingDue && !hasMore(run));
        endIfDone(run);
        continue;
      }
      window.taken();
      topUp();
      const settle: Handout['settle'] = (outcome) => {
        handout.settle(outcome);
        recordFault(run);
        endIfDone(run);
        if (idle && !isBusy()) idle.wake();
      };
      return { ...handout, settle };
    }
    return undefined;
  };
  /** @returns what to wait for when there may be somebody later. */
  const look = (): Handout | undefined | Promise<void>[] => {
    const handout = take();
    if (handout) return handout;
    if (throttle.isFull()) for (const run of runs) giveUp(run);
    topUp();
    const isHeld = [...runs].some(({ waiting, journal }) => waiting.length > 0 && journal.mayGoOn());
    if (isHeld) return [throttle.change(), ...pending];
    if (pending.size > 0) return [...pending];
    return isBusy() && !failure && signal?.aborted !== true ? [toIdle()] : undefined;
  };
  const next: HandOut = (asker) => {
    const found = look();
    return Array.isArray(found) ? wait(found, asker) : found;
  };
  const wait = async (changes: Promise<void>[], asker?: Asker): Promise<Handout | undefined> => {
    for (;;) {
      await Promise.race(changes);
      // Whoever is away asks anew when they are back.
      const found = asker?.isAway === true ? undefined : look();
      if (!Array.isArray(found)) return found;
      changes = found;
    }
  };
  /** Whether messages are on their way. */
  const isBusy = () => [...runs].some(({ inHand }) => inHand > 0);
  /** Until the last message is answered, or it is time to look again. */
  const toIdle = () => {
    if (!idle) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, LOOK_AGAIN_MS);
      idle = {
        wake: resolve,
        end: promise.then(() => {
          clearTimeout(timer);
          idle = undefined;
        }),
      };
    }
    return idle.end;
  };
  return {
    next,
    /** Waits for the books to be closed. @returns whether any batch was claimed. */
    async end(): Promise<boolean> {
      while (pending.size + endings.size > 0) await Promise.all([...pending, ...endings]);
      for (const run of runs) endIfDone(run);
      await Promise.all(endings);
      if (failure) throw failure.error;
      return claims > 0;
    },
  };
}

const ranOf = <Task extends DeliveryTask>({ batch, task, journal }: BatchRun<Task>) => ({
  sendId: batch.sendId,
  task,
  result: journal.result,
});
