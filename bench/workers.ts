import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase, type Db } from '../src/platform/database.ts';
import { migrate } from '../src/platform/migrate.ts';
import { bulkMail } from './bulk-mail.ts';
import { answerOf, freshDatabase, start, startFastSink, type FastSink, type Where } from './processes.ts';
import { fillReaders, readySend } from './readers.ts';
import { quantile, type Figure } from './table.ts';

const ROUNDS = 3;
const READERS = 20_000;
const WARM_UP = 2000;
const CONNECTIONS = 10;
const PROCESSES = [1, 2, 4];

/** One send by several worker processes at once, on this machine's cores with the database and the mail server. */
export async function measureWorkers(databaseUrl: string): Promise<Figure[]> {
  const url = await freshDatabase(databaseUrl, 'bench_workers');
  const sink = await startFastSink(0);
  const db = openDatabase(url, { max: 2 });
  try {
    await migrate(db);
    await fillReaders(db, READERS);
    const rates = new Map(PROCESSES.map((processes) => [processes, [] as number[]]));
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const processes of PROCESSES) {
        const where = { url, sink: sink.url, connections: CONNECTIONS };
        rates.get(processes)?.push(await rateOf(db, sink, processes, where));
      }
    }
    const rate = (processes: number) => quantile(rates.get(processes) ?? [], 0.5);
    return PROCESSES.map((processes) => ({
      what: processes === 1 ? 'one process' : `${processes} processes`,
      measured: `${Math.round(rate(processes))} a second, ${(rate(processes) / rate(1)).toFixed(2)} times one`,
    }));
  } finally {
    sink.stop();
    await db.destroy();
  }
}

/** From the first message to the last, by workers that are up and warm. */
async function rateOf(db: Db, sink: FastSink, processes: number, where: Where): Promise<number> {
  const workers = await startWorkers(processes, where);
  await sendTo(db, WARM_UP * processes);
  await sink.taken();
  await sendTo(db, READERS);
  const times = await sink.taken();
  for (const worker of workers) worker.kill('SIGTERM');
  return (times.length - 1) / (((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000);
}

export async function startWorkers(count: number, where: Where): Promise<ChildProcess[]> {
  const workers = Array.from({ length: count }, () =>
    start(new URL('worker.ts', import.meta.url), [], where),
  );
  await Promise.all(workers.map((worker) => answerOf(worker)));
  return workers;
}

/** Readies a send and waits until it is finished. */
async function sendTo(db: Db, readers: number): Promise<void> {
  const id = await readySend(db, await bulkMail(), readers);
  await untilSent(db, id);
}

export async function untilSent(db: Db, sendId: number): Promise<void> {
  for (;;) {
    const { rows } = await db.raw('select status from sends where id = ?', [sendId]);
    if (rows[0].status === 'sent') return;
    await pause(50);
  }
}
