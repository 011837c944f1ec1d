import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { AppError } from '../errors.ts';
import { findBinaries } from './binaries.ts';
import { canRead, serverUser, type ServerUser } from './server-user.ts';
import { holderOf, readPidFile } from './pid-file.ts';
import { withStartLock } from './start-lock.ts';

export interface EmbeddedPostgres {
  /** `postgres://…` of the maintenance database. */
  url: string;
  pid: number;
  port: number;
  /** True when the server was running already: an orphan of a killed run, or a sibling process's. */
  isAdopted: boolean;
  /** Stops the server at once, whoever uses it. */
  stop(): Promise<void>;
  /** Stops it unless another process has a connection open. */
  stopIfUnused(): Promise<void>;
}

export interface PostgresOptions {
  /** Folder for the cluster, its password and its port; made when missing. */
  home: string;
  pgBinDir?: string | undefined;
  pgRunAs?: string | undefined;
  /** Further `postgresql.conf` settings. */
  settings?: Record<string, string>;
}

/**
 * Starts the embedded server, or adopts the one that already runs on this folder.
 * Safe to call from several processes at once and after a kill of any of them.
 * @throws AppError with a sentence that names the folder, port or user at fault.
 */
export async function ensurePostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const home = path.resolve(options.home);
  makeFolder(home);
  return withStartLock(path.join(home, 'start.lock'), async () => {
    const data = path.join(home, 'data');
    const user = serverUser(data, options.pgRunAs);
    if (!canRead(home, user)) {
      throw new AppError(
        'data-dir-unreachable',
        `The database runs as user ${user.uid} and cannot reach ${home}: set DATA_DIR to a folder outside private folders such as /root.`,
      );
    }
    const binaries = findBinaries(options.pgBinDir, home, user);
    const password = keptPassword(path.join(home, 'pg.password'));
    if (!existsSync(path.join(data, 'PG_VERSION'))) await initialise(home, data, password, user, binaries);
    const server = await startOrAdopt({
      home,
      data,
      password,
      user,
      pgCtl: binaries.program('pg_ctl'),
      settings: options.settings ?? {},
    });
    const url = connectionUrl(password, server.port);
    const stop = () =>
      run(binaries.program('pg_ctl'), ['stop', '-w', '-t', '60', '-m', 'fast', '-D', data], user).then(
        () => {},
      );
    return {
      ...server,
      url,
      stop,
      stopIfUnused: async () => {
        if ((await otherConnections(url)) === 0) await stop();
      },
    };
  });
}

function makeFolder(home: string): void {
  try {
    mkdirSync(home, { recursive: true });
    writeFileSync(path.join(home, '.writable'), '');
    rmSync(path.join(home, '.writable'));
  } catch (cause) {
    throw new AppError(
      'data-dir-not-writable',
      `The data folder ${home} cannot be written: choose another DATA_DIR or mend its permissions.`,
      { cause },
    );
  }
}

function keptPassword(file: string): string {
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

function connectionUrl(password: string, port: number): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
}

/** Initialises beside the final place and renames, so that a killed initdb leaves nothing behind. */
async function initialise(
  home: string,
  data: string,
  password: string,
  user: ServerUser,
  binaries: ReturnType<typeof findBinaries>,
): Promise<void> {
  const half = path.join(home, 'init.tmp');
  const passwordFile = `${half}.pw`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined) {
    for (const file of [half, passwordFile]) chownSync(file, user.uid, user.gid);
  }
  const locale = binaries.isBundled ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : [];
  try {
    await run(
      binaries.program('initdb'),
      [
        '-D',
        half,
        '-U',
        'postgres',
        '-E',
        'UTF8',
        '--locale=C',
        ...locale,
        '--data-checksums',
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
      ],
      user,
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(half, data);
}

interface Start {
  home: string;
  data: string;
  password: string;
  user: ServerUser;
  pgCtl: string;
  settings: Record<string, string>;
}

async function startOrAdopt(start: Start): Promise<{ pid: number; port: number; isAdopted: boolean }> {
  const portFile = path.join(start.home, 'pg.port');
  for (let attempt = 0; ; attempt += 1) {
    const running = readPidFile(start.data);
    if (running && holderOf(running.pid) === 'postgres') {
      if ((await dataFolderOf(connectionUrl(start.password, running.port))) === start.data)
        return { ...running, isAdopted: true };
      if (attempt > 40)
        throw new AppError(
          'postgres-silent',
          `PostgreSQL (process ${running.pid}) holds ${start.data} but does not answer.`,
        );
      await pause(250);
      continue;
    }
    // Dead, a zombie, or a reused pid: PostgreSQL itself refuses to start in the last two cases.
    if (running) rmSync(path.join(start.data, 'postmaster.pid'), { force: true });
    const port = await freePort(existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0);
    const settings = {
      listen_addresses: '127.0.0.1',
      port: String(port),
      unix_socket_directories: '',
      ...start.settings,
    };
    const flags = Object.entries(settings).map(
      ([name, value]) => `-c ${name}=${value === '' ? "''" : value}`,
    );
    try {
      await run(
        start.pgCtl,
        [
          'start',
          '-w',
          '-t',
          '300',
          '-D',
          start.data,
          '-l',
          path.join(start.data, 'server.log'),
          '-o',
          flags.join(' '),
        ],
        start.user,
      );
    } catch (error) {
      // For instance backends of a killed postmaster that are still leaving.
      if (attempt >= 5)
        throw new AppError(
          'postgres-start',
          `PostgreSQL did not start; see ${path.join(start.data, 'server.log')}.`,
          { cause: error },
        );
      await pause(500);
      continue;
    }
    writeFileSync(portFile, String(port));
    const started = readPidFile(start.data);
    if (started) return { ...started, isAdopted: false };
  }
}

async function freePort(wanted: number): Promise<number> {
  const listen = (port: number) =>
    new Promise<number>((resolve, reject) => {
      const server = net.createServer().once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        const { port: taken } = server.address() as net.AddressInfo;
        server.close(() => resolve(taken));
      });
    });
  return wanted === 0 ? listen(0) : listen(wanted).catch(() => listen(0));
}

async function dataFolderOf(url: string): Promise<string | undefined> {
  return withClient(url, async (client) => {
    const result = await client.query<{ folder: string }>("select current_setting('data_directory') folder");
    return result.rows[0]?.folder;
  }).catch(() => undefined);
}

async function otherConnections(url: string): Promise<number> {
  return withClient(url, async (client) => {
    const result = await client.query<{ n: string }>(
      "select count(*) n from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
    );
    return Number(result.rows[0]?.n);
  });
}

async function withClient<Result>(
  connectionString: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 3000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

function run(program: string, argv: string[], user: ServerUser): Promise<string> {
  return new Promise((resolve, reject) => {
    // pg_ctl puts the server into a session of its own, so Ctrl-C does not stop it under us.
    const child = spawn(program, argv, {
      ...user,
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LC_ALL: 'C' },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${path.basename(program)} ended with ${code}: ${output.slice(-800)}`));
    });
  });
}
