import { describe, expect, test } from 'vitest';
import { rows } from '../../src/platform/database.ts';
import { eraseReader } from '../../src/web/erase-reader.ts';
import {
  confirm,
  createLeaving,
  exportSubscriberData,
  linksOf,
  markBounced,
  NOBODY,
  personalLinks,
  undoUnsubscribe,
  unsubscribe,
  unsubscribeEverywhere,
  viewUnsubscribe,
} from '../../src/subscribers/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { evidence, makePending, statusOf } from '../support/readers/readers.ts';

const app = await createTestApp();
const gazette = await makePublication(app);
const courier = await makePublication(app, { name: 'The Courier' });

async function makeReader(email: string, publication = gazette) {
  const { id, token } = await makePending(app, publication, email);
  await confirm(app, token, evidence);
  return { id, link: { subscriberId: id, sendId: 7 } };
}
const recordsOf = (id: number, kind: string) =>
  rows<{ channel: string; details: object }>(
    app.db,
    'select channel, details from consent_records where subscriber_id = ? and kind = ? order by id',
    [id, kind],
  );

test('Leaving takes effect at once and is recorded once with its channel and send (OC-04, CON-01)', async () => {
  const { id, link } = await makeReader('leaver@example.org');
  await Promise.all([1, 2, 3].map(() => unsubscribe(app, link, { ...evidence, channel: 'one-click' })));
  expect(await statusOf(app, id)).toBe('unsubscribed');
  expect(await recordsOf(id, 'unsubscribed')).toEqual([
    { channel: 'one-click', details: expect.objectContaining({ sendId: 7 }) },
  ]);
});

test('A crowd that leaves at once is taken out together, each with one record, whatever else somebody pressed (OC-04, OC-06)', async () => {
  const readers = await Promise.all([1, 2, 3, 4].map((n) => makeReader(`crowd${n}@example.org`)));
  const tokens = await Promise.all(
    readers.map(async ({ id }) => (await linksOf(app, id))?.unsubscribeUrl.split('/').at(-1) ?? ''),
  );
  const test = personalLinks(app, NOBODY).unsubscribeUrl.split('/').at(-1) ?? '';
  await app.db.raw("update subscribers set status = 'complained' where id = ?", [readers[3]?.id ?? 0]);
  const statements: string[] = [];
  const note = ({ sql }: { sql: string }) => statements.push(sql);
  app.db.on('query', note);
  const press = createLeaving(app);
  const pressed = [...tokens, ...tokens, 'made-up', test].map((token, n) =>
    press({ token, evidence: { ...evidence, channel: `press ${n}` } }),
  );
  const links = await Promise.all(pressed);
  app.db.off('query', note);
  const own = readers.map(({ id }) => ({ subscriberId: id, sendId: 0 }));
  expect(links).toEqual([...own, ...own, undefined, 'test']);
  expect(statements.filter((sql) => sql.includes('update subscribers'))).toHaveLength(2);
  const [first, second, third, last] = await Promise.all(
    readers.map(async ({ id }) => ({
      status: await statusOf(app, id),
      records: (await recordsOf(id, 'unsubscribed')).map(({ channel }) => channel),
    })),
  );
  expect([first, second, third]).toEqual(
    [0, 1, 2].map((n) => ({ status: 'unsubscribed', records: [`press ${n}`] })),
  );
  expect(last).toEqual({ status: 'complained', records: [] });
});

test('A leaving can be taken back within the hour, not later, and never after a complaint (SUP-04)', async () => {
  const { id, link } = await makeReader('undo@example.org');
  await unsubscribe(app, link, evidence);
  expect(await undoUnsubscribe(app, link, evidence)).toBe(true);
  expect(await undoUnsubscribe(app, link, evidence)).toBe(true);
  expect(await statusOf(app, id)).toBe('active');
  expect(await recordsOf(id, 'resubscribed')).toHaveLength(1);
  await unsubscribe(app, link, evidence);
  await app.db.raw("update subscribers set unsubscribed_at = now() - interval '61 minutes' where id = ?", [
    id,
  ]);
  expect(await undoUnsubscribe(app, link, evidence)).toBe(false);
  await app.db.raw("update subscribers set status = 'complained', unsubscribed_at = now() where id = ?", [
    id,
  ]);
  expect(await undoUnsubscribe(app, link, evidence)).toBe(false);
  await unsubscribe(app, link, evidence);
  expect(await statusOf(app, id)).toBe('complained');
});

