import { z } from 'zod';
import { getPublication } from '../../../publications/index.ts';
import type { App } from '../../../platform/app.ts';
import {
  changeLetter,
  createDraft,
  createLetter,
  deleteLetter,
  draftFields,
  findFaults,
  saveDraft,
  scheduleFields,
  scheduleLetter,
  seenVersion,
  unscheduleLetter,
  type LetterChanges,
  type NewLetter,
} from '../../../letters/index.ts';
import { RESENDABLE, resendSend, sendTest, testFields } from '../../../sends/index.ts';
import { KINDS } from '../../../kinds.ts';
import { endpoint, slugParams } from '../endpoint.ts';
import { resolve, sendDetailsAnswer, sendParams, showSend } from './shapes.ts';

const testAnswer = z.object({
  data: z.array(
    z.object({
      to: z.string(),
      outcome: z.enum(['accepted', 'recipient', 'content', 'server', 'unknown']),
      reply: z.string(),
    }),
  ),
});

const resendBody = z.strictObject({
  states: z
    .array(z.enum(RESENDABLE, `The states may be ${RESENDABLE.join(', ')}.`))
    .min(1, 'Name a state, or leave states out.')
    .optional(),
});

const unfinished = z
  .boolean('unfinished must be true or false.')
  .default(false)
  .describe('Keep the draft also when it cannot go out as it is; faults says why it cannot');

const faults = z
  .array(z.object({ field: z.string(), message: z.string() }))
  .describe('What keeps an unfinished draft from going out');

/** The send as it is now, with what keeps it from going out when that may be. */
async function showWritten(app: App, publicationId: number, id: number, mayBeFaulty: boolean) {
  const send = await showSend(app, publicationId, id);
  if (!mayBeFaulty || !send.letter) return { ...send, faults: [] };
  const { subject, letter } = send;
  return { ...send, faults: await findFaults(app, publicationId, { subject, ...letter }) };
}

/** Writing letters, and sending again. */
export const letterEndpoints = [
  endpoint({
    method: 'post',
    path: '/publications/:slug/sends',
    summary: 'Write a letter: a draft of an email to the readers, in Markdown',
    status: 201,
    params: slugParams,
    body: draftFields.extend({
      kind: z.literal('letter', 'The kind can only be letter. Articles become sends by themselves.'),
      unfinished,
    }),
    answer: sendDetailsAnswer.extend({ faults }),
    creates: true,
    async handle({ app, params, body }) {
      const publication = await getPublication(app.db, params.slug);
      const { kind: _kind, unfinished: isUnfinished, ...letter } = body;
      const { id } = isUnfinished
        ? await createDraft(app, publication.id, letter)
        : await createLetter(app, publication.id, letter as NewLetter);
      return showWritten(app, publication.id, id, isUnfinished);
    },
  }),
  endpoint({
    method: 'patch',
    path: '/publications/:slug/sends/:id',
    summary: 'Change the draft of a letter',
    params: sendParams,
    body: draftFields.extend({
      version: seenVersion
        .optional()
        .describe('The one that was read: 409 with the present one when somebody changed the draft since'),
      unfinished,
    }),
    answer: sendDetailsAnswer.extend({ faults }),
    async handle({ app, params, body }) {
      const { publicationId, id } = await resolve(app, params);
      const { version, unfinished: isUnfinished, ...changes } = body;
      if (isUnfinished) await saveDraft(app, publicationId, id, changes, version);
      else await changeLetter(app, publicationId, id, changes as LetterChanges, version);
      return showWritten(app, publicationId, id, isUnfinished);
    },
  }),
  endpoint({
    method: 'delete',
    path: '/publications/:slug/sends/:id',
    summary: 'Delete the draft of a letter',
    status: 204,
    params: sendParams,
    async handle({ app, params }) {
      const { publicationId, id } = await resolve(app, params);
      await deleteLetter(app, publicationId, id);
    },
  }),
  endpoint({
    method: 'post',
    path: '/publications/:slug/sends/:id/schedule',
    summary: 'Schedule a letter, send it now, or change the time of one that is scheduled or held',
    params: sendParams,
    body: scheduleFields,
    answer: sendDetailsAnswer,
    creates: true,
    async handle({ app, params, body }) {
      const { publicationId, id } = await resolve(app, params);
      await scheduleLetter(app, publicationId, id, body);
      return showSend(app, publicationId, id);
    },
  }),
  endpoint({
    method: 'post',
    path: '/publications/:slug/sends/:id/unschedule',
    summary: 'Take back the schedule of a letter: it becomes a draft again',
    params: sendParams,
    answer: sendDetailsAnswer,
    async handle({ app, params }) {
      const { publicationId, id } = await resolve(app, params);
      await unscheduleLetter(app, publicationId, id);
      return showSend(app, publicationId, id);
    },
  }),
  endpoint({
    method: 'post',
    path: '/publications/:slug/sends/:id/test',
    summary: 'Send the email as a test to up to five addresses. The ledger does not count it',
    params: sendParams,
    body: testFields,
    answer: testAnswer,
    async handle({ app, params, body }) {
      const { publicationId, id } = await resolve(app, params);
      const to = body.to.map(({ delivery }) => delivery);
      return { data: await sendTest(app, KINDS, publicationId, id, { to }) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/publications/:slug/sends/:id/resend',
    summary: 'Try once more for the readers it did not reach, never for a message that was accepted',
    params: sendParams,
    body: resendBody,
    answer: sendDetailsAnswer.extend({ reopened: z.int().min(0) }),
    creates: true,
    async handle({ app, params, body }) {
      const { publicationId, id } = await resolve(app, params);
      const { reopened } = await resendSend(app, publicationId, id, body.states);
      return { ...(await showSend(app, publicationId, id)), reopened };
    },
  }),
];
