import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { rows } from '../../src/platform/database.ts';
import type { Publication } from '../../src/publications/index.ts';
import { createTestApp, type TestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { runCommand } from '../support/program/command.ts';
import { makeReaders } from '../support/sends/sends.ts';

let app: TestApp;
let gazette: Publication;
const paperround = (...words: string[]) =>
  runCommand(words, { DATABASE_URL: app.databaseUrl, APP_SECRET: 'a secret that only tests know' });
const folder = mkdtempSync(path.join(os.tmpdir(), 'paperround-export-'));
const PROOF = ['--consent-source', 'paper form', '--consent-at', '2026-05-01T09:30:00Z'];

beforeAll(async () => {
  app = await createTestApp();
  gazette = await makePublication(app, { slug: 'gazette', topics: [{ slug: 'town', name: 'Town' }] });
});

describe('paperround subscribers', () => {
  test('A person is named by their address, whatever its capitals', async () => {
    const added = await paperround(
      'subscribers',
      'add',
      'Ann@Readers.example',
      ...PROOF,
      '--topic',
      'town',
      '--json',
    );
    expect(JSON.parse(added.stdout)).toMatchObject({
      status: 'active',
      topics: ['town'],
      publication: 'gazette',
    });
    const { stdout } = await paperround('subscribers', 'show', 'ANN@readers.example', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      email: 'ann@readers.example',
      suppressed: null,
      consent: [{ kind: 'imported', source: 'paper form', channel: 'command-line' }],
    });
    const page = await paperround('subscribers', 'show', 'ann@readers.example');
    expect(page.stdout).toMatch(
      /^\d+ {2}ann@readers\.example {2}active\nRhythm: each \(the default\); topics: town\n/,
    );
    expect(page.stdout).toContain('Europe/Berlin  imported (command-line)');
  });

  test('Without proof of consent a person is asked by email first', async () => {
    const { stdout } = await paperround('subscribers', 'add', 'bob@readers.example', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ status: 'pending' });
    const half = await paperround(
      'subscribers',
      'add',
      'cy@readers.example',
      '--consent-source',
      'paper form',
    );
    expect(half).toMatchObject({ code: 2, stderr: expect.stringContaining('Say when this person agreed') });
    expect(await paperround('subscribers', 'show', 'cy@readers.example')).toMatchObject({ code: 1 });
  });

  test('unsubscribe ends a subscription and leaves a consent record', async () => {
    await paperround('subscribers', 'add', 'dora@readers.example', ...PROOF);
    const { stdout } = await paperround('subscribers', 'unsubscribe', 'dora@readers.example', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'unsubscribed',
      consent: [{ kind: 'imported' }, { kind: 'unsubscribed', channel: 'command-line' }],
    });
  });

  test('erase asks for --yes, and then nothing of the address is left', async () => {
    await paperround('subscribers', 'add', 'eve@readers.example', ...PROOF);
    expect(await paperround('subscribers', 'erase', 'eve@readers.example')).toMatchObject({ code: 2 });
    expect(await paperround('subscribers', 'show', 'eve@readers.example')).toMatchObject({ code: 0 });
    expect(await paperround('subscribers', 'erase', 'eve@readers.example', '--yes')).toMatchObject({
      code: 0,
    });
    const left = await rows(app.db, `select 1 from subscribers where email = 'eve@readers.example'`);
    expect(left).toEqual([]);
  });

  test('list shows one status and pages by id', async () => {
    const list = async (...words: string[]) => {
      const { stdout } = await paperround('subscribers', 'list', '--json', ...words);
      return JSON.parse(stdout) as { id: number; status: string }[];
    };
    const all = await list();
    expect(all.length).toBeGreaterThan(1);
    expect(await list('--limit', '1')).toEqual(all.slice(0, 1));
    expect(await list('--after', String(all[0]?.id))).toEqual(all.slice(1));
    expect(await list('--status', 'unsubscribed')).toEqual(
      all.filter(({ status }) => status === 'unsubscribed'),
    );
  });
});

