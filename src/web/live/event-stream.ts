import type { Response } from 'express';

/** Server-sent events to one listener (WHATWG HTML §9.2). */
export interface EventStream {
  /** A listener that has not read what it was told before hears the last event only, when it has. */
  tell(event: string, data: unknown): void;
  end(): void;
  /** Runs once, whoever ended it. */
  onEnd(work: () => void): void;
}

/** Proxies cut connections that say nothing for a minute. */
const HEARTBEAT_MS = 15_000;
/** A listener has to show its key again from time to time, because keys are revoked. */
const LONGEST_MS = 60 * 60 * 1000;

/** Who has not read the end by then will not read it any more. */
const LINGER_MS = 30_000;

/** @param stopping ends the stream, so that a stop of the server waits for nobody. */
export function openEventStream(response: Response, stopping: AbortSignal): EventStream {
  if (response.closed) return { tell() {}, end() {}, onEnd: (work) => work() };
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    // nginx would hold events back until its buffer is full.
    'X-Accel-Buffering': 'no',
  });
  /** The last event, while it cannot be told. */
  let held = '';
  const isOver = () => response.writableEnded || response.closed;
  const write = (text: string) => {
    if (!isOver() && text !== '') response.write(text);
  };
  const end = () => {
    if (isOver()) return;
    clearInterval(heartbeat);
    clearTimeout(limit);
    response.end(held);
    const linger = setTimeout(() => response.destroy(), LINGER_MS);
    response.once('close', () => clearTimeout(linger));
  };
  const heartbeat = setInterval(() => !response.writableNeedDrain && write(':\n\n'), HEARTBEAT_MS);
  const limit = setTimeout(end, LONGEST_MS);
  stopping.addEventListener('abort', end);
  response.on('drain', () => {
    const text = held;
    held = '';
    write(text);
  });
  // Without a listener, a fault of a connection that is gone would end the process.
  response.on('error', () => {});
  response.once('close', () => {
    clearInterval(heartbeat);
    clearTimeout(limit);
    stopping.removeEventListener('abort', end);
  });
  if (stopping.aborted) end();
  return {
    tell(event, data) {
      const text = `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
      if (response.writableNeedDrain) held = text;
      else write(text);
    },
    end,
    onEnd(work) {
      if (response.closed) work();
      else response.once('close', work);
    },
  };
}