test('Someone who never confirmed cannot become a reader by "undo"', async () => {
  const { id } = await makePending(app, gazette, 'sneaky@example.org');
  await unsubscribe(app, { subscriberId: id, sendId: 0 }, evidence);
  expect(await undoUnsubscribe(app, { subscriberId: id, sendId: 0 }, evidence)).toBe(false);
});

test('Leaving everything takes the same person out of every newsletter and nobody else (CNF-07)', async () => {
  const here = await makeReader('multi@example.org');
  const there = await makeReader('Multi@example.org', courier);
  const stranger = await makeReader('other@example.org', courier);
  expect(await viewUnsubscribe(app, here.link)).toMatchObject({ hasOthers: true });
  await unsubscribeEverywhere(app, here.link, evidence);
  expect(await Promise.all([here, there, stranger].map(({ id }) => statusOf(app, id)))).toEqual([
    'unsubscribed',
    'unsubscribed',
    'active',
  ]);
});

test('A mailbox that does not exist is suppressed everywhere; only readers of that publication change (THR-01)', async () => {
  const here = await makeReader('dead@example.org');
  const there = await makeReader('dead@example.org', courier);
  await markBounced(app, gazette.id, [here.id, there.id], '550 5.1.1 <dead@example.org> unknown');
  expect([await statusOf(app, here.id), await statusOf(app, there.id)]).toEqual(['bounced', 'active']);
  const [hash] = app.keys.addressHashes('dead@example.org');
  const [row] = await rows<{ reason: string; source: string }>(
    app.db,
    'select reason, source from suppressions where address_hash = ?',
    [hash],
  );
  expect(row?.reason).toBe('bounced');
  expect(row?.source).not.toContain('dead@');
});

describe('Erasing a person (GDPR-02)', () => {
  test('leaves the address nowhere in the database, in any newsletter, but keeps it from being mailed', async () => {
    const here = await makeReader('Erika.Muster@example.org');
    const there = await makeReader('erika.muster@example.org', courier);
    await app.db.raw(
      "insert into messages (send_id, subscriber_id, state, reply) values (1, ?, 'rejected', '550 <erika.muster@example.org>')",
      [here.id],
    );
    await app.db.raw(
      "insert into idempotency_keys (key_hash, request_hash, body) values ('x', 'y', '{\"email\": \"erika.muster@example.org\"}')",
    );
    expect(await wholeDatabase()).toMatch(/erika/i);
    await eraseReader(app, here.id, { ...evidence, channel: 'page' });
    expect(await wholeDatabase()).not.toMatch(/erika/i);
    expect(app.logged.join('')).not.toMatch(/erika/i);
    expect([await statusOf(app, here.id), await statusOf(app, there.id)]).toEqual([undefined, undefined]);
    const [record] = await rows(
      app.db,
      'select ip, user_agent, source from consent_records where subscriber_id = ?',
      [here.id],
    );
    expect(record).toEqual({ ip: null, user_agent: null, source: null });
    expect(await recordsOf(here.id, 'erased')).toHaveLength(1);
    await eraseReader(app, here.id, evidence);
    await unsubscribe(app, here.link, evidence);
    expect(await viewUnsubscribe(app, here.link)).toBeUndefined();
  });
});

/** Every row of every table as text. */
async function wholeDatabase(): Promise<string> {
  const tables = await rows<{ name: string }>(
    app.db,
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_schema in ('public', 'jobs') and table_type = 'BASE TABLE'`,
  );
  const parts = await Promise.all(
    tables.map(({ name }) => rows<{ line: string }>(app.db, `select t::text as line from ${name} t`)),
  );
  // Mail is kept as bytes, which show as hexadecimal digits.
  return parts
    .flat()
    .map(({ line }) =>
      line.replace(/\\\\?x([0-9a-f]{200,})/g, (_all, hex: string) =>
        Buffer.from(hex, 'hex').toString('latin1'),
      ),
    )
    .join('\n');
}

test('The export holds the profile, the consent records and the mails (GDPR-01)', async () => {
  const { id } = await makeReader('export@example.org');
  const data = await exportSubscriberData(app, id);
  expect(data).toMatchObject({
    publication: { name: 'The Gazette' },
    profile: { email: 'export@example.org', status: 'active', topics: [] },
    emails: [],
  });
  expect(data.consentRecords.map(({ kind }) => kind)).toEqual(['requested', 'mail-accepted', 'confirmed']);
});
