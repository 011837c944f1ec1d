import { describe, expect, test } from 'vitest';
import { firstRow, rows } from '../../../src/platform/database.ts';
import type { Publication } from '../../../src/publications/index.ts';
import {
  changeSubscriber,
  eraseSubscriber,
  exportSubscriberData,
  importNow,
  runImport,
  undoImport,
  unsubscribe,
} from '../../../src/subscribers/index.ts';
import { asActor } from '../../../src/platform/app.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { inPieces } from '../../support/readers/csv-cases.ts';
import { evidence, makePending } from '../../support/readers/readers.ts';

const app = await createTestApp();
const consent = { source: 'old site', at: undefined, channel: 'test', caller: 'test' };

async function bring(publication: Publication, text: string): Promise<number> {
  const bytes = inPieces(Buffer.from(text));
  return (await importNow(app, publication, { bytes, format: 'csv', consent })).import.id;
}

/** Undoes it to the end. */
async function takeBack(publication: Publication, importId: number) {
  await undoImport(app, publication, importId);
  await runImport(app, { importId }, { turnMs: Infinity });
  const { status, undoCounts } = await undoImport(app, publication, importId);
  expect(status).toBe('undone');
  return undoCounts;
}

const people = (publication: Publication) =>
  rows<{ email: string; name: string; status: string }>(
    app.db,
    'select email, name, status from subscribers where publication_id = ? order by email',
    [publication.id],
  );

async function idOf(publication: Publication, email: string): Promise<number> {
  const row = await firstRow<{ id: number }>(
    app.db,
    'select id from subscribers where publication_id = ? and email = ?',
    [publication.id, email],
  );
  return row?.id ?? 0;
}

const NONE = { removed: 0, unsubscribed: 0, restored: 0, left: 0, touched: 0 };

