import type { Reason } from '../words/index.ts';

/** One way for mail to leave. `environment` is what `SMTP_URL` names, or the built-in mailbox while that is unset. */
export type TransportKind = 'environment' | 'smtp' | 'ses' | 'file' | 'mailbox';

/** The one of the environment, which is always there. */
export const DEFAULT_TRANSPORT = 'default';

/**
 * What is known of a transport's health, in every process alike:
 * - `working`: mail goes over it.
 * - `waiting`: it had a fault, is tried again soon, and has not taken a message since.
 * - `out-of-order`: it had several in a row. Mail goes over the publication's next transport until a trial succeeds.
 * - `full`: its warm-up allows no more today. The rest goes over the next transport, or tomorrow.
 */
export type TransportStatus = 'working' | 'waiting' | 'out-of-order' | 'full';

export interface TransportState {
  isCircuitOpen: boolean;
  isFaulty: boolean;
  isFull: boolean;
}

export function statusOf({ isCircuitOpen, isFaulty, isFull }: TransportState): TransportStatus {
  if (isCircuitOpen) return 'out-of-order';
  if (isFull) return 'full';
  return isFaulty ? 'waiting' : 'working';
}

export interface WarmUp {
  /** Messages on the first day, the second, and so on; none is set for the days after the last. */
  plan: number[];
  /** `YYYY-MM-DD`, a day of UTC. */
  since: string;
  /** Of today; null once the plan is over, or before it begins. */
  limitToday: number | null;
  countToday: number;
}

/** A transport as people may see it: without passwords. */
export interface Transport {
  name: string;
  kind: TransportKind;
  /** By kind; secrets are left out. */
  settings: Record<string, string | number>;
  status: TransportStatus;
  /** What it said last when it could not be used. */
  lastFault: string | null;
  /** When it is tried again. */
  blockedUntil: Date | null;
  warmUp: WarmUp | null;
  /** What its server turned out to be like. */
  habits: {
    /** It offers PIPELINING and loses what follows a message: the next one waits for the answer. */
    waitsForAnswers: boolean;
    /** Messages after which it wants a fresh connection. */
    messagesPerConnection: number | null;
  };
  /** What to set up for this kind of server. */
  hints: Reason[];
  /** What it leaves insecure on purpose. */
  warnings: Reason[];
  /** Slugs of the publications that use it. */
  publications: string[];
}
