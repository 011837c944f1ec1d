import { z } from 'zod';
import { getPublication } from '../../../publications/index.ts';
import { calendarEndpoints } from './calendar-endpoints.ts';
import { audienceEndpoints } from './audience-endpoints.ts';
import { versionEndpoints } from './version-endpoints.ts';
import {
  cancelFields,
  cancelSend,
  exportMessages,
  findSendMessages,
  listSends,
  pauseSend,
  resumeSend,
  SEND_STATUSES,
} from '../../../sends/index.ts';
import { loadReport } from '../../sends/load-report.ts';
import { downloadEndpoint, endpoint, slugParams } from '../endpoint.ts';
import { cursorOf, listAnswer, listQuery, page, readCursor } from '../list.ts';
import { checkEndpoints } from './check-endpoints.ts';
import { heldEndpoints } from './held-endpoints.ts';
import { letterEndpoints } from './letter-endpoints.ts';
import { previewEndpoint } from './preview-endpoint.ts';
import { progressEndpoint } from './progress.ts';
import { reportAnswer } from './report-shape.ts';
import { reviewEndpoints } from './review-endpoints.ts';
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

const messageState = z.enum(MESSAGE_STATES, 'state is not a message state.');
const searchText = z.string().max(320, 'q may have 320 characters.').optional();

const transition = (verb: 'pause' | 'resume', summary: string, work: typeof pauseSend) =>
  endpoint({
    method: 'post',
    path: `/publications/:slug/sends/:id/${verb}`,
    // Whoever may write may stop.
    scope: verb === 'pause' ? ['sends:send', 'sends:write'] : ['sends:send'],
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
    scope: ['sends:read'],
    summary: 'List the sends of a publication, newest first; those of a status, or with q in their subject',
    params: slugParams,
    query: listQuery.extend({
      status: z.enum(SEND_STATUSES, 'status is not a status of a send.').optional(),
      q: searchText,
    }),
    answer: listAnswer(sendAnswer),
    async handle({ app, params, query }) {
      const { id } = await getPublication(app.db, params.slug);
      const before = readCursor(query.cursor);
      const { status, q, limit } = query;
      const statuses = status && [status];
      const found = await listSends(app.db, id, { before, limit: limit + 1, statuses, find: q });
      return page(found, limit, (send) => send.id, shown);
    },
  }),
  endpoint({
    method: 'get',
    path: '/publications/:slug/sends/:id',
    scope: ['sends:read'],
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
    scope: ['sends:read'],
    summary:
      'List the messages of a send, in one state or with any outcome. q: a whole address, or part of one. A page of a search may be empty and still have a next one',
    params: sendParams,
    query: listQuery.extend({ state: messageState.optional(), q: searchText }),
    answer: listAnswer(messageAnswer),
    async handle({ app, params, query }) {
      const { publicationId, id } = await resolve(app, params);
      const { messages, next } = await findSendMessages(app.db, publicationId, id, {
        states: query.state && [query.state],
        find: query.q,
        after: readCursor(query.cursor),
        limit: query.limit,
      });
      return { data: messages, nextCursor: next === null ? null : cursorOf(next) };
    },
  }),
  downloadEndpoint({
    path: '/publications/:slug/sends/:id/messages.csv',
    scope: ['sends:read'],
    summary: 'Download the messages of a send as CSV: all, or those in one state',
    params: sendParams,
    query: z.strictObject({ state: messageState.optional() }),
    async download({ app, params, query }) {
      const { publicationId, id } = await resolve(app, params);
      return {
        fileName: `send-${id}-messages.csv`,
        type: 'text/csv',
        pieces: exportMessages(app.db, publicationId, id, query.state && [query.state]),
      };
    },
  }),
  endpoint({
    method: 'get',
    path: '/publications/:slug/sends/:id/report',
    scope: ['sends:read'],
    summary:
      'Show what became of a send: failures by their cause, domains, topics, who left after it, its history',
    params: sendParams,
    answer: reportAnswer,
    async handle({ app, params }) {
      const { publicationId, id } = await resolve(app, params);
      const { counts, status } = await showSend(app, publicationId, id);
      return { id, status, counts, ...(await loadReport(app, publicationId, id)) };
    },
  }),
  ...audienceEndpoints,
  previewEndpoint,
  progressEndpoint,
  transition('pause', 'Pause a send. It stops within two seconds, even while messages go out', pauseSend),
  transition('resume', 'Resume a paused send', resumeSend),
  endpoint({
    method: 'post',
    path: '/publications/:slug/sends/:id/cancel',
    scope: ['sends:send', 'sends:write'],
    summary:
      'Cancel a send. Readers who have not got it yet will not get it; the articles of a digest come with their next one',
    params: sendParams,
    body: cancelFields,
    answer: sendDetailsAnswer,
    async handle({ app, params, body }) {
      const { publicationId, id } = await resolve(app, params);
      await cancelSend(app, publicationId, id, body);
      return showSend(app, publicationId, id);
    },
  }),
  ...heldEndpoints,
  ...reviewEndpoints,
  ...letterEndpoints,
  ...calendarEndpoints,
  ...checkEndpoints,
  ...versionEndpoints,
];
