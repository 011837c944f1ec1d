import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { readPidFile } from '../../src/platform/postgres/pid-file.ts';
import { ensurePostgres } from '../../src/platform/postgres/supervisor.ts';
import { createTestDatabase } from '../support/database/database.ts';
import { talkTo } from '../support/mail/hand-over.ts';
import {
  endProgramsAfterAll,
  runProgram,
  startLauncher,
  startNpm,
  startProgram,
} from '../support/program/program.ts';

endProgramsAfterAll();
const root = mkdtempSync(path.join(os.tmpdir(), 'paperround-serve-'));
chmodSync(root, 0o755);
const dataDir = path.join(root, 'data');
const clusterHome = path.join(dataDir, 'postgres');
afterAll(async () => {
  await ensurePostgres({ home: clusterHome }).then((server) => server.stop());
  rmSync(root, { recursive: true, force: true });
});

const status = (url: string) => fetch(url).then((response) => response.status);
const SECRET = 'qL7-a-secret-for-these-tests';

describe('npm start on an empty folder', () => {
  test('It makes everything, says where to go, answers, and SIGTERM ends it with 0 and stops its database', async () => {
    const program = startProgram(['serve'], { DATA_DIR: dataDir, INBOUND_SMTP: '127.0.0.1:0' });
    const url = await program.url();
    const mailPort = await vi.waitFor(() => /"mailPort":(\d+)/.exec(program.stdout())?.[1] ?? expect.fail());
    expect((await talkTo(Number(mailPort))).greeting).toMatch(/^220 .* Paperround/);
    expect(await status(`${url}/healthz`)).toBe(200);
    expect(await status(`${url}/readyz`)).toBe(200);
    expect(program.stdout()).toContain(`${url}/setup/`);
    expect(program.stdout()).toContain(`${url}/mailbox`);
    expect(program.stdout()).toContain(dataDir);
    const logged = program
      .stdout()
      .split('\n')
      .filter((line) => line.startsWith('{'));
    expect(logged.join('\n')).not.toContain('/setup/');

    program.kill('SIGTERM');
    expect(await program.exited).toEqual({ code: 0, signal: null });
    expect(program.stderr()).toBe('');
    expect(readPidFile(path.join(clusterHome, 'data'))).toBeUndefined();
  });

  test('After kill -9 the database runs on; the next start adopts it, and its database is killed and comes back by itself', async () => {
    const first = startProgram(['serve'], { DATA_DIR: dataDir });
    await first.url();
    const orphan = readPidFile(path.join(clusterHome, 'data'));
    first.kill('SIGKILL');
    expect(await first.exited).toMatchObject({ signal: 'SIGKILL' });
    expect(readPidFile(path.join(clusterHome, 'data'))).toEqual(orphan);

    const second = startProgram(['serve'], { DATA_DIR: dataDir });
    const url = await second.url();
    await second.says('"database.adopted"');
    expect(readPidFile(path.join(clusterHome, 'data'))).toEqual(orphan);

    process.kill(orphan?.pid ?? 0, 'SIGKILL');
    await second.says('"database.restarted"');
    await vi.waitFor(async () => expect(await status(`${url}/readyz`)).toBe(200), { timeout: 100_000 });
    expect(await status(`${url}/healthz`)).toBe(200);
    second.kill('SIGINT');
    expect(await second.exited).toEqual({ code: 0, signal: null });
    expect(second.stderr()).toBe('');
  });

  test('Commands work beside the running server and on their own', async () => {
    const alone = await runProgram(['api-key', 'create', '--name', 'x', '--json'], { DATA_DIR: dataDir });
    expect(alone).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(alone.stdout)).toMatchObject({ name: 'x' });
    expect(readPidFile(path.join(clusterHome, 'data'))).toBeUndefined();
  });
});

