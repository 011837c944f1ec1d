import { firstRow, type Db } from '../../platform/database.ts';

/** What the links of subscriber `s` are bound to; of a row older than the column, its address. */
export const LINK_KEY = `coalesce(s.link_key, ('x' || encode(substring(s.address_hash for 6), 'hex'))::bit(48)::bigint)`;

/** The same of send `d`. */
export const SEND_LINK_KEY = `coalesce(d.link_key, ('x' || encode(substring(sha256(d.message_key) for 6), 'hex'))::bit(48)::bigint)`;

interface LinkKeys {
  linkKey: number;
  /** The row is older than the keys, so links that have ids only are its own, whatever address it has by now. */
  takesOldLinks: boolean;
}

export function findLinkKeys(db: Db, subscriberId: number): Promise<LinkKeys | undefined> {
  return firstRow(
    db,
    `select ${LINK_KEY} as "linkKey", coalesce(s.takes_old_links, s.link_key is null) as "takesOldLinks" from subscribers s where s.id = ?`,
    [subscriberId],
  );
}

export function findSendLinkKey(db: Db, sendId: number): Promise<LinkKeys | undefined> {
  return firstRow(
    db,
    `select ${SEND_LINK_KEY} as "linkKey", d.link_key is null as "takesOldLinks" from sends d where d.id = ?`,
    [sendId],
  );
}
