import type { FaultScope } from '../../platform/mail/mailer.ts';

/** The mail server could not be used, or not for this send: its words. Nobody was charged; what was not sent waits. */
export interface Fault {
  scope: FaultScope;
  reply: string;
}

/**
 * Why no more of a send should leave: the server refuses everybody, or everybody since some time; or nobody knows of any message
 * whether the server took it.
 */
export interface Trouble {
  kind: 'refused-all' | 'refused-since' | 'doubt';
  /** The server's last words. */
  reply: string;
}

/** What a run over a batch or over due retries came to. */
export interface RunResult {
  /** The server judged a message, whatever it said of it: it works. */
  isAnswering: boolean;
  accepted: number;
  fault: Fault | undefined;
  /** Somebody was refused for good. */
  hasRefusals: boolean;
  /** What stopped it, to be written down with the outcomes. */
  trouble: Trouble | undefined;
}
