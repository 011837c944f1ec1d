import type { Reason } from '../words/index.ts';
import type { ArticleRow, ArticleSend } from './article-queries.ts';

/** What became of an article, or what will, in one thing that can be said in a sentence. */
export type Fate =
  | { is: 'goes-out'; at: Date | null; sendId: number | null; readers: number | null }
  | { is: 'in-review'; at: Date | null; sendId: number; onSilence: 'send' | 'hold' }
  | { is: 'being-mailed'; sendId: number; readers: number; accepted: number }
  | {
      is: 'mailed';
      sendId: number;
      at: Date;
      readers: number;
      accepted: number;
      /** What the feed said after that, if a correction has not told it. */
      edited: 'no' | 'since' | 'corrected';
    }
  | { is: 'send-paused' | 'send-held'; sendId: number; reason: Reason | null; isPrepared: boolean }
  | { is: 'send-cancelled'; sendId: number; at: Date | null; accepted: number }
  | { is: 'held'; reason: Reason | null; by: string | null; at: Date | null }
  | { is: 'dismissed'; by: string | null; at: Date | null }
  | { is: 'waits-for-date'; at: Date | null }
  | { is: 'too-old'; at: Date | null }
  | { is: 'same-as'; article: { id: number; title: string } | null }
  | { is: 'baseline' }
  | { is: 'lapsed' };

/** After a month of standstill an article is no news any more. */
const LAPSE_MS = 30 * 24 * 3_600_000;

/** Pure: the verdict and the send of an article, told as one. */
export function fateOf(row: ArticleRow, now: Date): Fate {
  const { verdict, send, lastDecisionBy: by, lastDecisionAt: at } = row;
  if (send && (verdict === 'new' || send.isPrepared)) {
    const told = fateOfSend(send, row);
    if (told) return told;
  }
  switch (verdict) {
    case 'new': {
      const { goesOutAt } = row;
      const isLapsed = goesOutAt !== null && now.getTime() - goesOutAt.getTime() > LAPSE_MS;
      return isLapsed ? { is: 'lapsed' } : { is: 'goes-out', at: goesOutAt, sendId: null, readers: null };
    }
    case 'held': {
      const isByEditor = row.reason?.code === 'held-by-editor';
      return { is: 'held', reason: row.reason, by: isByEditor ? by : null, at: isByEditor ? at : null };
    }
    case 'dismissed':
      return { is: 'dismissed', by, at };
    case 'future':
      return { is: 'waits-for-date', at: row.publishedAt };
    case 'too-old':
      return { is: 'too-old', at: row.publishedAt };
    case 'duplicate':
      return { is: 'same-as', article: row.duplicateOf };
    case 'baseline':
      return { is: 'baseline' };
  }
}

function fateOfSend(send: ArticleSend, { isEditedSince, isCorrected }: ArticleRow): Fate | undefined {
  const { id: sendId, status, reason, isPrepared, accepted } = send;
  const readers = send.readers ?? 0;
  const moment = (text: string | null) => (text === null ? null : new Date(text));
  switch (status) {
    case 'scheduled':
    case 'preparing':
      if (send.onSilence !== null)
        return { is: 'in-review', at: moment(send.scheduledAt), sendId, onSilence: send.onSilence };
      return { is: 'goes-out', at: moment(send.scheduledAt), sendId, readers: send.readers };
    case 'sending':
      return { is: 'being-mailed', sendId, readers, accepted };
    case 'sent':
      return {
        is: 'mailed',
        sendId,
        at: moment(send.startedAt) ?? moment(send.finishedAt) ?? new Date(0),
        readers,
        accepted,
        edited: !isEditedSince ? 'no' : isCorrected ? 'corrected' : 'since',
      };
    case 'paused':
      return { is: 'send-paused', sendId, reason, isPrepared };
    case 'held':
      return { is: 'send-held', sendId, reason, isPrepared };
    case 'cancelled':
      return send.isWithdrawn
        ? undefined
        : { is: 'send-cancelled', sendId, at: moment(send.finishedAt), accepted };
    case 'draft':
      return undefined;
  }
}
