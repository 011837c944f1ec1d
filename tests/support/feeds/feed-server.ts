import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import zlib from 'node:zlib';
import { afterAll } from 'vitest';

export interface FeedItem {
  guid?: string;
  title?: string;
  link?: string;
  description?: string;
  content?: string;
  published?: Date | string;
  category?: string;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export interface FeedServer {
  /** `http://127.0.0.1:PORT`. */
  origin: string;
  /** Requests so far, oldest first. */
  requests: { path: string; headers: http.IncomingHttpHeaders }[];
  /** Sets what a path answers from now on. @returns its address. */
  answer(path: string, answer: Answer): string;
  /** Serves these items as RSS under a path, with an ETag, so that an unchanged feed answers 304. @returns its address. */
  serve(path: string, items: FeedItem[], channel?: { title?: string; extra?: string }): string;
}

/** A site whose feeds misbehave as real ones do. It is closed when the test file ends. */
export async function startFeedServer(): Promise<FeedServer> {
  const answers = new Map<string, Answer>();
  const requests: FeedServer['requests'] = [];
  const server = http.createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    requests.push({ path, headers: request.headers });
    const answer = answers.get(path);
    if (answer) answer(request, response);
    else response.writeHead(404).end('nothing here');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const answer = (path: string, how: Answer) => {
    answers.set(path, how);
    return `${origin}${path}`;
  };
  return {
    origin,
    requests,
    answer,
    serve: (path, items, channel) => answer(path, withEtag(rss(items, channel))),
  };
}

/** Answers a document with its ETag, and 304 to whoever has it. */
export function withEtag(body: string, headers: Record<string, string> = {}): Answer {
  const etag = `W/"${zlib.crc32(body)}"`;
  return (request, response) => {
    if (request.headers['if-none-match'] === etag) response.writeHead(304, { ETag: etag }).end();
    else response.writeHead(200, { 'Content-Type': 'application/rss+xml', ETag: etag, ...headers }).end(body);
  };
}

export const answers = {
  status:
    (status: number, headers: Record<string, string> = {}): Answer =>
    (_request, response) =>
      response.writeHead(status, headers).end('no feed'),
  redirect:
    (status: number, to: string): Answer =>
    (_request, response) =>
      response.writeHead(status, { Location: to }).end(),
  body:
    (body: string | Buffer, headers: Record<string, string> = {}): Answer =>
    (_request, response) =>
      response.writeHead(200, { 'Content-Type': 'application/rss+xml', ...headers }).end(body),
  /** Small on the wire, huge when unpacked. */
  gzipBomb: (megabytes: number): Answer => {
    const packed = zlib.gzipSync(Buffer.alloc(megabytes * 1024 * 1024, 0x20));
    return (_request, response) =>
      response
        .writeHead(200, { 'Content-Type': 'application/rss+xml', 'Content-Encoding': 'gzip' })
        .end(packed);
  },
  /** Sends on and on, without a length. */
  endless: (): Answer => (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/rss+xml' });
    const chunk = Buffer.alloc(1024 * 1024, 0x20);
    const more = () => {
      while (!response.destroyed && response.write(chunk));
      if (!response.destroyed) response.once('drain', more);
    };
    more();
  },
  /** Begins to answer and never ends. */
  hanging: (): Answer => (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/rss+xml' });
    response.write('<rss version="2.0">');
  },
  /** Promises more than it sends and closes in the middle. */
  cut:
    (body: string): Answer =>
    (_request, response) => {
      response.writeHead(200, {
        'Content-Type': 'application/rss+xml',
        'Content-Length': String(body.length),
      });
      response.write(body.slice(0, Math.floor(body.length / 2)), () => response.destroy());
    },
};

export function rss(items: FeedItem[], channel: { title?: string; extra?: string } = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>${channel.title ?? 'The Gazette'}</title><link>https://gazette.example/</link>${channel.extra ?? ''}
${items.map(rssItem).join('\n')}
</channel></rss>`;
}

function rssItem(item: FeedItem): string {
  const { published } = item;
  const element = (name: string, value: string | undefined) =>
    value === undefined ? '' : `<${name}><![CDATA[${value}]]></${name}>`;
  return `<item>${element('title', item.title)}${element('link', item.link)}${
    item.guid === undefined ? '' : `<guid isPermaLink="false">${item.guid}</guid>`
  }${element('description', item.description)}${element('content:encoded', item.content)}${element('category', item.category)}${element(
    'pubDate',
    published instanceof Date ? published.toUTCString() : published,
  )}</item>`;
}

/** An article number `n` as a feed tells it; `fields` override. */
export function item(n: number | string, fields: FeedItem = {}): FeedItem {
  return {
    guid: `guid-${n}`,
    title: `Article ${n}`,
    link: `https://gazette.example/articles/${n}`,
    description: `<p>About article ${n}.</p>`,
    published: new Date(Date.now() - 3_600_000),
    ...fields,
  };
}
