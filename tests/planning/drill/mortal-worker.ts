// A worker process of the drill: does what is due once, and kills itself in the middle.
// Environment: DATABASE_URL, SMTP_URL. Standard input: the moment, and the number of its last statement.
import { text } from 'node:stream/consumers';
import { openDatabase } from '../../../src/platform/database.ts';
import { openTestApp } from '../../support/app/open-test-app.ts';
import { work } from './work.ts';

const { DATABASE_URL: url = '', SMTP_URL = '' } = process.env;
const db = openDatabase(url);
const { app, close } = openTestApp(db, url, { SMTP_URL });
const { now, statement } = JSON.parse(await text(process.stdin)) as { now: string; statement: number };
let statements = 0;
db.on('query', () => {
  statements += 1;
  if (statements === statement) process.kill(process.pid, 'SIGKILL');
});
await work({ ...app, now: () => new Date(now) });
await close();
await db.destroy();
