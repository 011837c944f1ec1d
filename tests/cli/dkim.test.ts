import { createPublicKey } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkDkim } from '../../src/cli/doctor/examine-dkim.ts';
import type { DkimRecord } from '../../src/sender-domains/dkim/dkim-key.ts';
import { recordOf } from '../../src/sender-domains/index.ts';
import { createKeys } from '../../src/platform/keys.ts';
import { createTestApp } from '../support/app/app.ts';
import { activeKeys, resolverOf, zoneOf } from '../support/domains/dkim.ts';
import { runCommand } from '../support/program/command.ts';

const app = await createTestApp();
const environment: Record<string, string> = { APP_SECRET: 'a secret that only tests know' };
beforeAll(() => {
  environment['DATABASE_URL'] = app.databaseUrl;
});
beforeEach(() => app.db.raw('truncate dkim_keys, audit_log'));
const paperround = (...words: string[]) => runCommand(['dkim', ...words], environment);

interface Shown {
  domain: string;
  selector: string;
  algorithm: string;
  status: string;
  record: DkimRecord;
}
const made = async (...words: string[]): Promise<Shown[]> =>
  JSON.parse((await paperround('create', '--domain', 'gazette.example', '--json', ...words)).stdout);

describe('paperround dkim create', () => {
  test('prints the record of each key, whole and in strings of 255 for zone files', async () => {
    const [rsa, ed25519, ...others] = await made('--selector', 'pr');
    expect(others).toEqual([]);
    expect(rsa).toMatchObject({ domain: 'gazette.example', selector: 'pr', algorithm: 'rsa', status: 'new' });
    expect(ed25519).toMatchObject({ selector: 'pr-ed25519', algorithm: 'ed25519' });
    expect(rsa?.record).toMatchObject({ name: 'pr._domainkey.gazette.example', type: 'TXT' });
    expect(rsa?.record.value).toMatch(/^v=DKIM1; k=rsa; p=[A-Za-z0-9+/]+=*$/);
    expect(rsa?.record.strings.map((text) => text.length)).toEqual([255, expect.any(Number)]);
    expect(rsa?.record.strings.join('')).toBe(rsa?.record.value);
    const key = createPublicKey({
      key: Buffer.from(rsa?.record.value.split('p=')[1] ?? '', 'base64'),
      format: 'der',
      type: 'spki',
    });
    expect(key.asymmetricKeyDetails?.modulusLength).toBe(2048);
    // RFC 8463 §4: the 32 bytes themselves.
    expect(ed25519?.record.value).toMatch(/^v=DKIM1; k=ed25519; p=[A-Za-z0-9+/]{43}=$/);
  });

  test('tells people what to publish and what to run then; the record can be copied', async () => {
    const { code, stdout } = await paperround('create', '--domain', 'Gazette.Example', '--algorithm', 'rsa');
    expect(code).toBe(0);
    expect(stdout).toContain('npx paperround dkim activate --domain gazette.example');
    expect(stdout).toContain('Paperround does not sign yet');
    expect(stdout).toMatch(/^Name: {3}pr\d{8}\._domainkey\.gazette\.example$/m);
    expect(stdout).toMatch(
      /^pr\d{8}\._domainkey\.gazette\.example\. IN TXT \( "v=DKIM1; [^"]{246}" "[^"]+" \)$/m,
    );
    expect(stdout).not.toContain('PRIVATE');
  });

  test.each([
    ['a domain of one label', ['--domain', 'localhost']],
    ['an address', ['--domain', 'news@gazette.example']],
    ['an unknown algorithm', ['--domain', 'gazette.example', '--algorithm', 'dsa']],
    ['a selector with a dot', ['--domain', 'gazette.example', '--selector', 'a.b']],
    ['a selector that becomes too long', ['--domain', 'gazette.example', '--selector', 'a'.repeat(60)]],
    ['no domain', []],
  ])('refuses %s with 2 and makes nothing', async (_what, words) => {
    const { code, stdout, stderr } = await paperround('create', ...words);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.trim()).not.toMatch(/^ {4}at /m);
    expect((await app.db.raw('select 1 from dkim_keys')).rows).toEqual([]);
  });

  test('refuses a selector that the domain has, also the second of two', async () => {
    await made('--selector', 'pr-ed25519', '--algorithm', 'rsa');
    const { code, stderr } = await paperround('create', '--domain', 'gazette.example', '--selector', 'pr');
    expect([code, stderr]).toEqual([
      1,
      'gazette.example already has a key with the selector pr-ed25519: choose another with --selector.\n',
    ]);
    expect((await app.db.raw('select 1 from dkim_keys')).rows).toHaveLength(1);
  });
});

