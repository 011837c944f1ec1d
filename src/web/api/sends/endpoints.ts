import { z } from 'zod';
import type { MessageEntry } from '../../../delivery/index.ts';
import { getPublication } from '../../../publications/index.ts';
import { cancelSend, listSendMessages, listSends, pauseSend, resumeSend } from '../../../sends/index.ts';
import { endpoint, slugParams } from '../endpoint.ts';
import { listAnswer, listQuery, page, readCursor } from '../list.ts';
import { calendarEndpoints } from './calendar-endpoints.ts';
import { audienceEndpoints } from './audience-endpoints.ts';
import { heldEndpoints } from './held-endpoints.ts';
import { letterEndpoints } from './letter-endpoints.ts';
import { progressEndpoint } from './progress.ts';
import { versionEndpoints } from './version-endpoints.ts';
import {
  MESSAGE_STATES,
  messageAnswer,
  resolve,
  sendAnswer,
  sendDetailsAnswer,
  sendParams,
  shown,
  showSend,
} from './shapes.ts';

const transition = (verb: 'pause' | 'resume' | 'cancel', summary: string, work: typeof pauseSend) =>
  endpoint({
    method: 'post',
    path: `/publications/:slug/sends/:id/${verb}`,
    summary,
    params: sendParams,
    answer: sendDetailsAnswer,
    async handle({ app, params }) {
      const { publicationId, id } = await resolve(app, params);
      await work(app, publicationId, id);
      return showSend(app, publicationId, id);
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
    answer: sendDetailsAnswer,
    async handle({ app, params }) {
      const { publicationId, id } = await resolve(app, params);
      return showSend(app, publicationId, id);
    },
  }),
  endpoint({
    method: 'get',
    path: '/publications/:slug/sends/:id/messages',
    summary: 'List the messages of a send, in one state or with any outcome',
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
  ...audienceEndpoints,
  progressEndpoint,
  transition('pause', 'Pause a send. It stops within two seconds, even while messages go out', pauseSend),
  transition('resume', 'Resume a paused send', resumeSend),
  transition('cancel', 'Cancel a send. Readers who have not got it yet will not get it', cancelSend),
  ...heldEndpoints,
  ...letterEndpoints,
  ...calendarEndpoints,
  ...versionEndpoints,
];
