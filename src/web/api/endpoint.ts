import { createHash } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { inTransaction, type App } from '../../platform/app.ts';
import { Conflict, InvalidInput } from '../../platform/errors.ts';
import { parseInput } from '../../platform/input.ts';
import { hashUpload } from './hash-upload.ts';
import { claimIdempotencyKey, storeIdempotentAnswer } from './idempotency.ts';
import { readUpload, type Upload } from './read-upload.ts';

/** Path parameters of whatever belongs to one publication. */
export const slugParams = z.object({ slug: z.string() });

interface Call<Params, Query, Body> {
  /** Inside a transaction when the caller sent an Idempotency-Key. */
  app: App;
  params: Params;
  query: Query;
  body: Body;
  /** Name of the key that called, for the audit log. */
  caller: string;
  /** Address of the caller, for consent records. */
  ip: string;
  /** The file of an operation with `uploads`: opened once. */
  upload(): Promise<Upload>;
}

/** One operation of the API: its route, its shapes (validated, and shown in the OpenAPI document) and its use case. */
export interface Endpoint {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Express style: `/publications/:slug`. */
  path: string;
  /** What it does, in one line for the docs. */
  summary: string;
  status: 200 | 201 | 202 | 204;
  params: z.ZodType;
  query: z.ZodType;
  body: z.ZodType | undefined;
  answer: z.ZodType | undefined;
  /** Media types of a body that `handle` reads itself, as it arrives. */
  uploads: string[];
  /** Creates something or sets mail going: honours `Idempotency-Key`. */
  creates: boolean;
  handle(call: Call<unknown, unknown, unknown>): Promise<unknown>;
  /** Answers by a stream of events instead of `handle`, each of the shape `answer`; opened once for all requests. */
  open: OpenStream | undefined;
}

type OpenStream = (
  app: App,
  stopping: AbortSignal,
) => (call: Call<unknown, unknown, unknown>, response: Response) => Promise<void>;

interface EndpointInput<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> {
  method: Endpoint['method'];
  path: string;
  summary: string;
  status?: Endpoint['status'];
  params?: Params;
  query?: Query;
  body?: Body;
  answer?: z.ZodType;
  uploads?: string[];
  creates?: boolean;
  handle(call: Call<z.output<Params>, z.output<Query>, z.output<Body>>): Promise<unknown>;
}

/** Ties the handler's types to its schemas. What `handle` returns is the answer's body. */
export function endpoint<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType>(
  input: EndpointInput<Params, Query, Body>,
): Endpoint {
  return {
    status: 200,
    params: z.looseObject({}),
    query: z.looseObject({}),
    body: undefined,
    answer: undefined,
    uploads: [],
    creates: false,
    open: undefined,
    ...input,
    handle: (call) => input.handle(call as Parameters<typeof input.handle>[0]),
  };
}

/** A GET that answers with server-sent events. */
export function streamEndpoint(input: {
  path: string;
  summary: string;
  params: z.ZodType;
  answer: z.ZodType;
  open: OpenStream;
}): Endpoint {
  const { open, ...rest } = input;
  return { ...endpoint({ ...rest, method: 'get', handle: async () => undefined }), open };
}

/** @param stopping aborted when the server is to stop: streams end. */
export function mountEndpoint(router: Router, app: App, operation: Endpoint, stopping: AbortSignal): void {
  const stream = operation.open?.(app, stopping);
  router[operation.method](operation.path, async (request, response) => {
    const call = {
      app,
      params: parseInput(operation.params, request.params),
      query: parseInput(operation.query, request.query),
      body: operation.body && parseInput(operation.body, bodyOf(request)),
      caller: String(response.locals['caller']),
      ip: request.ip ?? '',
      upload: () => readUpload(request),
    };
    if (stream) {
      await stream(call, response);
      return;
    }
    const key = operation.creates ? request.get('Idempotency-Key') : undefined;
    if (key === undefined) {
      respond(response, operation.status, await operation.handle(call));
      return;
    }
    if (key === '' || key.length > 255) {
      throw new InvalidInput([
        { field: 'Idempotency-Key', message: 'The Idempotency-Key must have 1 to 255 characters.' },
      ]);
    }
    const answer = await once(app, operation, call, key, request);
    respond(response, answer.status, answer.body);
  });
}

/** Runs a create at most once for a key: the key, the work and the answer commit together. What is uploaded is known at its end only. */
async function once(
  app: App,
  operation: Endpoint,
  call: Call<unknown, unknown, unknown>,
  key: string,
  request: Request,
) {
  const digest = (...parts: string[]) => createHash('sha256').update(parts.join('\n')).digest();
  const keyHash = digest(call.caller, operation.method, operation.path, key);
  const headHash = digest(request.originalUrl, JSON.stringify(request.body ?? null));
  const upload = operation.uploads.length > 0 ? hashUpload(request) : undefined;
  const wholeHash = async () =>
    upload ? digest(headHash.toString('hex'), (await upload.digest()).toString('hex')) : headHash;
  const work = async (inner: App) => {
    const earlier = await claimIdempotencyKey(inner.db, keyHash, headHash);
    if (earlier) {
      if (!earlier.requestHash.equals(await wholeHash())) {
        throw new Conflict('idempotency-key-reused', 'This Idempotency-Key was used for another request.');
      }
      return { status: earlier.status, body: earlier.body };
    }
    const { status } = operation;
    const called = { ...call, app: inner, ...(upload && { upload: upload.open }) };
    const body = (await operation.handle(called)) ?? null;
    await storeIdempotentAnswer(inner.db, keyHash, { requestHash: await wholeHash(), status, body });
    return { status, body };
  };
  try {
    return await inTransaction(app, work);
  } finally {
    upload?.close();
  }
}

function bodyOf(request: Request): unknown {
  if (request.body === undefined && Number(request.get('Content-Length') ?? 0) > 0) {
    throw new InvalidInput([
      { field: '', message: 'The body must be JSON, sent with Content-Type: application/json.' },
    ]);
  }
  return request.body ?? {};
}

function respond(response: Response, status: number, body: unknown): void {
  if (status === 204) response.status(204).end();
  else response.status(status).json(body);
}
