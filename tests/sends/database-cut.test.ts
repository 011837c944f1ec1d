import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openDatabase, rows } from '../../src/platform/database.ts';
import { connectionUrl } from '../../src/platform/postgres/client.ts';
import { keptPassword } from '../../src/platform/postgres/cluster.ts';
import { readPidFile } from '../../src/platform/postgres/pid-file.ts';
import { ensurePostgres } from '../../src/platform/postgres/supervisor.ts';
import { apiAuthorization, createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { killPostgres } from '../support/database/kill-postgres.ts';
import { endProgramsAfterAll, startProgram, type Program } from '../support/program/program.ts';
import { startScriptedSmtp } from '../support/mail/scripted-smtp.ts';
import { countCopies, makeReaders, shiftRetries } from '../support/sends/sends.ts';

const READERS = 900;
/** Messages that a server of this speed takes before the ledger has written their outcomes down, and more. */
const WRITTEN_DOWN_AFTER = 150;
/** Ten seconds are promised; compiling the email on a busy machine comes on top. */
const TAKEN_OVER_MS = 15_000;
const WAIT = { timeout: 100_000, interval: 100 };

const root = mkdtempSync(path.join(os.tmpdir(), 'paperround-cut-'));
// The server's user has to get in when the tests run as root.
chmodSync(root, 0o755);
const dataDir = path.join(root, 'data');
const home = path.join(dataDir, 'postgres');
const serverOf = () => readPidFile(path.join(home, 'data')) ?? { pid: 0, port: 0 };
afterAll(async () => {
  await ensurePostgres({ home }).then((server) => server.stop());
  rmSync(root, { recursive: true, force: true });
});
// Runs before that: a program would bring back the server that is stopped.
endProgramsAfterAll();

const smtp = await startScriptedSmtp({ extensions: ['PIPELINING'] });
const start = () =>
  startProgram(['serve'], {
    DATA_DIR: dataDir,
    APP_SECRET: 'a secret that only tests know',
    SMTP_URL: smtp.url,
  });
// The database that the program keeps, seen from here.
const db = openDatabase(() => connectionUrl(keptPassword(home), serverOf().port), { max: 2 });
afterAll(() => db.destroy());
const app = { ...(await createTestApp()), db };

let program: Program;
let url: string;
let authorization: string;
beforeAll(async () => {
  program = start();
  url = await program.url();
  authorization = await apiAuthorization(app);
});

interface Shown {
  id: number;
  status: string;
  reason: { says: string } | null;
  counts: Record<string, number>;
}

/** Pushes an article to a publication with readers. */
async function beginSend() {
  smtp.messages.length = 0;
  smtp.slowMs = 30;
  const publication = await makePublication(app);
  await makeReaders(app, publication, READERS);
  const place = `/api/v1/publications/${publication.slug}`;
  const pushed = await fetch(`${url}${place}/articles`, {
    method: 'POST',
    headers: { Authorization: authorization, 'Content-Type': 'application/json' },
    body: JSON.stringify({ url: 'https://gazette.example/harbour', title: 'The harbour opens again' }),
  });
  expect(pushed.status).toBe(201);
  return async () => {
    const answer = await fetch(`${url}${place}/sends`, { headers: { Authorization: authorization } });
    expect(answer.status).toBe(200);
    const { data } = (await answer.json()) as { data: Shown[] };
    expect(data).toHaveLength(1);
    return data[0] as Shown;
  };
}

const arrived = (count: number) =>
  vi.waitFor(() => expect(smtp.messages.length).toBeGreaterThan(count), { ...WAIT, interval: 5 });

/** Waits until everyone was tried, and until the end of the second tries, as if their time had come. */
async function finish(show: () => Promise<Shown>) {
  const isAudience = { audience: READERS, queued: 0, sending: 0, deferred: 0 };
  await vi.waitFor(async () => expect((await show()).counts).toMatchObject(isAudience), WAIT);
  const { id, counts } = await show();
  const inDoubt = counts['unknown'] ?? 0;
  expect(counts).toMatchObject({ accepted: READERS - inDoubt, possiblyTwice: inDoubt });
  await shiftRetries(app, '20 minutes');
  await vi.waitFor(async () => expect((await show()).status).toBe('sent'), WAIT);
  expect((await show()).counts).toMatchObject({ ...isAudience, accepted: READERS, unknown: 0 });
  const states = await rows<{ state: string; count: number }>(
    db,
    'select state, count(*) as count from messages where send_id = ? group by state',
    [id],
  );
  expect(states).toEqual([{ state: 'accepted', count: READERS }]);
  return { ...(await countCopies(app, smtp.messages, id)), inDoubt };
}

describe('Every process of PostgreSQL is killed (SMTP-09, SMTP-10)', () => {
  test('in mid-send: the program brings it back and goes on by itself; nobody is lost, nobody gets two', async () => {
    const show = await beginSend();
    await arrived(READERS / 3);
    killPostgres(serverOf().pid, 'every process');
    await program.says('"database.restarted"');
    expect(await finish(show)).toMatchObject({ reached: READERS, twice: [], flagged: 0 });
  });

  test('together with the program, as by a power cut: the next start loses nobody, and copies are only of what was on the wire, and flagged', async () => {
    const show = await beginSend();
    await arrived(READERS / 3);
    const { pid } = serverOf();
    program.kill('SIGKILL');
    killPostgres(pid, 'every process');
    await program.exited;
    const lately = new Set(smtp.messages.slice(-WRITTEN_DOWN_AFTER).map(({ to }) => to));
    program = start();
    url = await program.url();
    const { reached, most, twice, flagged, unflagged, inDoubt } = await finish(show);
    expect({ reached, unflagged }).toEqual({ reached: READERS, unflagged: [] });
    expect(twice.filter((to) => !lately.has(to))).toEqual([]);
    expect(most).toBeLessThanOrEqual(2);
    expect(flagged).toBe(inDoubt);
  });

  test('while a send is being prepared: it is taken up soon, and no fault is told of it', async () => {
    const closed = await db.transaction();
    await closed.raw('lock table send_contents');
    const show = await beginSend();
    await vi.waitFor(async () => {
      const waiting = await rows(db, `select 1 from pg_stat_activity where wait_event_type = 'Lock'`);
      expect(waiting).not.toEqual([]);
    }, WAIT);
    const cutAt = performance.now();
    killPostgres(serverOf().pid, 'every process');
    await closed.rollback().catch(() => {});
    await arrived(0);
    expect((smtp.messages[0]?.at ?? 0) - cutAt).toBeLessThan(TAKEN_OVER_MS);
    expect(await finish(show)).toMatchObject({ reached: READERS, twice: [], flagged: 0 });
    expect(program.stdout()).not.toContain('send.preparation-failed');
  });
});
