import type { Response } from 'express';
import type { z } from 'zod';
import type { KnownKey, Scope } from '../../accounts/index.ts';
import type { App } from '../../platform/app.ts';
import type { Db } from '../../platform/database.ts';
import type { DeskLanguage } from '../../words/index.ts';
import type { Live } from '../live/watches.ts';
import type { Download } from '../send-download.ts';
import type { Upload } from '../read-upload.ts';

export interface Call<Params, Query, Body> {
  /** Its actor is the key that called. Inside a transaction when the caller sent an Idempotency-Key, unless there is an upload. */
  app: App;
  params: Params;
  query: Query;
  body: Body;
  /** The key that called; what it may do here was looked at already. */
  key: KnownKey;
  /** The key that called, for consent records: `api-key:3`. */
  caller: string;
  /** What the request prefers; reasons are told in it. */
  language: DeskLanguage;
  /** Address of the caller, for consent records. */
  ip: string;
  /** The file of an operation with `uploads`: opened once. */
  upload(): Promise<Upload>;
  /** For operations with `uploads`: keeps the answer for the Idempotency-Key in the transaction that makes what it tells of. */
  keep(db: Db, answer: unknown): Promise<void>;
}

/** One operation of the API: its route, its shapes (validated, and shown in the OpenAPI document) and its use case. */
export interface Endpoint {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Express style: `/publications/:slug`. */
  path: string;
  /** A key needs one of these; `any`: every key will do. */
  scope: readonly Scope[] | 'any';
  /** Of the whole installation, and for keys of some publications too: it shows and does what concerns those. */
  isFiltered: boolean;
  /** What it does, in one line for the docs. */
  summary: string;
  status: 200 | 201 | 202 | 204;
  /** Another answer of the same call, which needs no second look. */
  atOnce: { status: 200; answer: z.ZodType; is(answer: unknown): boolean } | undefined;
  params: z.ZodType;
  query: z.ZodType;
  body: z.ZodType | undefined;
  answer: z.ZodType | undefined;
  /** Media types of a body that `handle` reads itself, as it arrives. */
  uploads: string[];
  /** Creates something or sets mail going: honours `Idempotency-Key`. */
  creates: boolean;
  /** Its answer holds a secret: what is kept of it for a repeat is sealed. */
  isSecret: boolean;
  handle(call: Call<unknown, unknown, unknown>): Promise<unknown>;
  /** Answers by a stream of events instead of `handle`, each of the shape `answer`; opened once for all requests. */
  open: OpenStream | undefined;
  /** Answers by a file instead of `handle`. */
  download: ((call: Call<unknown, unknown, unknown>) => Promise<Download>) | undefined;
}

export type OpenStream = (
  app: App,
  live: Live,
) => (call: Call<unknown, unknown, unknown>, response: Response) => Promise<void>;

export const statusOf = ({ status, atOnce }: Endpoint, answer: unknown): number =>
  atOnce?.is(answer) ? atOnce.status : status;
