import { freshDatabase, median, runSender, startFastSink, told, type Run } from './processes.ts';
import { findSmtpSource, runSmtpSource } from './smtp-source.ts';
import type { Figure } from './table.ts';

const ROUNDS = 3;
const CONNECTIONS = 10;
const COUNTS = { full: 1000, raw: 3000, ours: 20_000 };
const SIGNED = { full: 500, ours: 5000 };
const DELAY_MS = 50;
const DELAYED = { connections: 100, count: 8000 };

/** The platform with its ledger beside loops written by hand, at a sink faster than all of them; medians of interleaved rounds. */
export async function measureThroughput(databaseUrl: string): Promise<Figure[]> {
  const url = await freshDatabase(databaseUrl, 'bench_throughput');
  const signedUrl = await freshDatabase(databaseUrl, 'bench_signed');
  const sink = await startFastSink(0);
  const slow = await startFastSink(DELAY_MS);
  const program = findSmtpSource();
  try {
    const where = { url, sink: sink.url, connections: CONNECTIONS };
    const runs: Record<keyof typeof COUNTS, Run[]> = { full: [], raw: [], ours: [] };
    const source: Run[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const mode of ['full', 'raw', 'ours'] as const)
        runs[mode].push(await runSender(mode, COUNTS[mode], where));
      if (program !== undefined) source.push(await runSmtpSource(program, sink.url, COUNTS.ours));
    }
    const signed: Record<keyof typeof SIGNED, Run[]> = { full: [], ours: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const mode of ['full', 'ours'] as const)
        signed[mode].push(await runSender(mode, SIGNED[mode], { ...where, url: signedUrl, isSigned: true }));
    }
    const { connections, count } = DELAYED;
    const delayed = await runSender('ours', count, { url, sink: slow.url, connections });
    return [...ratios(runs), ...limits(runs.ours, source), ...signatures(signed), latency(delayed)];
  } finally {
    sink.stop();
    slow.stop();
  }
}

function ratio(what: string, ours: Run[], theirs: Run[], must: number, aim: string): Figure {
  const times = median(ours, 'rate') / median(theirs, 'rate');
  return {
    what,
    measured: `${times.toFixed(times < 2 ? 2 : 1)} times`,
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
    ratio('ours against composing in full', ours, full, 8, '15, 30'),
    ratio('ours against raw messages', ours, raw, 3, '4.5, 9'),
  ];
}

/** What the machine allows: a program in C that sends the same bytes, all alike and without any books. */
function limits(ours: Run[], source: Run[]): Figure[] {
  if (source.length === 0)
    return [
      { what: 'smtp-source (Debian: postfix) to the same sink', measured: 'left out: it is not installed' },
    ];
  return [
    { what: 'smtp-source, twice as many sessions, to the same sink', measured: told(source) },
    ratio('ours against smtp-source', ours, source, 0.2, '0.6'),
  ];
}

function signatures({ full, ours }: Record<keyof typeof SIGNED, Run[]>): Figure[] {
  return [
    { what: 'nodemailer pool, composing in full and signing with RSA-2048', measured: told(full) },
    { what: 'ours, signing with RSA-2048', measured: told(ours) },
    ratio('ours, signing, against that', ours, full, 6, '12'),
  ];
}

function latency({ rate }: Run): Figure {
  const { connections } = DELAYED;
  const perTrip = connections / (DELAY_MS / 1000);
  return {
    what: `${DELAY_MS} ms until each reply, ${connections} connections`,
    measured: `${Math.round(rate)} a second, ${Math.round((100 * rate) / perTrip)} % of one trip a message`,
    must: `${Math.round(perTrip * 0.425)} a second`,
    aim: `${Math.round(perTrip * 0.85)} a second`,
    isMet: rate >= perTrip * 0.425,
  };
}
