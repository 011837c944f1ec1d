import { createHash } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';

/** What is sent to whoever asks for an address. */
export interface Answer {
  status?: number;
  /** As in Content-Type. */
  type: string;
  body: string;
  headers: Record<string, string>;
}

interface Packed extends Omit<Answer, 'body'> {
  bytes: Buffer;
  etag: string;
}

interface Entry {
  answer: Promise<Packed>;
  madeAt: number;
  size: number;
}

const KEPT_MS = 1000;
const MAX_BYTES = 16_000_000;
/** A longer address is made for each visitor anew. */
const MAX_ADDRESS = 300;

/** Pages that a crowd asks for at once are made once a second for each choice of languages. */
export interface PageCache {
  answer(request: Request, response: Response, make: () => Promise<Answer>): Promise<void>;
  clear(): void;
}

/** @param now milliseconds of a clock that never goes back. */
export function createPageCache(now = () => performance.now()): PageCache {
  const kept = new Map<string, Entry>();
  let total = 0;
  const drop = (key: string) => {
    total -= kept.get(key)?.size ?? 0;
    kept.delete(key);
  };
  const add = (key: string, make: () => Promise<Answer>): Promise<Packed> => {
    const answer = make().then(pack);
    const entry: Entry = { answer, madeAt: now(), size: 0 };
    drop(key);
    kept.set(key, entry);
    answer.then(
      ({ bytes }) => {
        if (kept.get(key) !== entry) return;
        entry.size = bytes.length + key.length;
        total += entry.size;
        for (const oldest of kept.keys()) if (total > MAX_BYTES) drop(oldest);
      },
      () => kept.get(key) === entry && drop(key),
    );
    return answer;
  };
  return {
    async answer(request, response, make) {
      response.vary('Accept-Language');
      const key = `${request.originalUrl} ${request.get('Accept-Language') ?? ''}`;
      const known = kept.get(key);
      const isFresh = known !== undefined && now() - known.madeAt < KEPT_MS;
      if (key.length > MAX_ADDRESS) send(response, await make().then(pack));
      else send(response, await (isFresh ? known.answer : add(key, make)));
    },
    clear() {
      kept.clear();
      total = 0;
    },
  };
}

function pack({ body, ...answer }: Answer): Packed {
  const bytes = Buffer.from(body);
  return { ...answer, bytes, etag: `"${createHash('sha1').update(bytes).digest('base64url')}"` };
}

function send(response: Response, { status = 200, type, headers, bytes, etag }: Packed): void {
  response.status(status).setHeader('Content-Type', type);
  response.setHeader('ETag', etag);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.send(bytes);
}

/** What somebody changes in this process is seen at once; what another process changes, a second later. */
export const clearedByChanges =
  (pages: PageCache): RequestHandler =>
  (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') response.once('finish', pages.clear);
    next();
  };
