import { spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { firstRow, openDatabase, rows } from '../../../src/platform/database.ts';
import { createKeys } from '../../../src/platform/keys.ts';
import type { Publication } from '../../../src/publications/index.ts';
import { addCounts, lockPart, takeInRows } from '../../../src/subscribers/imports/step-queries.ts';
import {
  eraseSubscriber,
  exportSubscriberData,
  getImport,
  importNow,
  listConsentRecords,
  listRefusals,
  purgeImports,
  receiveImport,
  importQueue,
  runImport,
  tryImport,
} from '../../../src/subscribers/index.ts';
import { createTestApp } from '../../support/app/app.ts';
import { inPieces } from '../../support/readers/csv-cases.ts';
import { makePublication } from '../../support/app/publications.ts';
import { evidence, fingerprint, mailsTo, makePending } from '../../support/readers/readers.ts';
import { jobsOf } from '../../../src/platform/jobs/queue.ts';

const app = await createTestApp();
const untouched = await createTestApp();
const consent = {
  source: 'form of the old site',
  at: new Date('2025-05-01'),
  channel: 'test',
  caller: 'test',
};

const fileOf = (text: string) => ({ bytes: inPieces(Buffer.from(text)), format: 'csv' as const, consent });
const bring = async (publication: Publication, text: string) => importNow(app, publication, fileOf(text));

interface Reader {
  email: string;
  status: string;
  name: string;
  confirmedAt: Date | null;
}
const readersOf = (publication: Publication) =>
  rows<Reader>(
    app.db,
    `select email, status, name, confirmed_at as "confirmedAt" from subscribers where publication_id = ? order by email`,
    [publication.id],
  );
const countOf = async (table: 'import_chunks' | 'imports') =>
  (await firstRow<{ count: number }>(app.db, `select count(*) from ${table}`))?.count;

/** How many lines of proof there are, and of how many readers. */
async function recordsOf(publication: Publication) {
  const readers = await rows<{ id: number }>(
    app.db,
    'select id from subscribers where publication_id = ? order by random()',
    [publication.id],
  );
  const records = await Promise.all(readers.map(({ id }) => listConsentRecords(app.db, id)));
  return {
    records: records.flat().length,
    readers: records.filter(([record]) => record?.kind === 'imported').length,
  };
}

function list(count: number, domain: string): string {
  return `email,name\n${Array.from({ length: count }, (_, n) => `reader${n}@${domain},Reader ${n}\n`).join('')}`;
}

describe('An import with proof of consent', () => {
  test('makes readers without a mail, each with a consent record of their own (CON-04)', async () => {
    const publication = await makePublication(app);
    const report = await bring(
      publication,
      'Email,First name,Last name,CONFIRM_TIME\nAnn.Lee@Example.ORG,Ann,Lee,2024-02-01 09:10:11\nbo@example.org,,,\n',
    );
    expect(report.import).toMatchObject({
      status: 'finished',
      counts: { rows: 2, added: 2, updated: 0, ended: 0, skipped: 0, refused: 0 },
    });
    expect(await readersOf(publication)).toEqual([
      {
        email: 'ann.lee@example.org',
        status: 'active',
        name: 'Ann Lee',
        confirmedAt: new Date('2024-02-01T09:10:11Z'),
      },
      { email: 'bo@example.org', status: 'active', name: '', confirmedAt: consent.at },
    ]);
    const added = await rows<{ id: number; address: string }>(
      app.db,
      'select id, delivery_address as address from subscribers where publication_id = ? order by email',
      [publication.id],
    );
    const records = await Promise.all(
      added.map(async ({ id, address }) => ({ address, records: await listConsentRecords(app.db, id) })),
    );
    const base = { importId: report.import.id, caller: 'test' };
    expect(records).toEqual([
      {
        address: 'Ann.Lee@example.org',
        records: [
          expect.objectContaining({
            kind: 'imported',
            source: 'form of the old site',
            channel: 'test',
            details: { ...base, line: 2, consentAt: expect.stringContaining('2024-02-01T09:10:11') },
          }),
        ],
      },
      {
        address: 'bo@example.org',
        records: [
          expect.objectContaining({
            details: { ...base, line: 3, consentAt: expect.stringContaining('2025-05-01') },
          }),
        ],
      },
    ]);
    expect(await mailsTo(app, 'bo@example.org')).toEqual([]);
    const hash = await firstRow<{ hash: Buffer }>(
      app.db,
      "select address_hash as hash from subscribers where email = 'ann.lee@example.org'",
    );
    expect(hash?.hash).toEqual(app.keys.addressHashes('ann.lee@example.org')[0]);
  });

  test('activates who is waiting to confirm, gives a new name, and changes nothing the second time', async () => {
    const publication = await makePublication(app);
    await makePending(app, publication, 'waiting@example.org');
    const text = 'email,name\nwaiting@example.org,\nann@example.org,Ann\n';
    expect((await bring(publication, text)).import.counts).toEqual({
      rows: 2,
      added: 1,
      updated: 1,
      ended: 0,
      skipped: 0,
      refused: 0,
    });
    const before = await fingerprint(app);
    const again = await bring(publication, text);
    expect(again.import.counts).toEqual({ rows: 2, added: 0, updated: 0, ended: 0, skipped: 2, refused: 0 });
    expect(await fingerprint(app)).toBe(before);
    const renamed = await bring(publication, 'email,name\nann@example.org,Anna\nwaiting@example.org,\n');
    expect(renamed.import.counts).toEqual({
      rows: 2,
      added: 0,
      updated: 1,
      ended: 0,
      skipped: 1,
      refused: 0,
    });
    expect((await readersOf(publication)).map(({ name, status }) => [name, status])).toEqual([
      ['Anna', 'active'],
      ['', 'active'],
    ]);
  });

  test('the first row of an address wins, in one step or in many', async () => {
    for (const rowsInChunk of [5000, 1]) {
      const publication = await makePublication(app);
      const text =
        'email,name\na@example.org,First\nb@example.org,\nA@Example.org,Second\na@example.org,Third\n';
      const id = await receiveImport(app, publication, fileOf(text), rowsInChunk);
      await runImport(app, { importId: id }, { stepChunks: 1 });
      const refusals = await listRefusals(app.db, id, { after: 0, limit: 10 });
      expect(refusals.map(({ line, email, reason }) => [line, email, reason])).toEqual([
        [4, 'a@example.org', { code: 'row-twice', params: {} }],
        [5, 'a@example.org', { code: 'row-twice', params: {} }],
      ]);
      expect((await readersOf(publication)).map(({ name }) => name)).toEqual(['First', '']);
    }
  });
});

describe('Nobody is brought back by a list (SUP-03)', () => {
  test('who unsubscribed, bounced or complained stays as they are and is reported', async () => {
    const publication = await makePublication(app);
    const statuses = ['unsubscribed', 'bounced', 'complained'];
    await bring(publication, `email\n${statuses.map((status) => `${status}@example.org\n`).join('')}`);
    await app.db.raw("update subscribers set status = split_part(email, '@', 1) where publication_id = ?", [
      publication.id,
    ]);
    const before = await fingerprint(app);
    const report = await bring(
      publication,
      `email,name\n${statuses.map((status) => `${status}@example.org,New\n`).join('')}`,
    );
    expect(report.import.counts).toEqual({ rows: 3, added: 0, updated: 0, ended: 0, skipped: 3, refused: 0 });
    expect(report.refusals.map(({ email, reason }) => `${email}: ${reason.code}`)).toEqual([
      'unsubscribed@example.org: row-unsubscribed',
      'bounced@example.org: row-bounced',
      'complained@example.org: row-complained',
    ]);
    expect(await fingerprint(app)).toBe(before);
  });

  test.each(['never-again', 'bounced', 'complained', 'erased', 'operator'])(
    'an address suppressed as %s stays out, under every secret and here or everywhere (SUP-01)',
    async (reason) => {
      const old = createKeys(['a secret of long ago']);
      const publication = await makePublication(app);
      const other = await makePublication(app);
      const rotated = { ...app, keys: createKeys(['a brand new secret of today', 'a secret of long ago']) };
      const [here, everywhere, elsewhere] = ['here', 'everywhere', 'elsewhere'].map(
        (where) => `${where}-${reason}@example.org`,
      );
      for (const [email, scope] of [
        [here, publication.id],
        [everywhere, 0],
        [elsewhere, other.id],
      ] as const)
        await app.db.raw('insert into suppressions (address_hash, publication_id, reason) values (?, ?, ?)', [
          old.addressHashes(email ?? '')[0],
          scope,
          reason,
        ]);
      const report = await importNow(
        rotated,
        publication,
        fileOf(`email\n${here}\n${everywhere}\n${elsewhere}\n`),
      );
      expect(report.import.counts).toEqual({
        rows: 3,
        added: 1,
        updated: 0,
        ended: 0,
        skipped: 2,
        refused: 0,
      });
      expect((await readersOf(publication)).map(({ email }) => email)).toEqual([elsewhere]);
      const isForgotten = reason === 'erased' || reason === 'never-again';
      expect(report.refusals.map(({ email }) => email)).toEqual(
        isForgotten ? [null, null] : [here, everywhere],
      );
      const code = reason === 'operator' ? 'row-blocked' : `row-${reason}`;
      expect(report.reasons).toEqual([
        { reason: { code, params: {} }, rows: 2, firstLine: 2, lines: [2, 3] },
      ]);
    },
  );

  test('who unsubscribes between upload and step stays unsubscribed', async () => {
    const publication = await makePublication(app);
    await bring(publication, 'email\nleaving@example.org\n');
    const id = await receiveImport(app, publication, fileOf('email,name\nleaving@example.org,New name\n'));
    await app.db.raw("update subscribers set status = 'unsubscribed' where email = 'leaving@example.org'");
    await runImport(app, { importId: id });
    expect((await getImport(app.db, publication.id, id)).counts).toMatchObject({
      updated: 0,
      ended: 0,
      skipped: 1,
    });
  });
});

describe('Whatever happens in the middle', () => {
  test('two at once and one after the other add everybody once, with one record each', async () => {
    const publication = await makePublication(app);
    const id = await receiveImport(app, publication, fileOf(list(3000, 'twice.example')), 100);
    const run = () => runImport(app, { importId: id }, { stepChunks: 1 });
    await Promise.all([run(), run(), run()]);
    await run();
    expect((await getImport(app.db, publication.id, id)).counts).toEqual({
      rows: 3000,
      added: 3000,
      updated: 0,
      ended: 0,
      skipped: 0,
      refused: 0,
    });
    expect(await recordsOf(publication)).toEqual({ records: 3000, readers: 3000 });
  });

  test('two lists with the same people at once add everybody once', async () => {
    const publication = await makePublication(app);
    const lines = list(2000, 'lists.example').trimEnd().split('\n');
    const backwards = `email,name\n${lines.slice(1).toReversed().join('\n')}\n`;
    const ids = [
      await receiveImport(app, publication, fileOf(`${lines.join('\n')}\n`), 500),
      await receiveImport(app, publication, fileOf(backwards), 500),
    ];
    await Promise.all(ids.map((importId) => runImport(app, { importId }, { stepChunks: 1 })));
    const counts = await Promise.all(
      ids.map(async (id) => (await getImport(app.db, publication.id, id)).counts),
    );
    expect(counts.reduce((sum, { added }) => sum + added, 0)).toBe(2000);
    expect(counts.map(({ added, updated, skipped }) => added + updated + skipped)).toEqual([2000, 2000]);
    expect(await readersOf(publication)).toHaveLength(2000);
  });

  test('who signs up in the same moment is judged anew or reported; everybody else comes in', async () => {
    const publication = await makePublication(app);
    const id = await receiveImport(app, publication, fileOf(list(50, 'moment.example')));
    const signUp = async (email: string) => {
      const signingUp = await app.db.transaction();
      await signingUp.raw(
        `insert into subscribers (publication_id, status, email, delivery_address, address_hash)
         values (?, 'pending', ?, ?, 'x')`,
        [publication.id, email, email],
      );
      return signingUp;
    };
    const [first, second] = [await signUp('reader7@moment.example'), await signUp('reader8@moment.example')];
    const running = runImport(app, { importId: id });
    for (const signingUp of [first, second]) {
      await vi.waitUntil(
        async () =>
          await firstRow(
            signingUp,
            'select 1 from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid))',
          ),
        { timeout: 100_000 },
      );
      await signingUp.commit();
    }
    await running;
    expect((await getImport(app.db, publication.id, id)).counts).toEqual({
      rows: 50,
      added: 48,
      updated: 1,
      ended: 0,
      skipped: 1,
      refused: 0,
    });
    expect(await listRefusals(app.db, id, { after: 0, limit: 9 })).toEqual([
      { line: 10, email: 'reader8@moment.example', reason: { code: 'row-overtaken', params: {} } },
    ]);
    const pending = (await readersOf(publication)).filter(({ status }) => status === 'pending');
    expect(pending).toMatchObject([{ email: 'reader8@moment.example' }]);
    expect(await recordsOf(publication)).toEqual({ records: 49, readers: 49 });
  });

  test('a process that finds every part taken waits for it, so an import ends though the other one dies', async () => {
    const publication = await makePublication(app);
    const id = await receiveImport(app, publication, fileOf(list(20, 'waits.example')));
    const other = await app.db.transaction();
    await other.raw('select 1 from import_chunks where import_id = ? for update', [id]);
    const running = runImport(app, { importId: id });
    await vi.waitUntil(
      async () =>
        await firstRow(
          app.db,
          "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%import_chunks%'",
        ),
      { timeout: 100_000 },
    );
    await other.rollback();
    await running;
    const { status, counts } = await getImport(app.db, publication.id, id);
    expect([status, counts.added]).toEqual(['finished', 20]);
  });

  test('after kill -9 another process goes on; everybody is there once', async () => {
    const publication = await makePublication(app);
    const id = await receiveImport(app, publication, fileOf(list(5000, 'killed.example')), 5);
    const child = spawn(
      process.execPath,
      [path.resolve('tests/support/readers/import-worker.ts'), String(id)],
      {
        env: { PATH: process.env['PATH'], DATABASE_URL: app.databaseUrl },
        stdio: 'inherit',
      },
    );
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await vi.waitUntil(async () => (await getImport(app.db, publication.id, id)).counts.added > 0, {
      timeout: 100_000,
    });
    child.kill('SIGKILL');
    await ended;
    const halfway = await getImport(app.db, publication.id, id);
    expect(halfway.status).toBe('running');
    expect(halfway.counts.added).toBeLessThan(5000);
    await runImport(app, { importId: id });
    const { status, counts } = await getImport(app.db, publication.id, id);
    expect([status, counts]).toEqual([
      'finished',
      { rows: 5000, added: 5000, updated: 0, ended: 0, skipped: 0, refused: 0 },
    ]);
    expect(await readersOf(publication)).toHaveLength(5000);
  });

  test('the queue takes it up by itself and leaves no rows behind', async () => {
    const publication = await makePublication(app);
    // Jobs of the tests above would come first.
    await app.db.raw("delete from jobs.job where name = 'import.run'");
    const id = await receiveImport(app, publication, fileOf(list(10, 'queue.example')));
    await app.jobs.work([jobsOf(importQueue, (data) => runImport(app, data))]);
    await expect
      .poll(async () => (await getImport(app.db, publication.id, id)).status, { timeout: 100_000 })
      .toBe('finished');
    expect(await countOf('import_chunks')).toBe(0);
  });

  test('an upload that breaks off leaves nothing behind', async () => {
    const publication = await makePublication(app);
    const before = await countOf('imports');
    async function* broken() {
      yield Buffer.from(list(30_000, 'broken.example'));
      await pause(1);
      throw new Error('gone');
    }
    await expect(receiveImport(app, publication, { ...fileOf(''), bytes: broken() })).rejects.toThrow('gone');
    expect([await countOf('imports'), await countOf('import_chunks')]).toEqual([before, 0]);
  });

  test('an upload whose last answer from the database is lost keeps its rows if it had been received', async () => {
    const publication = await makePublication(app);
    const db = new Proxy(app.db, {
      get(target, key) {
        if (key !== 'transaction') return Reflect.get(target, key);
        return async (work: Parameters<typeof target.transaction>[0]) => {
          await target.transaction(work);
          throw new Error('Connection terminated unexpectedly');
        };
      },
    });
    await expect(
      receiveImport({ ...app, db }, publication, fileOf(list(50, 'lost.example'))),
    ).rejects.toThrow('terminated');
    const [running] = await rows<{ id: number }>(app.db, 'select id from imports where publication_id = ?', [
      publication.id,
    ]);
    await runImport(app, { importId: running?.id ?? 0 });
    expect(await getImport(app.db, publication.id, running?.id ?? 0)).toMatchObject({
      status: 'finished',
      counts: { rows: 50, added: 50 },
    });
    expect(await readersOf(publication)).toHaveLength(50);
  });

  test('what a killed upload left is purged the day after, and refusals after a month', async () => {
    const publication = await makePublication(app);
    const report = await bring(publication, 'email\nnonsense\n');
    const abandoned = await firstRow<{ id: number }>(
      app.db,
      `insert into imports (publication_id, status, consent_source, channel, caller, created_at)
       values (?, 'receiving', 'x', 'x', 'x', now() - interval '25 hours') returning id`,
      [publication.id],
    );
    await app.db.raw("insert into import_refusals (import_id, line, code) values (?, 2, 'row-twice')", [
      abandoned?.id ?? 0,
    ]);
    await purgeImports(app);
    await expect(getImport(app.db, publication.id, abandoned?.id ?? 0)).rejects.toThrow('not found');
    expect(await listRefusals(app.db, report.import.id, { after: 0, limit: 9 })).toHaveLength(1);
    await app.db.raw("update imports set finished_at = now() - interval '31 days' where id = ?", [
      report.import.id,
    ]);
    await purgeImports(app);
    expect(await listRefusals(app.db, report.import.id, { after: 0, limit: 9 })).toEqual([]);
  });

  test('a file that cannot be read ends as failed, with a sentence that says why', async () => {
    const publication = await makePublication(app);
    const report = await bring(publication, 'who,what\nAnn,reader\n');
    expect(report.import).toMatchObject({
      status: 'failed',
      error: { code: 'file-without-addresses', params: {} },
    });
  });
});

test('A dry run tells exactly what an import does and changes nothing', async () => {
  const publication = await makePublication(app);
  await bring(publication, 'email\nleft@example.org\nthere@example.org\n');
  await app.db.raw(
    "update subscribers set status = 'unsubscribed' where email = 'left@example.org' and publication_id = ?",
    [publication.id],
  );
  const text =
    'email,name\nleft@example.org,\nthere@example.org,New\nadded@example.org,\nadded@example.org,\nnonsense,\n';
  const [before, importsBefore] = [await fingerprint(app), await countOf('imports')];
  const tried = await tryImport(app, publication, fileOf(text));
  expect([await fingerprint(app), await countOf('imports')]).toEqual([before, importsBefore]);
  const done = await bring(publication, text);
  expect(tried.import.counts).toEqual({ rows: 5, added: 1, updated: 1, ended: 0, skipped: 2, refused: 1 });
  expect(done.import.counts).toEqual(tried.import.counts);
  expect(done.refusals).toEqual(tried.refusals);
});

test('Erasing a person takes the address out of every report of an import (GDPR-02)', async () => {
  const publication = await makePublication(app);
  await bring(publication, 'email\nforget@example.org\nFORGET@example.org\n');
  const other = 'email,status\nsomebody@example.org,See Forget@example.org\n';
  const { refusals } = await bring(publication, other);
  expect(refusals).toMatchObject([{ reason: { params: { value: 'See Forget@example.org' } } }]);
  const waiting = await receiveImport(app, publication, fileOf('email\nforget@example.org\n'));
  await receiveImport(app, publication, fileOf(other));
  const reader = await firstRow<{ id: number }>(
    app.db,
    "select id from subscribers where email = 'forget@example.org'",
  );
  await eraseSubscriber(app, reader?.id ?? 0, evidence);
  for (const table of ['import_chunks', 'import_refusals', 'subscribers'])
    expect(await rows(app.db, `select 1 from ${table} t where t::text ilike '%forget@%'`)).toEqual([]);
  await bring(publication, other);
  expect(await rows(app.db, `select 1 from import_refusals t where t::text ilike '%forget@%'`)).toEqual([]);
  await runImport(app, { importId: waiting });
  expect(await getImport(app.db, publication.id, waiting)).toMatchObject({
    status: 'finished',
    counts: { added: 0 },
  });
  expect(await readersOf(publication)).toEqual([]);
});

test('Erasing a person whose row waits leaves those beside them in the list (GDPR-02)', async () => {
  const publication = await makePublication(app);
  await bring(publication, 'email\ngone@example.org\n');
  const reader = await firstRow<{ id: number }>(
    app.db,
    "select id from subscribers where email = 'gone@example.org'",
  );
  const id = await receiveImport(
    app,
    publication,
    fileOf('email,name\nbefore@example.org,Before\nGone@Example.org,Gone\nafter@example.org,After\n'),
  );
  await eraseSubscriber(app, reader?.id ?? 0, evidence);
  expect(await rows(app.db, "select 1 from import_chunks t where t::text ilike '%gone%'")).toEqual([]);
  await runImport(app, { importId: id });
  expect((await readersOf(publication)).map(({ email, name }) => `${name} ${email}`)).toEqual([
    'After after@example.org',
    'Before before@example.org',
  ]);
  const traces = await listConsentRecords(app.db, reader?.id ?? 0);
  expect(traces.map(({ kind, source, details }) => [kind, source, details])).toEqual([
    ['imported', null, {}],
    ['erased', null, {}],
  ]);
});

test('Erasing a person while a step of an import has them in hand leaves no row of them (GDPR-02)', async () => {
  const [first, second] = [await makePublication(app), await makePublication(app)];
  await bring(first, 'email\nheld@example.org\n');
  const [reader] = await rows<{ id: number }>(app.db, 'select id from subscribers where publication_id = ?', [
    first.id,
  ]);
  const id = await receiveImport(app, second, fileOf('email\nbeside@example.org\nheld@example.org\n'));
  const step = await app.db.transaction();
  const part = await lockPart(step, id, 'wait');
  if (part) await addCounts(step, part, await takeInRows(step, part, 1));
  const erasing = eraseSubscriber(app, reader?.id ?? 0, evidence);
  await vi.waitUntil(
    async () =>
      await firstRow(
        step,
        'select 1 from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid))',
      ),
    { timeout: 100_000 },
  );
  const third = await makePublication(app);
  expect((await bring(third, 'email\nheld@example.org\n')).import.counts).toMatchObject({ added: 0 });
  await step.commit();
  expect(await erasing).toEqual(['held@example.org']);
  for (const table of ['import_chunks', 'import_refusals', 'subscribers'])
    expect(await rows(app.db, `select 1 from ${table} t where t::text like '%held@%'`)).toEqual([]);
  expect((await readersOf(second)).map(({ email }) => email)).toEqual(['beside@example.org']);
  await runImport(app, { importId: id });
  expect(await getImport(app.db, second.id, id)).toMatchObject({ status: 'finished', counts: { added: 2 } });
});

test('Erasing a person takes their proof only, not that of those who came with them (GDPR-02, CON-02)', async () => {
  const publication = await makePublication(app);
  await bring(
    publication,
    'email,confirm time\na@came.example,2024-01-01\nb@came.example,2024-01-02\nc@came.example,\n',
  );
  const [a = 0, b = 0, c = 0] = (
    await rows<{ id: number }>(app.db, 'select id from subscribers where publication_id = ? order by email', [
      publication.id,
    ])
  ).map(({ id }) => id);
  await eraseSubscriber(app, b, evidence);
  const detailsOf = async (id: number) =>
    (await listConsentRecords(app.db, id)).map(({ details }) => details);
  expect(await detailsOf(a)).toMatchObject([{ line: 2, consentAt: expect.stringContaining('2024-01-01') }]);
  expect(await detailsOf(b)).toEqual([{}, {}]);
  expect(await detailsOf(c)).toMatchObject([{ line: 4 }]);
});

test('A new database looks every row of a list up by its address, though it has no statistics yet', async () => {
  const publication = await makePublication(untouched);
  const id = await receiveImport(untouched, publication, fileOf(list(2000, 'looks.example')), 100);
  // A session tells what it read when it ends.
  const db = openDatabase(untouched.databaseUrl, { max: 2 });
  await runImport({ ...untouched, db }, { importId: id }, { stepChunks: 1 });
  await db.destroy();
  const read = () =>
    firstRow<{ rows: number; added: number }>(
      untouched.db,
      `select (seq_tup_read + coalesce(idx_tup_fetch, 0))::int as rows, n_tup_ins::int as added
         from pg_stat_user_tables where relname = 'subscribers'`,
    );
  await vi.waitUntil(async () => (await read())?.added === 2000, { timeout: 100_000 });
  expect((await read())?.rows).toBeLessThan(100);
});

test('The proof of an imported reader is in what they can take with them (GDPR-01, CON-02)', async () => {
  const publication = await makePublication(app);
  const report = await bring(publication, 'email\ntakes@example.org\n');
  const reader = await firstRow<{ id: number }>(
    app.db,
    "select id from subscribers where email = 'takes@example.org'",
  );
  expect((await exportSubscriberData(app, reader?.id ?? 0)).consentRecords).toMatchObject([
    {
      kind: 'imported',
      source: 'form of the old site',
      details: { importId: report.import.id, line: 2, caller: 'test' },
    },
  ]);
});

test('Nothing that was logged names an address (SEC-17)', () => {
  expect(app.logged.filter((line) => line.includes('@'))).toEqual([]);
});
