// Bundles src/ into a folder of its own below dist/ with esbuild. Plain JavaScript: it runs before anything is compiled.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const dist = path.join(root, 'dist');
/** Names the newest build. It is replaced by a rename, so a start at any moment finds a whole one. */
const pointer = path.join(dist, 'current');
/** Running processes still load chunks of theirs. */
const BUILDS_KEPT = 3;
/** Beginning of the name of a file that says which process runs a build. */
const RUNNING = 'running-';

/** Newest change of what ends up in a build, in milliseconds since the epoch. */
function newestSource() {
  let newest = fs.statSync(path.join(root, 'package.json')).mtimeMs;
  for (const folder of ['bin', 'src', 'migrations']) {
    for (const entry of fs.readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!/\.(tsx?|js|css)$/.test(entry.name)) continue;
      newest = Math.max(newest, fs.statSync(path.join(entry.parentPath, entry.name)).mtimeMs);
    }
  }
  return newest;
}

/** Path of the newest build's entry, or undefined when there is none. */
function currentBuild() {
  if (!fs.existsSync(pointer)) return undefined;
  const entry = path.join(dist, fs.readFileSync(pointer, 'utf8').trim(), 'cli.js');
  return fs.existsSync(entry) ? entry : undefined;
}

/** Builds when the sources are newer than the last build. Returns the path of the program's entry. */
export async function ensureBuilt({ force = false } = {}) {
  const present = currentBuild();
  const isFresh = present && (!hasSources() || fs.statSync(pointer).mtimeMs >= newestSource());
  if (isFresh && !force) return present;
  try {
    return await build();
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(error.code)) throw error;
    const message = `The folder ${dist} cannot be written. Run "npm run build" once as the owner of ${root}.`;
    throw Object.assign(new Error(message), { isForPeople: true });
  }
}

const hasSources = () => fs.existsSync(path.join(root, 'src'));

/**
 * Packages of many small files that every command loads: in the bundle they are read at once. knex brings lodash, and
 * names drivers of other databases that are not here.
 */
const BUNDLED = /^(knex|lodash|zod)(\/|$)/;
const externalPackages = {
  name: 'external-packages',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path: name, kind }) =>
      kind === 'entry-point' || BUNDLED.test(name) ? undefined : { path: name, external: true },
    );
  },
};
/** What knex requires by itself, such as the driver. */
const REQUIRE = `import { createRequire as createBundleRequire } from 'node:module'; const require = createBundleRequire(import.meta.url);`;

async function build() {
  const started = Date.now();
  const name = `build-${started.toString(36)}-${process.pid}`;
  fs.mkdirSync(path.join(dist, name), { recursive: true });
  const esbuild = await import('esbuild');
  const workers = fs
    .readdirSync(path.join(root, 'src'), { recursive: true })
    .filter((file) => String(file).endsWith('-worker.ts'))
    .map((file) => path.join(root, 'src', String(file)));
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: [path.join(root, 'src', 'cli.ts'), ...workers],
    outdir: path.join(dist, name),
    entryNames: '[name]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    plugins: [externalPackages],
    banner: { js: REQUIRE },
    sourcemap: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'warning',
  });
  // Not above: where there are no sources, nothing is built.
  const { browserBuild } = await import('../src/web/browser-build.js');
  const browser = path.join(root, 'src', 'web', 'browser');
  const modules = fs.readdirSync(browser).filter((file) => file.endsWith('.ts'));
  await esbuild.build({
    ...browserBuild(
      root,
      modules.map((file) => path.join(browser, file)),
    ),
    outdir: path.join(dist, name, 'browser'),
  });
  const draft = `${pointer}.${process.pid}`;
  fs.writeFileSync(draft, `${name}\n`);
  // A source that was saved while esbuild read is newer than the build.
  fs.utimesSync(draft, started / 1000, started / 1000);
  fs.renameSync(draft, pointer);
  dropOldBuilds();
  return path.join(dist, name, 'cli.js');
}

/** A server loads parts of its build later on, so the build stays as long as the server runs. */
export function keepWhileRunning(entry) {
  try {
    fs.writeFileSync(path.join(path.dirname(entry), `${RUNNING}${process.pid}`), '');
  } catch {
    // A folder that cannot be written loses no build either.
  }
}

export function dropOldBuilds(folder = dist) {
  const builds = fs
    .readdirSync(folder)
    .filter((name) => name.startsWith('build-'))
    .map((name) => ({ name, at: fs.statSync(path.join(folder, name)).mtimeMs }))
    .sort((one, other) => other.at - one.at);
  for (const { name } of builds.slice(BUILDS_KEPT))
    if (!isInUse(path.join(folder, name)))
      fs.rmSync(path.join(folder, name), { recursive: true, force: true });
}

const isInUse = (build) =>
  fs
    .readdirSync(build)
    .some((name) => name.startsWith(RUNNING) && isAlive(Number(name.slice(RUNNING.length))));

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  await ensureBuilt({ force: true });
