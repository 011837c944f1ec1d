import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { measureImport } from './import.ts';
import { measureRates } from './rates.ts';
import { runCommand, startProgram, type RunningProgram } from './program.ts';
import { measureSending, startSink } from './sending.ts';
import { measureSigning } from './signing.ts';
import { measureSignUp } from './sign-up.ts';
import { printTable, type Figure } from './table.ts';
import { measureThroughput } from './throughput.ts';

// Every figure the README quotes. Talks to 127.0.0.1 only and ends by itself within about four minutes.
const folder = mkdtempSync(path.join(os.tmpdir(), 'paperround-bench-'));
// The database's user must get in when this runs as root.
chmodSync(folder, 0o755);
const DATA_DIR = path.join(folder, 'data');
const sink = await startSink();
const SERVER = { DATA_DIR, TRUST_PROXY: 'loopback', SMTP_URL: sink.url };

try {
  console.log(`${os.cpus().length} x ${os.cpus()[0]?.model ?? 'processor'}, Node ${process.version}`);
  printTable('Start and memory', await measureStart());
  const program = await startProgram(SERVER);
  await setUp(program);
  printTable('Sign-up', await measureSignUp(program.url, databaseUrl()));
  printTable('Sending', await measureSending(program.url, key(), databaseUrl(), sink));
  printTable('Throughput', await measureThroughput(databaseUrl()));
  printTable('Limits', await measureRates(databaseUrl()));
  printTable('Import', await measureImport(databaseUrl()));
  await program.stop();
  printTable('DKIM signatures', await measureSigning());
} finally {
  sink.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function measureStart(): Promise<Figure[]> {
  // As after "npm ci": nothing is built and there is no database.
  rmSync(path.resolve('dist', 'current'), { force: true });
  const first = await startProgram({ DATA_DIR });
  await first.stop();
  const later = await startProgram({ DATA_DIR });
  await pause(8000);
  const memory = later.rss();
  await later.stop();
  const seconds = ({ readyAfterMs }: RunningProgram) => `${(readyAfterMs / 1000).toFixed(2)} s`;
  return [
    {
      what: 'first start to /readyz',
      measured: seconds(first),
      must: '< 10 s',
      aim: '3 s',
      isMet: first.readyAfterMs < 10_000,
    },
    {
      what: 'later start to /readyz',
      measured: seconds(later),
      must: '< 3 s',
      aim: '1 s',
      isMet: later.readyAfterMs < 3000,
    },
    {
      what: 'memory of the idle process',
      measured: `${Math.round(memory)} MB`,
      must: '< 200 MB',
      aim: '120 MB',
      isMet: memory < 200,
    },
  ];
}

function key(): string {
  return (runCommand(['api-key', 'create', '--name', 'bench'], { DATA_DIR }) as { key: string }).key;
}

function databaseUrl(): string {
  const home = path.join(DATA_DIR, 'postgres');
  const [password, port] = ['pg.password', 'pg.port'].map((file) =>
    readFileSync(path.join(home, file), 'utf8').trim(),
  );
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
}

async function setUp(program: RunningProgram): Promise<void> {
  const answer = await fetch(`${program.url}/api/v1/publications`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key()}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      slug: 'gazette',
      name: 'The Gazette',
      siteUrl: 'https://gazette.example',
      fromAddress: 'news@gazette.example',
      postalAddress: 'Gazette Ltd, 1 Market Square, Berlin',
      timeZone: 'Europe/Berlin',
      holdMinutes: 0,
    }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}
