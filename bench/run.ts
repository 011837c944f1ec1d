import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { measureBounces } from './bounces.ts';
import { measureBookkeeping } from './bookkeeping.ts';
import { measureCommandLine } from './command-line.ts';
import { compareThroughput } from './compare.ts';
import { measureCorrections } from './corrections.ts';
import { measureCrashes } from './crashes.ts';
import { measureDesk } from './desk.ts';
import { measureDigestSending } from './digest-sending.ts';
import { measureDigests } from './digests.ts';
import { measureEnumeration } from './enumeration.ts';
import { measureImport } from './import.ts';
import { measureFlood } from './flood.ts';
import { startPaper, type Paper } from './paper.ts';
import { measureRates } from './rates.ts';
import { measureScale } from './scale.ts';
import { measureSending } from './sending.ts';
import { measureSigning } from './signing.ts';
import { measureSignUp } from './sign-up.ts';
import { measureSpike } from './spike.ts';
import { measureStart } from './starting.ts';
import { measureLongFlood } from './long-flood.ts';
import { measureMailbox } from './mailbox.ts';
import { printTable, type Figure } from './table.ts';
import { measureThroughput } from './throughput.ts';
import { measureTls } from './tls.ts';
import { measureWorkers } from './workers.ts';

// Every figure the README quotes: `npm run bench`, or some tables by name, as in `npm run bench -- throughput crashes`.
// With OLD, the folder of another checkout, `throughput` compares both instead.
// With REPORTS, how many, `bounces` measures one long flood, too: 100,000 take ten minutes.
// Talks to 127.0.0.1 only, and all of it ends by itself within about ten minutes.
interface Table {
  title: string;
  measure(paper: Paper): Promise<Figure[]>;
}

const old = process.env['OLD'];
const reports = process.env['REPORTS'];

const TABLES: Record<string, Table> = {
  'sign-up': { title: 'Sign-up', measure: ({ url, databaseUrl }) => measureSignUp(url, databaseUrl) },
  'command-line': {
    title: 'Command line, processor time of a call',
    measure: ({ dataDir }) => measureCommandLine(dataDir),
  },
  sending: {
    title: 'Sending',
    measure: ({ url, key, databaseUrl, sink }) => measureSending(url, key, databaseUrl, sink),
  },
  throughput: {
    title: 'Throughput',
    measure: ({ databaseUrl }) =>
      old === undefined ? measureThroughput(databaseUrl) : compareThroughput(databaseUrl, old),
  },
  scale: { title: 'Many readers', measure: (paper) => measureScale(paper.databaseUrl) },
  bookkeeping: { title: 'Bookkeeping', measure: (paper) => measureBookkeeping(paper.databaseUrl) },
  workers: { title: 'Worker processes', measure: (paper) => measureWorkers(paper.databaseUrl) },
  tls: { title: 'TLS', measure: (paper) => measureTls(paper.databaseUrl) },
  crashes: { title: 'Crashes', measure: (paper) => measureCrashes(paper.databaseUrl) },
  limits: { title: 'Limits', measure: (paper) => measureRates(paper.databaseUrl) },
  import: { title: 'Import', measure: (paper) => measureImport(paper.databaseUrl) },
  desk: { title: 'Pages of the desk', measure: measureDesk },
  digests: { title: 'Digests for a million readers', measure: (paper) => measureDigests(paper.databaseUrl) },
  'digest-sending': {
    title: 'Messages of a digest',
    measure: (paper) => measureDigestSending(paper.databaseUrl),
  },
  corrections: {
    title: 'Corrections among a million readers',
    measure: (paper) => measureCorrections(paper.databaseUrl),
  },
  enumeration: { title: 'What answers tell of an address', measure: measureEnumeration },
  spike: { title: 'A mention on television', measure: measureSpike },
  bounces: {
    title: 'Bounces',
    measure: async ({ databaseUrl }) => [
      ...(await measureBounces()),
      ...(await measureFlood(databaseUrl)),
      ...(reports === undefined ? [] : await measureLongFlood(databaseUrl, Number(reports))),
    ],
  },
  mailbox: {
    title: 'A mailbox of a real server',
    measure: ({ databaseUrl }) => measureMailbox(databaseUrl),
  },
  signing: { title: 'DKIM signatures', measure: () => measureSigning() },
};

const names = process.argv.slice(2);
const all = ['start', ...Object.keys(TABLES)];
const unknown = names.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`There is no table ${unknown.join(', ')}. Tables: ${all.join(', ')}.`);
  process.exit(1);
}
const isWanted = (name: string) => names.length === 0 || names.includes(name);

const folder = mkdtempSync(path.join(os.tmpdir(), 'paperround-bench-'));
// The database's user must get in when this runs as root.
chmodSync(folder, 0o755);
const dataDir = path.join(folder, 'data');
try {
  console.log(`${os.cpus().length} x ${os.cpus()[0]?.model ?? 'processor'}, Node ${process.version}`);
  if (isWanted('start')) printTable('Start and memory', await measureStart(dataDir));
  const wanted = Object.entries(TABLES).filter(([name]) => isWanted(name));
  if (wanted.length > 0) await measureWith(wanted.map(([, table]) => table));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measureWith(tables: Table[]): Promise<void> {
  const paper = await startPaper(dataDir);
  try {
    for (const { title, measure } of tables) printTable(title, await measure(paper));
  } finally {
    await paper.stop();
  }
}
