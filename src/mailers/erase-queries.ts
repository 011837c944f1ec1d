import type { App } from '../platform/app.ts';
import { rows, type Db } from '../platform/database.ts';
import { prefixesOf } from './file/outbox-names.ts';

/** Removes copies of mail to these addresses (GDPR-02). Files are removed by `sweepOutbox`, on every machine. */
export async function eraseCopies(
  { db, keys }: Pick<App, 'db' | 'keys'>,
  addresses: string[],
): Promise<void> {
  await db.raw('delete from mailbox where lower(envelope_to) = any(?::text[])', [
    addresses.map((address) => address.toLowerCase()),
  ]);
  await db.raw(
    `insert into outbox_erasures (prefix) select distinct unnest(?::text[]) on conflict (prefix) do update set at = now()`,
    [addresses.flatMap((address) => prefixesOf(keys, address))],
  );
}

/** The beginnings of the file names of mail to people who were erased within the last days; older ones are forgotten. */
export async function listErasedPrefixes(db: Db, days: number): Promise<string[]> {
  await db.raw('delete from outbox_erasures where at < now() - make_interval(days => ?)', [days]);
  const erased = await rows<{ prefix: string }>(db, 'select prefix from outbox_erasures', []);
  return erased.map(({ prefix }) => prefix);
}
