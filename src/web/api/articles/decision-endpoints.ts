import { z } from 'zod';
import { decisions, getArticle, mailChanges, pickArticle, type Decisions } from '../../../articles/index.ts';
import { decideArticles, editArticle, takeBackDecision } from '../../../planning/index.ts';
import { getPublication } from '../../../publications/index.ts';
import { requireScope } from '../admit-key.ts';
import { endpoint, slugParams } from '../endpoint.ts';
import { articleParams, resolveArticle } from './resolve-article.ts';
import { articleAnswer, listedArticle, shownArticle, shownInList } from './shapes.ts';

const undoSeconds = z
  .int('undoSeconds must be a whole number.')
  .min(0, 'undoSeconds must be 0 or more.')
  .max(3600, 'undoSeconds must be 3600 or less.')
  .default(0)
  .describe('So many seconds at least before anything is mailed, in which it can be taken back');

const ids = z.array(z.int('An id must be a number.').min(1)).min(1, 'Name one id or more.').max(1000);

/** By its key, or by articles: one of them. */
const takenBack = z
  .strictObject({
    key: z.uuid('The key is not one that a decision has.').optional(),
    ids: ids.optional(),
    undoSeconds,
  })
  .refine(({ key, ids: some }) => (key === undefined) !== (some === undefined), {
    path: ['key'],
    message: 'Name the key of a decision or ids of articles: one of them.',
  });

const changed = z.object({
  data: z.array(listedArticle),
  key: z.string().nullable().describe('Takes all of it back; null when nothing changed'),
});

const decisionAboutOne = (verb: 'hold' | 'send-now', summary: string, field: keyof Decisions) =>
  endpoint({
    method: 'post',
    path: `/publications/:slug/articles/:id/${verb}`,
    scope: verb === 'send-now' ? ['sends:send'] : ['articles:write'],
    summary,
    params: articleParams,
    answer: listedArticle,
    async handle({ app, params }) {
      const { id, publicationId } = await resolveArticle(app, params);
      await decideArticles(app, publicationId, { [field]: [id] });
      return shownInList(await getArticle(app.db, id));
    },
  });

/** What editors decide about articles, beside releasing and dismissing them. */
export const decisionEndpoints = [
  endpoint({
    method: 'post',
    path: '/publications/:slug/articles/:id/pick',
    scope: ['articles:write'],
    summary: 'Make an article an editor’s pick, which stands before others in digests, or take that back',
    params: articleParams,
    body: z.strictObject({ isPicked: z.boolean('isPicked must be true or false.').default(true) }),
    answer: listedArticle,
    async handle({ app, params, body }) {
      const { id, publicationId } = await resolveArticle(app, params);
      return shownInList(await pickArticle(app, publicationId, id, body.isPicked));
    },
  }),
  endpoint({
    method: 'post',
    path: '/publications/:slug/articles/decide',
    scope: ['articles:write'],
    summary:
      'Decide about several articles at once: release, send now, hold, dismiss. A repeat changes nothing',
    params: slugParams,
    body: decisions.extend({ undoSeconds }),
    answer: changed,
    async handle({ app, key, params, body: { undoSeconds: seconds, ...decided } }) {
      if (decided.release?.length || decided.sendNow?.length) requireScope(key, ['sends:send']);
      const { id } = await getPublication(app.db, params.slug);
      const articles = await decideArticles(app, id, decided, { undoSeconds: seconds });
      return { data: articles.map(shownInList), key: articles[0]?.lastDecisionKey ?? null };
    },
  }),
  endpoint({
    method: 'post',
    path: '/publications/:slug/articles/take-back',
    // What was dropped may go out again.
    scope: ['sends:send'],
    summary: 'Take back the last decision about articles, unless they are being mailed',
    params: slugParams,
    body: takenBack,
    answer: z.object({ data: z.array(listedArticle) }),
    async handle({ app, params, body: { key, ids: some = [], undoSeconds: seconds } }) {
      const { id } = await getPublication(app.db, params.slug);
      const of = key === undefined ? { ids: some } : { key };
      return { data: (await takeBackDecision(app, id, of, { undoSeconds: seconds })).map(shownInList) };
    },
  }),
  decisionAboutOne('hold', 'Hold an article: it waits until somebody releases it', 'hold'),
  decisionAboutOne('send-now', 'Mail an article now, without waiting for the hold', 'sendNow'),
  endpoint({
    method: 'post',
    path: '/publications/:slug/articles/:id/take-back',
    scope: ['sends:send'],
    summary: 'Take back the last decision about an article, unless it is being mailed',
    params: articleParams,
    answer: listedArticle,
    async handle({ app, params }) {
      const { id, publicationId } = await resolveArticle(app, params);
      await takeBackDecision(app, publicationId, { ids: [id] });
      return shownInList(await getArticle(app.db, id));
    },
  }),
  endpoint({
    method: 'patch',
    path: '/publications/:slug/articles/:id',
    scope: ['articles:write'],
    summary:
      'Change title, standfirst or picture for the mail only, or the story. Null takes what the feed says, and of a story none; an empty imageUrl is no picture',
    params: articleParams,
    body: z.strictObject({ mail: mailChanges }),
    answer: articleAnswer,
    async handle({ app, params, body }) {
      const { id, publicationId } = await resolveArticle(app, params);
      return shownArticle(await editArticle(app, publicationId, id, body.mail));
    },
  }),
];
