import { expect, test } from 'vitest';
import {
  getMailboxMessage,
  listMailbox,
  parseMailboxMessage,
  purgeMailbox,
} from '../../../src/mailers/index.ts';
import { NotFound } from '../../../src/platform/errors.ts';
import { rows } from '../../../src/platform/database.ts';
import { createTestApp } from '../../support/app/app.ts';

const app = await createTestApp();
const send = (to: string, subject: string) =>
  app.mailer.send({
    envelopeFrom: 'news@gazette.example',
    from: { name: 'The Gazette', address: 'news@gazette.example' },
    to: { name: 'Ada', address: to },
    replyTo: undefined,
    subject,
    html: '<p>Grüße</p>',
    text: 'Grüße',
    messageId: `<${subject.length}@gazette.example>`,
    date: new Date('2026-11-23T12:00:00Z'),
    headers: [{ name: 'Auto-Submitted', value: 'auto-generated' }],
  });

test('Without a mail server every message is kept, newest first, and can be looked for by parts of address and subject', async () => {
  expect(await send('ada@example.org', 'First')).toMatchObject({ kind: 'accepted' });
  await send('bob@example.org', 'Second');
  await send('ada@example.org', 'Third');
  const all = await listMailbox(app.db, { limit: 2 });
  expect(all.map(({ subject }) => subject)).toEqual(['Third', 'Second']);
  expect(all[0]).toMatchObject({ from: 'news@gazette.example', to: 'ada@example.org' });
  const rest = await listMailbox(app.db, { before: all[1]?.id ?? 0, limit: 2 });
  expect(rest.map(({ subject }) => subject)).toEqual(['First']);
  const found = async (text: string) =>
    (await listMailbox(app.db, { text, limit: 10 })).map(({ subject }) => subject);
  expect(await found('ADA')).toEqual(['Third', 'First']);
  expect(await found('seco')).toEqual(['Second']);
  expect(await found('%')).toEqual([]);
});

test('A kept message shows what a mail program would show', async () => {
  const [newest] = await listMailbox(app.db, { limit: 1 });
  const { source, ...entry } = await getMailboxMessage(app.db, newest?.id ?? 0);
  expect(entry).toEqual(newest);
  const parsed = await parseMailboxMessage(source);
  expect(parsed.html.trim()).toBe('<p>Grüße</p>');
  expect(parsed.text.trim()).toBe('Grüße');
  expect(parsed.headers).toContainEqual({ name: 'Auto-Submitted', value: 'auto-generated' });
  expect(parsed.headers.find(({ name }) => name === 'To')?.value).toBe('Ada <ada@example.org>');
});

test('A message that is not there is not found', async () => {
  await expect(getMailboxMessage(app.db, 999_999)).rejects.toThrow(NotFound);
});

test('What is older than a month goes, and all beyond the newest ten thousand', async () => {
  await app.db.raw(`update mailbox set at = now() - interval '31 days' where subject = 'First'`);
  expect(await purgeMailbox(app.db)).toBe(1);
  await app.db.raw(
    `insert into mailbox (message_id, envelope_from, envelope_to, subject, source)
     select '<x@y>', 'a@b.example', 'c@d.example', 'many', '' from generate_series(1, 10000)`,
  );
  expect(await purgeMailbox(app.db)).toBe(2);
  const { rows } = await app.db.raw('select count(*) as count from mailbox');
  expect(rows).toEqual([{ count: 10_000 }]);
});

test('A send to very many readers cannot fill the disk: the newest 10,000 messages stay, also before the nightly purge', async () => {
  await app.db.raw(
    `insert into mailbox (message_id, envelope_from, envelope_to, subject, source)
     select n::text, 'a@gazette.example', 'b@gazette.example', '', '' from generate_series(1, 10500) n`,
  );
  for (let count = 0; count < 1000; count += 1) await send('ada@example.org', `Number ${count}`);
  const [row] = await rows<{ count: number }>(app.db, 'select count(*) as count from mailbox');
  expect(row?.count).toBeLessThan(11_000);
  expect((await listMailbox(app.db, { limit: 1 }))[0]?.subject).toBe('Number 999');
});
