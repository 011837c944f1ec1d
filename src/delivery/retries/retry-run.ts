import type { Throttle } from '../../transports/index.ts';
import type { RunJournal } from '../journal/run-journal.ts';
import type { DeliveryTask, EncodedMail, Recipient } from '../ledger.ts';
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

export interface RetryHistory extends History {
  /** As stale, counting also the time in which no try was charged. */
  isOverdue: boolean;
  /** That of their batch, so that a retry has the same bytes (SMTP-03). */
  mail(): EncodedMail;
}
