import { handOver, readMails } from './hand-over-reports.ts';
import { freshDatabase, median, runSender, startFastSink, type Run } from './processes.ts';
import { startTaker, untilHeeded, type Ask } from './start-taker.ts';
import type { Figure } from './table.ts';

const MESSAGES = 20_000;
const QUIET_ROUNDS = 3;
/** Of the memory after a fifth of the flood: what grows with the reports would be several times that. */
const MOST_GROWTH = 1.25;

/**
 * So many reports, at 100,000 in ten minutes, while one send after the other runs beside; sends without reports come before and after.
 * Each reader gets one. Whether sends are slower is what `measureFlood` says, whose sends with and without reports take turns.
 */
export async function measureLongFlood(databaseUrl: string, reports: number): Promise<Figure[]> {
  const url = await freshDatabase(databaseUrl, 'bench_flood');
  const quietUrl = await freshDatabase(databaseUrl, 'bench_quiet');
  const sink = await startFastSink(0);
  const where = { url, sink: sink.url, connections: 10 };
  const taker = startTaker(reports, where);
  const send = () => runSender('ours', MESSAGES, { ...where, url: quietUrl });
  const sendQuietly = async (): Promise<Run[]> => {
    const runs: Run[] = [];
    for (let round = 0; round < QUIET_ROUNDS; round += 1) runs.push(await send());
    return runs;
  };
  try {
    const { port, paths } = await taker.ready;
    const before = await sendQuietly();
    await taker.ask('reset');
    const { runs, seconds, memory, cpu, heeded } = await flood(taker.ask, port, paths, reports, send);
    return figures([...before, ...(await sendQuietly())], runs, { reports, seconds, memory, cpu, heeded });
  } finally {
    taker.stop();
    sink.stop();
  }
}

interface Flooded {
  reports: number;
  seconds: number;
  /** Most megabytes during each of the sends. */
  memory: number[];
  cpu: number;
  heeded: number;
}

async function flood(ask: Ask, port: number, paths: string[], reports: number, send: () => Promise<Run>) {
  const mails = readMails();
  const queue = { sent: 0 };
  const next = () => {
    const { sent } = queue;
    if (sent >= reports) return undefined;
    queue.sent += 1;
    return { to: paths[sent] ?? '', mail: mails[sent % mails.length] ?? '' };
  };
  const began = performance.now();
  let seconds = 0;
  const flooding = handOver(port, new AbortController().signal, next).then(
    () => (seconds = (performance.now() - began) / 1000),
  );
  const runs: Run[] = [];
  const memory: number[] = [];
  let cpu = 0;
  const look = async () => {
    const told = await ask('reset');
    memory.push(Math.round(told.mostMegabytes));
    cpu += told.cpu;
    return told.heeded;
  };
  while (queue.sent < reports) {
    runs.push(await send());
    const heeded = await look();
    console.log(
      `  ${queue.sent} handed over, ${heeded} heeded, ${memory.at(-1)} MB, ${Math.round(runs.at(-1)?.rate ?? 0)} messages a second`,
    );
  }
  await flooding;
  await untilHeeded(ask, reports);
  return { runs, seconds, memory, heeded: await look(), cpu };
}

function figures(
  quiet: Run[],
  disturbed: Run[],
  { reports, seconds, memory, cpu, heeded }: Flooded,
): Figure[] {
  const early = Math.max(...memory.slice(0, Math.max(1, Math.floor(memory.length / 5))));
  const most = Math.max(...memory);
  return [
    {
      what: `messages a second, of ${quiet.length} sends before and after, and of ${disturbed.length} meanwhile`,
      measured: `${Math.round(median(quiet, 'rate'))}, ${Math.round(median(disturbed, 'rate'))}`,
    },
    {
      what: 'reports handed over / heeded',
      measured: `${reports} / ${heeded}, in ${Math.round(seconds)} s`,
      must: `${reports} / ${reports}`,
      isMet: heeded === reports,
    },
    { what: 'processor time of a report', measured: `${Math.round(cpu / reports)} µs` },
    {
      what: 'memory at most, in the first fifth and in all',
      measured: `${early} MB, ${most} MB`,
      must: `${MOST_GROWTH} times`,
      isMet: most <= early * MOST_GROWTH,
    },
  ];
}
