import express, { type RequestHandler } from 'express';

/** Half a surrogate pair: JSON can spell one, but UTF-8 and the database cannot hold it. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Reads a JSON body; its texts come without lone surrogates. @param limit such as `100kb`. */
export function readJson(limit: string): RequestHandler {
  return express.json({
    limit,
    reviver: (_name: string, value: unknown) =>
      typeof value === 'string' ? value.replaceAll(LONE_SURROGATE, '') : value,
  });
}
