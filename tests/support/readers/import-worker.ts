// A worker process for tests that kill it: takes in one import (its id is the argument) in small steps. Environment: DATABASE_URL.
import { openDatabase } from '../../../src/platform/database.ts';
import { createLog } from '../../../src/platform/log.ts';
import type { App } from '../../../src/platform/app.ts';
import { runImport } from '../../../src/subscribers/index.ts';

const db = openDatabase(process.env['DATABASE_URL'] ?? '', { max: 2 });
const app = { db, log: createLog('warn', process.stderr) } as App;
await runImport(app, { importId: Number(process.argv[2]) }, { turnMs: Infinity, stepChunks: 1 });
await db.destroy();
