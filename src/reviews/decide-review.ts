import { z } from 'zod';
import { changeLetter, chooseTime, findLetter, type ScheduleInput } from '../letters/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { Conflict, NotFound } from '../platform/errors.ts';
import { parseInput, requiredLine } from '../platform/input.ts';
import {
  approveRow,
  cancelSend,
  chooseSubject,
  holdRow,
  lockSendUnderReview,
  pauseSend,
  resumeSend,
  type SendUnderReview,
} from '../sends/index.ts';
import { heedSilence } from './heed-silence.ts';
import { findReview, nextTurn, noteDecision } from './queries.ts';
import { canPullBack, isPast, stageOf, type Review, type ReviewAnswer } from './review.ts';

export interface Decision {
  answer: ReviewAnswer;
  /** Of the page that the person looked at; left out, the send is taken as it is now. */
  turn?: number | undefined;
  /** Of the letter that the person has read. */
  version?: number | undefined;
  /** In the place of the subject it has. */
  subject?: string | undefined;
  /** When it goes out instead, once its time has passed: `now`, or a time as for scheduling. */
  at?: string | undefined;
  timeZone?: string | undefined;
}

/**
 * `overtaken`: somebody else decided since the person's page was made; `changed`: what the person approves says something else
 * by now. Then nothing happens.
 */
export type Decided = 'done' | 'overtaken' | 'changed';

/**
 * What a person says about a send: it goes out at its time, never earlier; it is held, or stopped if it goes out already; or it
 * goes to nobody. A repeat changes nothing, and whoever answers first counts.
 * @throws NotFound, InvalidInput, and Conflict: `same-person`, `time-passed`, or for a state that the answer does not fit.
 */
export async function decideReview(
  app: App,
  publicationId: number,
  sendId: number,
  decision: Decision,
): Promise<Decided> {
  // What silence has decided by now counts first.
  await heedSilence(app, sendId);
  return inTransaction(app, async (inner) => {
    const { send, review } = await lockReview(inner, publicationId, sendId);
    if (decision.turn !== undefined && decision.turn !== review.turn) return 'overtaken';
    if (decision.answer === 'approve' && !(await isRead(inner, sendId, decision.version))) return 'changed';
    await changeSubject(inner, send, review, decision.subject);
    await ANSWER[decision.answer](inner, send, review, decision);
    return 'done';
  });
}

async function isRead({ db }: App, sendId: number, version: number | undefined): Promise<boolean> {
  return version === undefined || (await findLetter(db, sendId))?.version === version;
}

/** Another subject for a send that people look at. @throws NotFound, InvalidInput, Conflict once it goes out */
export async function changeReviewSubject(
  app: App,
  publicationId: number,
  sendId: number,
  subject: string,
): Promise<void> {
  await inTransaction(app, async (inner) => {
    const { send, review } = await lockReview(inner, publicationId, sendId);
    await changeSubject(inner, send, review, subject);
  });
}

async function lockReview(
  app: App,
  publicationId: number,
  sendId: number,
): Promise<{ send: SendUnderReview; review: Review }> {
  const send = await lockSendUnderReview(app.db, sendId);
  if (!send || send.publicationId !== publicationId) throw new NotFound(`The send ${sendId}`);
  const review = await findReview(app.db, sendId);
  if (!review)
    throw new Conflict('nothing-to-approve', 'Nobody was asked about this send, so it needs no answer.');
  return { send, review };
}

const subjectField = z.object({ subject: requiredLine('The subject', 250) });

async function changeSubject(
  app: App,
  send: SendUnderReview,
  review: Review,
  typed: string | undefined,
): Promise<void> {
  if (typed === undefined) return;
  const { subject } = parseInput(subjectField, { subject: typed });
  if (subject === send.subject) return;
  if (!send.isAutomatic) await changeLetter(app, send.publicationId, send.id, { subject });
  else if (!(await chooseSubject(app.db, send.id, subject)))
    throw conflict(send, 'its subject cannot be changed any more');
  await nextTurn(app.db, review.id);
  const details = { from: send.subject, to: subject };
  await audit(app, { action: 'send.subject-changed', subject: `send:${send.id}`, details });
}

type Answer = (app: App, send: SendUnderReview, review: Review, decision: Decision) => Promise<void>;

const ANSWER: Record<ReviewAnswer, Answer> = {
  async approve(app, send, review, decision) {
    const { db, actor } = app;
    if (send.approval === 'another' && send.scheduledBy === actor)
      throw new Conflict(
        'same-person',
        'You scheduled this send yourself, so somebody else has to approve it.',
      );
    const stage = stageOf(send, review);
    if (stage === 'approved' || stage === 'going' || stage === 'sent') return;
    if (stage === 'stopped' && review.decision === 'stopped') {
      await resumeSend(app, send.publicationId, send.id);
      return note(app, send, review, 'approved');
    }
    if (stage !== 'asking' && stage !== 'held') throw conflict(send, 'it cannot be approved');
    const at = await timeOf(app, send, decision);
    await approveRow(db, send.id, { at, by: actor });
    await note(app, send, review, 'approved');
  },
  async hold(app, send, review) {
    const stage = stageOf(send, review);
    if (stage === 'held' || (stage === 'stopped' && review.decision === 'stopped')) return;
    if (stage === 'asking' && send.approval === 'another') return note(app, send, review, 'held');
    if (['scheduled', 'preparing'].includes(send.status) && !send.isPrepared) {
      const isAnotherNeeded = review.kind === 'second-person';
      await holdRow(app.db, send.id, { code: 'review-held', params: {} }, isAnotherNeeded);
      return note(app, send, review, 'held');
    }
    if (send.status !== 'sending' || !canPullBack(send)) throw conflict(send, 'it cannot be held');
    await pauseSend(app, send.publicationId, send.id);
    await note(app, send, review, 'stopped');
  },
  async drop(app, send, review) {
    const stage = stageOf(send, review);
    if (stage === 'dropped') return;
    const isStopped = stage === 'stopped' && review.decision === 'stopped';
    if (send.isPrepared && !isStopped) throw conflict(send, 'it cannot be dropped');
    await cancelSend(app, send.publicationId, send.id);
    await note(app, send, review, 'dropped');
  },
};

/** Undefined: the time it has. */
async function timeOf(
  app: App,
  send: SendUnderReview,
  { at, timeZone }: Decision,
): Promise<Date | null | undefined> {
  if (at !== undefined) {
    const input: ScheduleInput = at === 'now' ? {} : { at, timeZone };
    return chooseTime(app, send.publicationId, send.id, input);
  }
  if (isPast(send) && send.status === 'held')
    throw new Conflict('time-passed', 'The time of this send has passed. Say when it is to go out: `at`.');
  return undefined;
}

const VERBS = { approved: 'approved', held: 'held', stopped: 'held', dropped: 'dropped' } as const;

async function note(
  app: App,
  send: SendUnderReview,
  review: Review,
  decision: keyof typeof VERBS,
): Promise<void> {
  await noteDecision(app.db, review.id, decision, app.actor);
  await audit(app, {
    action: `send.${VERBS[decision]}`,
    subject: `send:${send.id}`,
    details: { reviewId: review.id },
  });
  app.log.info({ event: `review.${decision}`, sendId: send.id, reviewId: review.id });
}

const conflict = ({ status }: SendUnderReview, what: string) =>
  new Conflict(`send-is-${status}`, `This send is ${status}, so ${what}.`);
