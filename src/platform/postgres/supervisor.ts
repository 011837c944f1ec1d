import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../errors.ts';
import { findBinaries } from './binaries.ts';
import { connectionUrl, otherConnections, whoAnswers } from './client.ts';
import { ensureCluster, keptPassword } from './cluster.ts';
import { findHome, makeFolder } from './home.ts';
import { holderOf, readPidFile } from './pid-file.ts';
import { explain, run } from './run.ts';
import type { ServerUser } from './server-user.ts';
import { withStartLock } from './start-lock.ts';

export interface EmbeddedPostgres {
  /** `postgres://…` of the maintenance database. */
  url: string;
  pid: number;
  port: number;
  /** Real path of the cluster. */
  data: string;
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
  const folder = makeFolder(options.home);
  const lock = path.join(folder, 'start.lock');
  return withStartLock(lock, async () => {
    const { home, user } = findHome(folder, options.pgRunAs);
    const binaries = findBinaries(options.pgBinDir, home, user);
    const password = keptPassword(home);
    await ensureCluster(home, password, user, binaries);
    const data = path.join(home, 'data');
    const pgCtl = binaries.program('pg_ctl');
    const server = await startOrAdopt({
      home,
      data,
      password,
      user,
      pgCtl,
      settings: options.settings ?? {},
    });
    const url = connectionUrl(password, server.port);
    const stop = async () => {
      await run(pgCtl, ['stop', '-w', '-t', '60', '-m', 'fast', '-D', data], user);
    };
    return {
      ...server,
      url,
      data,
      stop,
      stopIfUnused: () =>
        withStartLock(lock, async () => {
          if ((await otherConnections(url)) === 0) await stop();
        }),
    };
  });
}

interface Start {
  home: string;
  data: string;
  password: string;
  user: ServerUser;
  pgCtl: string;
  settings: Record<string, string>;
}

/** A server that recovers after a crash may need minutes; one that says nothing at all gets this long. */
const SILENT_FOR_MS = 20_000;
const START_ATTEMPTS = 6;

async function startOrAdopt(start: Start): Promise<{ pid: number; port: number; isAdopted: boolean }> {
  let heardAt = performance.now();
  for (let attempt = 1; ;) {
    const running = readPidFile(start.data);
    const holder = running ? holderOf(running.pid, start.data) : 'none';
    if (running && holder === 'postgres') {
      const answer = await whoAnswers(connectionUrl(start.password, running.port), start.data);
      if (answer === 'ours') return { ...running, isAdopted: true };
      if (answer === 'busy') heardAt = performance.now();
      if (performance.now() - heardAt > SILENT_FOR_MS) {
        throw new AppError(
          'postgres-silent',
          `PostgreSQL (process ${running.pid}) uses ${start.data} but does not answer. End that process, then start Paperround again.`,
        );
      }
      await pause(250);
      continue;
    }
    // PostgreSQL itself clears the file of a dead server, but refuses to start when the number was given to another process.
    if (holder === 'other') rmSync(path.join(start.data, 'postmaster.pid'), { force: true });
    const started = await startServer(start).catch(async (error: unknown) => {
      // For instance backends of a killed postmaster that are still leaving.
      if (attempt === START_ATTEMPTS) throw startFailure(start.data, error);
      attempt += 1;
      await pause(500);
    });
    if (started) return { ...started, isAdopted: false };
  }
}

async function startServer(start: Start): Promise<{ pid: number; port: number } | undefined> {
  const portFile = path.join(start.home, 'pg.port');
  // The same port as last time, so that pools of other processes find the server again.
  const port = await freePort(existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0);
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    ...start.settings,
  };
  const flags = Object.entries(settings).map(([name, value]) => `-c ${name}=${value || "''"}`);
  const log = path.join(start.data, 'server.log');
  if (existsSync(log) && statSync(log).size > 10_000_000) renameSync(log, `${log}.1`);
  await run(
    start.pgCtl,
    ['start', '-w', '-t', '600', '-D', start.data, '-l', log, '-o', flags.join(' ')],
    start.user,
  );
  writeFileSync(portFile, String(port));
  return readPidFile(start.data);
}

function startFailure(data: string, cause: unknown): AppError {
  const log = path.join(data, 'server.log');
  const output = `${String(cause)}${existsSync(log) ? readFileSync(log, 'utf8').slice(-2000) : ''}`;
  return new AppError(
    'postgres-start',
    `The database in ${data} did not start: ${explain(output) ?? `see ${log}`}.`,
    { cause },
  );
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
