import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectRoot } from '../platform/paths.ts';

const sources = path.join(projectRoot, 'src', 'web', 'browser');
/** Where a build keeps them; sources that run as they are have none. */
const built = path.join(path.dirname(fileURLToPath(import.meta.url)), 'browser');
const isBuilt = !import.meta.url.endsWith('.ts') && existsSync(built);
const bundles = new Map<string, Promise<Buffer>>();
const versions = new Map<string, string>();

/** The modules are the files directly below src/web/browser; what they share lies in folders there. */
export function isBrowserModule(name: string): boolean {
  return /^[a-z-]+$/.test(name) && existsSync(entryOf(name));
}

/** One that is bundled here is known by all sources, so that no page waits for a bundle it may not need. */
export function browserModuleVersion(name: string): string {
  let version = versions.get(isBuilt ? name : '');
  if (version === undefined) {
    version = isBuilt ? hashOf([entryOf(name)]) : hashOf(sourceFiles());
    versions.set(isBuilt ? name : '', version);
  }
  return version;
}

/** The bundle of a module, as the browser gets it. */
export function browserModule(name: string): Promise<Buffer> {
  const bundle = bundles.get(name) ?? (isBuilt ? readFile(entryOf(name)) : bundleOf(name));
  bundles.set(name, bundle);
  return bundle;
}

const entryOf = (name: string) => path.join(isBuilt ? built : sources, `${name}.${isBuilt ? 'js' : 'ts'}`);

async function bundleOf(name: string): Promise<Buffer> {
  const { build } = await import('esbuild');
  const { browserBuild } = await import('./browser-build.js');
  const { outputFiles } = await build({ ...browserBuild(projectRoot, [entryOf(name)]), write: false });
  return Buffer.from(outputFiles?.[0]?.contents ?? []);
}

function sourceFiles(): string[] {
  return readdirSync(sources, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

function hashOf(files: string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 10);
}
