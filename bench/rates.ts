import type { Figure } from './table.ts';
import { freshDatabase, runSender, startFastSink } from './processes.ts';

/** Sends at a limit take minutes: how a process starts must not decide. */
const SECONDS = 12;
const CASES: Case[] = [
  { perSecond: 20, processes: 1 },
  { perSecond: 100, processes: 1 },
  { perSecond: 500, processes: 1 },
  { perSecond: 200, processes: 2 },
  { perSecond: 50, processes: 1, delayMs: 150, connections: 30 },
];

interface Case {
  perSecond: number;
  processes: number;
  /** Until the mail server replies. */
  delayMs?: number;
  /** Enough for what they have to wait. */
  connections?: number;
}

/** Limits as the mail server sees them: never more in any second (SMTP-05), and hardly less on the whole. */
export async function measureRates(databaseUrl: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const one of CASES) figures.push(await measureCase(databaseUrl, one));
  return figures;
}

async function measureCase(
  databaseUrl: string,
  { perSecond, processes, delayMs = 0, connections = 10 }: Case,
): Promise<Figure> {
  const sink = await startFastSink(delayMs);
  try {
    const url = await freshDatabase(databaseUrl, 'bench_rates');
    const where = { url, sink: sink.url, connections, limit: perSecond };
    // The first one makes the schema; those that follow find it.
    await runSender('ours', 1, where);
    await sink.taken();
    const count = Math.ceil((perSecond * SECONDS) / processes);
    await Promise.all(Array.from({ length: processes }, () => runSender('ours', count, where)));
    const figure = judge(
      perSecond,
      processes === 1 ? 'one process' : `${processes} processes`,
      await sink.taken(),
    );
    // What is on its way may be anywhere, so a distant server gets a little less.
    return delayMs === 0
      ? figure
      : { what: `${figure.what}, replies after ${delayMs} ms`, measured: figure.measured };
  } finally {
    sink.stop();
  }
}

function judge(perSecond: number, how: string, times: number[]): Figure {
  let first = 0;
  let most = 0;
  for (const [place, at] of times.entries()) {
    while (at - (times[first] ?? 0) >= 1000) first += 1;
    most = Math.max(most, place - first + 1);
  }
  const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000;
  const share = (times.length - 1) / seconds / perSecond;
  return {
    what: `limit ${perSecond} a second, ${how}`,
    measured: `${most} in the fullest second, ${(100 * share).toFixed(1)} % of the limit`,
    must: `${perSecond}, 95 %`,
    isMet: most <= perSecond && share >= 0.95,
  };
}
