import { z } from 'zod';
import type { App } from '../../../platform/app.ts';
import { getSend, type SendProgress } from '../../../sends/index.ts';
import { streamEndpoint } from '../endpoint.ts';
import { withWords } from '../../../words/index.ts';
import { openEventStream, type EventStream } from '../event-stream.ts';
import { progressAnswer, resolve, sendParams, shown } from './shapes.ts';

const TICK_MS = 1000;

/** The listeners of one send: they share one look at the database a second. */
interface Watch {
  publicationId: number;
  listeners: Set<EventStream>;
  timer: NodeJS.Timeout;
  /** What was told last, to tell of changes only. */
  told: string;
  /** A slow database is not asked again before it has answered. */
  isLooking: boolean;
}

export const progressEndpoint = streamEndpoint({
  path: '/publications/:slug/sends/:id/events',
  summary: 'Follow the progress of a send by server-sent events, until it is over',
  params: sendParams,
  answer: progressAnswer,
  open(app, stopping) {
    const watches = new Map<number, Watch>();
    return async ({ params, language }, response) => {
      const { publicationId, id } = await resolve(app, z.parse(sendParams, params));
      const send = await getSend(app.db, publicationId, id);
      const opened = openEventStream(response, stopping);
      const stream: EventStream = {
        ...opened,
        tell: (event, data) => opened.tell(event, withWords(data, language)),
      };
      stream.tell('progress', shown(send));
      if (isOver(send)) stream.end();
      else join(app, watches, send, stream);
    };
  },
});

function join(app: App, watches: Map<number, Watch>, send: SendProgress, stream: EventStream): void {
  const { id, publicationId } = send;
  const watch = watches.get(id) ?? {
    publicationId,
    listeners: new Set(),
    told: JSON.stringify(send),
    isLooking: false,
    timer: setInterval(() => void look(app, watches, id), TICK_MS),
  };
  watches.set(id, watch);
  watch.listeners.add(stream);
  stream.onEnd(() => {
    watch.listeners.delete(stream);
    if (watch.listeners.size > 0) return;
    clearInterval(watch.timer);
    watches.delete(id);
  });
}

async function look(app: App, watches: Map<number, Watch>, id: number): Promise<void> {
  const watch = watches.get(id);
  if (!watch || watch.isLooking) return;
  watch.isLooking = true;
  const send = await getSend(app.db, watch.publicationId, id).catch((error: unknown) => {
    // The database may be away for a moment: the listeners wait, and hear on when it is back.
    app.log.warn({ event: 'send.look-failed', sendId: id, err: error });
  });
  watch.isLooking = false;
  if (!send) return;
  const news = JSON.stringify(send);
  if (news !== watch.told) for (const stream of watch.listeners) stream.tell('progress', shown(send));
  watch.told = news;
  if (isOver(send)) for (const stream of watch.listeners) stream.end();
}

const isOver = ({ status }: SendProgress) => status === 'sent' || status === 'cancelled';
