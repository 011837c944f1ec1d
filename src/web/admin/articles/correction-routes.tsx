import { z } from 'zod';
import {
  correctArticle,
  previewCorrection,
  viewCorrection,
  type CorrectionView,
} from '../../../planning/index.ts';
import { idText, ofPublication } from '../admin-route.ts';
import { sendPath } from '../sends/send-places.tsx';
import { CorrectionPage } from './CorrectionPage.tsx';
import { asForeign } from './foreign.ts';

const params = z.object({ id: idText });

/** The use case says what is wrong with them. */
const fields = z.object({
  note: z.string().default(''),
  audience: z.enum(['wrong-text', 'everybody']).catch('wrong-text'),
  way: z.enum(['at-once', 'next-digest']).catch('at-once'),
});

/** What went out wrong is put right from here. */
export const correctionRoutes = [
  ...ofPublication.formPage({
    path: '/articles/:id/correction',
    role: 'editor',
    right: 'send',
    params,
    fields,
    start: ({ query }) => {
      const { note } = z.object({ note: z.string().catch('') }).parse(query);
      const { audience, way } = fields.parse({ ...query, note });
      return { note, audience, way };
    },
    async view({ app, publication, params: { id }, desk }, form) {
      const found = await viewCorrection(app, publication.id, id);
      const { correction, articles } = desk.words;
      const base = `/admin/${publication.slug}/articles`;
      const { mailTitle, title } = found.article;
      return {
        title: correction.title,
        current: 'articles',
        lede: found.readers > 0 ? correction.lede(found.readers) : correction.nothing,
        hasFrame: true,
        crumbs: (
          <>
            <a href={base}>{articles.title}</a>
            <span aria-hidden="true">/</span>
            <a href={`${base}/${id}`}>{(mailTitle ?? title).slice(0, 80)}</a>
          </>
        ),
        content: (
          <CorrectionPage
            form={form}
            found={found}
            here={`${base}/${id}`}
            slug={publication.slug}
            timeZone={publication.timeZone}
          />
        ),
      };
    },
    async act({ app, publication, params: { id }, fields: typed }) {
      const { way, ...wanted } = typed;
      const inNextDigest = way === 'next-digest';
      const found = await viewCorrection(app, publication.id, id);
      const { undoSeconds } = publication;
      const input = { ...wanted, inNextDigest };
      const send = await correctArticle(app, publication.id, id, input, { undoSeconds });
      const to = sendPath(publication.slug, send.id);
      return { to, notice: noticeOf(found, typed), undo: { to: `${to}/cancel` } };
    },
  }),
  ofPublication.page({
    path: '/articles/:id/correction/mail',
    role: 'editor',
    params,
    async view({ app, publication, params: { id }, query }) {
      const { note } = z.object({ note: z.string().catch('') }).parse(query);
      return asForeign((await previewCorrection(app, publication, { id, note: note.trim() || '…' })).html);
    },
  }),
];

/** How many get it at once, and how many with their next digest. */
function noticeOf(
  { readers, everybody, inDigest }: CorrectionView,
  { audience, way }: z.output<typeof fields>,
) {
  const isForAll = audience === 'everybody';
  const all = isForAll ? everybody : readers;
  const digest = way === 'next-digest' ? inDigest[isForAll ? 'everybody' : 'readers'] : 0;
  if (digest === 0) return { name: 'correction-planned' as const, params: { readers: String(all) } };
  const params = { digest: String(digest), mail: String(all - digest) };
  return { name: 'correction-carried' as const, params };
}
