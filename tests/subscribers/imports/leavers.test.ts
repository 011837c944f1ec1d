import { describe, expect, test } from 'vitest';
import { firstRow, rows } from '../../../src/platform/database.ts';
import type { Publication } from '../../../src/publications/index.ts';
import {
  confirm,
  eraseSubscriber,
  exportSubscriberData,
  getImport,
  importNow,
  listConsentRecords,
  purgeUnconfirmed,
  receiveImport,
  runImport,
  tryImport,
} from '../../../src/subscribers/index.ts';
import { createTestApp } from '../../support/app/app.ts';
import { inPieces } from '../../support/readers/csv-cases.ts';
import { makePublication } from '../../support/app/publications.ts';
import { evidence, fingerprint, makePending } from '../../support/readers/readers.ts';

const app = await createTestApp();
const consent = { source: 'old site', at: undefined, channel: 'test', caller: 'test' };
const fileOf = (text: string) => ({ bytes: inPieces(Buffer.from(text)), format: 'csv' as const, consent });
const bring = async (publication: Publication, text: string) => importNow(app, publication, fileOf(text));

async function statusOf(publication: Publication, email: string) {
  const found = await firstRow<{ status: string }>(
    app.db,
    'select status from subscribers where publication_id = ? and email = ?',
    [publication.id, email],
  );
  return found?.status;
}
const readerOf = (publication: Publication, email: string) =>
  firstRow<{ id: number; confirmedAt: Date | null; topicIds: number[]; language: string | null }>(
    app.db,
    `select id, confirmed_at as "confirmedAt", topic_ids as "topicIds", language from subscribers
      where publication_id = ? and email = ?`,
    [publication.id, email],
  );
const suppressionsOf = (publication: Publication) =>
  rows<{ reason: string; source: string }>(
    app.db,
    'select reason, source from suppressions where publication_id = ? order by reason',
    [publication.id],
  );

describe('Whoever left according to a file stays out of every later one', () => {
  test.each([
    ['unsubscribed', 'unsubscribed'],
    ['abgemeldet', 'unsubscribed'],
    ['blocklisted', 'unsubscribed'],
    ['bounced', 'bounced'],
    ['marked as spam', 'complained'],
  ])('a status of %s is kept as a suppression for this publication (SUP-02)', async (status, reason) => {
    const [publication, other] = [await makePublication(app), await makePublication(app)];
    const first = await bring(
      publication,
      `email,status\ngone@example.org,${status}\nhere@example.org,active\n`,
    );
    expect(first.import.counts).toMatchObject({ rows: 2, added: 1, skipped: 1 });
    expect(await suppressionsOf(publication)).toEqual([{ reason, source: `import ${first.import.id}` }]);
    const later = await bring(publication, 'Gone@Example.org\nhere@example.org\n');
    expect(later.import.counts).toMatchObject({ added: 0, skipped: 2 });
    expect(await statusOf(publication, 'gone@example.org')).toBeUndefined();
    expect((await bring(other, 'email\ngone@example.org\n')).import.counts).toMatchObject({ added: 1 });
  });

  test.each(['pending', 'paused', 'something new'])(
    'a status of %s is no leaving: a later list may bring them',
    async (status) => {
      const publication = await makePublication(app);
      await bring(publication, `email,status\nlater@example.org,${status}\n`);
      expect(await suppressionsOf(publication)).toEqual([]);
      expect((await bring(publication, 'email\nlater@example.org\n')).import.counts).toMatchObject({
        added: 1,
      });
    },
  );

  test('a sign-up that is confirmed lifts it (SUP-04), and the same file does not end it again', async () => {
    const publication = await makePublication(app);
    const file = 'email,status\nback@example.org,unsubscribed\n';
    await bring(publication, file);
    const { token } = await makePending(app, publication, 'back@example.org');
    expect(await confirm(app, token, evidence)).toBe('confirmed');
    expect([await statusOf(publication, 'back@example.org'), await suppressionsOf(publication)]).toEqual([
      'active',
      [],
    ]);
    const again = await bring(publication, file);
    expect(again.import.counts).toMatchObject({ ended: 0, skipped: 1 });
    expect(again.refusals).toMatchObject([
      { reason: { code: 'row-came-back', params: { because: { code: 'row-says-gone' } } } },
    ]);
    expect([await statusOf(publication, 'back@example.org'), await suppressionsOf(publication)]).toEqual([
      'active',
      [],
    ]);
  });

  test('what a row says is kept even where the cut goes through a character', async () => {
    const publication = await makePublication(app);
    const cell = `${'x'.repeat(39)}𝒜`;
    const report = await bring(publication, `email,status\ncut@example.org,${cell}\n`);
    expect(report.refusals).toMatchObject([
      {
        reason: { code: 'row-unknown-value', params: { column: 'status', value: `${'x'.repeat(39)}\uFFFD` } },
      },
    ]);
  });

  test('an address that was erased is not stored again (GDPR-02)', async () => {
    const publication = await makePublication(app);
    await bring(publication, 'email\nerased@example.org\n');
    await eraseSubscriber(app, (await readerOf(publication, 'erased@example.org'))?.id ?? 0, evidence);
    const report = await bring(publication, 'email,status\nerased@example.org,unsubscribed\n');
    expect(report.refusals).toMatchObject([{ email: null }]);
    for (const table of ['import_chunks', 'import_refusals', 'subscribers', 'suppressions'])
      expect(await rows(app.db, `select 1 from ${table} t where t::text like '%erased@%'`)).toEqual([]);
  });
});

