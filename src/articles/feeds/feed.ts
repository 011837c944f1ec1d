import type { FeedFault, Reason } from '../../words/index.ts';

/** A feed of a publication. */
export interface Feed {
  id: number;
  publicationId: number;
  url: string;
  title: string | null;
  /** The page the feed belongs to. */
  link: string | null;
  /** `failing` is polled again with growing pauses; `gone` (HTTP 410) and `paused` are not polled. */
  status: 'active' | 'failing' | 'gone' | 'paused';
  /** Why the last poll failed. */
  error: FeedFault | null;
  /** Minutes between polls at least; the feed's own wishes may make it more (FED-04). */
  pollMinutes: number;
  /** When the feed was first read; before that nothing of it is known. */
  baselineAt: Date | null;
  lastPolledAt: Date | null;
  nextPollAt: Date;
  /** What its makers could do better, as of its last whole reading. */
  hints: Reason[];
}
