import { z } from 'zod';
import { putInArchive } from '../../../sends/index.ts';
import { idText, ofPublication, type AdminRoute } from '../admin-route.ts';
import type { Notice } from '../notices.ts';
import { sendPath } from './send-places.tsx';

/** Shows a mail to everybody, or to its readers alone; each is the undo of the other. */
const button = (verb: string, inArchive: boolean, notice: Notice, undo: string): AdminRoute =>
  ofPublication.button({
    path: `/sends/:id/${verb}`,
    role: 'editor',
    right: 'send',
    params: z.object({ id: idText }),
    async act({ app, publication, params }) {
      await putInArchive(app, publication.id, params.id, inArchive);
      const path = sendPath(publication.slug, params.id);
      return { to: path, notice, undo: { to: `${path}/${undo}` } };
    },
  });

export const inArchiveRoutes = [
  button('show-in-archive', true, 'archive-shown', 'hide-from-archive'),
  button('hide-from-archive', false, 'archive-hidden', 'show-in-archive'),
];
