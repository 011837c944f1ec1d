import type { Mailer } from '../../platform/mail/mailer.ts';
import type { Throttle } from '../../transports/index.ts';
import type { Proof } from '../journal/proof.ts';
import type { TransportWork } from '../transport-work.ts';
import type { BatchRun } from './batch-run.ts';
import { createPrefetchWindow, type PrefetchWindow } from './prefetch-window.ts';

/** The batches of one transport in this process's hands, and what is under way for them. */
export interface BatchSupply {
  work: TransportWork;
  mailer: Mailer;
  throttle: Throttle;
  window: PrefetchWindow;
  /** So many at once at most. */
  mostRuns: number;
  runs: Set<BatchRun>;
  /** By send, from all of its batches here. */
  proofs: Map<number, Proof>;
  /** Statements that may bring somebody to be sent to. */
  bringing: Set<Promise<void>>;
  /** Batches that are given back. */
  closing: Set<Promise<void>>;
  /** The first failure of these: nothing more is begun. */
  failure: { error: unknown } | undefined;
  claims: Claims;
  /** Nothing is due, and the replies to the last messages are awaited. */
  idle: Idle | undefined;
}

interface Claims {
  /** Batches claimed so far. */
  count: number;
  isUnderWay: boolean;
  /** When the last look began, if it found nothing due; `performance.now()`. */
  nothingDueAt: number | undefined;
}

interface Idle {
  end: Promise<void>;
  wake(): void;
}

/** While one batch waits for its next watermark, the others keep the connections busy. */
const LEAST_RUNS = 4;

export function openSupply(work: TransportWork, mailer: Mailer, throttle: Throttle): BatchSupply {
  const { chunkSize } = work.settings;
  return {
    work,
    mailer,
    throttle,
    window: createPrefetchWindow(mailer.concurrency, chunkSize, throttle.mostPerSecond),
    mostRuns: Math.max(LEAST_RUNS, Math.ceil((2 * mailer.concurrency) / chunkSize) + 1),
    runs: new Set(),
    proofs: new Map(),
    bringing: new Set(),
    closing: new Set(),
    failure: undefined,
    claims: { count: 0, isUnderWay: false, nothingDueAt: undefined },
    idle: undefined,
  };
}

/** Keeps `promise` among those under way until it has ended. */
export function track(supply: BatchSupply, underWay: Set<Promise<void>>, promise: Promise<void>): void {
  const tracked = promise
    .catch((error: unknown) => {
      supply.failure ??= { error };
    })
    .finally(() => underWay.delete(tracked));
  underWay.add(tracked);
}

/** Whether messages are on their way. */
export function isBusy({ runs }: BatchSupply): boolean {
  for (const { inHand } of runs) if (inHand > 0) return true;
  return false;
}

/** Nothing more is to be begun. */
export const isOver = ({ failure, work }: BatchSupply) =>
  failure !== undefined || work.signal?.aborted === true;
