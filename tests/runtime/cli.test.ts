import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { openDatabase } from '../../src/platform/database.ts';
import { createKeys } from '../../src/platform/keys.ts';
import { auditTrail } from '../support/app/audit.ts';
import { createTestDatabase } from '../support/database/database.ts';
import { runCommand } from '../support/program/command.ts';
import { endProgramsAfterAll, runProgram, startProgram } from '../support/program/program.ts';

endProgramsAfterAll();
const environment: Record<string, string> = { APP_SECRET: 'qL7-a-secret-for-these-tests' };
beforeAll(async () => {
  environment['DATABASE_URL'] = (await createTestDatabase()).url;
});

describe('The command line', () => {
  test('--help lists every command of the contract and needs no database', async () => {
    const { code, stdout } = await runProgram(['--help'], { DATABASE_URL: 'postgres://nowhere/x' });
    expect(code).toBe(0);
    for (const command of ['serve', 'worker', 'migrate', 'doctor', 'api-key', 'send'])
      expect(stdout).toMatch(new RegExp(`^ {2}${command}`, 'm'));
  });

  test('--version prints the version and needs no database', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    const ended = await runProgram(['--version'], { DATABASE_URL: 'postgres://nowhere/x' });
    expect(ended).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  test.each([
    ['an unknown command', ['bake']],
    ['no command', []],
    ['an option that is missing', ['api-key', 'create']],
    ['an option nobody knows', ['migrate', '--fast']],
    ['a value that cannot be', ['api-key', 'create', '--name', ' ']],
  ])('%s exits with 2 and says why', async (_what, words) => {
    const { code, stdout, stderr } = await runProgram(words, environment);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(stderr.length).toBeGreaterThan(10);
  });

  test('A failure exits with 1 and one sentence', async () => {
    const ended = await runProgram(['api-key', 'revoke', '999'], environment);
    expect(ended).toEqual({ code: 1, stdout: '', stderr: 'A live key with the id 999 was not found.\n' });
  });

  test('A command gives up on a database that does not answer', async () => {
    const DATABASE_URL = 'postgres://u:hunter22@127.0.0.1:1/x';
    const { code, stderr } = await runProgram(['doctor', '--json'], { ...environment, DATABASE_URL });
    expect(code).toBe(1);
    expect(stderr).not.toContain('hunter22');
  });
});

describe('paperround suppression', () => {
  test('lift lets an address in again and says what it was; list shows what is left', async () => {
    const DATABASE_URL = environment['DATABASE_URL'] ?? '';
    const email = 'ada@example.org';
    const [hash] = createKeys([environment['APP_SECRET'] ?? '']).addressHashes(email);
    const db = openDatabase(DATABASE_URL, { max: 1 });
    await db.raw("insert into suppressions (address_hash, reason) values (?, 'never-again')", [hash]);
    const listed = await runCommand(['suppression', 'list'], environment);
    expect(listed.stdout).toMatch(/never-again {2}code [0-9a-f]{12} {2}everywhere/);
    const lifted = await runCommand(['suppression', 'lift', '--email', email], environment);
    expect([lifted.code, lifted.stdout]).toEqual([
      0,
      'Lifted: never-again (everywhere).\nThey get mail once they sign up and confirm.\n',
    ]);
    const again = await runCommand(['suppression', 'lift', '--email', email, '--json'], environment);
    expect(JSON.parse(again.stdout)).toEqual({ lifted: [], subscribers: [] });
    expect((await runCommand(['suppression', 'lift', '--email', 'ada'], environment)).code).toBe(2);
    for (const [says, ...words] of [
      ['--send must be a whole number, 1 or more.\n', 'suppression', 'lift', '--send', 'x'],
      ['--limit must be a whole number, 1 or more.\n', 'suppression', 'list', '--limit', 'x'],
      ['--per-second must be a number, or none.\n', 'transport', 'limits', '--per-second', 'x'],
    ] as const)
      expect(await runCommand([...words], environment)).toMatchObject({ code: 2, stderr: says });
    expect(await auditTrail(db)).toMatchObject([{ actor: 'command-line', action: 'suppression.lifted' }]);
    await db.destroy();
  });
});

describe('paperround migrate and doctor', () => {
  test('migrate says what it applied, and nothing the second time', async () => {
    const { url: DATABASE_URL, db } = await createTestDatabase();
    await db.raw('drop schema public cascade; create schema public; drop schema jobs cascade');
    const first = await runCommand(['migrate', '--json'], { ...environment, DATABASE_URL });
    expect(JSON.parse(first.stdout)).toEqual({ applied: Object.keys(migrations).sort() });
    const second = await runCommand(['migrate'], { ...environment, DATABASE_URL });
    expect(second).toEqual({ code: 0, stdout: 'The database is up to date.\n', stderr: '' });
  });

  test('doctor finds a healthy installation in order and names what keeps mail from leaving', async () => {
    const look = async (more: Record<string, string>) => {
      const ended = await runCommand(['doctor', '--json'], { ...environment, ...more });
      const findings = JSON.parse(ended.stdout) as { name: string; state: string; says: string }[];
      return {
        code: ended.code,
        bad: findings.filter(({ state }) => state === 'bad').map(({ name }) => name),
      };
    };
    expect(await look({})).toEqual({ code: 0, bad: [] });
    expect(await look({ SMTP_URL: 'smtp://127.0.0.1:1' })).toEqual({ code: 1, bad: ['mail', 'links'] });
    expect(await runCommand(['api-key', 'list'], environment)).toMatchObject({ code: 0 });
    const other = await look({ APP_SECRET: 'Zx81-another-secret-than-before' });
    expect(other).toEqual({ code: 1, bad: ['secret'] });
    expect(await look({ DATABASE_URL: 'postgres://u:p@127.0.0.1:1/x' })).toEqual({
      code: 1,
      bad: ['database'],
    });
    expect(await look({ PORT: 'x', ROLES: 'y' })).toEqual({
      code: 1,
      bad: ['configuration', 'configuration'],
    });
  });
});

describe('What is insecure on purpose about SMTP_URL and the other transports (SMTP-13)', () => {
  const CLEAR = 'Mail and password travel in clear text, because TLS is turned off.';
  const FORGEABLE = 'Another server could pose as the mail server, because certificates are not checked.';
  const insecure: Record<string, string> = { SMTP_URL: 'smtps://relay.invalid?tls.rejectUnauthorized=false' };
  beforeAll(async () => {
    Object.assign(insecure, environment, { DATABASE_URL: (await createTestDatabase()).url });
    for (const [name, smtpUrl] of [
      ['open', 'smtp://relay.invalid?tls=off'],
      ['safe', 'smtps://relay.invalid'],
    ])
      await runCommand(
        ['transport', 'add', name ?? '', '--kind', 'smtp', '--smtp-url', smtpUrl ?? ''],
        insecure,
      );
  });

  test('is told by the doctor', async () => {
    const { stdout } = await runCommand(['doctor', '--json'], insecure);
    const findings = JSON.parse(stdout) as { name: string; state: string; says: string }[];
    const warnings = findings.filter(
      ({ name, state }) => /^(mail|transport)$/.test(name) && state === 'warning',
    );
    expect(warnings.map(({ says }) => says)).toEqual([`open: ${CLEAR}`, `SMTP_URL: ${FORGEABLE}`]);
  });

  test('stands in the log at every start', async () => {
    const program = startProgram(['serve'], insecure);
    await program.url();
    const lines = program
      .stdout()
      .split('\n')
      .filter((line) => line.includes('"mail.insecure"'));
    program.kill('SIGTERM');
    await program.exited;
    const told = lines.map((line) => JSON.parse(line) as { transport: string; warning: string });
    expect(told.map(({ transport, warning }) => [transport, warning])).toEqual([
      ['default', FORGEABLE],
      ['open', CLEAR],
    ]);
  });
});

describe('Under a Node that is too old, the project’s own takes over', () => {
  /** The entry, made to believe that it runs under Node 20. */
  const underOldNode = (words: string[]) => {
    const pretend =
      "data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.20.2'}})";
    return spawn(process.execPath, ['--import', pretend, path.resolve('bin/paperround.js'), ...words], {
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], PORT: '0', ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  };
  const ended = (child: ReturnType<typeof spawn>) =>
    new Promise<number | NodeJS.Signals | null>((resolve) => {
      child.once('exit', (code, signal) => resolve(code ?? signal));
    });

  test('Exit codes pass through', async () => {
    expect(await ended(underOldNode(['--version-of-nothing']))).toBe(2);
    expect(await ended(underOldNode(['--help']))).toBe(0);
  });

  test('SIGTERM passes through and the server stops in order', async () => {
    const child = underOldNode(['serve']);
    const output: string[] = [];
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (chunk: Buffer) => {
        output.push(chunk.toString());
        if (output.join('').includes('"event":"started"')) resolve();
      });
    });
    child.kill('SIGTERM');
    expect(await ended(child)).toBe(0);
    expect(output.join('')).toContain('"event":"stopped"');
  });
});

