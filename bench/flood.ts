import { A_SECOND, handOver, readMails } from './hand-over-reports.ts';
import { freshDatabase, runSender, startFastSink } from './processes.ts';
import { startTaker, untilHeeded } from './start-taker.ts';
import { quantile, type Figure } from './table.ts';

const READERS = 20_000;
const MESSAGES = 20_000;
const ROUNDS = 5;
const LEAST_SPEED = 0.8;

/** Reports of real servers come in, each about another reader, while a send runs beside: what that costs the send, and whether any is lost. */
export async function measureFlood(databaseUrl: string): Promise<Figure[]> {
  const url = await freshDatabase(databaseUrl, 'bench_flood');
  const quietUrl = await freshDatabase(databaseUrl, 'bench_quiet');
  const sink = await startFastSink(0);
  const where = { url, sink: sink.url, connections: 10 };
  const taker = startTaker(READERS, where);
  const { ask } = taker;
  try {
    const { port, paths } = await taker.ready;
    const mails = readMails();
    let sent = 0;
    const shares: number[] = [];
    const early: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const quiet = await runSender('ours', MESSAGES, { ...where, url: quietUrl });
      const stopping = new AbortController();
      const flooding = handOver(port, stopping.signal, () => {
        const to = paths[sent % paths.length] ?? '';
        const mail = mails[sent % mails.length] ?? '';
        sent += 1;
        return { to, mail };
      });
      const disturbed = await runSender('ours', MESSAGES, { ...where, url: quietUrl });
      stopping.abort();
      await flooding;
      shares.push(disturbed.rate / quiet.rate);
      early.push((await untilHeeded(ask, sent)).mostMegabytes);
    }
    const { heeded, told, cpu, mostMegabytes } = await ask('tell');
    const share = quantile(shares, 0.5);
    return [
      {
        what: `a send while ${A_SECOND} reports a second come in, against one without`,
        measured: `${share.toFixed(2)} times`,
        must: `${LEAST_SPEED} times`,
        isMet: share >= LEAST_SPEED,
      },
      {
        what: 'reports handed over / heeded / written down',
        measured: `${sent} / ${heeded} / ${told}`,
        must: `${sent} / ${sent}`,
        isMet: heeded === sent,
      },
      {
        what: 'processor time of a report, from its first octet to what follows',
        measured: `${Math.round(cpu / sent)} µs`,
      },
      {
        what: 'memory at most, after a third of them and after all',
        measured: `${Math.round(early[0] ?? 0)} MB, ${Math.round(mostMegabytes)} MB`,
      },
    ];
  } finally {
    taker.stop();
    sink.stop();
  }
}
