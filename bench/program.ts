import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const entry = path.resolve('bin/paperround.js');

export interface RunningProgram {
  url: string;
  /** From the start of the process to the first 200 of /readyz. */
  readyAfterMs: number;
  /** Memory of the process now, in MB. */
  rss(): number;
  stop(): Promise<void>;
}

const clean = (environment: Record<string, string>) => ({
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  LOG_LEVEL: 'warn',
  ...environment,
});

/** A busy machine is slow. */
const PATIENCE_MS = 300_000;

/** Starts the program and waits until it is ready. */
export async function startProgram(environment: Record<string, string>): Promise<RunningProgram> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const began = performance.now();
  // As "npm start" does it.
  const child = spawn(
    process.execPath,
    ['--max-semi-space-size=4', '--heap-growing-percent=40', entry, 'serve'],
    {
      env: clean({ ...environment, PORT: String(port) }),
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  while (!(await isReady(url))) {
    if (child.exitCode !== null || performance.now() - began > PATIENCE_MS) {
      child.kill('SIGTERM');
      throw new Error('The program did not start.');
    }
    await pause(10);
  }
  return {
    url,
    readyAfterMs: performance.now() - began,
    rss: () => residentMegabytes(child.pid ?? 0),
    stop: () => ended(child),
  };
}

/** Runs a command and reads the JSON it prints. */
export function runCommand(words: string[], environment: Record<string, string>): unknown {
  const ran = spawnSync(process.execPath, [entry, ...words, '--json'], {
    env: clean(environment),
    encoding: 'utf8',
  });
  if (ran.status !== 0) throw new Error(ran.stderr);
  return JSON.parse(ran.stdout);
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    (response) => response.ok,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function residentMegabytes(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
