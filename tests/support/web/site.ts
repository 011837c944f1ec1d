import http from 'node:http';
import { afterAll } from 'vitest';
import { queueHandlers, startSchedule } from '../../../src/schedule.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp, type TestApp } from '../app/app.ts';

export interface RunningSite {
  app: TestApp;
  /** `http://127.0.0.1:PORT`, the PUBLIC_URL too. */
  url: string;
}

/**
 * Web and worker of this test file's own on a free port, ticks and queues included.
 * @param host `localhost` for what browsers do for names only.
 */
export async function startSite(
  environment: Record<string, string> = {},
  host = '127.0.0.1',
): Promise<RunningSite> {
  const server = http.createServer();
  const url = (await listen(server)).replace('127.0.0.1', host);
  const app = await createTestApp({ PUBLIC_URL: url, ...environment });
  server.on('request', createServer(app));
  await app.jobs.work(queueHandlers(app));
  const schedule = startSchedule(app);
  afterAll(async () => {
    await schedule.stop();
    await close(server);
  });
  return { app, url };
}

/**
 * Some other site that shows this page. Returns its address, which is of another origin.
 * @param policy what it lets its pages load. @param reported what it would like to know of
 */
export async function startOtherSite(html: string, policy?: string, reported?: string): Promise<string> {
  const server = http.createServer((_request, response) => {
    if (policy !== undefined) response.setHeader('Content-Security-Policy', policy);
    if (reported !== undefined) response.setHeader('Content-Security-Policy-Report-Only', reported);
    response.setHeader('Content-Type', 'text/html').end(html);
  });
  afterAll(() => close(server));
  return listen(server);
}

function listen(server: http.Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as { port: number }).port}`);
    });
  });
}

function close(server: http.Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
