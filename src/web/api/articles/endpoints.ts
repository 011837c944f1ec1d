import { z } from 'zod';
import {
  databaseNow,
  getArticle,
  listArticlesById,
  pushArticle,
  pushedArticle,
  VERDICTS,
} from '../../../articles/index.ts';
import { dismissArticles, releaseArticles } from '../../../planning/index.ts';
import { InvalidInput } from '../../../platform/errors.ts';
import type { App } from '../../../platform/app.ts';
import { getPublication, listTopics } from '../../../publications/index.ts';
import { ARTICLE_STATES, fateOf, listArticleRows } from '../../../reports/index.ts';
import { endpoint, slugParams } from '../endpoint.ts';
import { listAnswer, listQuery, page, readCursor } from '../list.ts';
import { articleParams, resolveArticle } from './resolve-article.ts';
import {
  articleAnswer,
  articleWithFate,
  listedArticle,
  shownArticle,
  shownFate,
  shownInList,
} from './shapes.ts';

const chosen = z.strictObject({
  ids: z
    .array(z.int('An id must be a number.').min(1))
    .min(1, 'Name one id or more, or leave ids out.')
    .max(1000)
    .optional(),
});
const changed = z.object({ data: z.array(listedArticle) });

const decision = (verb: 'release' | 'dismiss', summary: string, decide: typeof releaseArticles) =>
  endpoint({
    method: 'post',
    path: `/publications/:slug/articles/${verb}`,
    scope: verb === 'release' ? ['sends:send'] : ['articles:write'],
    summary,
    params: slugParams,
    body: chosen,
    answer: changed,
    async handle({ app, params, body }) {
      const { id } = await getPublication(app.db, params.slug);
      return { data: (await decide(app, id, body.ids)).map(shownInList) };
    },
  });

const decisionAboutOne = (verb: 'release' | 'dismiss', summary: string, decide: typeof releaseArticles) =>
  endpoint({
    method: 'post',
    path: `/publications/:slug/articles/:id/${verb}`,
    scope: verb === 'release' ? ['sends:send'] : ['articles:write'],
    summary,
    params: articleParams,
    answer: listedArticle,
    async handle({ app, params }) {
      const article = await resolveArticle(app, params);
      await decide(app, article.publicationId, [article.id]);
      return shownInList(await getArticle(app.db, article.id));
    },
  });

async function topicOf(app: App, publicationId: number, slug: string) {
  const topic = (await listTopics(app.db, publicationId)).find((one) => one.slug === slug);
  if (!topic) throw new InvalidInput([{ field: 'topic', message: `There is no topic ${slug}.` }]);
  return topic;
}

export const articleEndpoints = [
  endpoint({
    method: 'get',
    path: '/publications/:slug/articles',
    scope: ['articles:write', 'sends:read'],
    summary: 'List the articles of a publication with their verdicts and what became of them, newest first',
    params: slugParams,
    query: listQuery.extend({
      verdict: z.enum(VERDICTS, `verdict must be one of ${VERDICTS.join(', ')}.`).optional(),
      state: z.enum(ARTICLE_STATES, `state must be one of ${ARTICLE_STATES.join(', ')}.`).optional(),
      feedId: z.coerce.number('feedId must be a number.').int().min(1).optional(),
      topic: z.string().max(200).optional().describe('Slug of a topic'),
      q: z.string().max(200).optional().describe('Part of the title'),
    }),
    answer: listAnswer(articleWithFate),
    async handle({ app, params, query }) {
      const { cursor, limit, q: search, topic: slug, ...filter } = query;
      const { id } = await getPublication(app.db, params.slug);
      const topic = slug === undefined ? undefined : await topicOf(app, id, slug);
      const categories = topic && [topic.name, ...topic.categories];
      const from = { before: readCursor(cursor), limit: limit + 1 };
      const found = await listArticleRows(app.db, id, { ...filter, search, categories }, from);
      const articles = await listArticlesById(
        app.db,
        found.map((row) => row.id),
      );
      const now = await databaseNow(app.db);
      return page(
        found.flatMap((row) => {
          const article = articles.get(row.id);
          return article ? [{ row, article }] : [];
        }),
        limit,
        ({ row }) => row.id,
        ({ row, article }) => ({ ...shownInList(article), fate: shownFate(fateOf(row, now)) }),
      );
    },
  }),
  endpoint({
    method: 'post',
    path: '/publications/:slug/articles',
    scope: ['articles:write'],
    summary:
      'Push an article. The same guid again changes its text and never sends it twice. Many articles at once are held, unless they say release',
    status: 201,
    creates: true,
    params: slugParams,
    body: pushedArticle,
    answer: articleAnswer,
    async handle({ app, params, body }) {
      const publication = await getPublication(app.db, params.slug);
      return shownArticle(await pushArticle(app, publication, body));
    },
  }),
  decision('release', 'Release held articles: the named ones, or all that are held', releaseArticles),
  decision('dismiss', 'Dismiss articles: the named ones, or all that are held', dismissArticles),
  decisionAboutOne('release', 'Release an article. A repeat changes nothing', releaseArticles),
  decisionAboutOne('dismiss', 'Dismiss an article: it is never sent', dismissArticles),
  endpoint({
    method: 'get',
    path: '/publications/:slug/articles/:id',
    scope: ['articles:write', 'sends:read'],
    summary: 'Show an article with its full text',
    params: articleParams,
    answer: articleAnswer,
    handle: async ({ app, params }) => shownArticle(await resolveArticle(app, params)),
  }),
];
