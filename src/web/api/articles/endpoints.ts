import { z } from 'zod';
import {
  dismissArticles,
  getArticle,
  listArticles,
  pushArticle,
  pushedArticle,
  releaseArticles,
  VERDICTS,
  type Article,
} from '../../../articles/index.ts';
import type { App } from '../../../platform/app.ts';
import { NotFound } from '../../../platform/errors.ts';
import { getPublication } from '../../../publications/index.ts';
import { endpoint, slugParams } from '../endpoint.ts';
import { listAnswer, listQuery, page, readCursor } from '../list.ts';
import { articleAnswer, listedArticle, readId, shownArticle, shownInList } from './shapes.ts';

const articleParams = z.object({ slug: z.string(), id: z.string() });

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
    summary,
    params: articleParams,
    answer: listedArticle,
    async handle({ app, params }) {
      const article = await resolve(app, params);
      await decide(app, article.publicationId, [article.id]);
      return shownInList(await getArticle(app.db, article.id));
    },
  });

/** @throws NotFound, also for an article of another publication. */
async function resolve(app: App, params: z.output<typeof articleParams>): Promise<Article> {
  const publication = await getPublication(app.db, params.slug);
  const article = await getArticle(app.db, readId(params.id, 'article'));
  if (article.publicationId !== publication.id) throw new NotFound(`The article ${params.id}`);
  return article;
}

export const articleEndpoints = [
  endpoint({
    method: 'get',
    path: '/publications/:slug/articles',
    summary: 'List the articles of a publication with their verdicts, newest first',
    params: slugParams,
    query: listQuery.extend({
      verdict: z.enum(VERDICTS, `verdict must be one of ${VERDICTS.join(', ')}.`).optional(),
    }),
    answer: listAnswer(listedArticle),
    async handle({ app, params, query }) {
      const { id } = await getPublication(app.db, params.slug);
      const after = readCursor(query.cursor);
      const found = await listArticles(app.db, id, { verdict: query.verdict, after, limit: query.limit + 1 });
      return page(found, query.limit, (article) => article.id, shownInList);
    },
  }),
  endpoint({
    method: 'post',
    path: '/publications/:slug/articles',
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
    summary: 'Show an article with its full text',
    params: articleParams,
    answer: articleAnswer,
    handle: async ({ app, params }) => shownArticle(await resolve(app, params)),
  }),
];
