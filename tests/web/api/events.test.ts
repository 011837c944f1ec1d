import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { cancelSend, pauseSend, resumeSend, sampleProgress } from '../../../src/sends/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { apiAuthorization, createTestApp } from '../../support/app/app.ts';
import { deliver } from '../../support/sends/sends.ts';
import { sendScene } from '../../support/sends/send-scene.ts';

const app = await createTestApp();
const stopping = new AbortController();
const server = http.createServer(createServer(app, stopping.signal));
let authorization = '';
let origin = '';

beforeAll(async () => {
  authorization = await apiAuthorization(app);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

/** A letter to a few readers, and the address of its events. */
async function letterScene(readers = 3) {
  const scene = await sendScene(app, readers, { of: 'letter' });
  const { publication, sendId } = scene;
  return { ...scene, path: `/api/v1/publications/${publication.slug}/sends/${sendId}/events` };
}

/** A listener that reads until the stream ends. */
async function listen(path: string, headers: Record<string, string> = { Authorization: authorization }) {
  const leaving = new AbortController();
  const response = await fetch(origin + path, { headers, signal: leaving.signal });
  let text = '';
  const read = async () => {
    for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString();
  };
  let hasEnded = false;
  const ended = read()
    .catch(() => undefined)
    .then(() => (hasEnded = true));
  const events = () =>
    [...text.matchAll(/^event: progress\ndata: (.*)$/gm)].map(
      ([, data = '']) => JSON.parse(data) as { status: string; counts: Record<string, number> },
    );
  return { response, events, ended, hasEnded: () => hasEnded, leave: () => leaving.abort() };
}

/** How often the database is asked for the progress of any send. */
function countLooks() {
  let looks = 0;
  const hear = ({ sql }: { sql: string }) => {
    if (sql.includes('from send_batches')) looks += 1;
  };
  app.db.on('query', hear);
  return { looks: () => looks, stop: () => app.db.off('query', hear) };
}

describe('The events of a send', () => {
  test('tell at once, on every change, and end when it is over', async () => {
    const { publication, sendId: id, path } = await letterScene();
    const listener = await listen(path);
    expect(listener.response.status).toBe(200);
    expect(listener.response.headers.get('Content-Type')).toMatch(/^text\/event-stream/);
    await vi.waitFor(() => expect(listener.events()).toHaveLength(1), { timeout: 100_000 });
    expect(listener.events()[0]).toMatchObject({ id, status: 'sending', counts: { audience: 3, queued: 3 } });
    await pauseSend(app, publication.id, id);
    await vi.waitFor(() => expect(listener.events().at(-1)?.status).toBe('paused'), { timeout: 100_000 });
    await resumeSend(app, publication.id, id);
    await deliver(app);
    await listener.ended;
    expect(listener.events().at(-1)).toMatchObject({ status: 'sent', counts: { accepted: 3, queued: 0 } });
    const told = listener.events().map((event) => JSON.stringify(event));
    expect(new Set(told).size).toBe(told.length);
  });

  test('of one send cost one look a second, however many listen; a listener that leaves disturbs nobody', async () => {
    const { publication, sendId: id, path } = await letterScene();
    await pauseSend(app, publication.id, id);
    const listeners = await Promise.all(Array.from({ length: 10 }, () => listen(path)));
    await vi.waitFor(() => expect(listeners.every(({ events }) => events().length === 1)).toBe(true), {
      timeout: 100_000,
    });
    const counter = countLooks();
    const started = performance.now();
    await vi.waitFor(() => expect(counter.looks()).toBeGreaterThanOrEqual(3), { timeout: 100_000 });
    const seconds = (performance.now() - started) / 1000;
    expect(counter.looks()).toBeLessThanOrEqual(seconds + 2);
    const [first, ...others] = listeners;
    first?.leave();
    await first?.ended;
    await cancelSend(app, publication.id, id);
    await Promise.all(others.map(({ ended }) => ended));
    expect(others.map(({ events }) => events().at(-1)?.status)).toEqual(others.map(() => 'cancelled'));
    counter.stop();
  });

  test('end with the last listener: nobody listens, nobody looks', async () => {
    const { publication, sendId: id, path } = await letterScene();
    await pauseSend(app, publication.id, id);
    const listener = await listen(path);
    await vi.waitFor(() => expect(listener.events()).toHaveLength(1), { timeout: 100_000 });
    const counter = countLooks();
    await vi.waitFor(() => expect(counter.looks()).toBeGreaterThanOrEqual(1), { timeout: 100_000 });
    listener.leave();
    await listener.ended;
    // The next listener's tick shows that a second has passed without a look for the first.
    const other = await letterScene();
    await pauseSend(app, other.publication.id, other.sendId);
    const next = await listen(other.path);
    await vi.waitFor(() => expect(next.events()).toHaveLength(1), { timeout: 100_000 });
    const before = counter.looks();
    await vi.waitFor(() => expect(counter.looks()).toBeGreaterThanOrEqual(before + 2), { timeout: 100_000 });
    expect(counter.looks()).toBeLessThanOrEqual(before + 3);
    counter.stop();
    next.leave();
    await next.ended;
  });

  test('of a send that is over are one', async () => {
    const { path } = await letterScene();
    await deliver(app);
    const listener = await listen(path);
    await listener.ended;
    expect(listener.events()).toMatchObject([{ status: 'sent' }]);
  });

  test('are for callers with a key, and of sends there are', async () => {
    const { path } = await letterScene();
    expect((await listen(path, {})).response.status).toBe(401);
    expect((await listen(path.replace(/\d+\/events/, '999999/events'))).response.status).toBe(404);
    await deliver(app);
  });
});

test('The rate is what happened in the last seconds, and the time left follows from it', async () => {
  const { publication, sendId: id } = await letterScene(100);
  await app.db.raw(`update sends set started_at = now() - interval '1 hour' where id = ?`, [id]);
  const show = async () => {
    const answer = await fetch(`${origin}/api/v1/publications/${publication.slug}/sends/${id}`, {
      headers: { Authorization: authorization },
    });
    return (await answer.json()) as { ratePerSecond: number | null; secondsLeft: number | null };
  };
  expect(await show()).toMatchObject({ ratePerSecond: null, secondsLeft: null });
  await Promise.all([sampleProgress(app.db), sampleProgress(app.db)]);
  const { rows } = await app.db.raw(
    'select count(*) = count(distinct second) as once, max(settled) as settled from send_progress where send_id = ?',
    [id],
  );
  expect(rows).toEqual([{ once: true, settled: 0 }]);
  await app.db.raw(`update send_progress set at = now() - interval '4 seconds' where send_id = ?`, [id]);
  await app.db.raw('update send_batches set accepted = 38, rejected = 2, position = 40 where send_id = ?', [
    id,
  ]);
  const going = await show();
  expect(going.ratePerSecond).toBeGreaterThan(8);
  expect(going.ratePerSecond).toBeLessThanOrEqual(10);
  expect(going.secondsLeft).toBeGreaterThanOrEqual(6);
  expect(going.secondsLeft).toBeLessThanOrEqual(8);
  await pauseSend(app, publication.id, id);
  expect(await show()).toMatchObject({ ratePerSecond: null, secondsLeft: null });
  // Of seconds that end with 0, one is kept longer.
  await app.db.raw(`update send_progress set at = now() - interval '2 days' where send_id = ?`, [id]);
  await sampleProgress(app.db);
  expect((await app.db.raw('select 1 from send_progress where send_id = ?', [id])).rows).toEqual([]);
});

test('A stop of the server ends the streams, and nobody is waited for', async () => {
  const { publication, sendId: id, path } = await letterScene();
  await pauseSend(app, publication.id, id);
  const listener = await listen(path);
  await vi.waitFor(() => expect(listener.events()).toHaveLength(1), { timeout: 100_000 });
  expect(listener.hasEnded()).toBe(false);
  stopping.abort();
  await listener.ended;
});
