import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp } from '../support/app/app.ts';
import { runCommand } from '../support/program/command.ts';
import { runProgram } from '../support/program/program.ts';

const app = await createTestApp();
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'paperround-setup-'));
const FEED = `<rss version="2.0"><channel><title>Gazette</title><link>https://gazette.example</link>
<item><title>Old news</title><link>https://gazette.example/old</link><guid>1</guid></item></channel></rss>`;
const feeds = http.createServer((incoming, answer) => {
  if (incoming.url === '/feed.xml') answer.setHeader('Content-Type', 'application/rss+xml').end(FEED);
  else answer.writeHead(503).end();
});
let feedOrigin = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => feeds.listen(0, '127.0.0.1', resolve));
  feedOrigin = `http://127.0.0.1:${(feeds.address() as AddressInfo).port}`;
});
afterAll(() => {
  feeds.close();
  rmSync(dataDir, { recursive: true, force: true });
});
beforeEach(() => app.db.raw('truncate users, set_up_tokens, publications, api_keys cascade'));

const environment = {
  DATABASE_URL: app.databaseUrl,
  DATA_DIR: dataDir,
  PUBLIC_URL: 'https://news.example.test',
  FETCH_ALLOW: '127.0.0.1/32',
  LOG_LEVEL: 'silent',
};
const paperround = (...call: string[]) => runCommand(call, environment);

const words = (options: Record<string, string>) =>
  Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
const complete = () => ({
  name: 'The Gazette',
  slug: 'gazette',
  from: 'news@gazette.example',
  feed: `${feedOrigin}/feed.xml`,
  site: 'https://gazette.example',
  'postal-address': '1 Market Square, Springfield',
  'time-zone': 'Europe/Berlin',
  language: 'de-AT',
  'admin-email': 'Ed@Gazette.example',
});
const setup = (options: Record<string, string>) => paperround('setup', '--json', ...words(options));
const count = async (table: string) =>
  (await app.db.raw(`select count(*) as n from ${table}`)).rows[0].n as number;

describe('paperround setup', () => {
  test('makes publication, feed and admin, and prints what it made', async () => {
    const { code, stdout: out, stderr: err } = await setup(complete());
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const made = JSON.parse(out);
    expect(made).toMatchObject({
      publication: {
        slug: 'gazette',
        name: 'The Gazette',
        fromName: 'The Gazette',
        fromAddress: 'news@gazette.example',
        siteUrl: 'https://gazette.example',
        postalAddress: '1 Market Square, Springfield',
        timeZone: 'Europe/Berlin',
        language: 'de-AT',
      },
      feed: { id: expect.any(Number), url: `${feedOrigin}/feed.xml` },
      admin: { email: 'ed@gazette.example' },
    });
    expect(made.admin.setPasswordUrl).toMatch(/^https:\/\/news\.example\.test\/set-password\/[\w-]{43}$/);
    const { rows } = await app.db.raw('select title, verdict from articles');
    expect(rows).toEqual([{ title: 'Old news', verdict: 'baseline' }]);
  });

  test('tells every fault at once, exits with 2 and makes nothing', async () => {
    const {
      code,
      stdout: out,
      stderr: err,
    } = await setup({
      slug: 'admin',
      from: 'me@gmail.com',
      feed: 'not a url',
      'time-zone': 'Mars',
      language: 'no_tag!',
    });
    expect(code).toBe(2);
    expect(out).toBe('');
    for (const fault of [
      'The name is missing.',
      'reserved word',
      'free mail provider',
      'The feed must be a web address',
      'The time zone',
      'The language',
      'admin’s email is missing',
    ]) {
      expect(err).toContain(fault);
    }
    expect(err).not.toContain('    at ');
    expect([await count('publications'), await count('users'), await count('feeds')]).toEqual([0, 0, 0]);
  });

  test('says clearly that a slug is taken, and changes nothing', async () => {
    await setup(complete());
    const { code, stderr: err } = await setup({ ...complete(), 'admin-email': 'second@gazette.example' });
    expect(code).toBe(2);
    expect(err).toBe('The slug gazette is taken: choose another one.\n');
    expect([await count('publications'), await count('users'), await count('feeds')]).toEqual([1, 1, 1]);
  });

  test('run twice at once makes one publication and one admin', async () => {
    const call = ['setup', '--json', ...words(complete())];
    const results = await Promise.all([runProgram(call, environment), runProgram(call, environment)]);
    expect(results.map(({ code }) => String(code)).sort()).toEqual(['0', '2']);
    expect([await count('publications'), await count('users'), await count('feeds')]).toEqual([1, 1, 1]);
  });

  test('needs no admin and no feed once there is an admin, and derives what is left out', async () => {
    await setup(complete());
    const { code, stdout: out } = await setup({ name: 'Côté Jardin', from: 'Côté <post@jardin.example>' });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      publication: {
        slug: 'cote-jardin',
        siteUrl: 'https://jardin.example',
        fromName: 'Côté',
        fromAddress: 'post@jardin.example',
        timeZone: 'UTC',
        language: 'en',
        postalAddress: null,
      },
      feed: null,
      admin: null,
    });
  });

  test('keeps a feed that cannot be read now, and warns', async () => {
    const { code, stdout: out, stderr: err } = await setup({ ...complete(), feed: `${feedOrigin}/broken` });
    expect(code).toBe(0);
    expect(JSON.parse(out).feed.url).toBe(`${feedOrigin}/broken`);
    expect(err).toContain('Warning: the feed cannot be read now.');
    expect(await count('feeds')).toBe(1);
  });

  test('leaves the password of an admin who is there already alone', async () => {
    await setup(complete());
    await app.db.raw("update users set password_hash = 'set'");
    const { code, stdout: out } = await setup({ ...complete(), slug: 'second', name: 'Second' });
    expect(code).toBe(0);
    expect(JSON.parse(out).admin).toEqual({ email: 'ed@gazette.example', setPasswordUrl: null });
  });

  test('does not make an editor into an admin', async () => {
    await paperround('user', 'create', '--email', 'ed@gazette.example', '--role', 'editor');
    const { code, stderr: err } = await setup(complete());
    expect(code).toBe(2);
    expect(err).toContain('already signs in as editor');
    expect(await count('publications')).toBe(0);
  });

  test('without --json speaks to people', async () => {
    const { code, stdout: out } = await paperround(
      'setup',
      ...words({ ...complete(), 'postal-address': '' }),
    );
    expect(code).toBe(0);
    expect(out).toContain('https://news.example.test/gazette');
    expect(out).toContain('/set-password/');
    expect(out).toContain('The postal address is missing');
  });
});

