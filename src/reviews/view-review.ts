import { findLetter } from '../letters/index.ts';
import type { App } from '../platform/app.ts';
import { findSendUnderReview, getSend, type SendUnderReview } from '../sends/index.ts';
import type { Reason } from '../words/index.ts';
import { whoIs, type Who } from './people.ts';
import { findReview, listOpenReviews } from './queries.ts';
import { canPullBack, isPast, PULL_BACK_MINUTES, stageOf, type Review, type Stage } from './review.ts';

/** A review as pages, the API and the command line show it. */
export interface ReviewView {
  sendId: number;
  publicationId: number;
  kind: Review['kind'];
  stage: Stage;
  subject: string;
  /** When it goes out, or was to go out: until then people can answer. */
  until: Date | null;
  /** Seconds until then by the database's clock. */
  secondsLeft: number | null;
  isPast: boolean;
  onSilence: Review['onSilence'];
  /** Who scheduled it, where that matters. */
  askedBy: Who | null;
  askedAt: Date;
  decision: Review['decision'];
  decidedBy: Who | null;
  decidedAt: Date | null;
  pullBackUntil: Date | null;
  canPullBack: boolean;
  /** Why it waits or ended. */
  reason: Reason | null;
  /** Who gets it; null as long as nobody counted. */
  readers: number | null;
  /** Who has it already. */
  accepted: number;
  startedAt: Date | null;
  turn: number;
  /** Of the letter; null where nobody wrote it. */
  version: number | null;
}

/** The newest review of a send; undefined when nobody was asked. */
export async function viewReview(app: App, sendId: number): Promise<ReviewView | undefined> {
  const review = await findReview(app.db, sendId);
  const send = review && (await findSendUnderReview(app.db, sendId));
  return send && view(app, send, review);
}

/** Sends of a publication that wait for an answer, the next deadline first. */
export async function listReviews(app: App, publicationId: number): Promise<ReviewView[]> {
  const views: ReviewView[] = [];
  for (const review of await listOpenReviews(app.db, publicationId)) {
    const send = await findSendUnderReview(app.db, review.sendId);
    if (send) views.push(await view(app, send, review));
  }
  return views;
}

async function view(app: App, send: SendUnderReview, review: Review): Promise<ReviewView> {
  const { id: sendId, publicationId, subject, scheduledAt, secondsLeft, reason, startedAt } = send;
  const counts = send.isPrepared ? (await getSend(app.db, publicationId, sendId)).counts : undefined;
  const until = scheduledAt;
  const stage = stageOf(send, review);
  return {
    sendId,
    publicationId,
    kind: review.kind,
    stage,
    subject,
    until,
    secondsLeft,
    isPast: isPast(send),
    onSilence: review.onSilence,
    askedBy: review.kind === 'second-person' ? await whoIs(app, send.scheduledBy) : null,
    askedAt: review.askedAt,
    // A worker notes the silence a moment later.
    decision: review.decision ?? (stage === 'going' || stage === 'sent' ? 'silence' : null),
    decidedBy: await whoIs(app, review.decidedBy),
    decidedAt: review.decidedAt,
    pullBackUntil: until && new Date(until.getTime() + PULL_BACK_MINUTES * 60_000),
    canPullBack: canPullBack(send),
    reason,
    readers: counts?.audience ?? send.countedAudience ?? review.readers,
    accepted: counts?.accepted ?? 0,
    startedAt,
    turn: review.turn,
    version: (await findLetter(app.db, sendId))?.version ?? null,
  };
}