test('A key goes from new to active to retired and back, and the audit log knows (SEC-10)', async () => {
  await made('--selector', 'pr', '--algorithm', 'rsa');
  const key = ['--domain', 'gazette.example', '--selector', 'pr'];
  const listed = async () => (await paperround('list')).stdout;
  expect(await listed()).toBe('new      rsa      pr._domainkey.gazette.example\n');
  const active = await paperround('activate', '--domain', 'gazette.example', '--without-check');
  expect(active.stdout).toContain('active   rsa      pr._domainkey.gazette.example');
  const again = await paperround('activate', '--domain', 'gazette.example', '--without-check');
  expect([again.code, again.stderr]).toEqual([1, 'A new key of gazette.example was not found.\n']);
  const retired = await paperround('retire', ...key);
  expect(retired.stdout).toContain('Leave pr._domainkey.gazette.example in DNS for a week');
  expect(retired.stdout).toContain('No key of gazette.example is active now.');
  expect(await listed()).toContain('retired');
  expect((await paperround('activate', ...key, '--without-check', '--json')).stdout).toContain('"active"');
  const { rows } = await app.db.raw('select action from audit_log order by id');
  expect(rows.map(({ action }: { action: string }) => action)).toEqual([
    'dkim-key.created',
    'dkim-key.activated',
    'dkim-key.retired',
    'dkim-key.activated',
  ]);
});

test.each([['create'], ['list'], ['activate'], ['retire']])(
  'dkim %s --help explains itself',
  async (word) => {
    const { code, stdout } = await paperround(word, '--help');
    expect(code).toBe(0);
    expect(stdout).toContain('Usage:');
  },
);

describe('The doctor', () => {
  const look = async (zone: Record<string, string>, domains = ['gazette.example'], keys = app.keys) =>
    (await checkDkim(app.db, keys, domains, resolverOf(zone))).map(({ state, says }) => `${state}: ${says}`);

  test('says that nothing is signed here', async () => {
    expect(await look({})).toEqual([expect.stringMatching(/^good: No key is active/)]);
  });

  test('names what signs, what DNS lacks and which sender is left out', async () => {
    const keys = await activeKeys(app, 'gazette.example', { selector: 'pr' });
    expect(await look(zoneOf(keys), ['gazette.example', 'news.gazette.example', 'other.example'])).toEqual([
      'good: pr (rsa) signs for gazette.example, and DNS has its record.',
      'good: pr-ed25519 (ed25519) signs for gazette.example, and DNS has its record.',
      'warning: No key is active for other.example: its mail is not signed here.',
    ]);
    const [rsa, ed25519] = keys.map(recordOf);
    expect(await look({ [rsa?.name ?? '']: ed25519?.value ?? '' })).toEqual([
      'warning: The record at pr._domainkey.gazette.example belongs to another key.',
      expect.stringMatching(/^warning: There is no DKIM record at pr-ed25519\._domainkey/),
    ]);
  });

  test('shows the record that DNS should have (AUTH-08)', async () => {
    const keys = await activeKeys(app, 'gazette.example', { selector: 'pr', algorithm: 'rsa' });
    const shown = async (zone: Record<string, string>) =>
      (await checkDkim(app.db, app.keys, ['gazette.example'], resolverOf(zone))).map(({ record }) => record);
    expect(await shown(zoneOf(keys))).toEqual([undefined]);
    expect(await shown({})).toEqual([
      { name: 'pr._domainkey.gazette.example', type: 'TXT', value: keys.map(recordOf)[0]?.value },
    ]);
  });

  test('finds a key that no live secret opens', async () => {
    const keys = await activeKeys(app, 'gazette.example', { selector: 'pr', algorithm: 'rsa' });
    const findings = await look(zoneOf(keys), [], createKeys(['a secret of some other place']));
    expect(findings).toEqual([
      expect.stringMatching(/^bad: The DKIM key pr of gazette\.example cannot be opened/),
    ]);
  });
});
