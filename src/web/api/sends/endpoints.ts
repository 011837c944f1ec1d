import { z } from 'zod';
import { OUTCOME_STATES, type MessageEntry } from '../../../delivery/index.ts';
import type { App } from '../../../platform/app.ts';
import { NotFound } from '../../../platform/errors.ts';
import { getPublication } from '../../../publications/index.ts';
import {
  cancelSend,
  getSend,
  listSendMessages,
  listSends,
  pauseSend,
  resumeSend,
  SEND_STATUSES,
  type SendView,
} from '../../../sends/index.ts';
import { endpoint } from '../endpoint.ts';
import { listAnswer, listQuery, page, readCursor } from '../list.ts';

const slugParams = z.object({ slug: z.string() });
const sendParams = z.object({ slug: z.string(), id: z.string() });
const MESSAGE_STATES = ['queued', 'sending', ...OUTCOME_STATES] as const;

const count = z.int().min(0);
const sendAnswer = z.object({
  id: z.int(),
  kind: z.enum(['article', 'digest', 'letter', 'correction']),
  subject: z.string(),
  status: z.enum(SEND_STATUSES),
  reason: z.string().nullable(),
  articleId: z.int().nullable(),
  scheduledAt: z.iso.datetime().nullable(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  counts: z.object({
    audience: count,
    queued: count,
    sending: count,
    accepted: count,
    deferred: count,
    rejected: count,
    expired: count,
    skipped: count,
    unknown: count,
    possiblyTwice: count,
  }),
});

const messageAnswer = z.object({
  subscriberId: z.int(),
  email: z.string().nullable(),
  state: z.enum(MESSAGE_STATES),
  attempts: count,
  lastReply: z.string().nullable(),
  at: z.iso.datetime().nullable(),
});

const transition = (verb: 'pause' | 'resume' | 'cancel', summary: string, work: typeof pauseSend) =>
  endpoint({
    method: 'post',
    path: `/publications/:slug/sends/:id/${verb}`,
    summary,
    params: sendParams,
    answer: sendAnswer,
    async handle({ app, params }) {
      const { publicationId, id } = await resolve(app, params);
      await work(app, publicationId, id);
      return shown(await getSend(app.db, publicationId, id));
    },
  });

export const sendEndpoints = [
  endpoint({
    method: 'get',
    path: '/publications/:slug/sends',
    summary: 'List the sends of a publication, newest first',
    params: slugParams,
    query: listQuery,
    answer: listAnswer(sendAnswer),
    async handle({ app, params, query }) {
      const { id } = await getPublication(app.db, params.slug);
      const before = readCursor(query.cursor);
      const found = await listSends(app.db, id, { before, limit: query.limit + 1 });
      return page(found, query.limit, (send) => send.id, shown);
    },
  }),
  endpoint({
    method: 'get',
    path: '/publications/:slug/sends/:id',
    summary: 'Show a send with its status and its counts by message state',
    params: sendParams,
    answer: sendAnswer,
    async handle({ app, params }) {
      const { publicationId, id } = await resolve(app, params);
      return shown(await getSend(app.db, publicationId, id));
    },
  }),
  endpoint({
    method: 'get',
    path: '/publications/:slug/sends/:id/messages',
    summary: 'List the messages of a send: those in one state, or all that have an outcome',
    params: sendParams,
    query: listQuery.extend({ state: z.enum(MESSAGE_STATES, 'state is not a message state.').optional() }),
    answer: listAnswer(messageAnswer),
    async handle({ app, params, query }) {
      const { publicationId, id } = await resolve(app, params);
      const found = await listSendMessages(app.db, publicationId, id, {
        state: query.state,
        after: readCursor(query.cursor),
        limit: query.limit + 1,
      });
      const show = (message: MessageEntry) => message;
      return page(found, query.limit, (message) => message.subscriberId, show);
    },
  }),
  transition('pause', 'Pause a send; it stops within two seconds, also in the middle', pauseSend),
  transition('resume', 'Go on with a paused send', resumeSend),
  transition('cancel', 'End a send; who was not mailed yet gets nothing', cancelSend),
];

async function resolve(app: App, params: { slug: string; id: string }) {
  const publication = await getPublication(app.db, params.slug);
  const id = Number(params.id);
  if (!Number.isSafeInteger(id) || id < 1) throw new NotFound(`The send ${params.id}`);
  return { publicationId: publication.id, id };
}

function shown({ publicationId: _publicationId, ...send }: SendView) {
  return send;
}
