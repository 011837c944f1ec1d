import { z } from 'zod';
import { NotFound } from '../../../platform/errors.ts';
import {
  copyLetter,
  draftFields,
  getVersion,
  listVersions,
  mergeDraft,
  restoreVersion,
  seenVersion,
  TAKES,
} from '../../../letters/index.ts';
import { RHYTHMS } from '../../../rhythms/index.ts';
import { endpoint } from '../endpoint.ts';
import { resolve, sendDetailsAnswer, sendParams, showSend } from './shapes.ts';

const versionParams = sendParams.extend({ versionId: z.string() });

const versionAnswer = z.object({
  id: z.int(),
  version: z.int().nullable().describe('Of the draft; null for words that never were in it'),
  why: z.enum(['left', 'before-restore', 'before-merge', 'before-schedule', 'aside']),
  subject: z.string(),
  preheader: z.string(),
  markdown: z.string(),
  audience: z.object({ topics: z.array(z.string()), rhythm: z.enum(RHYTHMS).nullable() }),
  writtenBy: z.string().nullable(),
  writtenAt: z.iso.datetime(),
});

const differences = z.array(z.object({ kind: z.enum(['same', 'out', 'in']), text: z.string() }));

const mergeAnswer = sendDetailsAnswer.extend({
  overlaps: z
    .array(
      z.object({
        field: z.enum(['subject', 'preheader', 'markdown', 'audience']),
        base: z.string(),
        mine: z.string(),
        theirs: z.string(),
      }),
    )
    .describe(
      'Where both changed the same place. As long as there is one, nothing is written: choose with take',
    ),
});

async function resolveVersion(app: Parameters<typeof resolve>[0], params: z.output<typeof versionParams>) {
  const versionId = Number(params.versionId);
  if (!Number.isSafeInteger(versionId) || versionId < 1)
    throw new NotFound(`The version ${params.versionId}`);
  return { ...(await resolve(app, params)), versionId };
}

/** What a draft said before, two drafts made one, and a letter used again. */
export const versionEndpoints = [
  endpoint({
    method: 'get',
    path: '/publications/:slug/sends/:id/versions',
    scope: ['sends:read'],
    summary: 'List what the draft of a letter said before, newest first',
    params: sendParams,
    answer: z.object({ data: z.array(versionAnswer.omit({ markdown: true })) }),
    async handle({ app, params }) {
      const { publicationId, id } = await resolve(app, params);
      const versions = await listVersions(app, publicationId, id);
      return { data: versions.map(({ markdown: _markdown, ...version }) => version) };
    },
  }),
  endpoint({
    method: 'get',
    path: '/publications/:slug/sends/:id/versions/:versionId',
    scope: ['sends:read'],
    summary: 'Show a version, and word by word what has changed since',
    params: versionParams,
    answer: versionAnswer.extend({
      changes: z.object({ subject: differences, preheader: differences, markdown: differences }),
    }),
    async handle({ app, params }) {
      const { publicationId, id, versionId } = await resolveVersion(app, params);
      return getVersion(app, publicationId, id, versionId);
    },
  }),
  endpoint({
    method: 'post',
    path: '/publications/:slug/sends/:id/versions/:versionId/restore',
    scope: ['sends:write'],
    summary: 'Write a version into the draft again. What stood there becomes a version itself',
    params: versionParams,
    body: z.strictObject({ version: seenVersion.optional() }),
    answer: sendDetailsAnswer,
    async handle({ app, params, body }) {
      const { publicationId, id, versionId } = await resolveVersion(app, params);
      await restoreVersion(app, publicationId, id, versionId, body.version);
      return showSend(app, publicationId, id);
    },
  }),
  endpoint({
    method: 'post',
    path: '/publications/:slug/sends/:id/merge',
    scope: ['sends:write'],
    summary: 'Bring two texts of a draft together after a 409. Whatever is not taken becomes a version',
    params: sendParams,
    body: z.strictObject({
      base: draftFields.optional().describe('What both began with'),
      mine: draftFields,
      take: z.enum(TAKES, `take may be ${TAKES.join(', ')}.`).optional(),
      version: seenVersion.optional().describe('Of the other text, with take'),
    }),
    answer: mergeAnswer,
    async handle({ app, params, body }) {
      const { publicationId, id } = await resolve(app, params);
      const merge = await mergeDraft(app, publicationId, id, body);
      const overlaps = merge.is === 'merged' ? [] : merge.overlaps;
      return { ...(await showSend(app, publicationId, id)), overlaps };
    },
  }),
  endpoint({
    method: 'post',
    path: '/publications/:slug/sends/:id/copy',
    scope: ['sends:write'],
    summary: 'Use a letter again: a new draft that says the same, for the same readers',
    status: 201,
    params: sendParams,
    answer: sendDetailsAnswer,
    creates: true,
    async handle({ app, params }) {
      const { publicationId, id } = await resolve(app, params);
      const copy = await copyLetter(app, publicationId, id);
      return showSend(app, publicationId, copy.id);
    },
  }),
];
