// A worker process of the drill: does what is due once, and kills itself in the middle.
// Environment: DATABASE_URL, SMTP_URL, NOW, DIES_AT (the number of its last statement).
import { openDatabase } from '../../../src/platform/database.ts';
import { openTestApp } from '../../support/app/open-test-app.ts';
import { work } from './work.ts';

const { DATABASE_URL: url = '', SMTP_URL = '', NOW = '', DIES_AT } = process.env;
const db = openDatabase(url);
const { app, close } = openTestApp(db, url, { SMTP_URL });
let statements = 0;
db.on('query', () => {
  statements += 1;
  if (statements === Number(DIES_AT)) process.kill(process.pid, 'SIGKILL');
});
await work({ ...app, now: () => new Date(NOW) });
await close();
await db.destroy();
