import { bytesOf, changedRows, firstRow, rows, type Db } from '../../platform/database.ts';
import { sharedQuery } from '../../platform/together.ts';
import { CODE_MINUTES, WRONG_TRIES } from './code.ts';

/** A code is kept for the next mail, unless it was used, guessed at too often, is a day old, or its person confirmed since. */
const IS_KEPT = `c.nonce is not null and c.used_at is null and c.wrong_tries < ${WRONG_TRIES}
                 and c.made_at > greatest(now() - interval '1 day', (
                       select a.confirmed_at from asked a
                        where a.publication_id = c.publication_id and a.address_hash = c.address_hash))`;

/** Whether subscriber `s` needs a new code, because theirs was guessed at too often. */
export const IS_SPENT = `exists (select from sign_up_codes c
                                  where c.publication_id = s.publication_id and c.address_hash = s.address_hash
                                    and c.wrong_tries >= ${WRONG_TRIES})`;

/** A code for whoever has none that is kept. */
interface Fresh {
  publicationId: number;
  addressHash: Buffer;
  confirmedAt: Date | null;
  nonce: Buffer;
}

const nameOf = (publicationId: number, addressHash: Buffer) =>
  `${publicationId} ${addressHash.toString('hex')}`;

/** The code that a mail to this address has; it works from now on. @returns its nonce: the given one, or that of a code that is kept. */
export const openCode = sharedQuery<Fresh, Buffer>(
  async (db, all) => {
    const asked = all.map(({ publicationId, addressHash, confirmedAt, nonce }) => ({
      publication_id: publicationId,
      address_hash: bytesOf(addressHash),
      confirmed_at: confirmedAt,
      nonce: bytesOf(nonce),
    }));
    const found = await rows<{ publicationId: number; addressHash: Buffer; nonce: Buffer }>(
      db,
      `with asked as materialized (
         select * from json_to_recordset(:asked) as a (publication_id bigint, address_hash bytea, confirmed_at timestamptz, nonce bytea))
       insert into sign_up_codes as c (publication_id, address_hash, nonce, expires_at)
       select publication_id, address_hash, nonce, now() + interval '${CODE_MINUTES} minutes' from asked
       on conflict (publication_id, address_hash) do update
         set nonce = case when ${IS_KEPT} then c.nonce else excluded.nonce end,
             made_at = case when ${IS_KEPT} then c.made_at else now() end,
             wrong_tries = case when ${IS_KEPT} then c.wrong_tries else 0 end,
             used_at = null, expires_at = excluded.expires_at
       returning publication_id as "publicationId", address_hash as "addressHash", nonce`,
      { asked: JSON.stringify(asked) },
    );
    const nonces = new Map(
      found.map(({ publicationId, addressHash, nonce }) => [nameOf(publicationId, addressHash), nonce]),
    );
    return all.map(
      ({ publicationId, addressHash, nonce }) => nonces.get(nameOf(publicationId, addressHash)) ?? nonce,
    );
  },
  { keysOf: ({ publicationId, addressHash }) => [nameOf(publicationId, addressHash)] },
);

export interface TriedCode {
  /** Null: no mail had a code. */
  nonce: Buffer | null;
  madeAt: Date;
  isUsed: boolean;
  /** Not too old, and not guessed at too often. */
  isLive: boolean;
}

/**
 * Counts a try as a wrong one until `takeCode`. The same statement whatever is known of the address, a row included (ENU-01);
 * one try at a time for each address.
 */
export async function countTry(db: Db, publicationId: number, addressHash: Buffer): Promise<TriedCode> {
  const row = await firstRow<TriedCode>(
    db,
    `insert into sign_up_codes as c (publication_id, address_hash, wrong_tries) values (?, ?, 1)
     on conflict (publication_id, address_hash) do update set wrong_tries = c.wrong_tries + 1
     returning nonce, made_at as "madeAt", used_at is not null as "isUsed",
               coalesce(expires_at > now(), false) and wrong_tries <= ${WRONG_TRIES} as "isLive"`,
    [publicationId, addressHash],
  );
  return row ?? { nonce: null, madeAt: new Date(0), isUsed: false, isLive: false };
}

/** The try was a right one; a code is good for one confirmation. */
export async function takeCode(db: Db, publicationId: number, addressHash: Buffer): Promise<void> {
  await db.raw(
    `update sign_up_codes set used_at = coalesce(used_at, now()), wrong_tries = wrong_tries - 1
      where publication_id = ? and address_hash = ?`,
    [publicationId, addressHash],
  );
}

/** Forgets codes that open nothing any more, and tries where there was none. */
export function purgeCodes(db: Db): Promise<number> {
  return changedRows(
    db,
    `delete from sign_up_codes
      where made_at < now() - interval '1 day' and coalesce(expires_at < now(), true)`,
  );
}
