import { z } from 'zod';
import { checkSend, heedFinding, ignoreFields, ignoreFinding, type Finding } from '../../../checks/index.ts';
import { KINDS } from '../../../kinds.ts';
import type { App } from '../../../platform/app.ts';
import { CHECK_CODES, findingSays, type DeskLanguage } from '../../../words/index.ts';
import { endpoint } from '../endpoint.ts';
import { resolve, sendParams } from './shapes.ts';

const foundAnswer = z.object({
  code: z.enum(CHECK_CODES),
  says: z.string(),
  where: z
    .string()
    .describe(
      'The place to mend it: subject, preheader, markdown, markdown:12 (a line), article, settings, sender, transports, schedule or audience',
    ),
});

const checkAnswer = z.object({
  blockers: z.array(foundAnswer).describe('Mend these before it goes out'),
  warnings: z.array(foundAnswer).describe('Look at these; what was ignored is left out'),
});

interface Target {
  publicationId: number;
  id: number;
}

async function checked(app: App, { publicationId, id }: Target, language: DeskLanguage) {
  const { blockers, warnings } = await checkSend(app, KINDS, publicationId, id);
  const told = (one: Finding) => ({ code: one.code, says: findingSays(one, language), where: one.where });
  return { blockers: blockers.map(told), warnings: warnings.map(told) };
}

/** What to look at before a send goes out. */
export const checkEndpoints = [
  endpoint({
    method: 'post',
    path: '/publications/:slug/sends/:id/check',
    scope: ['sends:read', 'sends:write'],
    summary:
      'Check a send before it goes out: its mail, links, pictures and sender. It changes nothing, and takes up to 20 seconds',
    params: sendParams,
    answer: checkAnswer,
    handle: async ({ app, params, language }) => checked(app, await resolve(app, params), language),
  }),
  endpoint({
    method: 'post',
    path: '/publications/:slug/sends/:id/check/ignore',
    scope: ['sends:write'],
    summary: 'Ignore a warning of the check until what it is about changes',
    params: sendParams,
    body: ignoreFields,
    answer: checkAnswer,
    async handle({ app, params, body, language }) {
      const { publicationId, id } = await resolve(app, params);
      await ignoreFinding(app, KINDS, publicationId, id, body);
      return checked(app, { publicationId, id }, language);
    },
  }),
  endpoint({
    method: 'post',
    path: '/publications/:slug/sends/:id/check/heed',
    scope: ['sends:write'],
    summary: 'Take that back: the warning stands there again',
    params: sendParams,
    body: ignoreFields,
    answer: checkAnswer,
    async handle({ app, params, body, language }) {
      const { publicationId, id } = await resolve(app, params);
      await heedFinding(app, publicationId, id, body);
      return checked(app, { publicationId, id }, language);
    },
  }),
];
