import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import type { App } from '../../platform/app.ts';
import { InvalidInput } from '../../platform/errors.ts';
import { parseInput } from '../../platform/input.ts';
import { DESK_LANGUAGES, deskLanguageOf, withWords, type DeskLanguage } from '../../words/index.ts';
import { admitKey } from './admit-key.ts';
import { callerOf } from './authenticate.ts';
import { sendDownload, type Download } from '../send-download.ts';
import type { Live } from '../live/watches.ts';
import { once } from './once.ts';
import { statusOf, type Call, type Endpoint, type OpenStream } from './operation.ts';
import { readUpload } from '../read-upload.ts';

/** Path parameters of whatever belongs to one publication. */
export const slugParams = z.object({ slug: z.string() });

/** What `from` and `to` take. */
export const RANGE_EDGE =
  'An instant such as 2027-03-28T09:00:00Z, or a day of the publication such as 2027-03-28; to is then that day, too';

interface EndpointInput<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> {
  method: Endpoint['method'];
  path: string;
  scope: Endpoint['scope'];
  summary: string;
  status?: Endpoint['status'];
  atOnce?: Endpoint['atOnce'];
  params?: Params;
  query?: Query;
  body?: Body;
  answer?: z.ZodType;
  uploads?: string[];
  creates?: boolean;
  isSecret?: boolean;
  isFiltered?: boolean;
  handle(call: Call<z.output<Params>, z.output<Query>, z.output<Body>>): Promise<unknown>;
}

/** Ties the handler's types to its schemas. What `handle` returns is the answer's body. */
export function endpoint<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType>(
  input: EndpointInput<Params, Query, Body>,
): Endpoint {
  return {
    status: 200,
    atOnce: undefined,
    params: z.looseObject({}),
    query: z.looseObject({}),
    body: undefined,
    answer: undefined,
    uploads: [],
    creates: false,
    isSecret: false,
    isFiltered: false,
    open: undefined,
    download: undefined,
    ...input,
    handle: (call) => input.handle(call as Parameters<typeof input.handle>[0]),
  };
}

/** A GET that answers with server-sent events. */
export function streamEndpoint(input: {
  path: string;
  scope: Endpoint['scope'];
  summary: string;
  params: z.ZodType;
  answer: z.ZodType;
  open: OpenStream;
}): Endpoint {
  const { open, ...rest } = input;
  return { ...endpoint({ ...rest, method: 'get', handle: async () => undefined }), open };
}

/** A GET that answers with a file of a publication's or a send's rows. */
export function downloadEndpoint<Params extends z.ZodType, Query extends z.ZodType>(input: {
  path: string;
  scope: Endpoint['scope'];
  summary: string;
  params: Params;
  query: Query;
  download(call: Call<z.output<Params>, z.output<Query>, undefined>): Promise<Download>;
}): Endpoint {
  const { download, ...rest } = input;
  return {
    ...endpoint({ ...rest, method: 'get', answer: z.string(), handle: async () => undefined }),
    download: (call) => download(call as Parameters<typeof download>[0]),
  };
}

export function mountEndpoint(router: Router, app: App, operation: Endpoint, live: Live): void {
  const stream = operation.open?.(app, live);
  router[operation.method](operation.path, async (request, response) => {
    const { acting, key: shown } = callerOf(app, response);
    await admitKey(app, shown, operation, request.params);
    const call = {
      app: acting,
      params: parseInput(operation.params, request.params),
      query: parseInput(operation.query, request.query),
      body: operation.body && parseInput(operation.body, bodyOf(request)),
      key: shown,
      caller: `api-key:${acting.apiKeyId}`,
      language: preferredLanguage(request),
      ip: request.ip ?? '',
      upload: () => readUpload(request, operation.uploads),
      keep: async () => {},
    };
    response.vary('Accept-Language');
    if (stream) return stream(call, response);
    if (operation.download) return sendDownload(app, response, await operation.download(call));
    const key = operation.creates ? request.get('Idempotency-Key') : undefined;
    if (key === undefined) {
      const answer = await operation.handle(call);
      respond(response, statusOf(operation, answer), answer, call.language);
      return;
    }
    if (key === '' || key.length > 255) {
      throw new InvalidInput([
        { field: 'Idempotency-Key', message: 'The Idempotency-Key must have 1 to 255 characters.' },
      ]);
    }
    const answer = await once(acting, operation, call, key, request);
    respond(response, answer.status, answer.body, call.language);
  });
}

function bodyOf(request: Request): unknown {
  if (request.body === undefined && Number(request.get('Content-Length') ?? 0) > 0) {
    throw new InvalidInput([
      { field: '', message: 'The body must be JSON, sent with Content-Type: application/json.' },
    ]);
  }
  return request.body ?? {};
}

const preferredLanguage = (request: Request): DeskLanguage =>
  deskLanguageOf(request.acceptsLanguages(...DESK_LANGUAGES) || 'en');

function respond(response: Response, status: number, body: unknown, language: DeskLanguage): void {
  if (status === 204) response.status(204).end();
  else response.status(status).json(withWords(body, language));
}
