import { z } from 'zod';
import { withWords } from '../../../words/index.ts';
import { openEventStream } from '../../live/event-stream.ts';
import { watchSend } from '../../live/watch-send.ts';
import { streamEndpoint } from '../endpoint.ts';
import { progressAnswer, resolve, sendParams, shown } from './shapes.ts';

export const progressEndpoint = streamEndpoint({
  path: '/publications/:slug/sends/:id/events',
  scope: ['sends:read'],
  summary: 'Follow the progress of a send by server-sent events, until it is over',
  params: sendParams,
  answer: progressAnswer,
  open:
    (app, live) =>
    async ({ params, language }, response) => {
      const { publicationId, id } = await resolve(app, z.parse(sendParams, params));
      const watched = await watchSend(app, publicationId, id);
      const stream = openEventStream(response, live.stopping);
      live.follow(watched, stream, (send) => stream.tell('progress', withWords(shown(send), language)));
    },
});
