import { beforeAll, expect, test } from 'vitest';
import { inTransaction } from '../../../src/platform/app.ts';
import { firstRow } from '../../../src/platform/database.ts';
import { createJobs, migrateJobs } from '../../../src/platform/jobs/jobs.ts';
import { createTestApp, type TestApp } from '../../support/app/app.ts';
import { defineQueue, jobsOf } from '../../../src/platform/jobs/queue.ts';
import { queues } from '../../../src/queues.ts';

let app: TestApp;
const settings = { retryLimit: 3, retryDelay: 5, atOnce: 12 };
const letters = defineQueue<{ subscriberId: number }>('test.letters', settings);
const bells = defineQueue<{ bell: number }>('test.bells', settings);
const drums = defineQueue<{ drum: number }>('test.drums', settings);
const all = [...queues, letters, bells, drums];
beforeAll(async () => {
  app = await createTestApp();
  await migrateJobs(app.db, all);
});

test('A job exists exactly when the transaction that added it commits; a failing one holds up no other and is tried again', async () => {
  await expect(
    inTransaction(app, async ({ db }) => {
      await app.jobs.add(db, letters, { subscriberId: 99 });
      throw new Error('rolled back');
    }),
  ).rejects.toThrow('rolled back');
  for (let subscriberId = 1; subscriberId <= 30; subscriberId += 1)
    await inTransaction(app, ({ db }) => app.jobs.add(db, letters, { subscriberId }));

  const done: number[] = [];
  await app.jobs.work([
    jobsOf(letters, async ({ subscriberId }) => {
      if (subscriberId === 3) throw new Error('for anna@example.org');
      done.push(subscriberId);
    }),
  ]);
  await expect.poll(() => done.length, { timeout: 100_000 }).toBe(29);
  expect(new Set(done).size).toBe(29);
  expect(done).not.toContain(99);

  const look = () =>
    firstRow<{ state: string; output: string }>(
      app.db,
      `select state, output::text as output from jobs.job where name = 'test.letters' and data->>'subscriberId' = '3'`,
    );
  await expect.poll(async () => (await look())?.state).toBe('retry');
  expect((await look())?.output ?? '').not.toContain('anna');
  expect(app.logged.join('')).toContain('"job.failed"');
  expect(app.logged.join('')).not.toContain('anna');
});

test('Bringing the job tables up to date again changes nothing, also by several processes at once', async () => {
  const look = () => firstRow(app.db, 'select count(*) as n, max(updated_on) as at from jobs.queue');
  const before = await look();
  await Promise.all([migrateJobs(app.db, all), migrateJobs(app.db, all), migrateJobs(app.db, all)]);
  expect(await look()).toEqual(before);
  await app.db.raw("comment on schema jobs is 'an older version'");
  await Promise.all([migrateJobs(app.db, all), migrateJobs(app.db, all), migrateJobs(app.db, all)]);
  expect(await look()).toMatchObject({ n: (before as { n: number }).n });
});

test('A job that waits for minutes holds up no other of its queue', async () => {
  const worker = createJobs(app.db, app.log, all);
  const silence = Promise.withResolvers<void>();
  const done: number[] = [];
  for (let bell = 1; bell <= 40; bell += 1) await app.jobs.add(app.db, bells, { bell });
  await worker.work([
    jobsOf(bells, async ({ bell }) => {
      if (bell === 2) await silence.promise;
      done.push(bell);
    }),
  ]);
  await expect.poll(() => done.length, { timeout: 100_000 }).toBe(39);
  silence.resolve();
  await worker.stop(5);
  expect(done.at(-1)).toBe(2);
  const left = await firstRow(
    app.db,
    "select count(*)::int as n from jobs.job where name = 'test.bells' and state <> 'completed'",
  );
  expect(left).toEqual({ n: 0 });
});

test('A stop that cannot wait gives its jobs back at once', async () => {
  const worker = createJobs(app.db, app.log, all);
  await app.jobs.add(app.db, drums, { drum: 1 });
  const begun = Promise.withResolvers<void>();
  await worker.work([
    jobsOf(drums, () => {
      begun.resolve();
      return new Promise(() => {});
    }),
  ]);
  await begun.promise;
  await worker.stop(0.01);
  const job = await firstRow(app.db, "select state from jobs.job where name = 'test.drums'");
  expect(job).toEqual({ state: 'retry' });
});

test('Jobs of a higher priority go first, however many wait', async () => {
  const worker = createJobs(app.db, app.log, all);
  const done: number[] = [];
  for (let drum = 1; drum <= 20; drum += 1) await app.jobs.add(app.db, drums, { drum });
  await app.jobs.add(app.db, drums, { drum: 99 }, 1);
  await worker.work([
    jobsOf({ ...drums, settings: { ...settings, atOnce: 1 } }, async ({ drum }) => done.push(drum)),
  ]);
  await expect.poll(() => done.length, { timeout: 100_000 }).toBeGreaterThan(2);
  await worker.stop(5);
  expect(done[0]).toBe(99);
});

test('A queue that nobody declares any more goes, with its jobs; the others stay as they are', async () => {
  await app.jobs.add(app.db, bells, { bell: 1 });
  await app.jobs.add(app.db, letters, { subscriberId: 500 });
  await migrateJobs(app.db, [...queues, letters, drums]);
  const left = async (name: string) =>
    (await firstRow<{ n: number }>(app.db, 'select count(*)::int as n from jobs.job where name = ?', [name]))
      ?.n;
  expect(await left('test.bells')).toBe(0);
  expect(await left('test.letters')).toBeGreaterThan(0);
  await expect(app.jobs.add(app.db, bells, { bell: 2 })).rejects.toThrow('does not exist');
});
