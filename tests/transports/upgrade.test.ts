import { expect, test } from 'vitest';
import { rows } from '../../src/platform/database.ts';
import { listLimits, listTransports } from '../../src/transports/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { beforeMigration } from '../support/database/before-migration.ts';

const app = await createTestApp();
const FIRST_AFTER = '0036-throttle-words';

test('A transport that is out of order, and a domain that was slowed down, are so after the upgrade, too', async () => {
  const upgrade = await beforeMigration(app.db, FIRST_AFTER);
  await app.db.raw(`update transports set faults = 3, is_open = true, last_fault = '421 Busy'`);
  await app.db.raw(
    `insert into send_limits (scope, slowed_to, slowed_at) values ('domain:slow.example', 5, now())`,
  );
  await upgrade();
  expect(await listTransports(app)).toMatchObject([{ name: 'default', status: 'out-of-order' }]);
  const [limit] = await listLimits(app.db);
  expect(limit?.slowedTo).toBeCloseTo(5, 1);
  expect(await rows(app.db, 'select slowed_from from send_limits')).toEqual([{ slowed_from: null }]);
});
