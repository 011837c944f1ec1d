import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import type { Response } from 'express';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openEventStream, type EventStream } from '../../../src/web/live/event-stream.ts';

const stopping = new AbortController().signal;
let take: (response: Response) => void = () => {};
const server = http.createServer((_request, response) => take(response as Response));
beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)));
afterAll(() => server.close());
beforeEach(
  () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] }),
);
afterEach(() => void vi.useRealTimers());

/** A listener that asks and, until told to, reads nothing of the answer. */
async function deafListener() {
  const arrived = new Promise<Response>((resolve) => (take = resolve));
  const socket = net.connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => {});
  let heard = '';
  const read = async () => {
    for await (const chunk of socket) heard += String(chunk);
    return heard;
  };
  socket.write('GET / HTTP/1.1\r\nHost: news.example\r\nConnection: close\r\n\r\n');
  const response = await arrived;
  return { socket, response, read };
}

/** Tells until what was told cannot leave any more. */
async function fill(stream: EventStream, response: Response): Promise<void> {
  const left = () => new Promise((resolve) => setImmediate(resolve));
  for (let calm = 0; calm < 20; calm = response.writableNeedDrain ? calm + 1 : 0) {
    if (!response.writableNeedDrain) stream.tell('progress', 'x'.repeat(100_000));
    await left();
  }
}

test('A listener that never reads is left behind: it costs little memory, and no more than half a minute after the end', async () => {
  const { socket, response } = await deafListener();
  const stream = openEventStream(response, stopping);
  const closed = new Promise((resolve) => response.once('close', resolve));
  await fill(stream, response);
  const pending = response.writableLength;
  for (let times = 0; times < 100; times += 1) stream.tell('progress', 'y'.repeat(100_000));
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(response.writableLength).toBe(pending);
  stream.end();
  stream.tell('progress', 'after the end');
  stream.end();
  await vi.advanceTimersByTimeAsync(29_000);
  expect(response.destroyed).toBe(false);
  await vi.advanceTimersByTimeAsync(1000);
  expect(response.destroyed).toBe(true);
  await closed;
  expect(vi.getTimerCount()).toBe(0);
  socket.destroy();
});

test.each(['and listens on', 'until the end'])(
  'Who reads late still hears the last word: %s',
  async (until) => {
    const { response, read } = await deafListener();
    const stream = openEventStream(response, stopping);
    await fill(stream, response);
    stream.tell('progress', 'one of many');
    stream.tell('progress', 'the last word');
    const isDrained = new Promise((resolve) => response.once('drain', resolve));
    if (until === 'until the end') stream.end();
    const heard = read();
    if (until === 'and listens on') {
      await isDrained;
      stream.end();
    }
    const words = [...(await heard).matchAll(/"(one of many|the last word)"/g)].map(([, word]) => word);
    expect(words).toEqual(['the last word']);
    expect(vi.getTimerCount()).toBe(0);
  },
);

test('A listener that left before the first word disturbs nobody', async () => {
  const { socket, response } = await deafListener();
  const closed = new Promise((resolve) => response.once('close', resolve));
  socket.destroy();
  await closed;
  const stream = openEventStream(response, stopping);
  const ended = vi.fn<() => void>();
  stream.onEnd(ended);
  stream.tell('progress', 'to nobody');
  stream.end();
  expect(ended).toHaveBeenCalledOnce();
  expect(vi.getTimerCount()).toBe(0);
  await vi.advanceTimersByTimeAsync(60_000);
});