describe('An undo', () => {
  test('takes out whom the import added and gives names back; twice is harmless', async () => {
    const publication = await makePublication(app);
    await bring(publication, 'email,name\nold@example.org,Old\n');
    await makePending(app, publication, 'waits@example.org');
    const before = await people(publication);
    const id = await bring(
      publication,
      'email,name\nold@example.org,Other\nnew@example.org,New\nwaits@example.org,\n',
    );
    expect(await people(publication)).toHaveLength(3);
    const counts = await takeBack(publication, id);
    expect(counts).toEqual({ ...NONE, removed: 1, restored: 2 });
    expect(await people(publication)).toEqual(before);
    expect(await takeBack(publication, id)).toEqual(counts);
    // A list that was undone may come again.
    await bring(publication, 'email\nnew@example.org\n');
    expect(await people(publication)).toHaveLength(3);
  });

  test('leaves alone who left, chose, wrote or was changed since, and unsubscribes who got mail', async () => {
    const publication = await makePublication(app);
    const emails = ['left', 'chose', 'renamed', 'wrote', 'mailed', 'skipped', 'nothing'].map(
      (name) => `${name}@example.org`,
    );
    const id = await bring(publication, `email\n${emails.join('\n')}\n`);
    const of = (name: string) => idOf(publication, `${name}@example.org`);
    await unsubscribe(asActor(app, 'visitor'), { subscriberId: await of('left'), sendId: 0 }, evidence);
    const own = { id: await of('chose'), publicationId: publication.id };
    await changeSubscriber(asActor(app, 'visitor'), own, { rhythm: 'daily' }, evidence);
    await bring(publication, 'email,name\nrenamed@example.org,Rena\n');
    await app.db.raw(
      `insert into events (publication_id, subscriber_id, type, kind, says, source, once, at, is_heard)
       values (?, ?, 'reply', 'reply', 'hello', 'test', 'reply of undo', now(), true)`,
      [publication.id, await of('wrote')],
    );
    const send = await firstRow<{ id: number }>(
      app.db,
      `insert into sends (publication_id, kind, status, message_key) values (?, 'letter', 'sent', 'key') returning id`,
      [publication.id],
    );
    for (const [name, state] of [
      ['mailed', 'accepted'],
      ['skipped', 'skipped'],
    ] as const)
      await app.db.raw('insert into messages (send_id, subscriber_id, state) values (?, ?, ?)', [
        send?.id ?? 0,
        await of(name),
        state,
      ]);
    const counts = await takeBack(publication, id);
    expect(counts).toEqual({ removed: 2, unsubscribed: 1, restored: 0, left: 1, touched: 3 });
    expect((await people(publication)).map(({ email, status }) => [email, status])).toEqual([
      ['chose@example.org', 'active'],
      ['left@example.org', 'unsubscribed'],
      ['mailed@example.org', 'unsubscribed'],
      ['renamed@example.org', 'active'],
      ['wrote@example.org', 'active'],
    ]);
    const records = await rows(
      app.db,
      `select kind, channel, details from consent_records where subscriber_id = ? and kind = 'unsubscribed'`,
      [await of('mailed')],
    );
    expect(records).toEqual([
      { kind: 'unsubscribed', channel: 'import-undo', details: { undoneImport: id } },
    ]);
  });

  test('makes nobody a reader again who left, and keeps a name that was changed since', async () => {
    const publication = await makePublication(app);
    await bring(publication, 'email,name\nends@example.org,Ends\nname@example.org,First\n');
    const id = await bring(
      publication,
      'email,name,status\nends@example.org,Ends,unsubscribed\nname@example.org,Second,active\nstranger@example.org,,bounced\n',
    );
    await app.db.raw("update subscribers set name = 'Third' where id = ?", [
      await idOf(publication, 'name@example.org'),
    ]);
    expect(await takeBack(publication, id)).toEqual({ ...NONE, touched: 1 });
    expect(await people(publication)).toEqual([
      { email: 'ends@example.org', name: 'Ends', status: 'unsubscribed' },
      { email: 'name@example.org', name: 'Third', status: 'active' },
    ]);
    await bring(publication, 'email\nends@example.org\nstranger@example.org\n');
    expect((await people(publication)).map(({ status }) => status)).toEqual(['unsubscribed', 'active']);
  });

  test('goes on where it stopped, also after a kill between two steps', async () => {
    const publication = await makePublication(app);
    const list = Array.from({ length: 5000 }, (_, n) => `many${n}@example.org\n`).join('');
    const id = await bring(publication, `email\n${list}`);
    await undoImport(app, publication, id);
    await runImport(app, { importId: id }, { turnMs: 0 });
    const left = (await people(publication)).length;
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(5000);
    await Promise.all([1, 2].map(() => runImport(app, { importId: id }, { turnMs: Infinity })));
    expect([await takeBack(publication, id), await people(publication)]).toEqual([
      { ...NONE, removed: 5000 },
      [],
    ]);
  });

  test('is no longer possible after 30 days, nor while the import is under way', async () => {
    const publication = await makePublication(app);
    const id = await bring(publication, 'email\nlate@example.org\n');
    await app.db.raw("update imports set finished_at = now() - interval '31 days' where id = ?", [id]);
    await expect(undoImport(app, publication, id)).rejects.toMatchObject({ code: 'import-undo-expired' });
    await app.db.raw("update imports set status = 'running' where id = ?", [id]);
    await expect(undoImport(app, publication, id)).rejects.toMatchObject({ code: 'import-under-way' });
    await app.db.raw("update imports set status = 'finished' where id = ?", [id]);
  });
});

test('An erasure takes the old names of an import along (GDPR-02)', async () => {
  const publication = await makePublication(app);
  await bring(publication, 'email,name\nerased@example.org,Before\n');
  await bring(publication, 'email,name\nerased@example.org,After\n');
  const id = await idOf(publication, 'erased@example.org');
  expect(JSON.stringify(await exportSubscriberData(app, id))).toContain('Before');
  await eraseSubscriber(app, id, evidence);
  expect(await rows(app.db, 'select * from import_changes where subscriber_id = ?', [id])).toEqual([]);
});
