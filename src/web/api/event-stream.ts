import type { Response } from 'express';

/** Server-sent events to one listener (WHATWG HTML §9.2). */
export interface EventStream {
  /** Left out for a listener that has not read what it was told before: the next one tells more. */
  tell(event: string, data: unknown): void;
  end(): void;
  /** Runs once, whoever ended it. */
  onEnd(work: () => void): void;
}

/** Proxies cut connections that say nothing for a minute. */
const HEARTBEAT_MS = 15_000;
/** A listener has to show its key again from time to time, because keys are revoked. */
const LONGEST_MS = 60 * 60 * 1000;

/** @param stopping ends the stream, so that a stop of the server waits for nobody. */
export function openEventStream(response: Response, stopping: AbortSignal): EventStream {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    // nginx would hold events back until its buffer is full.
    'X-Accel-Buffering': 'no',
  });
  const end = () => void response.end();
  const heartbeat = setInterval(() => response.write(':\n\n'), HEARTBEAT_MS);
  const limit = setTimeout(end, LONGEST_MS);
  stopping.addEventListener('abort', end);
  response.once('close', () => {
    clearInterval(heartbeat);
    clearTimeout(limit);
    stopping.removeEventListener('abort', end);
  });
  if (stopping.aborted) end();
  return {
    tell(event, data) {
      if (response.writableEnded || response.writableNeedDrain) return;
      response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    end,
    onEnd(work) {
      if (response.closed) work();
      else response.once('close', work);
    },
  };
}
