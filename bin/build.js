// Bundles src/ into dist/ with esbuild. Plain JavaScript: it runs before anything is compiled.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const stamp = path.join(root, 'dist', 'built-at');

/** Newest change below the folders that end up in dist/, in milliseconds since the epoch. */
function newestSource() {
  let newest = fs.statSync(path.join(root, 'package.json')).mtimeMs;
  for (const folder of ['src', 'migrations']) {
    for (const entry of fs.readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!/\.tsx?$/.test(entry.name)) continue;
      newest = Math.max(newest, fs.statSync(path.join(entry.parentPath, entry.name)).mtimeMs);
    }
  }
  return newest;
}

function isFresh() {
  return fs.existsSync(stamp) && fs.statSync(stamp).mtimeMs >= newestSource();
}

/** Builds into a folder of its own and swaps it in, so that a second start never reads half a build. */
export async function ensureBuilt({ force = false } = {}) {
  if (!fs.existsSync(path.join(root, 'src')) || (!force && isFresh())) return;
  const workers = fs
    .readdirSync(path.join(root, 'src'), { recursive: true })
    .filter((file) => String(file).endsWith('-worker.ts'))
    .map((file) => path.join(root, 'src', String(file)));
  const out = path.join(root, `dist.${process.pid}`);
  const started = Date.now();
  await build({
    absWorkingDir: root,
    entryPoints: [path.join(root, 'src', 'cli.ts'), ...workers],
    outdir: out,
    entryNames: '[name]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    packages: 'external',
    sourcemap: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'warning',
  });
  fs.writeFileSync(path.join(out, 'built-at'), '');
  fs.utimesSync(path.join(out, 'built-at'), started / 1000, started / 1000);
  const old = path.join(root, `dist.old.${process.pid}`);
  if (fs.existsSync(path.join(root, 'dist'))) fs.renameSync(path.join(root, 'dist'), old);
  try {
    fs.renameSync(out, path.join(root, 'dist'));
  } catch (error) {
    // Another start swapped its own build in between the two renames: that one is as good.
    if (!isFresh()) throw error;
    fs.rmSync(out, { recursive: true, force: true });
  }
  fs.rmSync(old, { recursive: true, force: true });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  await ensureBuilt({ force: true });
