#!/usr/bin/env node
// Entry of every command. Runs under whatever Node the machine has, so it stays plain JavaScript of Node 18:
// it hands over to the project's own Node when this one is too old, builds when the sources are newer, and starts.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import module from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * As in package.json: a young generation that stays small takes 130 MB off a process that has sent mail, and an old one that
 * is cleared before it has grown by half keeps it flat while it sends (40 MB for 100,000 messages otherwise).
 */
const FLAGS = ['--max-semi-space-size=4', '--heap-growing-percent=40'];
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const [major, minor] = process.versions.node.split('.').map(Number);

if (major > 22 || (major === 22 && minor >= 18)) await start();
else handOver();

async function start() {
  // What the environment says wins over the file.
  const settings = path.join(root, '.env');
  if (fs.existsSync(settings)) process.loadEnvFile(settings);
  // Compiled code is kept between calls: half the time of a short command.
  module.enableCompileCache?.(path.join(root, 'node_modules', '.cache', 'compiled'));
  const { ensureBuilt, keepWhileRunning } = await import('./build.js');
  try {
    const entry = await ensureBuilt();
    if (['serve', 'worker', 'demo'].includes(process.argv[2])) keepWhileRunning(entry);
    await import(pathToFileURL(entry).href);
  } catch (error) {
    if (error.code === 'ERR_MODULE_NOT_FOUND' && !fs.existsSync(path.join(root, 'node_modules')))
      fail('The libraries are missing. Run "npm ci" in the project folder first.');
    else if (error.isForPeople) fail(error.message);
    else throw error;
  }
}

function handOver() {
  const node = ownNode();
  if (!node) {
    fail(
      `Paperround needs Node 22.18 or newer; this is ${process.version}. ` +
        'Run "npm ci" in the project folder, which brings the right one, or install Node 24.',
    );
  }
  const words = [...FLAGS, fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  const child = spawn(node, words, { stdio: 'inherit', env: { ...process.env, PAPERROUND_LAUNCHED: '1' } });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  // Ctrl-C reaches the child on its own as well; it takes two at once as one.
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(`${node} cannot be run: ${error.message}`));
  child.on('exit', (code, signal) => {
    for (const name of signals) process.removeAllListeners(name);
    if (signal) process.kill(process.pid, signal);
    else process.exit(code ?? 1);
  });
}

/** The Node that "npm ci" brought, from the package of this machine's kind or from the one that wraps them. */
function ownNode() {
  const kind = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const packages = [`node-${kind}`, `node-bin-${kind}`, 'node'];
  return packages
    .flatMap((name) => ['node', 'node.exe'].map((file) => path.join(root, 'node_modules', name, 'bin', file)))
    .find((file) => fs.existsSync(file));
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
