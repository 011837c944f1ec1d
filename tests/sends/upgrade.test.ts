import { expect, test } from 'vitest';
import { rows } from '../../src/platform/database.ts';
import { startSmtpSink } from '../support/mail/smtp-sink.ts';
import { deliver } from '../support/sends/sends.ts';
import type { Publication } from '../../src/publications/index.ts';
import { planArticleSends } from '../../src/planning/index.ts';
import { deliverDueRetries } from '../../src/sends/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { beforeMigration } from '../support/database/before-migration.ts';

const sink = await startSmtpSink({ isUnchecked: true });
const app = await createTestApp({ SMTP_URL: sink.url });
const SENDER = {
  slug: 'x',
  name: 'X',
  siteUrl: '',
  fromName: 'X',
  fromAddress: 'x@b.example',
  replyTo: null,
};

/** With the columns that it had then. */
async function publicationOfBefore(): Promise<Publication> {
  const [row] = await rows<{ id: number }>(
    app.db,
    `insert into publications (slug, name, site_url, from_name, from_address, postal_address, time_zone, language, hold_minutes)
     values ('gazette', 'The Gazette', 'https://gazette.example', 'The Gazette', 'news@gazette.example', '1 Market Square', 'UTC', 'en', 0)
     returning id`,
  );
  return { id: row?.id ?? 0 } as Publication;
}

async function readersOfBefore({ id }: Publication, count: number): Promise<number[]> {
  const found = await rows<{ id: number }>(
    app.db,
    `insert into subscribers (publication_id, status, email, delivery_address, address_hash, confirmed_at)
     select ?, 'active', e, e, sha256(convert_to(e, 'UTF8')), now()
       from generate_series(1, ?) n cross join lateral (select 'reader' || n || '@readers.example' as e) a returning id`,
    [id, count],
  );
  return found.map((row) => row.id);
}

async function articleOfBefore({ id }: Publication): Promise<number> {
  const [row] = await rows<{ id: number }>(
    app.db,
    `insert into articles (publication_id, key, url, title, summary, html, verdict, released_at, content_hash)
     values (?, 'a', 'https://gazette.example/a', 'Bridge opens', '', '', 'new', now(), '') returning id`,
    [id],
  );
  return row?.id ?? 0;
}

/** As if this version were started for the first time on a database of the version before, in which `fill` ran. */
async function upgrade(first: string, fill: () => Promise<void>): Promise<void> {
  const applyTheRest = await beforeMigration(app.db, first);
  await fill();
  await applyTheRest();
}

test('After the upgrade an article gets no second send, letters are for whom they were, and only letters must be on time', async () => {
  await upgrade('0031-send-occasions', async () => {
    const publication = await publicationOfBefore();
    const article = await articleOfBefore(publication);
    await app.db.raw(
      `insert into sends (publication_id, kind, status, article_id, topic_ids, message_key) values
         (:id, 'article', 'sent', :article, '{}', ''), (:id, 'letter', 'draft', null, '{}', ''),
         (:id, 'letter', 'draft', null, '{7}', '')`,
      { id: publication.id, article },
    );
  });
  await planArticleSends(app);
  const sends = await rows(app.db, 'select kind, is_for_all, may_be_late from sends order by id');
  expect(sends).toEqual([
    { kind: 'article', is_for_all: false, may_be_late: true },
    { kind: 'letter', is_for_all: true, may_be_late: false },
    { kind: 'letter', is_for_all: false, may_be_late: false },
  ]);
});

test('A send that was half out before the upgrade goes on with its email, retries included', async () => {
  const content = (id: number) => [id, `Half out ${id}`, '<p>Words</p>', 'Words', JSON.stringify(SENDER)];
  let readers: number[] = [];
  await upgrade('0032-content-variants', async () => {
    const publication = await publicationOfBefore();
    readers = await readersOfBefore(publication, 4);
    await app.db.raw(
      `insert into sends (id, publication_id, kind, status, message_key, topic_ids, is_for_all, rhythm, mail_date, prepared_at, started_at)
       select id, :id, 'letter', 'sending', '\\x01', '{}', true, null, now(), now(), now() from unnest(array[7, 8]) id`,
      { id: publication.id },
    );
    for (const id of [7, 8])
      await app.db.raw(
        'insert into send_contents (send_id, subject, html, text, sender) values (?, ?, ?, ?, ?)',
        content(id),
      );
    await app.db.raw(
      `insert into send_batches (send_id, batch_no, subscriber_ids, state, deferred) values
         (7, 0, :one, 'done', 2), (7, 1, :two, 'queued', 0), (8, 0, :two, 'queued', 0)`,
      { one: readers.slice(0, 2), two: readers.slice(2) },
    );
    await app.db.raw(
      `with m as (insert into messages (send_id, subscriber_id, state) select 7, unnest(:one::bigint[]), 'deferred' returning subscriber_id)
       insert into message_retries (send_id, subscriber_id, batch_no, next_attempt_at) select 7, subscriber_id, 0, now() from m`,
      { one: readers.slice(0, 2) },
    );
  });
  await deliver(app);
  await deliverDueRetries(app);
  const subjects = sink.messages.map(
    ({ source }) => /^Subject: (.*)\r\n/m.exec(source.toString())?.[1] ?? '',
  );
  expect(subjects.toSorted((one, other) => one.localeCompare(other))).toEqual([
    ...Array(4).fill('Half out 7'),
    ...Array(2).fill('Half out 8'),
  ]);
});
