import { z } from 'zod';
import { listDecisionNames, pickArticle, type Article } from '../../../articles/index.ts';
import { decideArticles, takeBackDecision } from '../../../planning/index.ts';
import { Forbidden } from '../../../platform/errors.ts';
import type { Publication } from '../../../publications/index.ts';
import type { Desk } from '../../../words/index.ts';
import { ofPublication } from '../admin-route.ts';
import type { Notice } from '../notices.ts';
import type { Leave } from '../view.ts';
import { momentIn } from './tell-fate.ts';

const MOST = 1000;
/** Decisions that only people make who may send; so do those who take them back. */
const NEED_SEND = new Set(['released', 'hurried']);

/** Ids with commas between them. */
const idList = z
  .string()
  .regex(/^[1-9]\d{0,14}(,[1-9]\d{0,14})*$/)
  .transform((text) => text.split(',').map(Number))
  .refine((ids) => ids.length <= MOST);

const chosen = { ids: idList.optional(), old: idList.optional() };
/** Ticks are `pick-7=on`, each a field of its own. */
const decideFields = z.looseObject({ ...chosen, do: z.enum(['hold', 'dismiss', 'take-back']) });
const sendFields = z.looseObject({ ...chosen, do: z.enum(['release', 'send-now', 'settle']) });

function idsIn({ ids, ...fields }: { ids?: number[] | undefined; [name: string]: unknown }): number[] {
  const picked = Object.keys(fields).flatMap((name) => {
    const id = /^pick-([1-9]\d{0,14})$/.exec(name)?.[1];
    return id === undefined ? [] : [Number(id)];
  });
  return [...(ids ?? []), ...picked];
}

const homeOf = ({ slug }: Publication) => `/admin/${slug}/articles`;

const nothingPicked = (publication: Publication): Leave => ({
  to: homeOf(publication),
  notice: 'articles-none-picked',
});

/** Back to the list with what happened and its way back. */
function decided(publication: Publication, articles: Article[], notice: Notice): Leave {
  const to = homeOf(publication);
  const key = articles[0]?.lastDecisionKey;
  if (!key) return { to, notice: 'articles-unchanged' };
  return { to, notice, undo: { to: `${to}/undo`, fields: { key } } };
}

function about(name: 'held' | 'dismissed', articles: Article[]): Notice {
  const [first] = articles;
  return articles.length === 1 && first
    ? { name: `article-${name}`, params: { title: titleOf(first) } }
    : { name: `articles-${name}`, params: { count: String(articles.length) } };
}

const titleOf = ({ mailTitle, title }: Article) => (mailTitle ?? title).slice(0, 120);

/** When the first of these goes out. */
function firstOut(desk: Desk, articles: Article[], publication: Publication): string {
  const moments = articles.flatMap(({ goesOutAt }) => goesOutAt ?? []).map((at) => at.getTime());
  return momentIn(desk, new Date(Math.min(...moments)), publication.timeZone);
}

export const decisionRoutes = [
  ofPublication.button({
    path: '/articles/decide',
    role: 'editor',
    fields: decideFields,
    async act({ app, publication, fields, maySend, desk }) {
      const ids = idsIn(fields);
      if (ids.length === 0) return nothingPicked(publication);
      const { id, undoSeconds } = publication;
      if (fields.do === 'take-back') {
        // What was dropped may go out again.
        if (!maySend) throw new Forbidden(desk.words.frame.mayNotSend);
        const back = await takeBackDecision(app, id, { ids }, { undoSeconds });
        return {
          to: homeOf(publication),
          notice: back.length > 0 ? 'article-restored' : 'article-undo-late',
        };
      }
      const articles = await decideArticles(app, id, fields.do === 'hold' ? { hold: ids } : { dismiss: ids });
      return decided(publication, articles, about(fields.do === 'hold' ? 'held' : 'dismissed', articles));
    },
  }),
  ofPublication.button({
    path: '/articles/send',
    role: 'editor',
    right: 'send',
    fields: sendFields,
    async act({ app, publication, fields, desk }) {
      const ids = idsIn(fields);
      if (ids.length === 0) return nothingPicked(publication);
      const { undoSeconds } = publication;
      const old = fields.do === 'settle' ? (fields.old ?? []) : [];
      const changed = await decideArticles(
        app,
        publication.id,
        { dismiss: old, ...(fields.do === 'send-now' ? { sendNow: ids } : { release: ids }) },
        { undoSeconds },
      );
      const out = changed.filter(({ verdict }) => verdict === 'new');
      if (out.length === 0) return decided(publication, changed, about('dismissed', changed));
      return decided(
        publication,
        changed,
        noticeOf(fields.do, out, changed, firstOut(desk, out, publication)),
      );
    },
  }),
  ofPublication.button({
    path: '/articles/pick',
    role: 'editor',
    fields: z.looseObject({ id: z.coerce.number().int().positive(), is: z.enum(['picked', 'unpicked']) }),
    async act({ app, publication, fields }) {
      const article = await pickArticle(app, publication.id, fields.id, fields.is === 'picked');
      const name = fields.is === 'picked' ? ('article-picked' as const) : ('article-unpicked' as const);
      return { to: homeOf(publication), notice: { name, params: { title: titleOf(article) } } };
    },
  }),
  ofPublication.button({
    path: '/articles/undo',
    role: 'editor',
    fields: z.object({ key: z.uuid() }),
    async act({ app, publication, fields: { key }, maySend, desk }) {
      const made = await listDecisionNames(app.db, publication.id, key);
      if (!maySend && made.some((name) => NEED_SEND.has(name)))
        throw new Forbidden(desk.words.frame.mayNotSend);
      const { undoSeconds } = publication;
      const back = await takeBackDecision(app, publication.id, { key }, { undoSeconds });
      const notice: Notice =
        back.length > 1
          ? { name: 'articles-restored', params: { count: String(back.length) } }
          : back.length === 1
            ? 'article-restored'
            : 'article-undo-late';
      return { to: homeOf(publication), notice };
    },
  }),
];

function noticeOf(
  what: z.output<typeof sendFields>['do'],
  out: Article[],
  changed: Article[],
  at: string,
): Notice {
  const count = String(out.length);
  const [first] = out;
  const dropped = changed.length - out.length;
  if (dropped > 0) return { name: 'articles-settled', params: { old: String(dropped), count, at } };
  if (out.length > 1 || !first) return { name: 'articles-released', params: { count, at } };
  const name = what === 'send-now' ? 'article-hurried' : 'article-released';
  return { name, params: { title: titleOf(first), at } };
}
