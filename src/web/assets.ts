import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import express, { type RequestHandler } from 'express';
import { projectRoot } from '../platform/paths.ts';

const folder = path.join(projectRoot, 'src', 'web', 'assets');
const YEAR_SECONDS = 31_536_000;
const HOUR_SECONDS = 3600;
const versions = new Map<string, string>();

export function assetFile(name: string): string {
  return path.join(folder, name);
}

/** Address of a file below src/web/assets; it changes with the content, so browsers may keep the file for a year. */
export function assetUrl(name: string): string {
  let version = versions.get(name);
  if (version === undefined) {
    version = versionOf(readFileSync(assetFile(name)));
    versions.set(name, version);
  }
  return `/assets/${name}?v=${version}`;
}

export function versionOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 10);
}

export function assets(): RequestHandler {
  return express.static(folder, {
    index: false,
    cacheControl: false,
    setHeaders: (response) => {
      response.setHeader('Cache-Control', cacheRule('v' in response.req.query));
    },
  });
}

/** @param isVersioned the address changes when the content does. */
export function cacheRule(isVersioned: boolean): string {
  return isVersioned ? `public, max-age=${YEAR_SECONDS}, immutable` : `public, max-age=${HOUR_SECONDS}`;
}