describe('A newer file ends the subscription of a reader who left', () => {
  test.each([
    ['unsubscribed', 'unsubscribed'],
    ['bounced', 'bounced'],
    ['spam', 'complained'],
  ])('%s: they are %s, with the import as proof (CON-01)', async (status, ends) => {
    const publication = await makePublication(app);
    await bring(publication, 'email,status\nleaver@example.org,active\nstays@example.org,active\n');
    const file = `email,status,unsubscribed_at\nleaver@example.org,${status},2026-02-03\nstays@example.org,active,\n`;
    const before = await fingerprint(app);
    const tried = await tryImport(app, publication, fileOf(file));
    expect(await fingerprint(app)).toBe(before);
    const done = await bring(publication, file);
    expect(tried.import.counts).toEqual(done.import.counts);
    expect(done.import.counts).toEqual({ rows: 2, added: 0, updated: 0, ended: 1, skipped: 1, refused: 0 });
    expect(done.refusals[0]).toMatchObject({
      line: 2,
      reason: {
        code: 'row-ended-reader',
        params: { because: { code: 'row-says-gone', params: { column: 'status', value: status } } },
      },
    });
    expect(await statusOf(publication, 'leaver@example.org')).toBe(ends);
    expect(await statusOf(publication, 'stays@example.org')).toBe('active');
    const reader = await readerOf(publication, 'leaver@example.org');
    expect((await listConsentRecords(app.db, reader?.id ?? 0)).at(-1)).toMatchObject({
      kind: 'unsubscribed',
      source: 'old site',
      details: { importId: done.import.id, line: 2, leftAt: expect.stringContaining('2026-02-03') },
    });
    expect((await bring(publication, file)).import.counts).toMatchObject({ ended: 0, skipped: 2 });
  });

  test('who confirmed here after the day they left there stays; who left later goes', async () => {
    const publication = await makePublication(app);
    const people = ['stayed@example.org', 'went@example.org'];
    for (const email of people) {
      const { token } = await makePending(app, publication, email);
      await confirm(app, token, evidence);
    }
    await app.db.raw(
      "update consent_records set at = '2026-01-01' where kind = 'confirmed' and publication_id = ?",
      [publication.id],
    );
    const report = await bring(
      publication,
      `email,unsubscribed_at\n${people[0]},2025-12-31\n${people[1]},2026-01-02\n`,
    );
    expect(report.import.counts).toMatchObject({ ended: 1, skipped: 1 });
    expect(await Promise.all(people.map((email) => statusOf(publication, email)))).toEqual([
      'active',
      'unsubscribed',
    ]);
  });

  test('who left that way stays out when the purge has been, although nobody knows when they had agreed', async () => {
    const publication = await makePublication(app);
    await bring(publication, 'email\nlong.gone@example.org\n');
    await bring(publication, 'email,status\nlong.gone@example.org,unsubscribed\n');
    await app.db.raw(
      "update subscribers set created_at = now() - interval '60 days' where publication_id = ?",
      [publication.id],
    );
    await purgeUnconfirmed(app);
    expect(await statusOf(publication, 'long.gone@example.org')).toBe('unsubscribed');
  });
});

describe('Within one file "left" wins over "reads"', () => {
  test.each([[5000], [1]])('in either order, in chunks of %i', async (rowsInChunk) => {
    const publication = await makePublication(app);
    const people = Array.from({ length: 60 }, (_, n) => `${(n * 37) % 60}@both.example`);
    const lines = people.flatMap((email, n) =>
      n % 2 === 0
        ? [`${email},active`, `${email},unsubscribed`]
        : [`${email},unsubscribed`, `${email},active`],
    );
    const text = `email,status\n${lines.join('\n')}\nonly@both.example,active\n`;
    const id = await receiveImport(app, publication, fileOf(text), rowsInChunk);
    await runImport(app, { importId: id }, { stepChunks: 1, turnMs: Infinity });
    const { status, counts } = await getImport(app.db, publication.id, id);
    expect([status, counts]).toEqual([
      'finished',
      { rows: 121, added: 1, updated: 0, ended: 0, skipped: 120, refused: 0 },
    ]);
    expect(
      await rows(app.db, 'select email from subscribers where publication_id = ?', [publication.id]),
    ).toEqual([{ email: 'only@both.example' }]);
    expect(await suppressionsOf(publication)).toHaveLength(60);
  });

  test('who gets no mail for a time stays out as well, and nothing is kept of it afterwards', async () => {
    const publication = await makePublication(app);
    const text =
      'email,status\nrests@example.org,active\nrests@example.org,suspended\nodd@example.org,active\nodd@example.org,?\nboth@example.org,pending\nboth@example.org,active\n';
    expect((await bring(publication, text)).import.counts).toMatchObject({ added: 1, skipped: 5 });
    expect(await statusOf(publication, 'both@example.org')).toBe('active');
    expect(await rows(app.db, 'select 1 from import_outs')).toEqual([]);
    expect(await suppressionsOf(publication)).toEqual([]);
  });

  test('run by several at once and twice, everybody is counted once', async () => {
    const publication = await makePublication(app);
    const people = Array.from({ length: 300 }, (_, n) => `${(n * 37) % 300}@race.example`);
    await bring(publication, `email\n${people.join('\n')}\n`);
    const text = `email,status\n${people.map((email) => `${email},unsubscribed`).join('\n')}\n`;
    const id = await receiveImport(app, publication, fileOf(text), 7);
    const run = () => runImport(app, { importId: id }, { stepChunks: 1 });
    await Promise.all([run(), run(), run()]);
    await run();
    expect((await getImport(app.db, publication.id, id)).counts).toMatchObject({ ended: 300, skipped: 0 });
    expect(
      await rows(app.db, "select 1 from consent_records where publication_id = ? and kind = 'unsubscribed'", [
        publication.id,
      ]),
    ).toHaveLength(300);
  });
});

