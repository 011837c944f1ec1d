import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));

function findRoot(folder: string): string {
  if (existsSync(path.join(folder, 'package.json'))) return folder;
  const parent = path.dirname(folder);
  if (parent === folder) throw new Error(`no package.json above ${here}`);
  return findRoot(parent);
}

/** The project folder, from a bundled file in dist/ as well as from a source file. */
export const projectRoot = findRoot(here);

/**
 * The file of a worker thread. Sources run as they are (Node strips types); a bundle has them flat in dist/.
 * `source` is its path below src/, such as `articles/parsing/parse-worker.ts`.
 */
export function workerFile(source: string): string {
  return import.meta.url.endsWith('.ts')
    ? path.join(projectRoot, 'src', source)
    : path.join(here, path.basename(source).replace(/\.ts$/, '.js'));
}
