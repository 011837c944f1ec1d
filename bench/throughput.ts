import { fork } from 'node:child_process';
import pg from 'pg';
import { quantile, type Figure } from './table.ts';

const ROUNDS = 3;
const CONNECTIONS = 10;
const COUNTS = { full: 1200, raw: 4000, ours: 20_000 };
const MANY = Number(process.env['BENCH_MANY'] ?? 50_000);
const DELAY_MS = 50;
const DELAYED = { connections: 100, count: 8000 };
const DATABASE = 'bench_throughput';

interface Run {
  rate: number;
  cpuPerMessage: number;
  earlyMegabytes: number;
  mostMegabytes: number;
}

/** The platform with its ledger beside loops written by hand, at a sink faster than all of them; medians of interleaved rounds. */
export async function measureThroughput(databaseUrl: string): Promise<Figure[]> {
  const url = await freshDatabase(databaseUrl);
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
    const many = await runSender('ours', MANY, { url, sink: sink.url, connections: CONNECTIONS });
    const delayed = await runSender('ours', DELAYED.count, {
      url,
      sink: slow.url,
      connections: DELAYED.connections,
    });
    return [...ratios(runs), ...memory(many), ...latency(delayed)];
  } finally {
    sink.stop();
    slow.stop();
  }
}

function ratios(runs: Record<keyof typeof COUNTS, Run[]>): Figure[] {
  const median = (mode: keyof typeof COUNTS, what: 'rate' | 'cpuPerMessage') =>
    quantile(
      runs[mode].map((run) => run[what]),
      0.5,
    );
  const told = (mode: keyof typeof COUNTS) =>
    `${Math.round(median(mode, 'rate'))} a second, ${Math.round(median(mode, 'cpuPerMessage'))} µs`;
  const ratio = (mode: 'full' | 'raw') => median('ours', 'rate') / median(mode, 'rate');
  return [
    { what: 'nodemailer pool, composing in full; processor time a message', measured: told('full') },
    { what: 'nodemailer pool, precompiled raw messages', measured: told('raw') },
    { what: 'ours with ledger, links and headers', measured: told('ours') },
    {
      what: 'ours against composing in full',
      measured: `${ratio('full').toFixed(1)} times`,
      must: '8 times',
      aim: '30 times',
      isMet: ratio('full') >= 8,
    },
    {
      what: 'ours against raw messages',
      measured: `${ratio('raw').toFixed(1)} times`,
      must: '3 times',
      aim: '9 times',
      isMet: ratio('raw') >= 3,
    },
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

function runSender(
  mode: string,
  count: number,
  where: { url: string; sink: string; connections: number },
): Promise<Run> {
  const child = fork(new URL('sender.ts', import.meta.url), [mode, String(count)], {
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: where.url,
      SMTP_URL: where.sink,
      PUBLIC_URL: 'https://news.gazette.example',
      SEND_CONNECTIONS: String(where.connections),
    },
    // As bin/paperround.js starts the program.
    execArgv: ['--max-semi-space-size=4'],
  });
  return new Promise((resolve, reject) => {
    let run: Run | undefined;
    child.once('message', (message) => {
      run = message as Run;
    });
    child.once('exit', (code) => (run ? resolve(run) : reject(new Error(`the sender ended with ${code}`))));
  });
}

async function startFastSink(delay: number): Promise<{ url: string; stop(): void }> {
  const child = fork(new URL('fast-sink.ts', import.meta.url), [String(delay)]);
  const port = await new Promise<number>((resolve) =>
    child.once('message', (told) => resolve(told as number)),
  );
  return { url: `smtp://127.0.0.1:${port}`, stop: () => void child.kill() };
}

async function freshDatabase(databaseUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`drop database if exists ${DATABASE}`);
  await client.query(`create database ${DATABASE}`);
  await client.end();
  const url = new URL(databaseUrl);
  url.pathname = `/${DATABASE}`;
  return url.href;
}
