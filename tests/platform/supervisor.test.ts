import { fork, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { createLog } from '../../src/platform/log.ts';
import { keepPostgres } from '../../src/platform/postgres/keeper.ts';
import { holderOf, readPidFile } from '../../src/platform/postgres/pid-file.ts';
import { withStartLock } from '../../src/platform/postgres/start-lock.ts';
import { ensurePostgres } from '../../src/platform/postgres/supervisor.ts';
import { killPostgres } from '../support/database/kill-postgres.ts';

const silent = createLog('silent');
const root = mkdtempSync(path.join(os.tmpdir(), 'paperround-supervisor-'));
const homes: string[] = [];

/** A folder that the server's user can reach when the tests run as root. */
function newHome(): string {
  const home = path.join(root, `home-${homes.length}`);
  homes.push(home);
  return home;
}

afterAll(async () => {
  const unstopped = homes.filter((home) => existsSync(path.join(home, 'data', 'postmaster.pid')));
  for (const home of unstopped) await ensurePostgres({ home }).then((server) => server.stop());
  rmSync(root, { recursive: true, force: true });
});
// mkdtemp makes a private folder; the server runs as another user when the tests run as root.
chmodSync(root, 0o755);

async function query<Row>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql, values)).rows as Row[];
  } finally {
    await client.end();
  }
}

describe('One cluster, one server', () => {
  test('A second start adopts the running server; a stop for good keeps the port and the rows', async () => {
    const home = newHome();
    const first = await ensurePostgres({ home });
    await query(first.url, 'create table kept as select 7 as n');
    const second = await ensurePostgres({ home });
    expect(second).toMatchObject({ pid: first.pid, port: first.port, isAdopted: true });

    await second.stop();
    const third = await ensurePostgres({ home });
    expect(third).toMatchObject({ port: first.port, isAdopted: false });
    expect(third.pid).not.toBe(first.pid);
    expect(await query(third.url, 'select n from kept')).toEqual([{ n: 7 }]);
    await third.stop();
  });

  test('Four processes that start at once make one cluster and share one server', async () => {
    const home = newHome();
    const answers = await Promise.all([1, 2, 3, 4].map(() => startInProcess(home)));
    expect(new Set(answers.map(({ pid }) => pid)).size).toBe(1);
    expect(answers.filter(({ isAdopted }) => !isAdopted)).toHaveLength(1);
    await (await ensurePostgres({ home })).stop();
  });

  test('The server is left running while another process has a connection', async () => {
    const home = newHome();
    const server = await ensurePostgres({ home });
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await server.stopIfUnused();
    expect((await client.query('select 1 as n')).rows).toEqual([{ n: 1 }]);
    await client.end();
    await vi.waitFor(
      async () => {
        await server.stopIfUnused();
        expect(readPidFile(server.data)).toBeUndefined();
      },
      { timeout: 100_000 },
    );
  });
});

describe('What a crash leaves behind', () => {
  test('A pid file whose number now belongs to another process does not keep the server from starting', async () => {
    const home = newHome();
    const first = await ensurePostgres({ home });
    await first.stop();
    const lines = `${process.pid}\n${first.data}\n1\n${first.port}\n\n127.0.0.1\n`;
    writeFileSync(path.join(first.data, 'postmaster.pid'), lines);
    expect(holderOf(process.pid, first.data)).toBe('other');
    const second = await ensurePostgres({ home });
    expect(second.isAdopted).toBe(false);
    await second.stop();
  });

  test('A pid file of a server of another cluster is not taken for ours', async () => {
    const [mine, other] = [newHome(), newHome()];
    const first = await ensurePostgres({ home: mine });
    await first.stop();
    const stranger = await ensurePostgres({ home: other });
    const lines = `${stranger.pid}\n${first.data}\n1\n${stranger.port}\n\n127.0.0.1\n`;
    writeFileSync(path.join(first.data, 'postmaster.pid'), lines);
    const second = await ensurePostgres({ home: mine });
    expect(second.pid).not.toBe(stranger.pid);
    await Promise.all([second.stop(), stranger.stop()]);
  });

  test('A start that was killed in the middle of making the cluster is begun anew', async () => {
    const home = newHome();
    mkdirSync(path.join(home, 'init.tmp'), { recursive: true });
    writeFileSync(path.join(home, 'init.tmp', 'PG_VERSION'), '18\n');
    const server = await ensurePostgres({ home });
    expect(await query(server.url, 'select 1 as n')).toEqual([{ n: 1 }]);
    await server.stop();
  });

  test('A start lock whose holder died, or whose number was given to another process, is taken over', async () => {
    const file = path.join(root, 'a.lock');
    for (const holder of ['4194301 12345', `${process.ppid} 1`]) {
      writeFileSync(file, holder);
      await withStartLock(file, async () => {
        expect(readFileSync(file, 'utf8')).toMatch(new RegExp(`^${process.pid} `));
      });
      expect(existsSync(file)).toBe(false);
    }
  });
});