describe('paperround user', () => {
  test('create, list and reset-password print what they made', async () => {
    const made = await paperround(
      'user',
      'create',
      '--email',
      'Ann@gazette.example',
      '--role',
      'viewer',
      '--json',
    );
    expect(JSON.parse(made.stdout)).toMatchObject({
      email: 'ann@gazette.example',
      role: 'viewer',
      setPasswordUrl: expect.stringContaining('https://news.example.test/set-password/'),
    });
    const again = await paperround('user', 'create', '--email', 'ann@gazette.example', '--role', 'admin');
    expect([again.code, again.stderr]).toEqual([
      2,
      'There is already someone with the address ann@gazette.example.\n',
    ]);
    const reset = await paperround('user', 'reset-password', '--email', 'ANN@gazette.example', '--json');
    expect(JSON.parse(reset.stdout).setPasswordUrl).not.toBe(JSON.parse(made.stdout).setPasswordUrl);
    const list = await paperround('user', 'list', '--json');
    expect(JSON.parse(list.stdout)).toMatchObject([
      { email: 'ann@gazette.example', role: 'viewer', hasPassword: false },
    ]);
  });

  test.each([
    [['create', '--email', 'nonsense', '--role', 'admin'], 2, 'not a valid email address'],
    [['sign-out', '--email', 'nobody@gazette.example'], 1, 'nobody@gazette.example was not found'],
    [['create', '--email', 'a@gazette.example', '--publication', 'nowhere'], 1, 'nowhere was not found'],
    [['create', '--email', 'a@gazette.example', '--role', 'king'], 2, 'owner, admin, editor, viewer'],
    [['reset-password', '--email', 'nobody@gazette.example'], 1, 'was not found'],
    [['create'], 2, '--email'],
  ])('%j exits with %i', async (call, wanted, message) => {
    const { code, stderr: err } = await paperround('user', ...call);
    expect(code).toBe(wanted);
    expect(err).toContain(message);
  });
});

test('paperround api-key create prints {id, name, key}', async () => {
  const { code, stdout: out } = await paperround('api-key', 'create', '--name', 'Importer', '--json');
  expect(code).toBe(0);
  const made = JSON.parse(out);
  expect(Object.keys(made)).toEqual(['id', 'name', 'key']);
  expect(made.key).toMatch(/^pr_/);
  expect((await paperround('api-key', 'revoke', String(made.id))).code).toBe(0);
  expect((await paperround('api-key', 'revoke', String(made.id))).code).toBe(1);
});

test.each([
  ['setup'],
  ['user'],
  ['user', 'create'],
  ['user', 'reset-password'],
  ['user', 'list'],
  ['api-key', 'create'],
])('%s %s --help explains itself', async (...call) => {
  const { code, stdout: out } = await paperround(...call, '--help');
  expect(code).toBe(0);
  expect(out).toContain('Usage:');
});