describe('Several processes on one DATABASE_URL', () => {
  test('Three that start at once on an empty database migrate it once and all get ready', async () => {
    const { url: databaseUrl, db } = await createTestDatabase();
    await db.raw('drop schema public cascade; create schema public; drop schema jobs cascade');
    const environment = { DATABASE_URL: databaseUrl, APP_SECRET: SECRET };
    const programs = [1, 2, 3].map(() => startProgram(['serve'], environment));
    const urls = await Promise.all(programs.map((program) => program.url()));
    expect(await Promise.all(urls.map((url) => status(`${url}/readyz`)))).toEqual([200, 200, 200]);
    const migrated = programs.filter((program) => program.stdout().includes('"database.migrated"'));
    expect(migrated).toHaveLength(1);
    for (const program of programs) program.kill('SIGTERM');
    for (const program of programs) expect(await program.exited).toMatchObject({ code: 0 });
  });

  test('A machine with another APP_SECRET is refused; a rotation adds the new one; dropping the old is refused (OC-07)', async () => {
    const { url: databaseUrl } = await createTestDatabase();
    const call = (APP_SECRET: string) =>
      runProgram(['api-key', 'list'], { DATABASE_URL: databaseUrl, APP_SECRET });
    const newer = 'Zx81-the-secret-that-follows';
    expect(await call(SECRET)).toMatchObject({ code: 0 });
    const refused = await call(newer);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(
      /^This database was used with another APP_SECRET .*APP_SECRET=new,old\.\n$/,
    );
    expect(await call(`${newer},${SECRET}`)).toMatchObject({ code: 0 });
    expect(await call(newer)).toMatchObject({ code: 1 });
    expect(await call(SECRET)).toMatchObject({ code: 1 });
  });
});

