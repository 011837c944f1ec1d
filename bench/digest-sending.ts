import { freshDatabase, median, runSender, startFastSink, told, type Run } from './processes.ts';
import type { Figure } from './table.ts';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5);
const READERS = 20_000;
const CONNECTIONS = 10;
const MODES = ['ours', 'digest'] as const;

/** Messages of a digest, with a content for every 250 readers, in turns with those of a single article of the same size. */
export async function measureDigestSending(databaseUrl: string): Promise<Figure[]> {
  const url = await freshDatabase(databaseUrl, 'bench_digest_sending');
  const sink = await startFastSink(0);
  const runs: Record<(typeof MODES)[number], Run[]> = { ours: [], digest: [] };
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      // Neither is always the first.
      const modes = round % 2 === 0 ? MODES : MODES.toReversed();
      for (const mode of modes)
        runs[mode].push(await runSender(mode, READERS, { url, sink: sink.url, connections: CONNECTIONS }));
    }
  } finally {
    sink.stop();
  }
  const share = median(runs.digest, 'rate') / median(runs.ours, 'rate');
  return [
    { what: 'a single article; processor time a message', measured: told(runs.ours) },
    { what: 'a digest of as many bytes', measured: told(runs.digest) },
    {
      what: 'the digest against the article',
      measured: `${share.toFixed(2)} times`,
      must: '0.9 times',
      isMet: share >= 0.9,
    },
  ];
}
