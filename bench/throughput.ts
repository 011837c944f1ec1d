import { fork } from 'node:child_process';
import pg from 'pg';
import { quantile, type Figure } from './table.ts';

const ROUNDS = 3;
const CONNECTIONS = 10;
const COUNTS = { full: 1000, raw: 3000, ours: 20_000 };
const SIGNED = { full: 500, ours: 5000 };
const MANY = Number(process.env['BENCH_MANY'] ?? 50_000);
const DELAY_MS = 50;
const DELAYED = { connections: 100, count: 8000 };

interface Run {
  rate: number;
  cpuPerMessage: number;
  earlyMegabytes: number;
  mostMegabytes: number;
}

/** The platform with its ledger beside loops written by hand, at a sink faster than all of them; medians of interleaved rounds. */
export async function measureThroughput(databaseUrl: string): Promise<Figure[]> {
  const url = await freshDatabase(databaseUrl, 'bench_throughput');
  const signedUrl = await freshDatabase(databaseUrl, 'bench_signed');
  const sink = await startFastSink(0);
  const slow = await startFastSink(DELAY_MS);
  try {
    const runs: Record<keyof typeof COUNTS, Run[]> = { full: [], raw: [], ours: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const mode of ['full', 'raw', 'ours'] as const)
        runs[mode].push(
          await runSender(mode, COUNTS[mode], { url, sink: sink.url, connections: CONNECTIONS }),
        );
    }
    const signed: Record<keyof typeof SIGNED, Run[]> = { full: [], ours: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      const where = { url: signedUrl, sink: sink.url, connections: CONNECTIONS, isSigned: true };
      for (const mode of ['full', 'ours'] as const)
        signed[mode].push(await runSender(mode, SIGNED[mode], where));
    }
    const many = await runSender('ours', MANY, { url, sink: sink.url, connections: CONNECTIONS });
    const delayed = await runSender('ours', DELAYED.count, {
      url,
      sink: slow.url,
      connections: DELAYED.connections,
    });
    return [...ratios(runs), ...signatures(signed), ...memory(many), ...latency(delayed)];
  } finally {
    sink.stop();
    slow.stop();
  }
}

const median = (runs: Run[], what: 'rate' | 'cpuPerMessage') =>
  quantile(
    runs.map((run) => run[what]),
    0.5,
  );
const told = (runs: Run[]) =>
  `${Math.round(median(runs, 'rate'))} a second, ${Math.round(median(runs, 'cpuPerMessage'))} µs`;

function ratio(what: string, ours: Run[], theirs: Run[], must: number, aim: number): Figure {
  const times = median(ours, 'rate') / median(theirs, 'rate');
  return {
    what,
    measured: `${times.toFixed(1)} times`,
    must: `${must} times`,
    aim: `${aim} times`,
    isMet: times >= must,
  };
}

function ratios({ full, raw, ours }: Record<keyof typeof COUNTS, Run[]>): Figure[] {
  return [
    { what: 'nodemailer pool, composing in full; processor time a message', measured: told(full) },
    { what: 'nodemailer pool, precompiled raw messages', measured: told(raw) },
    { what: 'ours with ledger, links and headers', measured: told(ours) },
    ratio('ours against composing in full', ours, full, 8, 30),
    ratio('ours against raw messages', ours, raw, 3, 9),
  ];
}

function signatures({ full, ours }: Record<keyof typeof SIGNED, Run[]>): Figure[] {
  return [
    { what: 'nodemailer pool, composing in full and signing with RSA-2048', measured: told(full) },
    { what: 'ours, signing with RSA-2048', measured: told(ours) },
    ratio('ours, signing, against that', ours, full, 6, 12),
  ];
}

function memory(many: Run): Figure[] {
  const growth = many.mostMegabytes - many.earlyMegabytes;
  return [
    {
      what: `memory over ${MANY} messages: most, growth after the first fifth`,
      measured: `${Math.round(many.mostMegabytes)} MB, ${Math.round(growth)} MB`,
      must: '< 200 MB',
      aim: '< 130 MB',
      isMet: many.mostMegabytes < 200,
    },
  ];
}

function latency({ rate }: Run): Figure[] {
  const { connections } = DELAYED;
  const perTrip = connections / (DELAY_MS / 1000);
  return [
    {
      what: `${DELAY_MS} ms until each reply, ${connections} connections`,
      measured: `${Math.round(rate)} a second, ${Math.round((100 * rate) / perTrip)} % of one trip a message`,
      must: `${Math.round(perTrip * 0.425)} a second`,
      aim: `${Math.round(perTrip * 0.85)} a second`,
      isMet: rate >= perTrip * 0.425,
    },
  ];
}

export function runSender(
  mode: string,
  count: number,
  where: { url: string; sink: string; connections: number; isSigned?: boolean; limit?: number },
): Promise<Run> {
  const child = fork(
    new URL('sender.ts', import.meta.url),
    [mode, String(count), where.isSigned ? 'dkim' : 'plain', String(where.limit ?? 0)],
    {
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: where.url,
        SMTP_URL: where.sink,
        PUBLIC_URL: 'https://news.gazette.example',
        SEND_CONNECTIONS: String(where.connections),
      },
      // As bin/paperround.js starts the program.
      execArgv: ['--max-semi-space-size=4'],
    },
  );
  return new Promise((resolve, reject) => {
    let run: Run | undefined;
    child.once('message', (message) => {
      run = message as Run;
    });
    child.once('exit', (code) => (run ? resolve(run) : reject(new Error(`the sender ended with ${code}`))));
  });
}

export interface FastSink {
  url: string;
  /** When each message since the last call was taken, in milliseconds. */
  taken(): Promise<number[]>;
  stop(): void;
}

export async function startFastSink(delay: number): Promise<FastSink> {
  const child = fork(new URL('fast-sink.ts', import.meta.url), [String(delay)]);
  const port = await new Promise<number>((resolve) =>
    child.once('message', (told) => resolve(told as number)),
  );
  const taken = () =>
    new Promise<number[]>((resolve) => {
      child.once('message', (times) => resolve(times as number[]));
      child.send('taken');
    });
  return { url: `smtp://127.0.0.1:${port}`, taken, stop: () => void child.kill() };
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
