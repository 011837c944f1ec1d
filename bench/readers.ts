import { randomBytes } from 'node:crypto';
import { freezeBatches, freezeManyContents } from '../src/delivery/index.ts';
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

/** As many as share one of four thousand digests for a million. */
const READERS_OF_A_CONTENT = 250;

/**
 * A send to the first `count` readers, ready for whoever sends; returns its id.
 * @param isDigest it has a content for each few hundred of them, as digests by topics have.
 */
export async function readySend(
  db: Db,
  mail: { subject: string; html: string; text: string },
  count: number,
  { isDigest = false } = {},
): Promise<number> {
  return db.transaction(async (transaction) => {
    const send = await firstRow<{ id: number }>(
      transaction,
      `insert into sends (publication_id, kind, status, subject, message_key, mail_date, prepared_at, started_at)
       values (1, ?, 'sending', ?, ?, now(), now(), now()) returning id`,
      [isDigest ? 'digest' : 'article', mail.subject, randomBytes(32)],
    );
    const id = send?.id ?? 0;
    const contents = isDigest ? Math.ceil(count / READERS_OF_A_CONTENT) : 1;
    const first = await storeContents(transaction, id, mail, contents);
    const audience = {
      sql: 'select id, cast(:first as bigint) + id % :contents as content_id from (select id from subscribers order by id limit :count) s',
      bindings: { count, contents, first },
    };
    const freeze = isDigest ? freezeManyContents : freezeBatches;
    await freeze(transaction, id, audience);
    return id;
  });
}

/** @returns the id of the first; the others follow. */
async function storeContents(
  db: Db,
  sendId: number,
  { subject, html, text }: { subject: string; html: string; text: string },
  count: number,
): Promise<number> {
  const row = await firstRow<{ first: number }>(
    db,
    `with stored as (insert into send_contents (send_id, subject, html, text, sender)
       select :sendId, :subject, :html, :text, :sender from generate_series(1, :count) returning id)
     select min(id) as first from stored`,
    { sendId, subject, html, text, sender: JSON.stringify(SENDER), count },
  );
  return row?.first ?? 0;
}
