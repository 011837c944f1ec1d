import { z } from 'zod';
import { rewriteDraft } from '../../../../letters/index.ts';
import { scaleRemotePicture, type AddedPicture } from '../../../../media/index.ts';
import { webAddress } from '../../../../platform/input.ts';
import { getSend } from '../../../../sends/index.ts';
import { idText, ofPublication, type AdminRoute } from '../../admin-route.ts';
import type { Foreign } from '../../view.ts';
import { pictureMarkdown } from './markdown.ts';
import { PictureForm } from './PictureForm.tsx';
import { showSmallCopy } from './show-small-copy.ts';
import { takeInPicture } from './take-in-picture.ts';

const params = z.object({ id: idText });
const address = z.object({ url: webAddress('The address of the picture') });

const shown = ({ url, width, height }: AddedPicture): Foreign => ({
  type: 'json',
  policy: "default-src 'none'",
  body: JSON.stringify({ url, width, height }),
});

/** Pictures of a letter: by script, by a plain form, and small copies of large ones on some site. */
export const pictureRoutes: AdminRoute[] = [
  ofPublication.button({
    path: '/media',
    role: 'editor',
    async act({ app, desk, publication, upload }) {
      return shown(await takeInPicture(app, desk, publication, upload));
    },
  }),
  ofPublication.button({
    path: '/media/scaled',
    role: 'editor',
    fields: address,
    act: async ({ app, publication, fields: { url } }) =>
      shown(await scaleRemotePicture(app, publication.id, url)),
  }),
  ...ofPublication.formPage({
    path: '/sends/:id/picture',
    role: 'editor',
    params,
    fields: z.object({}),
    start: () => ({}),
    async view({ app, desk, publication, params: { id } }, form) {
      const { subject } = await getSend(app.db, publication.id, id);
      const back = `/admin/${publication.slug}/sends/${id}/edit`;
      return {
        title: desk.words.pictures.title,
        current: 'sends',
        layout: 'narrow',
        crumbs: <a href={back}>{subject || desk.words.preview.noSubject}</a>,
        lede: desk.words.pictures.atTheEnd,
        content: <PictureForm form={form} back={back} />,
      };
    },
    async act({ app, desk, publication, params: { id }, upload }) {
      await getSend(app.db, publication.id, id);
      const { url, alt } = await takeInPicture(app, desk, publication, upload);
      await rewriteDraft(app, publication.id, id, (text) =>
        `${text.trimEnd()}\n\n${pictureMarkdown(url, alt)}\n`.trimStart(),
      );
      return { to: `/admin/${publication.slug}/sends/${id}/edit`, notice: 'picture-added' };
    },
  }),
  ofPublication.button({
    path: '/sends/:id/pictures/scale',
    role: 'editor',
    params,
    fields: address,
    async act({ app, publication, params: { id }, fields: { url } }) {
      await showSmallCopy(app, publication.id, id, url);
      return { to: `/admin/${publication.slug}/sends/${id}/preview`, notice: 'picture-scaled' };
    },
  }),
];
