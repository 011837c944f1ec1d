import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import express, { Router, type Request, type Response } from 'express';
import { projectRoot } from '../platform/paths.ts';
import { browserModule, browserModuleVersion, isBrowserModule } from './browser-modules.ts';

const folder = path.join(projectRoot, 'src', 'web', 'assets');
const require = createRequire(import.meta.url);
const YEAR_SECONDS = 31_536_000;
const HOUR_SECONDS = 3600;
const versions = new Map<string, string>();
const packed = new Map<string, Promise<Buffer>>();

function assetFile(name: string): string {
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

/** Address of a module below src/web/browser, bundled. */
export function moduleUrl(name: string): string {
  return `/assets/browser/${name}.js?v=${browserModuleVersion(name)}`;
}

export function versionOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 10);
}

/** Style sheets and scripts packed once, the fonts of the desk, and the files themselves. */
export function assets(): Router {
  const router = Router();
  router.get('/browser/:file', async (request, response, next) => {
    const name = request.params.file.replace(/\.js$/, '');
    if (!isBrowserModule(name)) return next();
    await sendModule(request, response, name);
  });
  router.get('/desk.css', async (request, response) => {
    const read = () => readFile(assetFile('desk.css'));
    await sendPacked(request, response, { key: 'desk.css', type: 'css', read });
  });
  router.get('/fonts/:file', (request, response, next) => {
    const file = fontFile(request.params.file);
    if (file === undefined) return next();
    response.sendFile(file, { cacheControl: false, headers: { 'Cache-Control': cacheRule(true) } });
  });
  router.use(
    express.static(folder, {
      index: false,
      cacheControl: false,
      setHeaders: (response) => {
        response.setHeader('Cache-Control', cacheRule('v' in response.req.query));
      },
    }),
  );
  return router;
}

/** @param isVersioned the address changes when the content does. */
export function cacheRule(isVersioned: boolean): string {
  return isVersioned ? `public, max-age=${YEAR_SECONDS}, immutable` : `public, max-age=${HOUR_SECONDS}`;
}

/** A module below src/web/browser, bundled. */
export const sendModule = (request: Request, response: Response, name: string): Promise<void> =>
  sendPacked(request, response, { key: name, type: 'js', read: () => browserModule(name) });

async function sendPacked(
  request: Request,
  response: Response,
  { key, type, read }: { key: string; type: string; read(): Promise<Buffer> },
): Promise<void> {
  response.type(type).setHeader('Cache-Control', cacheRule('v' in request.query));
  response.vary('Accept-Encoding');
  if (!request.acceptsEncodings('gzip')) {
    response.send(await read());
    return;
  }
  const bytes = packed.get(key) ?? read().then((content) => promisify(gzip)(content, { level: 9 }));
  packed.set(key, bytes);
  response.setHeader('Content-Encoding', 'gzip').send(await bytes);
}

/** The desk's fonts come with their packages; their names carry no version, and their bytes change with a new one only. */
function fontFile(name: string): string | undefined {
  const [, family] =
    /^(source-(?:sans-3|serif-4|code-pro))-latin(?:-ext)?-wght-(?:normal|italic)\.woff2$/.exec(name) ?? [];
  if (family === undefined) return undefined;
  return path.join(
    path.dirname(require.resolve(`@fontsource-variable/${family}/package.json`)),
    'files',
    name,
  );
}
