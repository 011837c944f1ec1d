import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase, rows, type Db } from '../src/platform/database.ts';
import { migrate } from '../src/platform/migrate.ts';
import { bulkMail } from './bulk-mail.ts';
import { freshDatabase } from './processes.ts';
import { fillReaders, readySend } from './readers.ts';
import { startSink, type Sink } from './sending.ts';
import type { Figure } from './table.ts';
import { startWorkers, untilSent } from './workers.ts';

const ROUNDS = 3;
const WORKERS = 3;
const KILLED = 2;
const READERS = 3000;
/** Messages taken when the workers are killed. */
const MOMENT = 1000;
const CONNECTIONS = 10;

interface Crash {
  seconds: number;
  lost: number;
  twice: number;
  flagged: number;
  unflagged: number;
}

/** Worker processes that are killed (-9) in mid-send; the one that is left takes over and finishes. */
export async function measureCrashes(databaseUrl: string): Promise<Figure[]> {
  const url = await freshDatabase(databaseUrl, 'bench_crashes');
  const db = openDatabase(url, { max: 2 });
  const sink = await startSink();
  try {
    await migrate(db);
    await fillReaders(db, READERS);
    const crashes: Crash[] = [];
    for (let round = 0; round < ROUNDS; round += 1) crashes.push(await crash(db, sink, url));
    return figures(crashes);
  } finally {
    sink.stop();
    await db.destroy();
  }
}

async function crash(db: Db, sink: Sink, url: string): Promise<Crash> {
  const workers = await startWorkers(WORKERS, { url, sink: sink.url, connections: CONNECTIONS });
  try {
    await sink.taken('reset');
    const sendId = await readySend(db, await bulkMail(), READERS);
    while ((await sink.taken()).count < MOMENT) await pause(10);
    for (const worker of workers.slice(0, KILLED)) worker.kill('SIGKILL');
    const seconds = await takeOver(db, sendId);
    await bringSecondTriesForward(db, sendId);
    await untilSent(db, sendId);
    return { seconds, ...(await count(db, sendId, sink)) };
  } finally {
    for (const worker of workers) worker.kill('SIGKILL');
  }
}

/** Seconds until another worker has the first batch of a dead one. */
async function takeOver(db: Db, sendId: number): Promise<number> {
  const began = performance.now();
  const claims = async () =>
    rows<{ batchNo: number; attempts: number }>(
      db,
      `select batch_no as "batchNo", attempts from send_batches where send_id = :sendId and attempts > 0`,
      { sendId },
    );
  const first = new Map((await claims()).map(({ batchNo, attempts }) => [batchNo, attempts]));
  for (;;) {
    const isTaken = (await claims()).some(
      ({ batchNo, attempts }) => attempts > (first.get(batchNo) ?? attempts),
    );
    if (isTaken) return (performance.now() - began) / 1000;
    await pause(20);
  }
}

/** Who is in doubt is tried again after a quarter of an hour, which nobody wants to wait for here. */
async function bringSecondTriesForward(db: Db, sendId: number): Promise<void> {
  const undone = `select 1 from send_batches where send_id = ? and state <> 'done'`;
  while ((await db.raw(undone, [sendId])).rows.length > 0) await pause(50);
  await db.raw('update message_retries set next_attempt_at = now() where send_id = ?', [sendId]);
}

async function count(db: Db, sendId: number, sink: Sink): Promise<Omit<Crash, 'seconds'>> {
  const { recipients, twice } = await sink.taken();
  const flagged = await rows<{ email: string }>(
    db,
    `select s.email from messages m join subscribers s on s.id = m.subscriber_id
      where m.send_id = :sendId and m.possibly_twice`,
    { sendId },
  );
  const known = new Set(flagged.map(({ email }) => email));
  const unflagged = twice.filter((address) => !known.has(address)).length;
  return { lost: READERS - recipients, twice: twice.length, flagged: known.size, unflagged };
}

function figures(crashes: Crash[]): Figure[] {
  const sum = (what: keyof Crash) => crashes.reduce((total, one) => total + one[what], 0);
  const longest = Math.max(...crashes.map(({ seconds }) => seconds));
  return [
    { what: 'worker processes killed in mid-send', measured: `${ROUNDS * KILLED}` },
    {
      what: `lost, of ${(ROUNDS * READERS).toLocaleString('en')} readers`,
      measured: `${sum('lost')}`,
      must: '0',
      isMet: sum('lost') === 0,
    },
    { what: 'got two copies', measured: `${sum('twice')}` },
    { what: 'flagged as possibly twice', measured: `${sum('flagged')}` },
    {
      what: 'copies that are not flagged',
      measured: `${sum('unflagged')}`,
      must: '0',
      isMet: sum('unflagged') === 0,
    },
    {
      what: 'until another worker took over, at most',
      measured: `${longest.toFixed(2)} s`,
      must: '10 s',
      isMet: longest <= 10,
    },
  ];
}
