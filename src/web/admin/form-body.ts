import express, { type Request, type RequestHandler } from 'express';

/** Reads a form's fields. No form of ours is larger than 100 kB, or has more than 100 of them, unless its route says so (SEC-15). */
export function readForm(limit?: string): RequestHandler {
  const parameterLimit = limit === undefined ? 100 : 1100;
  return express.urlencoded({ extended: false, limit: limit ?? '100kb', parameterLimit });
}

/** The text fields of a form; one that was sent twice counts once. */
export function formValues(request: Request): Record<string, string> {
  const body = (request.body ?? {}) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, String(Array.isArray(value) ? value[0] : value)]),
  );
}
