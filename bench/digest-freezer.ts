import { KINDS } from '../src/kinds.ts';
import { firstRow } from '../src/platform/database.ts';
import { prepareDueSends } from '../src/sends/index.ts';
import { openApp } from './app.ts';

/** What a process took that prepared a digest. */
export interface Frozen {
  contents: number;
  megabytes: number;
  seconds: number;
}

// Prepares the digest that is due as a worker of the program does: asks, prints and stores every content, freezes.
const app = openApp(process.env);
let megabytes = 0;
const look = () => (megabytes = Math.max(megabytes, process.memoryUsage.rss() / 2 ** 20));
const sampling = setInterval(look, 50);
const began = performance.now();
await prepareDueSends(app, KINDS);
const seconds = (performance.now() - began) / 1000;
clearInterval(sampling);
look();
const stored = await firstRow<{ contents: number }>(
  app.db,
  `select count(*) as contents from send_contents k join sends d on d.id = k.send_id and d.status = 'sending'`,
);
await app.db.destroy();
process.send?.({ contents: stored?.contents ?? 0, megabytes, seconds } satisfies Frozen);
process.disconnect();
