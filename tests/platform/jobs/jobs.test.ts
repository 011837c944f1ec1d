import { beforeAll, expect, test } from 'vitest';
import { inTransaction } from '../../../src/platform/app.ts';
import { firstRow } from '../../../src/platform/database.ts';
import { createJobs, migrateJobs } from '../../../src/platform/jobs/jobs.ts';
import { createTestApp, type TestApp } from '../../support/app/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});

test('A job exists exactly when the transaction that added it commits; a failing one holds up no other and is tried again', async () => {
  await expect(
    inTransaction(app, async ({ db }) => {
      await app.jobs.add(db, 'mail.welcome', { subscriberId: 99 });
      throw new Error('rolled back');
    }),
  ).rejects.toThrow('rolled back');
  for (let subscriberId = 1; subscriberId <= 30; subscriberId += 1)
    await inTransaction(app, ({ db }) => app.jobs.add(db, 'mail.welcome', { subscriberId }));

  const done: number[] = [];
  await app.jobs.work({
    'mail.welcome': async ({ subscriberId }) => {
      if (subscriberId === 3) throw new Error('for anna@example.org');
      done.push(subscriberId);
    },
  });
  await expect.poll(() => done.length, { timeout: 5000 }).toBe(29);
  expect(new Set(done).size).toBe(29);
  expect(done).not.toContain(99);

  const look = () =>
    firstRow<{ state: string; output: string }>(
      app.db,
      `select state, output::text as output from jobs.job where name = 'mail.welcome' and data->>'subscriberId' = '3'`,
    );
  await expect.poll(async () => (await look())?.state).toBe('retry');
  expect((await look())?.output ?? '').not.toContain('anna');
  expect(app.logged.join('')).toContain('"job.failed"');
  expect(app.logged.join('')).not.toContain('anna');
});

test('Bringing the job tables up to date again changes nothing, also by several processes at once', async () => {
  const look = () => firstRow(app.db, 'select count(*) as n, max(updated_on) as at from jobs.queue');
  const before = await look();
  await Promise.all([migrateJobs(app.db), migrateJobs(app.db), migrateJobs(app.db)]);
  expect(await look()).toEqual(before);
  await app.db.raw("comment on schema jobs is 'an older version'");
  await Promise.all([migrateJobs(app.db), migrateJobs(app.db), migrateJobs(app.db)]);
  expect(await look()).toMatchObject({ n: (before as { n: number }).n });
});

test('A job that waits for minutes holds up no other of its queue', async () => {
  const worker = createJobs(app.db, app.log);
  const silence = Promise.withResolvers<void>();
  const done: number[] = [];
  for (let alertId = 1; alertId <= 40; alertId += 1)
    await app.jobs.add(app.db, 'mail.alert', { alertId, userId: 1 });
  await worker.work({
    'mail.alert': async ({ alertId }) => {
      if (alertId === 2) await silence.promise;
      done.push(alertId);
    },
  });
  await expect.poll(() => done.length, { timeout: 10_000 }).toBe(39);
  silence.resolve();
  await worker.stop(5);
  expect(done.at(-1)).toBe(2);
  const left = await firstRow(
    app.db,
    "select count(*)::int as n from jobs.job where name = 'mail.alert' and state <> 'completed'",
  );
  expect(left).toEqual({ n: 0 });
});

test('A stop that cannot wait gives its jobs back at once', async () => {
  const worker = createJobs(app.db, app.log);
  await app.jobs.add(app.db, 'mail.already-subscribed', { subscriberId: 1 });
  const begun = Promise.withResolvers<void>();
  await worker.work({
    'mail.already-subscribed': () => {
      begun.resolve();
      return new Promise(() => {});
    },
  });
  await begun.promise;
  await worker.stop(0.01);
  const job = await firstRow(app.db, "select state from jobs.job where name = 'mail.already-subscribed'");
  expect(job).toEqual({ state: 'retry' });
});