test('Two signals at once, as Ctrl-C under npm gives, are one: the stop stays orderly', async () => {
  const program = startProgram(['serve'], environment);
  await program.url();
  program.kill('SIGINT');
  program.kill('SIGINT');
  expect(await program.exited).toEqual({ code: 0, signal: null });
  expect(program.stdout()).toContain('"event":"stopped"');
});

describe('paperround sign-ups (BOMB-02)', () => {
  test('shows what waits, lets it go, and leaves a line in the audit log', async () => {
    const { url: DATABASE_URL, db } = await createTestDatabase();
    await db.raw("insert into sign_up_holds (domain_hash, since) values ('', '2026-03-01 12:00Z')");
    await db.raw(
      `insert into publications (id, slug, name, site_url, from_name, from_address, time_zone, language)
       values (1, 'gazette', 'The Gazette', 'https://gazette.example', 'Gazette', 'news@gazette.example', 'UTC', 'en')`,
    );
    await db.raw(
      `insert into subscribers (id, publication_id, status, email, delivery_address, address_hash)
       values (7, 1, 'pending', 'anna@example.org', 'anna@example.org', '')`,
    );
    await db.raw(
      `with held as (insert into notices (kind, publication_id, subscriber_id, occasion, state)
                     values ('confirmation', 1, 7, 'once', 'held') returning id)
       insert into sign_up_waits (notice_id, waits_for, held_by) select id, 'spike', '' from held`,
    );
    const run = async (...words: string[]) =>
      (await runCommand(['sign-ups', ...words], { ...environment, DATABASE_URL })).stdout;
    expect(await run('--help')).toMatch(/show[^]*release/);
    expect(await run('show')).toBe('1 to all addresses, since 2026-03-01 12:00 UTC\n');
    expect(JSON.parse(await run('release', '--json'))).toEqual({ released: 1 });
    expect(await run('show')).toContain('Nothing waits');
    expect(await auditTrail(db, 'sign-ups')).toMatchObject([{ actor: 'command-line' }]);
  });
});
