import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { freshDatabase, runSender, startFastSink, told, type Run } from './processes.ts';
import { quantile, type Figure } from './table.ts';

const ROUNDS = 9;
const COUNT = 10_000;
const SLOW_COUNT = 4000;
const DELAY_MS = 20;
/** A ratio below this is a loss, and not the noise of a machine. */
const LEAST = 0.97;

interface Pair {
  old: Run;
  now: Run;
}

/**
 * This checkout beside an older one, in turns: `OLD=path npm run bench -- throughput`. The order changes with each round, each
 * round gives one ratio, and the median of the ratios counts: what else the machine does meets both.
 * @param old folder of the other checkout, its dependencies installed.
 */
export async function compareThroughput(databaseUrl: string, old: string): Promise<Figure[]> {
  const sender = path.resolve(old, 'bench/sender.ts');
  if (!existsSync(sender)) throw new Error(`OLD: there is no ${sender}.`);
  const at = { old: pathToFileURL(sender), now: new URL('sender.ts', import.meta.url) };
  // One each: their migrations may differ.
  const urls = {
    old: await freshDatabase(databaseUrl, 'bench_old'),
    now: await freshDatabase(databaseUrl, 'bench_now'),
  };
  const fast = await startFastSink(0);
  const slow = await startFastSink(DELAY_MS);
  const one = async (who: keyof Pair, sink: string, count: number, connections: number) =>
    runSender('ours', count, { url: urls[who], sink, connections }, at[who]);
  try {
    const quick: Pair[] = [];
    const distant: Pair[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      quick.push(await inTurns(round, (who) => one(who, fast.url, COUNT, 10)));
      distant.push(await inTurns(round, (who) => one(who, slow.url, SLOW_COUNT, 40)));
    }
    return [
      ...figures('10 connections', quick),
      ...figures(`40 connections, ${DELAY_MS} ms until each reply`, distant),
    ];
  } finally {
    fast.stop();
    slow.stop();
  }
}

async function inTurns(round: number, run: (who: keyof Pair) => Promise<Run>): Promise<Pair> {
  if (round % 2 === 0) return { old: await run('old'), now: await run('now') };
  const now = await run('now');
  return { old: await run('old'), now };
}

function figures(what: string, pairs: Pair[]): Figure[] {
  const ratios = (of: 'rate' | 'cpuPerMessage') => pairs.map(({ old, now }) => now[of] / old[of]);
  const rates = ratios('rate');
  const speed = quantile(rates, 0.5);
  const cpu = quantile(ratios('cpuPerMessage'), 0.5);
  const spread = [0.25, 0.75].map((share) => quantile(rates, share).toFixed(2)).join(' to ');
  return [
    { what: `the old checkout, ${what}`, measured: told(pairs.map(({ old }) => old)) },
    { what: 'this one', measured: told(pairs.map(({ now }) => now)) },
    {
      what: 'this one against the old one; half of the rounds',
      measured: `${speed.toFixed(3)} times; ${spread}`,
      must: `${LEAST} times`,
      isMet: speed >= LEAST,
    },
    { what: 'processor time a message against the old one', measured: `${cpu.toFixed(3)} times` },
  ];
}
