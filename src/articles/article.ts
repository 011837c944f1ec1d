import { escapeHtml } from '../platform/html/escape-html.ts';
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
  /** When it goes out at the earliest; null: when the hold of its publication is over. */
  goesOutAt: Date | null;
  /** What an editor decided last, who and when. The key names everything that was decided at once. */
  lastDecision: DecisionName | null;
  lastDecisionAt: Date | null;
  lastDecisionBy: string | null;
  lastDecisionKey: string | null;
  /** What an editor changed for the mail; null: as the feed has it. An empty picture: none. */
  mailTitle: string | null;
  mailStandfirst: string | null;
  mailImageUrl: string | null;
  mailEditedAt: Date | null;
  /** Since when it is an editor's pick, which stands before others in digests. */
  pickedAt: Date | null;
  /** The story that it goes on with, as an editor or whoever pushed it calls it. */
  story: string | null;
}

/** `hurried`: it goes out without waiting for the hold. */
export type DecisionName = 'released' | 'hurried' | 'held' | 'dismissed';

/** The article as its mail, the archive and digests tell it: what an editor changed for the mail beats the feed. */
export function asMailed<Some extends Article>(article: Some): Some {
  const { mailTitle, mailStandfirst, mailImageUrl } = article;
  return {
    ...article,
    title: mailTitle ?? article.title,
    summary: mailStandfirst === null ? article.summary : `<p>${escapeHtml(mailStandfirst)}</p>`,
    imageUrl: mailImageUrl === null ? article.imageUrl : mailImageUrl || null,
  };
}
