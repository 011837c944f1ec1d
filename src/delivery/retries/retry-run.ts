import type { Throttle } from '../../transports/index.ts';
import type { RunJournal } from '../journal/run-journal.ts';
import type { DeliveryTask, Recipient } from '../ledger.ts';
import type { History } from '../messages/judge-outcome.ts';
import type { TransportWork } from '../transport-work.ts';
import type { ClaimedRetries } from './retry-queries.ts';

/** Leased messages of one send, on their next try. */
export interface RetryRun {
  work: TransportWork;
  throttle: Throttle;
  claimed: ClaimedRetries;
  task: DeliveryTask;
  journal: RunJournal;
  /** By reader. */
  histories: Map<number, RetryHistory>;
  /** Not handed out yet. */
  waiting: Recipient[];
  /** `performance.now()`. */
  startedAt: number;
  /** Called when nobody waits any more. */
  handedOut(): void;
  /** The statement that gives back those who wait, for other workers. */
  givingBack: Promise<void> | undefined;
}

/** `isOverdue`: as stale, counting also the time in which no try was charged. */
export type RetryHistory = History & { isOverdue: boolean };