describe('Topics of a column that was mapped', () => {
  const choices = { ignored: [], mapped: [{ field: 'topics' as const, column: 'List' }] };

  async function newsAndSport() {
    const publication = await makePublication(app);
    const ids = await rows<{ id: number }>(
      app.db,
      "insert into topics (publication_id, slug, name) values (?, 'news', 'News'), (?, 'sport', 'Village sports') returning id",
      [publication.id, publication.id],
    );
    return { publication, ids: ids.map(({ id }) => id) };
  }

  test.each([[5000], [1]])(
    'are gathered from all rows of a person; who left one list reads the other (chunks of %i)',
    async (rowsInChunk) => {
      const { publication, ids } = await newsAndSport();
      const text =
        'email,List,Active\nada@example.org,News,1\nben@example.org,news,1\nada@example.org,Village sports,1\n' +
        'gus@example.org,News,0\ngus@example.org,Village sports,1\noli@example.org,News,0\nzoe@example.org,Staff notes,1\npia@example.org,"News, Staff notes",1\n';
      const id = await receiveImport(app, publication, { ...fileOf(text), choices }, rowsInChunk);
      await runImport(app, { importId: id }, { stepChunks: 1 });
      const topicsOf = async (email: string) => (await readerOf(publication, email))?.topicIds;
      expect(await topicsOf('ada@example.org')).toEqual(ids);
      expect(await topicsOf('ben@example.org')).toEqual(ids.slice(0, 1));
      expect(await topicsOf('gus@example.org')).toEqual(ids.slice(1));
      expect(await topicsOf('pia@example.org')).toEqual(ids.slice(0, 1));
      expect([await topicsOf('oli@example.org'), await topicsOf('zoe@example.org')]).toEqual([
        undefined,
        undefined,
      ]);
      expect(await suppressionsOf(publication)).toHaveLength(1);
      expect((await getImport(app.db, publication.id, id)).notes).toContainEqual(
        expect.objectContaining({
          code: 'read-unknown-topics',
          params: expect.objectContaining({ more: 0 }),
        }),
      );
    },
  );

  test('without a mapping "left" wins for the whole person, and the column is named in the report', async () => {
    const { publication } = await newsAndSport();
    const report = await bring(
      publication,
      'email,List,Active\ngus@example.org,News,0\ngus@example.org,Village sports,1\n',
    );
    expect(await statusOf(publication, 'gus@example.org')).toBeUndefined();
    expect(report.import.notes).toContainEqual({
      code: 'read-topics-unasked',
      params: { columns: ['List'] },
    });
  });
});

test('A moment that nobody gave is never claimed (CON-01, CON-04)', async () => {
  const publication = await makePublication(app);
  const report = await bring(
    publication,
    'email,signup date,language\ngiven@example.org,1714555800,de-AT\nodd@example.org,13/13/2024,Klingon\nnone@example.org,,German\n',
  );
  const [given, odd, none] = await Promise.all(
    ['given@example.org', 'odd@example.org', 'none@example.org'].map((email) => readerOf(publication, email)),
  );
  expect([given?.confirmedAt, odd?.confirmedAt, none?.confirmedAt]).toEqual([
    new Date('2024-05-01T09:30:00Z'),
    null,
    null,
  ]);
  expect([given?.language, odd?.language, none?.language]).toEqual(['de-AT', null, 'de']);
  const { consentRecords } = await exportSubscriberData(app, odd?.id ?? 0);
  expect(consentRecords[0]?.details).not.toHaveProperty('consentAt');
  expect(report.import.notes).toContainEqual({
    code: 'read-odd-moments',
    params: { rows: 1, example: '13/13/2024', lines: [3] },
  });
});
