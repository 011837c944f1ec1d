import { languageFor, readerSpeechIn } from '../words/index.ts';
import type { Rhythm } from '../rhythms/index.ts';

export const SUBSCRIBER_STATUSES = ['pending', 'active', 'unsubscribed', 'bounced', 'complained'] as const;
export type SubscriberStatus = (typeof SUBSCRIBER_STATUSES)[number];

/** So long after their last sign-up, people who never confirmed are forgotten (TOK-04). */
export const UNCONFIRMED_DAYS = 30;

/** A person's address within one publication. */
export interface Subscriber {
  id: number;
  publicationId: number;
  status: SubscriberStatus;
  rhythm: Rhythm;
  /** The identity: lower case, the domain as an A-label (ADR-01). */
  email: string;
  /** What goes into the envelope: the local part as typed. */
  deliveryAddress: string;
  name: string;
  /** Topics the reader follows; empty: everything. */
  topicIds: number[];
  timeZone: string | null;
  /** When they chose the rhythm; null: they take the publication's default. */
  rhythmChosenAt: Date | null;
  /** What it was before the publication changed its default, until a mail has said so. */
  rhythmBefore: Rhythm | null;
  /** The hour of their digests, in their zone; null: the publication's time. */
  localHour: number | null;
  /** Single mails a day at most; 0: as many as there are; null: as the publication has it. */
  busyDayCap: number | null;
  /** No mail before; what comes meanwhile is told in one mail then. */
  pausedUntil: Date | null;
  language: string | null;
  /** Where the sign-up came from: a page's address or a word of the caller's. */
  source: string;
  createdAt: Date;
  confirmedAt: Date | null;
  unsubscribedAt: Date | null;
}

/** What a reader chose when signing up; it takes effect with the confirmation. */
export interface Choices {
  name: string;
  topicIds: number[];
  /** Null: what the publication gives to everybody. */
  rhythm: Rhythm | null;
  timeZone: string | null;
  /** Null: the publication's time. */
  localHour?: number | null;
  /** Null: as the publication has it. */
  busyDayCap?: number | null;
  language: string | null;
}

/** Who did something and how, for the consent record (CON-01). */
export interface Evidence {
  /** By what way: `form`, `json`, `api`, `page`, `one-click`, … */
  channel: string;
  ip: string | null;
  userAgent: string | null;
  details?: Record<string, unknown>;
}

/** `reader@example.org` as `r•••@e•••.org`: enough to recognise an own address, too little to learn another's (TOK-05). */
export function maskAddress(address: string): string {
  const [local = '', domain = ''] = address.split('@');
  const dot = domain.lastIndexOf('.');
  return `${local.slice(0, 1)}•••@${domain.slice(0, 1)}•••${domain.slice(dot)}`;
}

/** What the sign-up box says a reader agrees to, and its language; recorded word for word with each sign-up (CON-01). @param chosen of whoever reads it */
export function consentOf(
  publication: { name: string; consentText: string; language: string },
  chosen: string | null = null,
): { text: string; language: string } {
  const { name, consentText, language: own } = publication;
  if (consentText) return { text: consentText, language: own };
  const { words, language } = readerSpeechIn(languageFor(chosen, own));
  return { text: words.signUp.consent(name), language };
}
