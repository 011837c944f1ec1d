import type { SendUnderReview } from '../sends/index.ts';

/** Of the newest review of a send: who was asked what, and what was decided. */
export interface Review {
  id: number;
  sendId: number;
  /** An automatic send while a clock runs, or a large one that needs two people. */
  kind: 'clock' | 'second-person';
  onSilence: 'send' | 'hold';
  askedAt: Date;
  /** Readers at that moment; null: not known. */
  readers: number | null;
  /** Counts the decisions, so that a page that is out of date is recognised. */
  turn: number;
  decision: Decision | null;
  /** As in the audit log; null for silence. */
  decidedBy: string | null;
  decidedAt: Date | null;
}

/** `stopped`: in the middle of it; `silence`: nobody said anything; `overtaken`: the send went another way. */
export type Decision = 'approved' | 'held' | 'dropped' | 'stopped' | 'silence' | 'overtaken';

/** What a person can say about a send. */
export type ReviewAnswer = 'approve' | 'hold' | 'drop';

/** For so long after its time a send can be pulled back by the link. */
export const PULL_BACK_MINUTES = 5;

/** Where a send stands for those who look at it. */
export type Stage =
  /** Somebody is to answer. */
  | 'asking'
  /** It goes out at its time. */
  | 'approved'
  /** It was held by a person, or by silence. */
  | 'held'
  /** Something else than the review holds it. */
  | 'waiting'
  | 'going'
  | 'stopped'
  | 'sent'
  | 'dropped'
  /** It is a draft again. */
  | 'draft';

const HELD_BY_REVIEW: ReadonlySet<string> = new Set(['review-held', 'review-unanswered']);

const isHeldByReview = ({ status, reason }: Pick<SendUnderReview, 'status' | 'reason'>) =>
  status === 'held' && reason !== null && HELD_BY_REVIEW.has(reason.code);

export const isPast = ({ secondsLeft }: Pick<SendUnderReview, 'secondsLeft'>) =>
  secondsLeft !== null && secondsLeft <= 0;

export const canPullBack = ({ secondsLeft }: Pick<SendUnderReview, 'secondsLeft'>) =>
  secondsLeft === null || secondsLeft > -PULL_BACK_MINUTES * 60;

export function stageOf(send: SendUnderReview, review: Pick<Review, 'decision'>): Stage {
  switch (send.status) {
    case 'draft':
      return 'draft';
    case 'scheduled':
      return review.decision === null ? 'asking' : 'approved';
    case 'held':
      if (isHeldByReview(send)) return 'held';
      if (send.approval !== 'another') return 'waiting';
      return review.decision === 'held' ? 'held' : 'asking';
    case 'preparing':
    case 'sending':
      return 'going';
    case 'paused':
      return 'stopped';
    case 'sent':
      return 'sent';
    case 'cancelled':
      return 'dropped';
  }
}
