import type { HeldCode } from '../holds/held.ts';
import type { Fingerprint } from './fingerprint.ts';
import type { Verdict } from '../article.ts';

/** An article of the publication that a candidate may be, or may repeat. */
export interface KnownArticle {
  id: number;
  feedId: number | null;
  key: string;
  /** Keys it had before, the latest last. */
  formerKeys: string[];
  linkKey: string | null;
  /** As the feed told it last, folded. After the mail its stored text stays what was mailed. */
  seenTitle: string;
  seenDate: Date | null;
  /** Of the content that was told last; null: from before these were kept. */
  seenHash: Buffer | null;
  fingerprint: Fingerprint;
  duplicateOf: number | null;
  verdict: Verdict;
  heldCode: HeldCode | null;
  publishedAt: Date | null;
  firstSeenAt: Date;
  /** When it was missing from a whole reading whose window it was in; null: it is there, or slid out. */
  leftAt: Date | null;
  /** When an editor released it. */
  decidedAt: Date | null;
  /** A send of it was prepared: it is mailed. */
  isPrepared: boolean;
}

/** It may still be mailed, and with another text. */
export function isPending({ verdict, isPrepared }: KnownArticle): boolean {
  return !isPrepared && (verdict === 'new' || verdict === 'future' || verdict === 'held');
}
