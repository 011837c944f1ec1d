import { createHmac } from 'node:crypto';
import type { App } from '../src/platform/app.ts';
import { copyFile } from '../src/platform/copy-binary.ts';
import { copyIn } from '../src/platform/copy.ts';
import { firstRow, openDatabase, type Db } from '../src/platform/database.ts';
import { createKeys } from '../src/platform/keys.ts';
import { createLog } from '../src/platform/log.ts';
import { migrate } from '../src/platform/migrate.ts';
import { getPublication } from '../src/publications/index.ts';
import { getImport, receiveImport, runImport } from '../src/subscribers/index.ts';
import { COPY_CHUNKS, createChunker, type StagedReader } from '../src/subscribers/imports/chunks.ts';
import { quantile, type Figure } from './table.ts';
import { freshDatabase } from './processes.ts';

/** `IMPORT_ROWS=1000000` for the whole measure. */
const ROWS = Number(process.env['IMPORT_ROWS'] ?? 100_000);
const ROUNDS = 3;
const ROWS_IN_PIECE = 5000;
const COLUMNS = 'publication_id, status, email, delivery_address, address_hash, name, confirmed_at';
const ALL_ADDED = { rows: ROWS, added: ROWS, updated: 0, ended: 0, skipped: 0, refused: 0 };

/**
 * A list of readers through the importer, and the same rows by one bare COPY into a table with the same columns and
 * indexes as subscribers: as fast as PostgreSQL can hold them at all, with no consent record and no question asked.
 * In turns, each time in a new database; medians.
 */
