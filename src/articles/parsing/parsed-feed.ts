import type { FeedFault } from '../../words/index.ts';
import type { Fingerprint } from '../judging/fingerprint.ts';

/** A feed document, cleaned. Absent values are undefined; text is plain where not named HTML. */
export interface ParsedFeed {
  id: string | undefined;
  title: string;
  /** The page it belongs to, absolute. */
  link: string | undefined;
  description: string;
  image: string | undefined;
  language: string | undefined;
  authors: string[];
  categories: string[];
  published: Date | undefined;
  updated: Date | undefined;
  /** Minutes that the feed asks to be left alone (RSS ttl). */
  ttlMinutes: number | undefined;
  /** Hours of the day, GMT, in which the feed asks not to be read. */
  skipHours: number[];
  /** English names of days, GMT. */
  skipDays: string[];
  /** It broke off, or a part of it could not be read: what is missing may still stand in the feed (FED-24). */
  isCut: boolean;
  /** How many items there were beyond those looked at, which are the newest (FED-05). */
  hiddenItemCount: number;
  /** In the order of the document. */
  items: ParsedItem[];
}

export interface ParsedItem {
  /** guid, atom:id or JSON id as it stands, blanks at the ends aside. */
  id: string | undefined;
  title: string;
  /** The title; without one the beginning of the text. */
  headline: string;
  link: string | undefined;
  /** Sanitised HTML. */
  summary: string;
  /** Sanitised HTML. */
  content: string;
  published: Date | undefined;
  updated: Date | undefined;
  /** A date is there, and nobody can tell which. It is not now. */
  publishedUnread: boolean;
  /** Only members may read it on the site: a form for a password or a wall instead of its text, or nothing. */
  membersOnly: boolean;
  /** Some of its characters could not be read (U+FFFD stands in their place). */
  isGarbled: boolean;
  authors: string[];
  image: string | undefined;
  /** Enclosures, media:content and thumbnails, absolute. */
  media: string[];
  categories: string[];
  comments: string | undefined;
  /** Made in the parser's thread, to keep it off the loop. */
  fingerprint?: Fingerprint;
}

export type ParseResult =
  | { kind: 'feed'; feed: ParsedFeed }
  /** `alternates` are feeds that an HTML page points to. */
  | { kind: 'not-a-feed'; reason: FeedFault; alternates: string[] };
