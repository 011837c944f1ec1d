import { setTimeout as pause } from 'node:timers/promises';
import { heedDueMails, listenForMail } from '../src/inbound/index.ts';
import { firstRow, rows } from '../src/platform/database.ts';
import { migrate } from '../src/platform/migrate.ts';
import { getPublicationById } from '../src/publications/index.ts';
import { mailAddresses } from '../src/subscribers/index.ts';
import { openApp } from './app.ts';
import { fillReaders } from './readers.ts';

// A process that takes mail in and heeds it, as the roles inbound and worker do, until it is told to stop. Argument: readers. Says where it listens,
// and the return path of each reader; at `tell`, what it did so far.
const count = Number(process.argv[2]);
const app = openApp({ ...process.env, INBOUND_SMTP: '127.0.0.1:0' });
await migrate(app.db);
await fillReaders(app.db, count);
const addresses = mailAddresses(app, await getPublicationById(app.db, 1));
const readers = await rows<{ id: number; linkKey: number }>(
  app.db,
  'select id, coalesce(link_key, 0) as "linkKey" from subscribers order by id desc limit ?',
  [count],
);
await app.db.raw('update subscribers set link_key = id + 1000000');
const listener = await listenForMail(app, { protocol: 'smtp', host: '127.0.0.1', port: 0 });
process.send?.({
  port: listener.port,
  paths: readers.map(({ id }) => addresses?.bounce({ id, linkKey: id + 1_000_000 })),
});
let mostMegabytes = 0;
setInterval(
  () => (mostMegabytes = Math.max(mostMegabytes, process.memoryUsage.rss() / 2 ** 20)),
  100,
).unref();
let cpu = process.cpuUsage();
process.on('message', (word) => {
  void tell(word === 'reset');
});
for (const end of ['disconnect', 'SIGTERM'] as const) process.on(end, () => process.exit());

async function tell(isReset: boolean): Promise<void> {
  const heeded = await firstRow<{ heeded: number; told: number }>(
    app.db,
    `select (select count(*) from inbound_mails where state = 'heeded')::int as heeded, (select count(*) from events)::int as told`,
  );
  const { user, system } = process.cpuUsage(cpu);
  process.send?.({ ...heeded, cpu: user + system, mostMegabytes });
  if (!isReset) return;
  cpu = process.cpuUsage();
  mostMegabytes = 0;
}

for (;;) {
  await heedDueMails(app);
  await pause(1000);
}
