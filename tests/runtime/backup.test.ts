import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { openDatabase, rows } from '../../src/platform/database.ts';
import { ensurePostgres } from '../../src/platform/postgres/supervisor.ts';
import { endProgramsAfterAll, runProgram, startProgram, type Program } from '../support/program/program.ts';
import { startScriptedSmtp } from '../support/mail/scripted-smtp.ts';
import { decodeQuotedPrintable } from '../support/readers/readers.ts';
import { startSmtpSink } from '../support/mail/smtp-sink.ts';

endProgramsAfterAll();
const root = mkdtempSync(path.join(os.tmpdir(), 'paperround-runbook-'));
chmodSync(root, 0o755);
const homes = new Set<string>();
afterAll(async () => {
  for (const home of homes)
    if (existsSync(path.join(home, 'data'))) await ensurePostgres({ home }).then((server) => server.stop());
  rmSync(root, { recursive: true, force: true });
});
const WAIT = { timeout: 100_000, interval: 100 };

/** The real program on a data folder of its own. */
function installation(name: string, smtpUrl: string) {
  const dataDir = path.join(root, name);
  homes.add(path.join(dataDir, 'postgres'));
  const environment = { DATA_DIR: dataDir, SMTP_URL: smtpUrl, PUBLIC_URL: 'http://news.example.test' };
  const run = async (...words: string[]) => {
    const ended = await runProgram(words, environment);
    expect({ words, stderr: ended.stderr, code: ended.code }).toEqual({ words, stderr: '', code: 0 });
    return ended.stdout;
  };
  return {
    dataDir,
    environment,
    run,
    json: async (...words: string[]) => JSON.parse(await run(...words, '--json')),
    async start() {
      const program = startProgram(['serve'], environment);
      await program.says('"event":"started"');
      const port = /"event":"started","port":(\d+)/.exec(program.stdout())?.[1];
      return { program, url: `http://127.0.0.1:${port}` };
    },
    async setUp() {
      await run(
        ...'setup --slug gazette --name Gazette --from news@gazette.example --site https://gazette.example'.split(
          ' ',
        ),
        ...'--admin-email ann@gazette.example --time-zone Europe/Berlin'.split(' '),
        '--postal-address',
        '1 Square, Berlin',
      );
      const { key } = await this.json('api-key', 'create', '--name', 'tests');
      return { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
    },
    /** Statements straight to its database, while it runs. */
    async sql(statement: string) {
      const home = path.join(dataDir, 'postgres');
      const [password, port] = ['pg.password', 'pg.port'].map((file) =>
        readFileSync(path.join(home, file), 'utf8').trim(),
      );
      const db = openDatabase(`postgres://postgres:${password}@127.0.0.1:${port}/postgres`, {
        applicationName: 'test',
      });
      try {
        return await rows<Record<string, unknown>>(db, statement);
      } finally {
        await db.destroy();
      }
    },
  };
}

async function stop({ program }: { program: Program }): Promise<void> {
  program.kill('SIGTERM');
  expect(await program.exited).toMatchObject({ code: 0 });
}

/** By the import, so that they are as readers are. */
async function importReaders(site: ReturnType<typeof installation>, count: number): Promise<void> {
  const list = path.join(root, 'list.csv');
  const addresses = Array.from({ length: count }, (_, n) => `r${n + 1}@run.example`);
  writeFileSync(list, ['email', ...addresses].join('\n'));
  await site.run('import', list, '--publication', 'gazette', '--confirmed', '--consent-source', 'a form');
}

test('The runbook: a backup under load, a restore, old links, nothing twice, and who left stays out (GDPR-03)', async () => {
  // Takes its time, so that the backup falls into the middle of a send.
  const smtp = await startScriptedSmtp({ extensions: ['PIPELINING'] });
  const site = installation('runbook', smtp.url);
  const headers = await site.setUp();
  await importReaders(site, 600);
  const first = await site.start();
  await site.sql('update publications set hold_minutes = 0');
  smtp.slowMs = 200;
  const api = (url: string, method: string, at: string, body?: unknown) =>
    fetch(`${url}/api/v1/publications/gazette${at}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const push = (n: number) =>
    api(first.url, 'POST', '/articles', { url: `https://gazette.example/${n}`, title: `Article ${n}` });
  await push(1);
  await vi.waitFor(() => expect(smtp.messages.length).toBeGreaterThan(50), WAIT);

  const file = path.join(root, 'gazette.backup');
  const signUps = [1, 2, 3].map((n) =>
    api(first.url, 'POST', '/subscribers', { email: `new${n}@run.example` }),
  );
  const made = await site.json('backup', file);
  await Promise.all(signUps);
  expect((await site.sql('select status from sends')).map(({ status }) => status)).toEqual(['sending']);
  smtp.slowMs = 0;
  expect(made).toMatchObject({ withSecrets: false, tables: expect.arrayContaining([]) });
  expect(
    readFileSync(file).includes(readFileSync(path.join(site.dataDir, 'app-secret'), 'utf8').trim()),
  ).toBe(false);

  // Life goes on: everybody gets the article, another one follows, people leave.
  const copies = (title: string) =>
    smtp.messages.filter(({ source }) => source.includes(`\r\nSubject: ${title}`));
  await vi.waitFor(() => expect(new Set(copies('Article 1').map(({ to }) => to)).size).toBe(600), WAIT);
  const linkOf = (to: string) => {
    const mail = copies('Article 1').find((message) => message.to === to);
    return /\/unsubscribe\/[\w-]+/.exec(decodeQuotedPrintable(mail?.source.toString() ?? ''))?.[0] ?? '';
  };
  await fetch(`${first.url}${linkOf('r1@run.example')}`, { method: 'POST' });
  await site.run('subscribers', 'erase', 'r2@run.example', '--yes');
  await push(2);
  await vi.waitFor(() => expect(copies('Article 2').length).toBeGreaterThanOrEqual(598), WAIT);

  const running = await runProgram(['restore', file, '--yes'], site.environment);
  expect(running).toMatchObject({ code: 1, stderr: expect.stringContaining('Paperround is running') });
  await stop(first);
  const asked = await runProgram(['restore', file], site.environment);
  expect(asked).toMatchObject({ code: 2, stderr: expect.stringContaining('add --yes') });
  const { held, newest } = await site.json('restore', file, '--yes');
  expect(Date.parse(newest)).toBeGreaterThan(Date.parse(made.madeAt));
  const before = smtp.messages.length;

  const second = await site.start();
  await second.program.says('  Held ');
  const statuses = async () =>
    Object.fromEntries(
      (await site.sql('select email, status from subscribers')).map(({ email, status }) => [email, status]),
    );
  expect(await statuses()).toMatchObject({ 'r1@run.example': 'unsubscribed', 'r3@run.example': 'active' });
  expect(await statuses()).not.toHaveProperty('r2@run.example');
  // Old links act on the same people.
  const left = await fetch(`${second.url}${linkOf('r3@run.example')}`, { method: 'POST' });
  expect(left.status).toBe(200);
  expect(await statuses()).toMatchObject({ 'r3@run.example': 'unsubscribed', 'r4@run.example': 'active' });
  // A letter of today goes out to those who stayed, which shows that the program sends; the rest waits.
  const letter = await api(second.url, 'POST', '/sends', {
    kind: 'letter',
    subject: 'We are back',
    markdown: 'Hello.',
  });
  const { id } = (await letter.json()) as { id: number };
  await api(second.url, 'POST', `/sends/${id}/schedule`, {});
  await vi.waitFor(() => expect(copies('We are back').length).toBeGreaterThanOrEqual(597), WAIT);
  const since = smtp.messages.slice(before);
  const stayedOut = new Set(['r1@run.example', 'r2@run.example', 'r3@run.example']);
  expect(since.filter(({ to }) => stayedOut.has(to))).toEqual([]);
  expect(since.filter((message) => copies('Article').includes(message))).toEqual([]);
  expect(held).toMatchObject([
    { sendId: 1, reason: { says: expect.stringMatching(/^It went out on .* Drop it/) } },
  ]);
  expect(await site.run('send', 'drop', '--all')).toContain('cancelled');
  await stop(second);

  // On a new machine: the file and the secret are all it takes.
  const other = installation('other', smtp.url);
  const refused = await runProgram(['restore', file], other.environment);
  expect(refused).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('was made with another APP_SECRET'),
  });
  const whole = path.join(root, 'whole.backup');
  expect(await site.run('backup', whole, '--with-secrets')).toContain('The secrets are in it');
  await other.run('restore', whole);
  expect(readFileSync(path.join(other.dataDir, 'app-secret'), 'utf8')).toBe(
    readFileSync(path.join(site.dataDir, 'app-secret'), 'utf8'),
  );
  const third = await other.start();
  await fetch(`${third.url}${linkOf('r4@run.example')}`, { method: 'POST' });
  const gone = await other.sql(`select email from subscribers where status = 'unsubscribed' order by email`);
  expect(gone.map(({ email }) => email)).toEqual(['r1@run.example', 'r3@run.example', 'r4@run.example']);
  await stop(third);
});

