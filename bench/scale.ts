import { KINDS } from '../src/kinds.ts';
import { firstRow } from '../src/platform/database.ts';
import { migrate } from '../src/platform/migrate.ts';
import { planArticleSends } from '../src/planning/index.ts';
import { prepareDueSends } from '../src/sends/index.ts';
import { openApp } from './app.ts';
import { freshDatabase, median, runSender, startFastSink, type Run } from './processes.ts';
import { fillReaders } from './readers.ts';
import type { Figure } from './table.ts';

const ROUNDS = 3;
const CONNECTIONS = 10;
const [FEW, MANY, MILLION] = [10_000, 100_000, 1_000_000] as const;

/** Whether a send gets slower or larger with its readers. `BENCH_MILLION=1` sends to a million as well, which takes minutes. */
export async function measureScale(databaseUrl: string): Promise<Figure[]> {
  const sink = await startFastSink(0);
  const url = await freshDatabase(databaseUrl, 'bench_scale');
  const manyUrl = await freshDatabase(databaseUrl, 'bench_many');
  const where = { sink: sink.url, connections: CONNECTIONS };
  const few: Run[] = [];
  const many: Run[] = [];
  const million: Run[] = [];
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      few.push(await runSender('ours', FEW, { ...where, url }));
      many.push(await runSender('ours', MANY, { ...where, url: manyUrl }));
    }
    if (process.env['BENCH_MILLION'] === '1')
      million.push(await runSender('ours', MILLION, { ...where, url: manyUrl }));
  } finally {
    sink.stop();
  }
  return [
    { what: '10,000 readers', measured: `${Math.round(median(few, 'rate'))} a second` },
    against('100,000 readers', many, few),
    ...(million.length > 0 ? [against('1,000,000 readers', million, few)] : []),
    memory(many),
    await preparing(await freshDatabase(databaseUrl, 'bench_preparing')),
  ];
}

function against(what: string, more: Run[], few: Run[]): Figure {
  const rate = median(more, 'rate');
  const share = rate / median(few, 'rate');
  return {
    what,
    measured: `${Math.round(rate)} a second, ${(100 * share).toFixed(0)} % of that`,
    must: '90 %',
    aim: '95 %',
    isMet: share >= 0.9,
  };
}

/** Of the worst run. */
function memory(runs: Run[]): Figure {
  const most = Math.max(...runs.map(({ mostMegabytes }) => mostMegabytes));
  const growth = Math.max(...runs.map((run) => run.mostMegabytes - run.earlyMegabytes));
  return {
    what: 'memory over 100,000 messages: most, growth after the first fifth',
    measured: `${Math.round(most)} MB, ${Math.round(growth)} MB`,
    must: '< 200 MB',
    aim: '< 130 MB',
    isMet: most < 200,
  };
}

/** From an article that is due to a send whose first message may leave. */
async function preparing(url: string): Promise<Figure> {
  const app = openApp({ DATABASE_URL: url, PUBLIC_URL: 'https://news.gazette.example' });
  try {
    await migrate(app.db);
    await fillReaders(app.db, MILLION);
    await app.db.raw(
      `insert into articles (publication_id, key, url, title, summary, content_hash, verdict, published_at, released_at)
       values (1, 'harbour', 'https://gazette.example/harbour', 'The harbour opens again', '<p>Boats were seen.</p>', '\\x00',
               'new', now(), now())`,
    );
    await planArticleSends(app);
    const began = performance.now();
    await prepareDueSends(app, KINDS);
    const seconds = (performance.now() - began) / 1000;
    const send = await firstRow<{ status: string }>(app.db, 'select status from sends', []);
    if (send?.status !== 'sending') throw new Error(`the send is ${send?.status}`);
    return {
      what: 'preparing a send to 1,000,000 readers: compile, ask, freeze',
      measured: `${seconds.toFixed(1)} s`,
      aim: '5 s',
    };
  } finally {
    await app.db.destroy();
  }
}
