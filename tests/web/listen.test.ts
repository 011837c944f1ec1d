import http from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { listen, type Listener } from '../../src/web/listen.ts';

const open: Listener[] = [];
afterEach(async () => {
  for (const listener of open.splice(0)) await listener.close(0);
});

async function opened(): Promise<Listener> {
  const listener = await listen({ port: 0, host: '127.0.0.1' });
  open.push(listener);
  return listener;
}

const agent = new http.Agent({ keepAlive: true });

function get(port: number): Promise<{ status: number; connection: string | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    http
      .get({ port, host: '127.0.0.1', agent }, (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => (body += chunk.toString()));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, connection: response.headers.connection, body }),
        );
      })
      .on('error', reject);
  });
}

test('A stop lets the request that runs finish, closes kept connections and takes no new ones', async () => {
  const listener = await opened();
  const held = Promise.withResolvers<void>();
  const arrived = Promise.withResolvers<void>();
  listener.use((_request, response) => {
    arrived.resolve();
    void held.promise.then(() => response.end('finished'));
  });
  const running = get(listener.port);
  await arrived.promise;
  let isClosed = false;
  const closing = listener.close(20_000).then(() => (isClosed = true));

  await expect(get(listener.port)).rejects.toThrow(/ECONNREFUSED/);
  expect(isClosed).toBe(false);
  held.resolve();
  expect(await running).toMatchObject({ status: 200, body: 'finished' });
  await closing;
});

test('A connection that is kept alive and idle does not delay a stop', async () => {
  const listener = await opened();
  listener.use((_request, response) => response.end('hello'));
  expect(await get(listener.port)).toMatchObject({ status: 200, connection: 'keep-alive' });
  const began = performance.now();
  await listener.close(20_000);
  // Node itself would wait for five seconds.
  expect(performance.now() - began).toBeLessThan(4500);
});

test('A request that never ends is cut at the limit', async () => {
  const listener = await opened();
  const arrived = Promise.withResolvers<void>();
  listener.use(() => arrived.resolve());
  const running = get(listener.port).catch((error: NodeJS.ErrnoException) => error.code);
  await arrived.promise;
  await listener.close(100);
  expect(await running).toBe('ECONNRESET');
});

test('Until a handler is given, the process is alive, not ready, and everything else is told to come back', async () => {
  const listener = await opened();
  const answers = await Promise.all(
    ['/healthz', '/readyz', '/', '/api/v1/publications'].map(async (path) => {
      const response = await fetch(`http://127.0.0.1:${listener.port}${path}`);
      return [response.status, response.headers.get('retry-after')];
    }),
  );
  expect(answers).toEqual([
    [200, null],
    [503, '5'],
    [503, '5'],
    [503, '5'],
  ]);
});
