import type { RefusalMatter } from '../../mailers/index.ts';
import type { MailFault } from '../mail/limits.ts';

/**
 * What a mail that came back means. `hard`: there is no such mailbox. `soft`: it may live: full, greylisted, not reached in time,
 * or refused for what the message says. `sender-fault`: refused for who sends: signature, server, reputation. `delayed`: still
 * tried. `success`: a server took it. `auto-reply`: an absence note and the like. `challenge`: its sender wants proof of a person.
 */
export type Kind =
  | 'hard'
  | 'soft'
  | 'delayed'
  | 'success'
  | 'auto-reply'
  | 'challenge'
  | 'complaint'
  | 'sender-fault'
  | 'unknown';

/** What the verdict rests on: a structure, the way of a server to write, or words alone. */
export type Rule =
  | 'dsn'
  | 'arf'
  | 'microsoft-complaint'
  | 'headers'
  | 'exim'
  | 'qmail'
  | 'sendmail'
  | 'postfix'
  | 'exchange'
  | 'text'
  | 'none';

export type Reason =
  | RefusalMatter
  | 'expired'
  | 'unclear'
  | 'delayed'
  | 'accepted'
  | 'absent'
  | 'asks-for-proof'
  | 'not-spam'
  | 'feedback'
  | 'not-a-bounce'
  | MailFault;

/** What is said of one recipient. */
export interface Verdict {
  kind: Kind;
  recipient: string | null;
  /** The Status of the report as it was written, else the enhanced code among the words (RFC 3463). */
  status: string | null;
  by: Rule;
  reason: Reason;
  /** What a server said, shortened. */
  words: string | null;
}

/** What is known beside the octets. */
export interface Known {
  /** The envelope's sender: empty for a bounce, missing where it is not known. */
  from?: string;
  /** The envelope's recipient. */
  to?: string;
  /** Where links of ours begin. */
  ownUrl?: string;
  /** Whether a Message-ID or a List-Id, without brackets, is one of ours. */
  isOurs?(id: string): boolean;
}
