import { Busboy, type BusboyInstance } from '@fastify/busboy';
import type { IncomingMessage } from 'node:http';
import express, { type RequestHandler } from 'express';
import { readJson } from './json-body.ts';

/** As Express's own parsers raise it: the caller's fault. */
const broken = () => Object.assign(new Error('The form could not be read.'), { status: 400 });

/** Sent in a shape that no parser of ours knows: without a word, what was chosen would be lost. */
const unknown = () => Object.assign(new Error('No form and no JSON.'), { status: 415 });

/**
 * Reads what pages of readers are sent: a form of either kind, or JSON. A body in any other shape is refused (415).
 * @param limit such as `100kb`.
 */
export function readReaderForm(limit: string): RequestHandler[] {
  return [
    readJson(limit),
    express.urlencoded({ extended: false, limit }),
    readMultipartForm,
    (request, _response, next) =>
      next(hasBody(request) && request.body === undefined ? unknown() : undefined),
  ];
}

const hasBody = ({ headers }: IncomingMessage) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** Fields of a `multipart/form-data` form into `request.body`, as scripts send them with FormData; files are passed over. */
const readMultipartForm: RequestHandler = async (request, _response, next) => {
  if (request.is('multipart/form-data')) request.body = await fieldsOf(request);
  next();
};

/** Every event that may end it has a listener: a form that breaks off must not end the process. */
function fieldsOf(request: IncomingMessage): Promise<Record<string, string | string[]>> {
  return new Promise((resolve, reject) => {
    const fields: Record<string, string | string[]> = Object.create(null) as Record<
      string,
      string | string[]
    >;
    let form: BusboyInstance;
    try {
      form = new Busboy({
        headers: { ...request.headers, 'content-type': request.headers['content-type'] ?? '' },
        limits: { files: 5, fields: 100, fieldSize: 20_000, parts: 105, fileSize: 1_000_000 },
      });
    } catch {
      reject(broken());
      return;
    }
    form.on('field', (name, value) => {
      const earlier = fields[name];
      fields[name] = earlier === undefined ? value : [earlier, value].flat();
    });
    form.on('file', (_name, file) => {
      file.on('error', () => {});
      file.resume();
    });
    form.on('error', () => reject(broken()));
    form.on('finish', () => resolve(fields));
    request.once('close', () => request.complete || reject(broken()));
    request.pipe(form);
  });
}
