import { randomBytes } from 'node:crypto';
import { freezeBatches } from '../src/delivery/index.ts';
import { firstRow, type Db } from '../src/platform/database.ts';
import { SENDER } from './bulk-mail.ts';

/** The publication with id 1 and at least so many active readers, `reader1@readers.example` and so on. */
export async function fillReaders(db: Db, count: number): Promise<void> {
  await db.raw(
    `insert into publications
       (id, slug, name, site_url, from_name, from_address, time_zone, language, postal_address, hold_minutes)
     values (1, 'gazette', 'The Gazette', 'https://gazette.example', 'The Gazette', 'news@gazette.example', 'UTC', 'en',
             'Gazette Ltd, 1 Market Square, Berlin', 0)
     on conflict do nothing`,
  );
  await db.raw(
    `insert into subscribers (publication_id, status, email, delivery_address, address_hash, confirmed_at)
     select 1, 'active', a, a, sha256(a::bytea), now()
       from generate_series((select count(*) from subscribers) + 1, ?::int) n,
            lateral (select 'reader' || n || '@readers.example' as a) x`,
    [count],
  );
  await db.raw('analyze');
}

/** A send to the first `count` readers, ready for whoever sends; returns its id. */
export async function readySend(
  db: Db,
  mail: { subject: string; html: string; text: string },
  count: number,
): Promise<number> {
  return db.transaction(async (transaction) => {
    const send = await firstRow<{ id: number }>(
      transaction,
      `insert into sends (publication_id, kind, status, subject, message_key, mail_date, prepared_at, started_at)
       values (1, 'article', 'sending', ?, ?, now(), now(), now()) returning id`,
      [mail.subject, randomBytes(32)],
    );
    const id = send?.id ?? 0;
    const content = await firstRow<{ id: number }>(
      transaction,
      'insert into send_contents (send_id, subject, html, text, sender) values (?, ?, ?, ?, ?) returning id',
      [id, mail.subject, mail.html, mail.text, JSON.stringify(SENDER)],
    );
    const audience = {
      sql: 'select id, cast(:contentId as bigint) as content_id from subscribers order by id limit :count',
      bindings: { count, contentId: content?.id ?? 0 },
    };
    await freezeBatches(transaction, id, audience);
    return id;
  });
}
