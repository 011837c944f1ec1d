import { z } from 'zod';
import { dismissArticles, releaseArticles } from '../../../planning/index.ts';
import { idText, ofPublication, type AdminRoute } from '../admin-route.ts';
import type { Notice } from '../notices.ts';

/** One held article, or all of them when the form names none. */
const chosen = z.object({ article: idText.optional() });

const decision = (verb: string, decide: typeof releaseArticles, notice: Notice): AdminRoute =>
  ofPublication.button({
    path: `/held/${verb}`,
    role: 'editor',
    fields: chosen,
    async act({ app, publication, fields: { article } }) {
      await decide(app, publication.id, article === undefined ? undefined : [article]);
      return { to: `/admin/${publication.slug}`, notice };
    },
  });

export const articleRoutes = [
  decision('release', releaseArticles, 'released'),
  decision('dismiss', dismissArticles, 'dismissed'),
];
