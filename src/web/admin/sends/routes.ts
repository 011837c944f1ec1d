import { z } from 'zod';
import type { App } from '../../../platform/app.ts';
import { decideHeld } from '../../../planning/index.ts';
import { cancelSend, getSend, pauseSend, resendSend, resumeSend, UNREACHED } from '../../../sends/index.ts';
import { idText, ofPublication, type AdminRoute } from '../admin-route.ts';
import type { Notice } from '../notices.ts';
import { explainRoutes } from './explain.tsx';
import { inArchiveRoutes } from './in-archive.ts';
import { sendListRoute } from './list-sends.tsx';
import { sendPath } from './send-places.tsx';
import { oneSendRoutes } from './show-send.tsx';

type Change = (app: App, publicationId: number, id: number) => Promise<Notice>;

/** Changes one send. @param change gives the name of what to tell. @param undo the change that takes it back. */
const one = (verb: string, change: Change, undo?: 'pause' | 'resume'): AdminRoute =>
  ofPublication.button({
    path: `/sends/:id/${verb}`,
    role: 'editor',
    right: 'send',
    params: z.object({ id: idText }),
    async act({ app, publication, params }) {
      const path = sendPath(publication.slug, params.id);
      const notice = await change(app, publication.id, params.id);
      return { to: path, notice, ...(undo && { undo: { to: `${path}/${undo}` } }) };
    },
  });

const cancel = ofPublication.button({
  path: '/sends/:id/cancel',
  role: 'editor',
  right: 'send',
  params: z.object({ id: idText }),
  fields: z.object({ unreached: z.enum(UNREACHED).optional() }),
  async act({ app, publication, params, fields }) {
    const { isTimedDigest, startedAt } = await cancelSend(app, publication.id, params.id, fields);
    const isOwed = isTimedDigest && (startedAt === null || fields.unreached !== 'nothing');
    return {
      to: sendPath(publication.slug, params.id),
      notice: isOwed ? 'digest-cancelled' : 'send-cancelled',
    };
  },
});

const decideOne =
  (answer: 'release' | 'drop', notice: Notice): Change =>
  async (app, publicationId, id) => {
    await getSend(app.db, publicationId, id);
    await decideHeld(app, answer, [id]);
    return notice;
  };

export const sendRoutes = [
  sendListRoute,
  ...oneSendRoutes,
  ...explainRoutes,
  ...inArchiveRoutes,
  one('pause', async (...send) => (await pauseSend(...send), 'send-paused'), 'resume'),
  one('resume', async (...send) => (await resumeSend(...send), 'send-resumed'), 'pause'),
  cancel,
  one('release', decideOne('release', 'held-released')),
  one('drop', decideOne('drop', 'held-dropped')),
  one('resend', async (app, publicationId, id) => {
    const { reopened } = await resendSend(app, publicationId, id);
    // Nobody new, but it goes out: somebody asked for that a moment ago.
    const isOver = reopened === 0 && (await getSend(app.db, publicationId, id)).status === 'sent';
    return isOver ? 'send-reached-all' : 'send-resent';
  }),
];
