import type { App } from '../platform/app.ts';
import type { BackOff } from '../transports/index.ts';
import type { RunResult } from './journal/run-result.ts';
import type { DeliverySettings, DeliveryTask } from './ledger.ts';

/** The capability that sends knows how a send becomes mail and what answers mean for it. */
export interface DeliveryHooks<Task extends DeliveryTask = DeliveryTask> {
  /** Loaded once for each send and pass. */
  taskOf(sendId: number): Promise<Task>;
  /**
   * The server cannot be used, or not for this send. Called at once, because replies to other messages may take minutes. What a
   * fault means for its transport is settled by then.
   */
  heedFault(sendId: number, task: Task, result: RunResult): Promise<void>;
  /** What a run means for its send and its readers; its outcomes are recorded. */
  conclude(sendId: number, result: RunResult): Promise<void>;
}

/** What is due over one transport. */
export interface TransportWork {
  app: App;
  transport: string;
  hooks: DeliveryHooks;
  settings: DeliverySettings & BackOff;
  signal: AbortSignal | undefined;
}
