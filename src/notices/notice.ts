import type { App } from '../platform/app.ts';
import type { Sent } from '../platform/mail/queued-mail.ts';
import type { Publication } from '../publications/index.ts';

/** Id of no notice: its job finds nothing to do. */
export const NOBODY = 0;

/** A notice that this process has leased. */
export interface Notice {
  id: number;
  kind: string;
  /** Whose sender it has; null: it is about no newsletter in particular. */
  publicationId: number | null;
  /** For whom it is: one of the two. */
  subscriberId: number | null;
  userId: number | null;
  /** What it is about, in its kind's own words: an id or a moment. One person gets one notice of a kind on one occasion. */
  occasion: string;
  /** What is the same on every try and tells nothing, such as the Message-ID, is derived from it. */
  messageKey: string;
  requestedAt: Date;
  /** Only its holder may send. */
  leaseToken: string;
}

export interface NoticeMail {
  /** The person's address. */
  to: string;
  replyTo?: string | undefined;
  /** Left out: the sender's address. */
  returnPath?: string | undefined;
  subject: string;
  html: string;
  text: string;
}

export interface SentNotice extends Sent {
  /** The server's words, masked. */
  reply: string;
  messageId: string;
}

/** What differs between kinds of notices. */
export interface NoticeKind {
  /** Keeps back those that must not leave yet (`holdNotices`). @returns their ids. */
  holdBack?(app: App, notices: Notice[]): Promise<number[]>;
  /**
   * Writes the mail when its turn has come; the same bytes on every try.
   * @returns undefined when nobody wants it any more.
   */
  compose(app: App, notice: Notice, publication: Publication): Promise<NoticeMail | undefined>;
  /** What else follows from the server's answer; the notice itself has it already. */
  heed?(app: App, notice: Notice, sent: SentNotice): Promise<void>;
}

export type NoticeKinds = Record<string, NoticeKind>;
