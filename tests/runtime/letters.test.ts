import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { FALL_BACK, SPRING_FORWARD } from '../support/app/years.ts';
import { createTestDatabase } from '../support/database/database.ts';
import { endProgramsAfterAll, runProgram, startProgram } from '../support/program/program.ts';

endProgramsAfterAll();
const environment: Record<string, string> = { APP_SECRET: 'qL7-a-secret-for-these-tests' };
const file = path.join(mkdtempSync(path.join(tmpdir(), 'paperround-letter-')), 'letter.md');
const LETTER_WORDS = 'send create --publication gazette --subject Moved --markdown'.split(' ');
const run = (...words: string[]) => runProgram(words, environment);

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
  environment['DATABASE_URL'] = database.url;
  writeFileSync(file, 'Dear readers,\n\nwe have **moved**.\n');
  const setUp = `setup --slug gazette --from news@gazette.example --site https://gazette.example --admin-email a@gazette.example --time-zone Europe/Berlin`;
  const { code, stderr } = await run(
    ...setUp.split(' '),
    '--name',
    'Gazette',
    '--postal-address',
    '1 Square, Berlin',
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

describe('paperround send', () => {
  test('create, schedule, unschedule, test, resend and watch work as over the API', async () => {
    const created = await run(...LETTER_WORDS, file, '--at', `${SPRING_FORWARD}T02:30`, '--json');
    expect(created.stderr).toBe('');
    const letter = JSON.parse(created.stdout) as { id: number };
    expect(letter).toMatchObject({
      status: 'scheduled',
      scheduledAt: `${SPRING_FORWARD}T01:30:00.000Z`,
      letter: { schedule: { timeZone: 'Europe/Berlin' } },
    });
    const id = String(letter.id);
    const moved = await run(
      'send',
      'schedule',
      id,
      '--at',
      `${FALL_BACK}T02:30`,
      '--time-zone',
      'Europe/Berlin',
    );
    expect(moved.stdout).toContain(`Goes out: ${FALL_BACK} 02:30 Europe/Berlin\n`);
    expect(moved.stdout).toContain('show 02:30 twice');
    expect((await run('send', 'unschedule', id)).stdout).toContain('draft');
    expect((await run('send', 'test', id, '--to', 'me@desk.example')).stdout).toContain('accepted');
    expect(await run('send', 'resend', id)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('This send is draft'),
    });
    await database.db.raw(`update sends set status = 'sent' where id = ?`, [id]);
    expect((await run('send', 'resend', id)).stdout).toContain('There is nobody left to try again');
    await database.db.raw(`update sends set status = 'draft' where id = ?`, [id]);
    const warning = JSON.stringify({ code: 'bounces-high', params: { bounced: 5, answered: 200 } });
    await database.db.raw(`update sends set bounce_warning = ? where id = ?`, [warning, id]);
    expect((await run('send', 'show', id)).stdout).toContain(
      '\nWarning: Many addresses do not exist: 5 of 200 (2.5%)',
    );
    await run('send', 'cancel', id);
    expect((await run('send', 'watch', id)).stdout).toContain('cancelled  0 of 0 accepted');
  });

  test('create refuses what cannot be with exit code 2', async () => {
    const words = LETTER_WORDS;
    expect(await run(...words, '/nowhere.md')).toMatchObject({ code: 2 });
    expect(await run(...words, file, '--at', 'soon')).toMatchObject({ code: 2 });
  });
});

test('A stop is not held up by somebody who follows a send (SIGTERM)', async () => {
  const { stdout } = await run('api-key', 'create', '--name', 'tests', '--json');
  const { key } = JSON.parse(stdout) as { key: string };
  const written = await run(...LETTER_WORDS, file, '--json');
  const { id } = JSON.parse(written.stdout) as { id: number };
  const program = startProgram(['serve'], environment);
  const url = await program.url();
  const response = await fetch(`${url}/api/v1/publications/gazette/sends/${id}/events`, {
    headers: { Authorization: `Bearer ${key}` },
  });
  expect(response.status).toBe(200);
  const started = performance.now();
  program.kill('SIGTERM');
  expect(await response.text()).toContain('"status":"draft"');
  expect(await program.exited).toEqual({ code: 0, signal: null });
  expect(performance.now() - started).toBeLessThan(20_000);
});