test('A server that somebody asks to stop waits for our connections, so it is stopped and started again', async () => {
  const kept = await keepPostgres({ home: newHome() }, silent, true, 0);
  const first = kept.pid();
  const idle = new pg.Client({ connectionString: kept.url() });
  idle.on('error', () => {});
  await idle.connect();
  process.kill(first, 'SIGTERM');
  await expect
    .poll(() => query(kept.url(), 'select 1 as one').catch(() => []), { timeout: 100_000 })
    .toEqual([{ one: 1 }]);
  await expect.poll(() => kept.pid(), { timeout: 100_000 }).not.toBe(first);
  await kept.close();
});

describe('Killed while eight writers commit', () => {
  test.each(['the main process', 'every process'] as const)(
    '%s of the server: no acknowledged row is lost and the writers go on by themselves',
    async (victim) => {
      const kept = await keepPostgres({ home: newHome() }, silent, true);
      await query(kept.url(), 'create table acknowledged (n bigint primary key)');
      const acknowledged: number[] = [];
      const done = new AbortController();
      let next = 0;
      const writers = Array.from({ length: 8 }, async () => {
        while (!done.signal.aborted) {
          const client = new pg.Client({ connectionString: kept.url() });
          client.on('error', () => {});
          try {
            await client.connect();
            while (!done.signal.aborted) {
              const n = (next += 1);
              await client.query('insert into acknowledged values ($1)', [n]);
              acknowledged.push(n);
            }
          } catch {
            await new Promise((resolve) => setImmediate(resolve));
          } finally {
            await client.end().catch(() => {});
          }
        }
      });
      for (let round = 0; round < 2; round += 1) {
        const before = acknowledged.length;
        await expect.poll(() => acknowledged.length, { timeout: 100_000 }).toBeGreaterThan(before + 300);
        killPostgres(kept.pid(), victim);
      }
      const before = acknowledged.length;
      await expect.poll(() => acknowledged.length, { timeout: 100_000 }).toBeGreaterThan(before + 300);
      done.abort();
      await Promise.all(writers);

      const rows = await query<{ n: string }>(kept.url(), 'select n from acknowledged');
      const stored = new Set(rows.map(({ n }) => Number(n)));
      expect(acknowledged.filter((n) => !stored.has(n))).toEqual([]);
      await kept.close();
    },
  );
});

const starters: ChildProcess[] = [];
afterAll(() => starters.forEach((child) => child.kill('SIGKILL')));

/** `ensurePostgres` in a process of its own. */
function startInProcess(home: string): Promise<{ pid: number; isAdopted: boolean }> {
  const child = fork(path.resolve('tests/support/database/start-postgres.ts'), [home], { execArgv: [] });
  starters.push(child);
  return new Promise((resolve, reject) => {
    child.once('message', (answer) => resolve(answer as { pid: number; isAdopted: boolean }));
    child.once('exit', (code) => reject(new Error(`the starter ended with ${code}`)));
  });
}
