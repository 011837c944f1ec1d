import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { listIncidents } from '../../src/reports/index.ts';
import { watchMachine } from '../../src/watch/index.ts';
import { roomOn, type Disk } from '../../src/watch/machine/disk.ts';
import { createTestApp } from '../support/app/app.ts';

const app = await createTestApp({ DATA_DIR: mkdtempSync(path.join(os.tmpdir(), 'disk-')) });

const GB = 1e9 / 4096;
/** @param kept for root, in GB. */
const disk = (size: number, free: number, kept = 0, more: Partial<Disk> = {}): Disk => ({
  bsize: 4096,
  blocks: size * GB,
  bfree: free * GB,
  bavail: Math.max(0, free - kept) * GB,
  files: 1000,
  ffree: 900,
  ...more,
});

test.each([
  ['with a fifth free', disk(50, 10), undefined],
  ['of which a twelfth is free', disk(50, 4), 'minor'],
  ['of which nearly all that is free is kept for root', disk(50, 4, 3.5), 'severe'],
  ['that is full', disk(50, 0), 'severe'],
  ['that is full but for what root has', disk(50, 2, 2.5), 'severe'],
  ['that is large, with a twentieth free', disk(2000, 100), undefined],
  ['that is large, with nine gigabytes free', disk(2000, 9), 'minor'],
  ['without room for further files', disk(50, 25, 0, { ffree: 10 }), 'severe'],
  ['that does not count files', disk(50, 25, 0, { files: 0, ffree: 0 }), undefined],
  ['that tells no size', disk(0, 0), undefined],
] as const)('A disk %s: %s', (_name, of, severity) => {
  expect(roomOn(of).severity).toBe(severity);
});

test('A disk that fills up is seen until there is room; one that fails or never answers says nothing, and holds up nobody', async () => {
  const seen = async () => (await listIncidents(app.db)).map(({ severity, news }) => [severity, news]);
  await watchMachine(app, async () => disk(50, 1));
  const folder = app.config.dataDir;
  const params = { host: os.hostname(), folder, freeBytes: 1e9, freePercent: 2 };
  const full = [['severe', { code: 'disk-fills', params }]];
  expect(await seen()).toEqual(full);
  await watchMachine(app, async () => Promise.reject(Object.assign(new Error(), { code: 'ESTALE' })));
  expect(await seen()).toEqual(full);
  let answer = (_disk: Disk) => {};
  let questions = 0;
  const hung = () => {
    questions += 1;
    return new Promise<Disk>((resolve) => (answer = resolve));
  };
  await watchMachine(app, hung, 1);
  await watchMachine(app, hung, 1);
  expect([await seen(), questions]).toEqual([full, 1]);
  answer(disk(50, 30));
  await expect
    .poll(async () => {
      await watchMachine(app, async () => disk(50, 30));
      return seen();
    })
    .toEqual([]);
});
