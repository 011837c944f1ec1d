import type { Figure } from './table.ts';
import { freshDatabase, runSender, startFastSink } from './processes.ts';

/** Sends at a limit take minutes: how a process starts must not decide. */
const SECONDS = 12;
const CASES = [
  { perSecond: 20, processes: 1 },
  { perSecond: 100, processes: 1 },
  { perSecond: 500, processes: 1 },
  { perSecond: 200, processes: 2 },
];

/** Limits as the mail server sees them: never more in any second (SMTP-05), and hardly less on the whole. */
export async function measureRates(databaseUrl: string): Promise<Figure[]> {
  const sink = await startFastSink(0);
  const figures: Figure[] = [];
  try {
    for (const { perSecond, processes } of CASES) {
      const url = await freshDatabase(databaseUrl, 'bench_rates');
      // The first one makes the schema; those that follow find it.
      await runSender('ours', 1, { url, sink: sink.url, connections: 10, limit: perSecond });
      await sink.taken();
      const count = Math.ceil((perSecond * SECONDS) / processes);
      const where = { url, sink: sink.url, connections: 10, limit: perSecond };
      await Promise.all(Array.from({ length: processes }, () => runSender('ours', count, where)));
      figures.push(judge(perSecond, processes, await sink.taken()));
    }
  } finally {
    sink.stop();
  }
  return figures;
}

function judge(perSecond: number, processes: number, times: number[]): Figure {
  let first = 0;
  let most = 0;
  for (const [place, at] of times.entries()) {
    while (at - (times[first] ?? 0) >= 1000) first += 1;
    most = Math.max(most, place - first + 1);
  }
  const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000;
  const share = (times.length - 1) / seconds / perSecond;
  return {
    what: `limit ${perSecond} a second, ${processes === 1 ? 'one process' : `${processes} processes`}`,
    measured: `${most} in the fullest second, ${(100 * share).toFixed(1)} % of the limit`,
    must: `${perSecond}, 95 %`,
    isMet: most <= perSecond && share >= 0.95,
  };
}
