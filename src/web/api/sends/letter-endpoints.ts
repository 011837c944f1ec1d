import { z } from 'zod';
import { getPublication } from '../../../publications/index.ts';
import type { App } from '../../../platform/app.ts';
import { InvalidInput } from '../../../platform/errors.ts';
import {
  changeDigest,
  changeLetter,
  createDigest,
  createDraft,
  createLetter,
  deleteLetter,
  digestFields,
  draftFields,
  findFaultsOf,
  saveDraft,
  scheduleFields,
  scheduleLetter,
  unscheduleLetter,
  type NewLetter,
} from '../../../letters/index.ts';
import { changeEdition, editionFields } from '../../../planning/index.ts';
import { RESENDABLE, resendSend, sendTest, putInArchive, testFields } from '../../../sends/index.ts';
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
  const faults = mayBeFaulty ? await findFaultsOf(app, publicationId, id) : [];
  return { ...send, faults: faults.map(({ field, message }) => ({ field, message })) };
}

const newSend = z.discriminatedUnion(
  'kind',
  [
    draftFields.extend({ kind: z.literal('letter'), unfinished }),
    digestFields.extend({ kind: z.literal('digest'), unfinished }),
  ],
  { error: 'The kind can be letter or digest. Articles become sends by themselves.' },
);

const changedSend = digestFields.extend({
  ...draftFields.shape,
  droppedIds: editionFields.shape.droppedIds,
  version: z
    .int('The version is a number.')
    .min(0, 'The version is a number.')
    .optional()
    .describe('The one that was read: 409 with the present one when somebody changed the draft since'),
  inArchive: z
    .boolean('inArchive must be true or false.')
    .optional()
    .describe('Shows its mail in the public archive, or takes it out, whatever its state'),
  unfinished,
});

type NewSend = z.output<typeof newSend>;

const CREATE: Record<
  NewSend['kind'],
  (app: App, publicationId: number, body: NewSend) => Promise<{ id: number }>
> = {
  letter: (app, publicationId, { kind: _kind, unfinished: isUnfinished, ...letter }) =>
    isUnfinished
      ? createDraft(app, publicationId, letter)
      : createLetter(app, publicationId, letter as NewLetter),
  digest: (app, publicationId, { kind: _kind, unfinished: isUnfinished, ...digest }) =>
    createDigest(app, publicationId, digest, { isUnfinished }),
};

/** @throws InvalidInput for a field that this kind of send does not have. */
async function changeWritten(
  app: App,
  { publicationId, id }: { publicationId: number; id: number },
  { version, unfinished: isUnfinished, ...changes }: Omit<z.output<typeof changedSend>, 'inArchive'>,
): Promise<void> {
  const { digest, edition } = await showSend(app, publicationId, id);
  const { markdown, introduction, articleIds, picks, droppedIds, ...rest } = changes;
  if (edition) {
    const { subject, preheader, audience } = rest;
    refuseForeign(
      { preheader, audience, markdown, picks },
      (field) => `A digest that is made by itself has no ${field}.`,
    );
    await changeEdition(app, publicationId, id, { subject, introduction, articleIds, droppedIds }, version);
  } else if (version === 0) {
    throw new InvalidInput([{ field: 'version', message: 'The version is a number from 1 on.' }]);
  } else if (digest) {
    refuseForeign({ markdown }, () => 'A digest has an introduction and articles instead of markdown.');
    refuseForeign({ droppedIds }, (field) => `A digest that an editor makes has no ${field}.`);
    const how = { version, isUnfinished };
    await changeDigest(app, publicationId, id, { ...rest, introduction, articleIds, picks }, how);
  } else {
    refuseForeign(
      { introduction, articleIds, picks, droppedIds },
      (field) => `A letter has markdown, and no ${field}.`,
    );
    const letter = { ...rest, markdown };
    if (isUnfinished) await saveDraft(app, publicationId, id, letter, version);
    else await changeLetter(app, publicationId, id, letter, version);
  }
}

/** Whether a request is about more than the archive. */
const namesWords = ({ unfinished: _unfinished, ...fields }: Record<string, unknown>) =>
  Object.values(fields).some((value) => value !== undefined);

function refuseForeign(fields: Record<string, unknown>, says: (field: string) => string): void {
  const wrong = Object.keys(fields).filter((field) => fields[field] !== undefined);
  if (wrong.length > 0) throw new InvalidInput(wrong.map((field) => ({ field, message: says(field) })));
}

/** Writing letters and digests, and sending again. */
export const letterEndpoints = [
  endpoint({
    method: 'post',
    path: '/publications/:slug/sends',
    scope: ['sends:write'],
    summary: 'Write a letter or a digest of articles: a draft of an email to the readers, in Markdown',
    status: 201,
    params: slugParams,
    body: newSend,
    answer: sendDetailsAnswer.extend({ faults }),
    creates: true,
    async handle({ app, params, body }) {
      const { id: publicationId } = await getPublication(app.db, params.slug);
      const { id } = await CREATE[body.kind](app, publicationId, body);
      return showWritten(app, publicationId, id, body.unfinished);
    },
  }),
  endpoint({
    method: 'patch',
    path: '/publications/:slug/sends/:id',
    scope: ['sends:write'],
    summary:
      'Change the draft of a letter or a digest, what a digest that is made by itself will say, or whether a mail is in the archive',
    params: sendParams,
    body: changedSend,
    answer: sendDetailsAnswer.extend({ faults }),
    async handle({ app, params, body: { inArchive, ...body } }) {
      const of = await resolve(app, params);
      if (inArchive === undefined || namesWords(body)) await changeWritten(app, of, body);
      if (inArchive !== undefined) await putInArchive(app, of.publicationId, of.id, inArchive);
      return showWritten(app, of.publicationId, of.id, body.unfinished);
    },
  }),
  endpoint({
    method: 'delete',
    path: '/publications/:slug/sends/:id',
    scope: ['sends:write'],
    summary: 'Delete the draft of a letter or a digest',
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
    scope: ['sends:send'],
    summary:
      'Schedule a letter or a digest, send it now, or change the time of one that is scheduled or held',
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
    scope: ['sends:send'],
    summary: 'Take back the schedule of a letter or a digest: it becomes a draft again',
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
    scope: ['sends:write'],
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
    scope: ['sends:send'],
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