test('A folder copied back by hand repeats nothing, however soon', async () => {
  const sink = await startSmtpSink();
  const readers = () => sink.recipients().filter((to) => to.endsWith('@run.example')).length;
  const site = installation('by-hand', sink.url);
  const headers = await site.setUp();
  await importReaders(site, 5);
  const first = await site.start();
  const api = (url: string, at: string, body: unknown) =>
    fetch(`${url}/api/v1/publications/gazette${at}`, { method: 'POST', headers, body: JSON.stringify(body) });
  const written = await api(first.url, '/sends', { kind: 'letter', subject: 'Once', markdown: 'Hello.' });
  expect(written.status).toBe(201);
  const { id } = (await written.json()) as { id: number };
  await api(first.url, `/sends/${id}/schedule`, { at: new Date(Date.now() + 4000).toISOString() });
  await stop(first);
  const kept = path.join(root, 'kept');
  execFileSync('cp', ['-a', site.dataDir, kept]);

  const second = await site.start();
  expect(second.program.stdout()).not.toContain('  Held ');
  await vi.waitFor(() => expect(readers()).toBe(5), WAIT);
  await stop(second);
  rmSync(site.dataDir, { recursive: true });
  execFileSync('cp', ['-a', kept, site.dataDir]);

  const third = await site.start();
  await third.program.says('  Held ');
  expect(third.program.stdout()).toContain('runs on a copy of its data from');
  expect((await site.json('send', 'held')).sends).toMatchObject([{ id, subject: 'Once' }]);
  await stop(third);
  // It asks again until somebody answers, and an ordinary restart is no copy.
  const fourth = await site.start();
  await fourth.program.says('  Held ');
  expect(await site.sql('select 1 as gap from gaps')).toHaveLength(1);
  await site.run('send', 'drop', '--all');
  await stop(fourth);
  expect(readers()).toBe(5);
});
