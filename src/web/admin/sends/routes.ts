import { z } from 'zod';
import type { App } from '../../../platform/app.ts';
import { decideHeld } from '../../../planning/index.ts';
import { cancelSend, getSend, pauseSend, resendSend, resumeSend } from '../../../sends/index.ts';
import { idText, ofPublication, type AdminRoute } from '../admin-route.ts';
import type { Notice } from '../notices.ts';

type Change = (app: App, publicationId: number, id: number) => Promise<Notice>;

/** Changes one send. @param change gives the name of what to tell. */
const one = (verb: string, change: Change): AdminRoute =>
  ofPublication.button({
    path: `/sends/:id/${verb}`,
    role: 'editor',
    right: 'send',
    params: z.object({ id: idText }),
    act: async ({ app, publication, params }) => ({
      to: `/admin/${publication.slug}`,
      notice: await change(app, publication.id, params.id),
    }),
  });

const decideOne =
  (answer: 'release' | 'drop', notice: Notice): Change =>
  async (app, publicationId, id) => {
    await getSend(app.db, publicationId, id);
    await decideHeld(app, answer, [id]);
    return notice;
  };

export const sendRoutes = [
  one('pause', async (...send) => (await pauseSend(...send), 'send-paused')),
  one('resume', async (...send) => (await resumeSend(...send), 'send-resumed')),
  one('cancel', async (...send) => (await cancelSend(...send), 'send-cancelled')),
  one('release', decideOne('release', 'held-released')),
  one('drop', decideOne('drop', 'held-dropped')),
  one('resend', async (app, publicationId, id) => {
    const { reopened } = await resendSend(app, publicationId, id);
    // Nobody new, but it goes out: somebody asked for that a moment ago.
    const isOver = reopened === 0 && (await getSend(app.db, publicationId, id)).status === 'sent';
    return isOver ? 'send-reached-all' : 'send-resent';
  }),
];