export async function measureImport(databaseUrl: string): Promise<Figure[]> {
  // First, because what a process once took from the system it keeps.
  const { whole, again } = await inNewDatabase(databaseUrl, async (db) => ({
    whole: await wholeImport(db, ROWS),
    again: await wholeImport(db, 0),
  }));
  const taken: { database: number; bare: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    taken.push(
      await inNewDatabase(databaseUrl, async (db) => ({
        database: await databaseWork(db),
        bare: await bareCopy(db),
      })),
    );
  const median = (valueOf: (round: (typeof taken)[number]) => number) => quantile(taken.map(valueOf), 0.5);
  const perSecond = (seconds: number) => `${Math.round(ROWS / seconds).toLocaleString('en')} rows a second`;
  const database = median((round) => round.database);
  return [
    {
      what: `database work for ${ROWS.toLocaleString('en')} new readers`,
      measured: perSecond(database),
      must: '100,000',
      isMet: ROWS / database >= 100_000,
    },
    { what: 'bare COPY into the same indexes', measured: perSecond(median(({ bare }) => bare)) },
    {
      what: 'ours against bare',
      measured: `${median((round) => round.bare / round.database).toFixed(2)} times`,
    },
    { what: 'a CSV file from its first byte to finished', measured: perSecond(whole.seconds) },
    { what: 'the same file again, nothing changes', measured: perSecond(again.seconds) },
    {
      what: 'most memory above the start',
      measured: `${Math.max(whole.megabytes, again.megabytes)} MB`,
    },
  ];
}

async function inNewDatabase<Result>(
  databaseUrl: string,
  measure: (db: Db) => Promise<Result>,
): Promise<Result> {
  const db = openDatabase(await freshDatabase(databaseUrl, 'bench_import'), { max: 4 });
  try {
    await migrate(db);
    await db.raw(
      `insert into publications (slug, name, site_url, from_name, from_address, time_zone, language)
       values ('gazette', 'The Gazette', 'https://gazette.example', 'The Gazette', 'news@gazette.example', 'UTC', 'en')`,
    );
    return await measure(db);
  } finally {
    await db.destroy();
  }
}

/** Seconds in which the rows, read already, are staged and taken in. */
async function databaseWork(db: Db): Promise<number> {
  const { id: publicationId } = await getPublication(db, 'gazette');
  const made = await firstRow<{ id: number }>(
    db,
    `insert into imports (publication_id, status, consent_source, channel, caller, rows)
     values (?, 'running', 'bench', 'bench', 'bench', ?) returning id`,
    [publicationId, ROWS],
  );
  const importId = made?.id ?? 0;
  const chunker = createChunker(importId);
  const copied = await timedCopies(db, COPY_CHUNKS, (first, count) => {
    const chunks = pieceOf(first, count, stagedReader).flatMap((reader) => chunker.add(reader));
    return copyFile(first + count < ROWS ? chunks : [...chunks, ...chunker.rest()]);
  });
  const began = performance.now();
  await runImport(appWith(db), { importId }, { turnMs: Infinity });
  const seconds = copied + (performance.now() - began) / 1000;
  expectCounts((await getImport(db, publicationId, importId)).counts, ROWS);
  return seconds;
}

async function bareCopy(db: Db): Promise<number> {
  await db.raw('create table bench_readers (like subscribers including all)');
  const seconds = await timedCopies(db, `copy bench_readers (${COLUMNS}) from stdin`, (first, count) =>
    pieceOf(first, count, (n) => {
      const email = address(n, 'bare');
      return `1\tactive\t${email}\t${email}\t\\\\x${hashOf(email).toString('hex')}\tReader ${n}\t2026-01-01\n`;
    }).join(''),
  );
  await db.raw('drop table bench_readers');
  return seconds;
}

/** @param added how many are new. */
async function wholeImport(db: Db, added: number): Promise<{ seconds: number; megabytes: number }> {
  const publication = await getPublication(db, 'gazette');
  const app = appWith(db);
  const start = process.memoryUsage.rss();
  let most = start;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
  const began = performance.now();
  const consent = { source: 'bench', at: new Date('2026-01-01'), channel: 'bench', caller: 'bench' };
  const id = await receiveImport(app, publication, { bytes: csvFile(), format: 'csv', consent });
  await runImport(app, { importId: id }, { turnMs: Infinity });
  const seconds = (performance.now() - began) / 1000;
  clearInterval(watch);
  expectCounts((await getImport(db, publication.id, id)).counts, added);
  return { seconds, megabytes: Math.round((most - start) / 2 ** 20) };
}

async function* csvFile(): AsyncGenerator<Buffer> {
  yield Buffer.from('email,name,status\n');
  for (let first = 0; first < ROWS; first += ROWS_IN_PIECE)
    yield Buffer.from(
      pieceOf(
        first,
        Math.min(ROWS_IN_PIECE, ROWS - first),
        (n) => `${address(n, 'whole')},Reader ${n},active\n`,
      ).join(''),
    );
}

/** Seconds of COPY alone; making what it takes is not counted. */
async function timedCopies(
  db: Db,
  sql: string,
  dataOf: (first: number, count: number) => string | Buffer,
): Promise<number> {
  let spent = 0;
  for (let first = 0; first < ROWS; first += ROWS_IN_PIECE) {
    const data = dataOf(first, Math.min(ROWS_IN_PIECE, ROWS - first));
    const began = performance.now();
    await copyIn(db, sql, data);
    spent += performance.now() - began;
  }
  return spent / 1000;
}

function pieceOf<Item>(first: number, count: number, itemOf: (n: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => itemOf(first + index));
}

function stagedReader(n: number): StagedReader {
  const email = address(n, 'database');
  return {
    line: n + 2,
    address: { key: email, delivery: email, domain: 'database.example' },
    hashes: [hashOf(email)],
    name: `Reader ${n}`,
    consentedAt: undefined,
  };
}

/** In no order, as people's addresses are. */
function address(n: number, domain: string): string {
  return `${hashOf(`${n}`).toString('hex', 0, 4)}.reader${n}@${domain}.example`;
}

function hashOf(text: string): Buffer {
  return createHmac('sha256', 'bench').update(text).digest();
}

function appWith(db: Db): App {
  const jobs = { add: async () => {} } as unknown as App['jobs'];
  const log = createLog('warn', process.stderr);
  return { db, log, jobs, keys: createKeys(['a secret for benches only']), now: () => new Date() } as App;
}

function expectCounts(counts: object, added: number): void {
  const wanted = { ...ALL_ADDED, added, skipped: ROWS - added };
  if (JSON.stringify(counts) !== JSON.stringify(wanted))
    throw new Error(`wrong counts: ${JSON.stringify(counts)}`);
}