describe('paperround export', () => {
  test('Every reader is on one line, and no cell is a formula', async () => {
    const herald = await makePublication(app, { slug: 'herald' });
    await makeReaders(app, herald, 4500);
    await app.db.raw(
      `update subscribers set name = '=1+1' where publication_id = ? and email like 'reader7@%'`,
      [herald.id],
    );
    const file = path.join(folder, 'herald.csv');
    expect(await paperround('export', file, '--publication', 'herald')).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    expect(lines[0]).toMatch(/^email,name,status,rhythm,topics,/);
    expect(new Set(lines).size).toBe(4501);
    expect(lines.find((line) => line.startsWith('reader7@'))).toMatch(
      /^reader7@readers\.example,'=1\+1,active,/,
    );
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('A file that is there is kept', async () => {
    const { code, stderr } = await paperround(
      'export',
      path.join(folder, 'herald.csv'),
      '--publication',
      'herald',
    );
    expect([code, stderr]).toEqual([2, expect.stringContaining(' exists. Choose another name')]);
  });

  test('JSON lines go to standard output, of one status only', async () => {
    const { stdout } = await paperround(
      'export',
      '--publication',
      'gazette',
      '--format',
      'jsonl',
      '--status',
      'unsubscribed',
    );
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toMatchObject([{ email: 'dora@readers.example', status: 'unsubscribed' }]);
  });
});

describe('paperround publication, topics and status', () => {
  test('edit changes what is named, says what is wrong, and clears what is empty', async () => {
    const edit = (...words: string[]) => paperround('publication', 'edit', 'gazette', '--json', ...words);
    const changed = await edit('--hold-minutes', '12', '--logo-url', '', '--transports', 'default');
    expect(JSON.parse(changed.stdout)).toMatchObject({
      holdMinutes: 12,
      logoUrl: null,
      transports: ['default'],
    });
    const moved = await edit('--default-rhythm', 'weekly', '--weekly-at', '18:30', '--busy-day-cap', '4');
    expect(JSON.parse(moved.stdout)).toMatchObject({
      defaultRhythm: 'weekly',
      weeklyAt: '18:30',
      busyDayCap: 4,
      movedReaders: expect.any(Number),
    });
    const refused = await edit('--time-zone', 'Moon/Base');
    expect(refused).toEqual({
      code: 2,
      stdout: '',
      stderr: 'The time zone must be a name such as Europe/Berlin.\n',
    });
    const shown = await paperround('publication', 'show', '--publication', 'gazette', '--json');
    expect(JSON.parse(shown.stdout)).toMatchObject({
      holdMinutes: 12,
      timeZone: gazette.timeZone,
      topics: ['town'],
    });
    expect((await paperround('publication', 'list')).stdout).toMatch(/^gazette .*\nherald /);
  });

  test('A topic is added, changed and removed without touching the others', async () => {
    const topics = async (...words: string[]) => {
      const { stdout } = await paperround('topics', ...words, '--publication', 'gazette', '--json');
      return JSON.parse(stdout) as unknown[];
    };
    expect(await topics('add', 'food', '--name', 'Food', '--categories', 'Recipes')).toMatchObject([
      { slug: 'town' },
      { slug: 'food', name: 'Food', categories: ['Recipes'] },
    ]);
    expect(await topics('edit', 'town', '--name', 'Our town')).toMatchObject([{ name: 'Our town' }, {}]);
    expect(await topics('remove', 'food')).toMatchObject([{ slug: 'town', name: 'Our town' }]);
    const again = await paperround('topics', 'add', 'town', '--publication', 'gazette');
    expect(again).toMatchObject({ code: 1, stderr: 'There is already a topic town.\n' });
  });

  test('status says what waits for a person', async () => {
    await app.db.raw(
      `insert into feeds (publication_id, url, host, status, error)
       values (?, 'https://gazette.example/feed', 'gazette.example', 'failing', '{"code": "feed-refused", "params": {"status": 503}}')`,
      [gazette.id],
    );
    const { stdout } = await paperround('status');
    expect(stdout).toContain(
      'Feed failing: https://gazette.example/feed. The server has a fault at the moment (HTTP 503).',
    );
    const { publications } = JSON.parse((await paperround('status', '--json')).stdout) as {
      publications: { slug: string; subscribers: Record<string, number> }[];
    };
    expect(publications.find(({ slug }) => slug === 'herald')?.subscribers).toEqual({ active: 4500 });
  });
});

describe('How somebody gets mail', () => {
  const on = (verb: string, ...words: string[]) =>
    paperround('subscribers', verb, 'gil@readers.example', ...words, '--publication', 'gazette');

  test('is set field by field, and shown', async () => {
    await on('add', '--rhythm', 'daily', ...PROOF);
    const fields = [
      'localHour=7',
      'timeZone=Asia/Kathmandu',
      'busyDayCap=0',
      'pausedUntil=2999-05-01T07:00:00Z',
    ];
    const { code, stdout } = await on('set', ...fields);
    expect(code).toBe(0);
    expect(stdout).toContain('Rhythm: daily; topics: all');
    expect(stdout).toContain(
      'Digests at 7:00\nTime zone: Asia/Kathmandu\nSingle mails a day: no limit\nPaused until ',
    );
    const after = await on('set', 'rhythm=', 'pausedUntil=', '--json');
    // What the publication gives to everybody by now.
    expect(JSON.parse(after.stdout)).toMatchObject({
      rhythm: 'weekly',
      rhythmChosenAt: null,
      pausedUntil: null,
    });
  });

  test.each([
    ['rhythm=monthly', 'each, daily or weekly'],
    ['localHour=24', '0 to 23'],
    ['colour=red', 'colour is none of'],
  ])('is not set by %s', async (field, message) => {
    const { code, stderr } = await on('set', field);
    expect([code, stderr]).toEqual([expect.any(Number), expect.stringContaining(message)]);
    expect(code).not.toBe(0);
  });
});
