import { z } from 'zod';
import { OUTCOME_STATES } from '../../../delivery/index.ts';
import type { App } from '../../../platform/app.ts';
import { NotFound } from '../../../platform/errors.ts';
import { getPublication, getPublicationById } from '../../../publications/index.ts';
import { getSendDetails } from '../../../letters/index.ts';
import { DIGEST_RHYTHMS, findPlannedEdition, type Edition } from '../../../planning/index.ts';
import { RHYTHMS } from '../../../rhythms/index.ts';
import { viewReview, type ReviewView } from '../../../reviews/index.ts';
import { findArchiveState, SEND_STATUSES, type SendView } from '../../../sends/index.ts';
import { toldReason } from '../told-reason.ts';

export const sendParams = z.object({ slug: z.string(), id: z.string() });
export const MESSAGE_STATES = ['queued', 'sending', ...OUTCOME_STATES] as const;

/** One of them is to come: whoever knows it now need not change. */
export const sendKind = z.enum(['article', 'digest', 'letter', 'correction']);

const count = z.int().min(0);
export const messageCounts = z.object({
  audience: count,
  queued: count,
  sending: count,
  accepted: count,
  deferred: count,
  rejected: count,
  expired: count,
  skipped: count,
  unknown: count,
  possiblyTwice: count,
});

export const sendAnswer = z.object({
  id: z.int(),
  kind: sendKind,
  subject: z.string(),
  status: z.enum(SEND_STATUSES),
  reason: toldReason.nullable().describe('Why the send waits, or why it ended'),
  warnings: z.array(toldReason),
  articleId: z.int().nullable(),
  scheduledAt: z.iso.datetime().nullable(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  counts: messageCounts,
});

export const messageAnswer = z.object({
  subscriberId: z.int(),
  email: z.string().nullable(),
  state: z.enum(MESSAGE_STATES),
  attempts: count,
  lastReply: z.string().nullable(),
  at: z.iso.datetime().nullable(),
  isPossiblyTwice: z
    .boolean()
    .describe('It was tried again although the server may have accepted an earlier try'),
});

const letterAnswer = z.object({
  preheader: z.string(),
  markdown: z.string(),
  topics: z.array(z.string()),
  rhythm: z.enum(RHYTHMS).nullable(),
  segment: z.int().nullable().describe('The segment whose readers get it; null: all'),
  schedule: z.object({ wallTime: z.string(), timeZone: z.string() }).nullable(),
  scheduleNote: toldReason.nullable().describe('How a change of the clocks affects its time'),
});

const digestAnswer = z.object({
  introduction: z.string(),
  articleIds: z.array(z.int()),
  picks: z
    .array(z.union([z.object({ articleId: z.int(), title: z.string() }), z.object({ heading: z.string() })]))
    .describe('Articles, and own headings between them, in order'),
});

const editionAnswer = z.object({
  subject: z.string().nullable().describe('Null: made of the headlines'),
  introduction: z.string().describe('Markdown'),
  articleIds: z.array(z.int()).describe('These first, in this order'),
  droppedIds: z.array(z.int()).describe('Not in the digests of this rhythm and day'),
  version: count.describe('Counts the changes; 0: nobody has changed anything'),
});

export const progressAnswer = sendAnswer.extend({
  ratePerSecond: z.number().min(0).nullable(),
  secondsLeft: count.nullable(),
});

export const reviewAnswer = z.object({
  kind: z.enum(['clock', 'second-person']),
  stage: z
    .enum(['asking', 'approved', 'held', 'waiting', 'going', 'stopped', 'sent', 'dropped', 'draft'])
    .describe('Where it stands for those who look at it'),
  until: z.iso.datetime().nullable().describe('Until then people can answer; it is also when it goes out'),
  onSilence: z.enum(['send', 'hold']),
  askedBy: z.string().nullable().describe('Who scheduled a send that needs a second person'),
  decision: z.enum(['approved', 'held', 'dropped', 'stopped', 'silence', 'overtaken']).nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.iso.datetime().nullable(),
});

export const sendDetailsAnswer = progressAnswer.extend({
  version: z.int().min(1).nullable().describe('Counts the changes of what was written; null for articles'),
  review: reviewAnswer.nullable().describe('Null when nobody was asked about it'),
  inArchive: z
    .boolean()
    .nullable()
    .describe('What an editor decided; null: it is in the archive when it went to the whole paper'),
  archiveUrl: z.string().nullable().describe('Where everybody can read it now'),
  audienceEstimate: count.nullable(),
  letter: letterAnswer.nullable(),
  rhythm: z.enum(DIGEST_RHYTHMS).nullable().describe('Of a digest that is made by itself'),
  edition: editionAnswer
    .nullable()
    .describe('What editors want of a daily or weekly digest that is made by itself'),
  digest: digestAnswer.nullable().describe('Of a digest: `letter.markdown` is its introduction'),
});

/** The ids behind an address. @throws NotFound */
export async function resolve(app: App, params: { slug: string; id: string }) {
  const publication = await getPublication(app.db, params.slug);
  const id = Number(params.id);
  if (!Number.isSafeInteger(id) || id < 1) throw new NotFound(`The send ${params.id}`);
  return { publicationId: publication.id, id };
}

export function shown<View extends SendView>(view: View) {
  const {
    publicationId: _publicationId,
    chosenSubject: _chosenSubject,
    isTimedDigest: _timed,
    ...send
  } = view;
  return send;
}

export function shownReview(review: ReviewView): z.input<typeof reviewAnswer> {
  const { kind, stage, onSilence, decision } = review;
  return {
    kind,
    stage,
    until: review.until?.toISOString() ?? null,
    onSilence,
    askedBy: review.askedBy?.name ?? null,
    decision,
    decidedBy: review.decidedBy?.name ?? null,
    decidedAt: review.decidedAt?.toISOString() ?? null,
  };
}

function shownEdition({ editedBy: _by, editedAt: _at, ...edition }: Edition): z.input<typeof editionAnswer> {
  return edition;
}

async function shownArchive(app: App, publicationId: number, id: number) {
  const { slug, archive } = await getPublicationById(app.db, publicationId);
  const state = await findArchiveState(app.db, publicationId, id);
  const isPublic = archive && state?.isPublic === true;
  return {
    inArchive: state?.inArchive ?? null,
    archiveUrl: isPublic ? `${app.config.publicUrl}/${slug}/archive/${id}` : null,
  };
}

/** The send as it is now, in the shape of `sendDetailsAnswer`. */
export async function showSend(app: App, publicationId: number, id: number) {
  const { letter, digest, ...send } = shown(await getSendDetails(app.db, publicationId, id));
  const review = await viewReview(app, id);
  const planned = await findPlannedEdition(app, publicationId, id);
  const archive = await shownArchive(app, publicationId, id);
  const all = {
    ...send,
    letter,
    digest: null,
    review: review ? shownReview(review) : null,
    rhythm: planned?.rhythm ?? null,
    edition: planned?.edition ? shownEdition(planned.edition) : null,
    ...archive,
  };
  if (!digest) return all;
  const { introduction, picks } = digest;
  const articleIds = picks.flatMap((pick) => ('articleId' in pick ? [pick.articleId] : []));
  return {
    ...all,
    letter: letter && { ...letter, markdown: introduction },
    digest: { introduction, articleIds, picks },
  };
}
