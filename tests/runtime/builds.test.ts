import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';

interface Builds {
  dropOldBuilds(folder: string): void;
  keepWhileRunning(entry: string): void;
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'paperround-builds-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

test('A build that a process runs stays, however many come after it', async () => {
  const { dropOldBuilds, keepWhileRunning } = (await import(
    pathToFileURL(path.resolve('bin/build.js')).href
  )) as Builds;
  const names = ['build-1', 'build-2', 'build-3', 'build-4', 'build-5', 'build-6'];
  for (const name of names) fs.mkdirSync(path.join(folder, name));
  keepWhileRunning(path.join(folder, 'build-1', 'cli.js'));
  // No process has so high a number.
  fs.writeFileSync(path.join(folder, 'build-2', 'running-4999999'), '');
  for (const [at, name] of names.entries()) fs.utimesSync(path.join(folder, name), at + 1, at + 1);
  dropOldBuilds(folder);
  expect(fs.readdirSync(folder).toSorted()).toEqual(['build-1', 'build-4', 'build-5', 'build-6']);
});
