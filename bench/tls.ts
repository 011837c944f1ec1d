import { freshDatabase, median, runSender, startFastSink, told, type Run } from './processes.ts';
import type { Figure } from './table.ts';

const ROUNDS = 3;
const MESSAGES = 10_000;
const CONNECTIONS = 10;

/** The same messages in clear text and over TLS, whose other end works on the same cores. */
export async function measureTls(databaseUrl: string): Promise<Figure[]> {
  const url = await freshDatabase(databaseUrl, 'bench_tls');
  const sinks = { clear: await startFastSink(0), secure: await startFastSink(0, { isSecure: true }) };
  const runs: Record<keyof typeof sinks, Run[]> = { clear: [], secure: [] };
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const way of ['clear', 'secure'] as const) {
        const where = { url, sink: sinks[way].url, connections: CONNECTIONS };
        runs[way].push(await runSender('ours', MESSAGES, where));
      }
    }
  } finally {
    sinks.clear.stop();
    sinks.secure.stop();
  }
  const share = median(runs.secure, 'rate') / median(runs.clear, 'rate');
  return [
    { what: 'without TLS; processor time a message', measured: told(runs.clear) },
    { what: 'with TLS', measured: told(runs.secure) },
    { what: 'with against without', measured: `${share.toFixed(2)} times` },
  ];
}
