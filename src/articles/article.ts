import type { HeldReason } from './holds/held.ts';

export const VERDICTS = ['baseline', 'new', 'held', 'future', 'too-old', 'duplicate', 'dismissed'] as const;

/**
 * What became of an article: `baseline` was there when the feed was first read, `new` may be sent, `held` waits for an
 * editor, `future` waits for its date, `too-old` appeared long after its date, `duplicate` is known under another key,
 * `dismissed` was refused by an editor.
 */
export type Verdict = (typeof VERDICTS)[number];

/** What a feed or a push says about an article, cleaned: plain text where not named HTML, absolute http(s) addresses. */
export interface ArticleContent {
  url: string | null;
  title: string;
  /** Sanitised HTML. */
  summary: string;
  /** Sanitised HTML; empty when only a summary is known. */
  html: string;
  imageUrl: string | null;
  authors: string[];
  categories: string[];
  commentsUrl: string | null;
  publishedAt: Date | null;
}

/** It may be sent when its verdict is `new`; `releasedAt` tells since when. */
export interface Article extends ArticleContent {
  id: number;
  publicationId: number;
  /** Null: pushed by API. */
  feedId: number | null;
  /** Identity within its feed (FED-20). */
  key: string;
  verdict: Verdict;
  /** The article that this one repeats. */
  duplicateOf: number | null;
  /** When its text was last changed by the feed or a push. */
  editedAt: Date | null;
  firstSeenAt: Date;
  releasedAt: Date | null;
  /** Why it is held; null with every other verdict. */
  reason: HeldReason | null;
}