describe('A database that is away', () => {
  test('At start: alive but not ready, pages answer 503, and it goes on by itself once the database is there', async () => {
    const { url: databaseUrl } = await createTestDatabase();
    const target = new URL(databaseUrl);
    const gate = await openGate(Number(target.port));
    const front = new URL(databaseUrl);
    front.port = String(gate.port);
    gate.shut();
    const port = await freePort();
    const program = startProgram(['serve'], {
      DATABASE_URL: front.href,
      APP_SECRET: SECRET,
      PORT: String(port),
    });
    await program.says('"database.waiting"');
    const url = `http://127.0.0.1:${port}`;
    expect(await status(`${url}/healthz`)).toBe(200);
    expect(await status(`${url}/readyz`)).toBe(503);
    const problem = await fetch(`${url}/api/v1/publications`);
    expect([problem.status, problem.headers.get('content-type')]).toEqual([503, 'application/problem+json']);
    const page = await fetch(`${url}/gazette`, { headers: { Accept: 'text/html' } });
    expect([page.status, page.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await page.text()).toContain('try again in a minute');

    gate.open();
    await program.url();
    expect(await status(`${url}/readyz`)).toBe(200);

    // While running: the same, without a restart.
    gate.shut();
    await vi.waitFor(async () => expect(await status(`${url}/readyz`)).toBe(503), { timeout: 100_000 });
    expect(await status(`${url}/healthz`)).toBe(200);
    await program.says('"database.unreachable"');
    gate.open();
    await vi.waitFor(async () => expect(await status(`${url}/readyz`)).toBe(200), { timeout: 100_000 });
    program.kill('SIGTERM');
    expect(await program.exited).toMatchObject({ code: 0 });
    await gate.close();
  });

  test('SIGTERM while waiting for the database ends at once with 0', async () => {
    const program = startProgram(['serve'], {
      DATABASE_URL: `postgres://u:p@127.0.0.1:${await freePort()}/x`,
      APP_SECRET: SECRET,
    });
    await program.says('"database.waiting"');
    program.kill('SIGTERM');
    expect(await program.exited).toEqual({ code: 0, signal: null });
  });
});

describe('What cannot work is said in a sentence, with exit code 1 or 2 and no stack', () => {
  const expectSentence = (
    { code, stdout, stderr }: Awaited<ReturnType<typeof runProgram>>,
    words: RegExp,
  ) => {
    expect(stderr).toMatch(words);
    expect(stderr).not.toMatch(/\n {4}at |node:internal/);
    expect(code).toBeGreaterThan(0);
    expect(stdout).not.toContain('is ready');
  };

  test('Every fault of the environment at once', async () => {
    const ended = await runProgram(['serve'], { PORT: 'x', ROLES: 'cook', DATABASE_URL: 'db' });
    expectSentence(ended, /PORT must [^]*DATABASE_URL must [^]*ROLES must /);
    expect(ended.code).toBe(2);
  });

  test('A port that is taken, and how to choose another', async () => {
    const { url: databaseUrl } = await createTestDatabase();
    const server = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as net.AddressInfo;
    const environment = { DATABASE_URL: databaseUrl, APP_SECRET: SECRET, PORT: String(port) };
    const ended = await runProgram(['serve'], environment);
    server.close();
    expectSentence(
      ended,
      new RegExp(`^Port ${port} on 127\\.0\\.0\\.1 is taken .*for instance PORT=${port + 1}\\.`),
    );
  });

  test('A HOST that is not ours', async () => {
    expectSentence(
      await runProgram(['serve'], { HOST: '192.0.2.1' }),
      /^HOST is "192\.0\.2\.1", which is not an address/,
    );
  });

  test('A data folder that cannot be written', async () => {
    const file = path.join(root, 'a-file');
    writeFileSync(file, '');
    expectSentence(await runProgram(['serve'], { DATA_DIR: file }), /^The data folder .*a-file/);
    expectSentence(
      await runProgram(['serve'], { DATA_DIR: path.join(file, 'below') }),
      /part of the path is a file/,
    );
    expectSentence(
      await runProgram(['serve'], { DATA_DIR: '/proc/paperround' }),
      /^The data folder \/proc\/paperround/,
    );
  });

  test('A wrong password, a database that does not exist, a server that does not answer a command', async () => {
    const { url } = await createTestDatabase();
    const wrong = (change: (url: URL) => void) => {
      const changed = new URL(url);
      change(changed);
      return { DATABASE_URL: changed.href, APP_SECRET: SECRET };
    };
    const password = wrong((changed) => (changed.password = 'hunter22'));
    const ended = await runProgram(['serve'], password);
    expectSentence(ended, /refuses the user "postgres": check the name and the password in DATABASE_URL/);
    expect(ended.stdout + ended.stderr).not.toContain('hunter22');
    const missing = wrong((changed) => (changed.pathname = '/nowhere'));
    expectSentence(await runProgram(['serve'], missing), /^There is no database "nowhere"/);
  });

  test('A database that a newer version has upgraded', async () => {
    const { url, db } = await createTestDatabase();
    await db.raw("insert into migrations (name, batch, migration_time) values ('9999-later', 2, now())");
    const ended = await runProgram(['serve'], { DATABASE_URL: url, APP_SECRET: SECRET });
    expectSentence(ended, /upgraded by a newer version of Paperround/);
  });

  test('A folder without a PostgreSQL in PG_BIN_DIR', async () => {
    const environment = { DATA_DIR: path.join(root, 'other'), PG_BIN_DIR: '/usr/share' };
    expectSentence(
      await runProgram(['serve'], environment),
      /^There is no PostgreSQL server in \/usr\/share/,
    );
  });
});

/** Below those that the system gives away by itself, so that nobody else gets it meanwhile. */
async function freePort(): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 10_000);
  const server = net.createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return freePort();
  }
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A port before the database's that can be shut, as when the server is down, and opened again. */
async function openGate(target: number) {
  const sockets = new Set<net.Socket>();
  let isOpen = true;
  const server = net.createServer((client) => {
    if (!isOpen) return client.destroy();
    const upstream = net.connect(target, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    port: (server.address() as net.AddressInfo).port,
    open: () => (isOpen = true),
    shut() {
      isOpen = false;
      for (const socket of sockets) socket.destroy();
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

test('SIGTERM to npm start ends the server behind it, drained (SMTP-17)', async () => {
  const { url: databaseUrl } = await createTestDatabase();
  const npm = startNpm(['start'], { DATABASE_URL: databaseUrl, APP_SECRET: SECRET });
  const url = await npm.url();
  npm.kill('SIGTERM');
  await npm.exited;
  expect(npm.stdout()).toContain('"event":"stopped"');
  await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed');
});

test('A server whose launcher is killed stops by itself', async () => {
  const { url: databaseUrl } = await createTestDatabase();
  const environment = { DATABASE_URL: databaseUrl, APP_SECRET: SECRET };
  const launcher = startLauncher(['serve'], environment);
  const url = await launcher.url();
  launcher.kill('SIGKILL');
  await launcher.says('"signal":"launcher gone"');
  await vi.waitFor(() => expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed'), {
    timeout: 100_000,
  });
});
