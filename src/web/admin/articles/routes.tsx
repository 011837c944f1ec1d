import { z } from 'zod';
import { asMailed, getArticle } from '../../../articles/index.ts';
import { NotFound } from '../../../platform/errors.ts';
import { idText, ofPublication } from '../admin-route.ts';
import { Icon } from '../components/Icon.tsx';
import { Article } from './Article.tsx';
import { Articles } from './Articles.tsx';
import { correctionRoutes } from './correction-routes.tsx';
import { decisionRoutes } from './decision-routes.ts';
import { loadArticle } from './load-article.ts';
import { loadArticles } from './load-articles.ts';
import { mailOf, textOf } from './foreign.ts';
import { mailFormRoutes, mailPictureRoutes } from './mail-form.tsx';
import { fetchPicture } from './picture.ts';

const params = z.object({ id: idText });

export const articleRoutes = [
  ofPublication.page({
    path: '/articles',
    role: 'viewer',
    async view({ app, publication, may, maySend, query, desk }) {
      const { articles, feeds } = desk.words;
      const list = await loadArticles(app, publication, query);
      const { slug, timeZone } = publication;
      return {
        title: articles.title,
        current: 'articles',
        lede: articles.lede,
        actions: (
          <a class="btn" href={`/admin/${slug}/feeds`}>
            <Icon name="rss" />
            {feeds.title} <span class="soft">{desk.number(list.feeds.length)}</span>
          </a>
        ),
        content: (
          <Articles
            base={`/admin/${slug}/articles`}
            list={list}
            timeZone={timeZone}
            mayAct={may('editor')}
            maySend={may('editor') && maySend}
          />
        ),
      };
    },
  }),
  ...decisionRoutes,
  ofPublication.page({
    path: '/articles/:id',
    role: 'viewer',
    params,
    async view({ app, publication, may, maySend, params: { id }, query, desk }) {
      const told = await loadArticle(app, publication, id);
      const { slug, timeZone } = publication;
      const base = `/admin/${slug}/articles`;
      return {
        title: told.row.title,
        heading: <h1 class="theirs">{told.row.title}</h1>,
        current: 'articles',
        crumbs: <a href={base}>{desk.words.articles.title}</a>,
        hasFrame: true,
        content: (
          <Article
            {...told}
            base={base}
            back={`${base}/${id}`}
            timeZone={timeZone}
            mayAct={may('editor')}
            maySend={may('editor') && maySend}
            hasPictures={query['pictures'] !== undefined}
          />
        ),
      };
    },
  }),
  ...mailFormRoutes,
  ...mailPictureRoutes,
  ...correctionRoutes,
  ofPublication.page({
    path: '/articles/:id/mail',
    role: 'viewer',
    params,
    view: ({ app, publication, params: { id }, query, desk }) =>
      mailOf(app, publication, id, { hasPictures: query['pictures'] !== undefined, desk }),
  }),
  ofPublication.page({
    path: '/articles/:id/text',
    role: 'viewer',
    params,
    view: ({ app, publication, params: { id } }) => textOf(app, publication, id),
  }),
  ofPublication.page({
    path: '/articles/:id/picture',
    role: 'viewer',
    params,
    async view({ app, publication, params: { id } }) {
      const article = await getArticle(app.db, id);
      if (article.publicationId !== publication.id) throw new NotFound(`The article ${id}`);
      return fetchPicture(app, asMailed(article).imageUrl);
    },
  }),
].flat();
