import http from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterAll } from 'vitest';
import { createGuardedFetch } from '../../../src/platform/fetch/guarded-fetch.ts';

/** How a page of the odd site answers. */
export type Answer = (request: http.IncomingMessage, response: http.ServerResponse) => void;

const leadTo =
  (location: string, status = 302): Answer =>
  (_request, response) =>
    void response.writeHead(status, { location }).end();
const say =
  (status: number): Answer =>
  (_request, response) =>
    void response.writeHead(status).end('words');
const unlessHead =
  (onHead: Answer, otherwise: Answer): Answer =>
  (request, response) =>
    (request.method === 'HEAD' ? onHead : otherwise)(request, response);

const PAGES: Record<string, Answer> = {
  '/': say(200),
  '/ok': say(200),
  '/moved': leadTo('/ok', 301),
  '/gone': say(410),
  '/forbidden': say(403),
  '/throttled': say(429),
  '/sign-in': say(401),
  '/busy': say(503),
  '/failing': say(500),
  '/no-head': unlessHead(say(405), say(200)),
  '/lies-on-head': unlessHead(say(404), say(200)),
  '/breaks-on-head': unlessHead((request) => request.socket.destroy(), say(200)),
  '/breaks': (request) => request.socket.destroy(),
  '/silent': () => {},
  '/loop': leadTo('/loop'),
  '/removed/article': leadTo('/'),
  '/download': unlessHead(say(405), (_request, response) => {
    response.writeHead(200, { 'content-length': '5000000000' });
    response.write('a');
  }),
};

/**
 * A site whose pages misbehave as real ones do, and a guarded fetch that knows it as `gazette.example` and as any name below. What is at
 * `paths` is added.
 */
export async function startOddSite(paths: Record<string, Answer> = {}) {
  const seen: string[] = [];
  const state = { busiest: 0 };
  let busy = 0;
  const server = http.createServer((request, response) => {
    busy += 1;
    state.busiest = Math.max(state.busiest, busy);
    response.on('close', () => (busy -= 1));
    const path = (request.url ?? '').replace(/\?.*$/, '');
    seen.push(`${request.method} ${path}`);
    const answer = { ...PAGES, ...paths }[path];
    if (answer) answer(request, response);
    else response.writeHead(404).end('nothing here');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const lookup: LookupFunction = (name, _options, callback) => {
    if (name === 'gazette.example') return callback(null, [{ address: '127.0.0.1', family: 4 }]);
    if (name === 'intranet.gazette.example') return callback(null, [{ address: '10.0.0.7', family: 4 }]);
    return callback(Object.assign(new Error('unknown'), { code: 'ENOTFOUND' }), '', 0);
  };
  return {
    origin: `http://gazette.example:${port}`,
    seen,
    state,
    fetch: createGuardedFetch(['gazette.example'], lookup),
  };
}
