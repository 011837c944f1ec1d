import { setTimeout as pause } from 'node:timers/promises';
import { deliverDueBatches, deliverDueRetries } from '../src/sends/index.ts';
import { openApp } from './app.ts';

// A worker process: sends what is prepared, again and again, until it is told to stop. Says when it is up.
const app = openApp(process.env);
const stopping = new AbortController();
const { signal } = stopping;
process.on('SIGTERM', () => stopping.abort());
// The bench itself is gone.
process.on('disconnect', () => process.exit());
await app.db.raw('select 1');
process.send?.('up');
const isStopping = () => signal.aborted;
while (!isStopping()) {
  await deliverDueBatches(app, { signal });
  await deliverDueRetries(app, { signal });
  await pause(20);
}
await app.mailer.close();
await app.db.destroy();
process.exit();
