#!/usr/bin/env node
// Entry of every command. Runs under whatever Node the machine has, so it stays plain JavaScript of Node 18:
// it hands over to the project's own Node when this one is too old, builds dist/ when it is stale, and starts.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const [major, minor] = process.versions.node.split('.').map(Number);

if (major > 22 || (major === 22 && minor >= 18)) {
  const { ensureBuilt } = await import('./build.js');
  await ensureBuilt();
  await import(pathToFileURL(path.join(root, 'dist', 'cli.js')).href);
} else {
  handOver();
}

function handOver() {
  const own = ['node', 'node.exe'].map((name) => path.join(root, 'node_modules', 'node', 'bin', name));
  const node = own.find((file) => fs.existsSync(file));
  if (!node) {
    console.error(
      `Paperround needs Node 22.18 or newer; this is ${process.version}. ` +
        'Run "npm ci" in the project folder: it brings the right Node, or install Node 24.',
    );
    process.exit(2);
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => (signal ? process.kill(process.pid, signal) : process.exit(code ?? 1)));
}
