import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rows } from '../../src/platform/database.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { runCommand } from '../support/program/command.ts';

const app = await createTestApp();
const folder = mkdtempSync(path.join(os.tmpdir(), 'paperround-import-'));
beforeAll(() => makePublication(app, { slug: 'gazette' }));
afterAll(() => rmSync(folder, { recursive: true }));

const environment = {
  DATABASE_URL: app.databaseUrl,
  APP_SECRET: 'a key only for this test 5ba1',
  DATA_DIR: folder,
};
const file = path.join(folder, 'list.csv');
const run = (...words: string[]) => runCommand(['import', file, ...words], environment);
const proof = ['--confirmed', '--consent-source', 'old site'];
const readers = () => rows(app.db, 'select email, name from subscribers order by email');

test('A list is tried, then brought over, by command line', async () => {
  writeFileSync(file, 'email;name\r\nann@example.org;Ann\r\nnonsense;\r\n');
  const tried = await run(...proof, '--dry-run');
  expect([tried.code, tried.stderr]).toEqual([0, '']);
  expect(tried.stdout).toContain('Nothing was changed');
  expect(tried.stdout).toContain('2 rows: 1 added, 0 updated, 0 skipped, 1 refused');
  expect(tried.stdout).toContain('line 3: nonsense: This is not an email address');
  expect(await readers()).toEqual([]);

  const done = await run(...proof, '--json');
  expect(JSON.parse(done.stdout)).toEqual({
    dryRun: false,
    id: expect.any(Number),
    status: 'finished',
    counts: { rows: 2, added: 1, updated: 0, ended: 0, skipped: 0, refused: 1 },
    columns: [
      { column: 'email', takenAs: 'email' },
      { column: 'name', takenAs: 'name' },
    ],
    notes: expect.arrayContaining([
      expect.objectContaining({
        code: 'read-all-as-readers',
        says: expect.stringContaining('No column says who left'),
      }),
    ]),
    reasons: [expect.objectContaining({ rows: 1, firstLine: 3 })],
    error: null,
    refusals: [
      {
        line: 3,
        email: 'nonsense',
        reason: { code: 'row-not-an-address', params: {}, says: expect.stringMatching(/^This is not/) },
      },
    ],
  });
  expect(await readers()).toEqual([{ email: 'ann@example.org', name: 'Ann' }]);
});

test('A call that is off says why, by its exit code as well', async () => {
  writeFileSync(file, 'who\nAnn\n');
  const unproven = await run('--consent-source', 'old site');
  expect([unproven.code, unproven.stderr]).toEqual([2, expect.stringContaining('--confirmed')]);
  const unreadable = await run(...proof);
  expect([unreadable.code, unreadable.stdout]).toEqual([1, expect.stringContaining('named "email"')]);
  rmSync(file);
  const missing = await run(...proof);
  expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('there is no such file')]);
});

test('A column that is not understood stops an import until it is left out or mapped by hand', async () => {
  writeFileSync(file, 'email,Consent level,Lage\nlisa@example.org,1,aktiv\nlars@example.org,1,gesperrt\n');
  const refused = await run(...proof, '--dry-run');
  expect([refused.code, refused.stdout]).toEqual([2, '']);
  expect(refused.stderr).toContain('The column "Consent level" is not understood. It may say who left.');
  expect(refused.stderr).toContain('--ignore-column "Lage"');
  const done = await run(
    ...proof,
    '--ignore-column',
    'Consent level',
    '--column',
    'state=Lage',
    '--publication',
    'gazette',
  );
  expect([done.code, done.stderr]).toEqual([0, '']);
  expect(done.stdout).toContain('2 rows: 1 added, 0 updated, 1 skipped, 0 refused');
  expect(done.stdout).toContain('Left out by hand: "Consent level".');
  expect(done.stdout).toContain('line 3: lars@example.org: The file says so: Lage is "gesperrt".');
});
