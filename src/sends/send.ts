import type { Reason } from '../words/index.ts';

export const SEND_STATUSES = [
  'draft',
  'scheduled',
  'held',
  'preparing',
  'sending',
  'paused',
  'sent',
  'cancelled',
] as const;
export type SendStatus = (typeof SEND_STATUSES)[number];
export type SendKindName = 'article' | 'letter' | 'digest' | 'correction';

/** One email going to an audience. */
export interface Send {
  id: number;
  publicationId: number;
  kind: SendKindName;
  status: SendStatus;
  /** Why the send waits, or why it ended. */
  reason: Reason | null;
  /** What an editor should look into although it stops nothing. */
  warnings: Reason[];
  articleId: number | null;
  /** A digest that nobody wrote: the timer makes it, of what each reader is owed. */
  isTimedDigest: boolean;
  subject: string;
  /** What a person chose in the place of the subject that its kind makes. */
  chosenSubject: string | null;
  scheduledAt: Date | null;
  startedAt: Date | null;
  finishedAt: Date | null;
}

/** What of a publication is frozen into a send, so that every try of a message is the same bytes (HDR-07). */
export interface Sender {
  slug: string;
  name: string;
  fromName: string;
  fromAddress: string;
  replyTo: string | null;
  /** Where its bounces came in, as in Publication; left out in older sends, whose return path is the sender's address. */
  inboundDomain?: string | null;
  /** Whether it had a public archive when the send was prepared; left out in older sends. */
  archive?: boolean;
}

/** What goes out, compiled once when the send is prepared. */
export interface SendContent {
  subject: string;
  html: string;
  text: string;
  sender: Sender;
}

/** An article that a content holds: how much of it, and the version of that. */
export interface ContentArticle {
  articleId: number;
  form: 'full' | 'summary' | 'headline';
  version: Buffer;
  /** The correction that tells of it there; left out: the content tells the article itself. */
  correctionId?: number;
}

/** A content before it is stored. */
export interface NewContent {
  content: SendContent;
  articles: ContentArticle[];
  /** Articles that it counts and does not show. */
  counted?: number[];
}
