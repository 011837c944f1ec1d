import http, { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from '../platform/config.ts';
import { AppError } from '../platform/errors.ts';

export interface Listener {
  /** The real one, also for `PORT=0`. */
  port: number;
  /** Hands requests to `handler` from now on; until then they are told to come back. */
  use(handler: RequestListener): void;
  /** Stops accepting, lets running requests finish for up to `limitMs`, then cuts them. */
  close(limitMs: number): Promise<void>;
}

/**
 * Listens before anything else is ready, so that a taken port is noticed at once and probes get an answer.
 * @throws AppError that names the port or the address at fault.
 */
export async function listen({ port, host }: Pick<Config, 'port' | 'host'>): Promise<Listener> {
  let handler: RequestListener = answerWhileStarting;
  let isClosing = false;
  const server = http.createServer((request, response) => {
    if (isClosing) response.setHeader('Connection', 'close');
    // A connection kept alive after its last answer would hold the server open.
    response.once('close', () => isClosing && setImmediate(() => server.closeIdleConnections()));
    handler(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenFailure(error, port, host)));
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    use: (next) => (handler = next),
    close: (limitMs) =>
      new Promise((resolve) => {
        isClosing = true;
        const timer = setTimeout(() => server.closeAllConnections(), limitMs);
        server.close(() => {
          clearTimeout(timer);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

function listenFailure(cause: NodeJS.ErrnoException, port: number, host: string): Error {
  const messages: Record<string, string> = {
    EADDRINUSE: `Port ${port} on ${host} is taken by another program. Stop that one, or set the variable PORT to another port, for instance PORT=${port < 65_535 ? port + 1 : 3000}.`,
    EACCES: `Port ${port} needs more rights than this user has. Choose a port above 1023 with PORT, and let a reverse proxy listen on ${port}.`,
    EADDRNOTAVAIL: `HOST is "${host}", which is not an address of this machine. Use 127.0.0.1 for this machine only, or 0.0.0.0 for every network.`,
    ENOTFOUND: `HOST is "${host}", which is not an address of this machine. Use 127.0.0.1 for this machine only, or 0.0.0.0 for every network.`,
  };
  const message = messages[cause.code ?? ''];
  return message ? new AppError('cannot-listen', message, { cause }) : cause;
}

function answerWhileStarting(request: IncomingMessage, response: ServerResponse): void {
  const path = request.url?.split('?')[0];
  const answer = (status: number, type: string, body: string) => {
    response.writeHead(status, {
      'Content-Type': type,
      'Cache-Control': 'no-store',
      ...(status === 503 && { 'Retry-After': '5' }),
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
  if (path === '/healthz') return answer(200, 'application/json', '{"status":"ok"}');
  if (path === '/readyz') return answer(503, 'application/json', '{"status":"starting"}');
  if (path?.startsWith('/api/') || !request.headers.accept?.includes('text/html'))
    return answer(503, 'application/problem+json', STARTING_PROBLEM);
  return answer(503, 'text/html; charset=utf-8', STARTING_PAGE);
}

const STARTING_PROBLEM = JSON.stringify({
  type: 'about:blank',
  title: 'Unavailable',
  status: 503,
  detail: 'Paperround is starting, or waiting for its database. Please try again in a minute.',
  code: 'starting',
});

const STARTING_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>One moment</title>
</head>
<body>
<main>
<h1>One moment</h1>
<p>This page is not ready yet. Please try again in a minute.</p>
</main>
</body>
</html>
`;
