import { fork, type ChildProcess } from 'node:child_process';
import pg from 'pg';
import { quantile } from './table.ts';

/** Where a process of the bench finds its database and its mail server. */
export interface Where {
  url: string;
  sink: string;
  connections: number;
}

export interface Run {
  rate: number;
  /** Microseconds. */
  cpuPerMessage: number;
  /** Most memory in the first fifth of the time, and in all of it. */
  earlyMegabytes: number;
  mostMegabytes: number;
}

export const median = (runs: Run[], what: 'rate' | 'cpuPerMessage') =>
  quantile(
    runs.map((run) => run[what]),
    0.5,
  );

export const told = (runs: Run[]) =>
  `${Math.round(median(runs, 'rate'))} a second, ${Math.round(median(runs, 'cpuPerMessage'))} µs`;

/** Starts one of the bench's files with the environment it needs, as bin/paperround.js starts the program. */
export function start(file: URL, words: string[], { url, sink, connections }: Where): ChildProcess {
  return fork(file, words, {
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: url,
      SMTP_URL: sink,
      PUBLIC_URL: 'https://news.gazette.example',
      SEND_CONNECTIONS: String(connections),
    },
    execArgv: ['--max-semi-space-size=4', '--heap-growing-percent=40'],
  });
}

/** What a process tells; rejects when it ends without a word. */
export function answerOf<Answer>(child: ChildProcess): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`a process of the bench ended with ${code}`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message as Answer);
    });
  });
}

/**
 * @param mode `full` or `raw` for nodemailer's pool, `ours` for the platform, `digest` for it with a content for each few hundred readers.
 * @param sender `sender.ts` of another checkout.
 */
export async function runSender(
  mode: 'full' | 'raw' | 'ours' | 'digest',
  count: number,
  where: Where & { isSigned?: boolean; limit?: number },
  sender: URL = new URL('sender.ts', import.meta.url),
): Promise<Run> {
  const words = [mode, String(count), where.isSigned ? 'dkim' : 'plain', String(where.limit ?? 0)];
  const child = start(sender, words, where);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const run = await answerOf<Run>(child);
  await ended;
  return run;
}

export interface FastSink {
  url: string;
  /** When each message since the last call was taken, in milliseconds. */
  taken(): Promise<number[]>;
  stop(): void;
}

/** A mail server faster than any sender here. @param delay of its replies, in milliseconds. */
export async function startFastSink(delay: number, { isSecure = false } = {}): Promise<FastSink> {
  const child = fork(new URL('fast-sink.ts', import.meta.url), [
    String(delay),
    isSecure ? 'secure' : 'clear',
  ]);
  const port = await answerOf<number>(child);
  const taken = () => {
    const times = answerOf<number[]>(child);
    child.send('taken');
    return times;
  };
  return {
    url: `${isSecure ? 'smtps' : 'smtp'}://127.0.0.1:${port}`,
    taken,
    stop: () => void child.kill(),
  };
}

export async function freshDatabase(databaseUrl: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`drop database if exists ${name}`);
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  return url.href;
}
