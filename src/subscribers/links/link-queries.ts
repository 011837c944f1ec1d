import { rows, type Db } from '../../platform/database.ts';
import { sharedQuery } from '../../platform/together.ts';

/** What the links of subscriber `s` are bound to; of a row older than the column, its address. */
export const LINK_KEY = `coalesce(s.link_key, ('x' || encode(substring(s.address_hash for 6), 'hex'))::bit(48)::bigint)`;

/** The same of send `d`. */
export const SEND_LINK_KEY = `coalesce(d.link_key, ('x' || encode(substring(sha256(d.message_key) for 6), 'hex'))::bit(48)::bigint)`;

export interface LinkKeys {
  linkKey: number;
  /** The row is older than the keys, so links that have ids only are its own, whatever address it has by now. */
  takesOldLinks: boolean;
}

/** Those of these subscribers that are there, by id. */
export async function listLinkKeys(db: Db, subscriberIds: number[]): Promise<Map<number, LinkKeys>> {
  return byId(
    await rows(
      db,
      `select s.id, ${LINK_KEY} as "linkKey", coalesce(s.takes_old_links, s.link_key is null) as "takesOldLinks"
         from subscribers s where s.id = any(cast(? as bigint[]))`,
      [subscriberIds],
    ),
  );
}

/** The same of sends. */
export async function listSendLinkKeys(db: Db, sendIds: number[]): Promise<Map<number, LinkKeys>> {
  return byId(
    await rows(
      db,
      `select d.id, ${SEND_LINK_KEY} as "linkKey", d.link_key is null as "takesOldLinks"
         from sends d where d.id = any(cast(? as bigint[]))`,
      [sendIds],
    ),
  );
}

export const findLinkKeys = async (db: Db, subscriberId: number): Promise<LinkKeys | undefined> =>
  (await listLinkKeys(db, [subscriberId])).get(subscriberId);

export const findSendLinkKey = async (db: Db, sendId: number): Promise<LinkKeys | undefined> =>
  (await listSendLinkKeys(db, [sendId])).get(sendId);

const byId = (found: ({ id: number } & LinkKeys)[]) => new Map(found.map((one) => [one.id, one]));

/** What a mail address that names a reader and perhaps a send (else 0) is checked against. */
export interface AddressOwner {
  publicationId: number;
  linkKey: number;
  /** Of the confirmation that was asked for last; null: none was. */
  nonce: Buffer | null;
  /** Null: there is no such send. */
  sendLinkKey: number | null;
  /** The reader has another address since the send began; for mail of no send, since the last two weeks: no bounce takes longer (BNC-01). */
  hasMoved: boolean;
}

/** Undefined: there is no such reader. */
export const findAddressOwner = sharedQuery<
  { subscriberId: number; sendId: number },
  AddressOwner | undefined
>(async (db, named) => {
  const found = await rows<AddressOwner & { place: number }>(
    db,
    `select n.place, s.publication_id as "publicationId", ${LINK_KEY} as "linkKey", c.nonce, ${SEND_LINK_KEY} as "sendLinkKey",
              exists (select from address_changes a
                       where a.subscriber_id = s.id
                         and greatest(a.moved_at, a.undone_at) > coalesce(d.started_at, now() - interval '14 days')) as "hasMoved"
         from unnest(cast(:readers as bigint[]), cast(:sends as bigint[])) with ordinality as n (reader_id, send_id, place)
         join subscribers s on s.id = n.reader_id
         left join confirmations c on c.subscriber_id = s.id
         left join sends d on d.id = n.send_id`,
    { readers: named.map((one) => one.subscriberId), sends: named.map((one) => one.sendId) },
  );
  const owners = new Map(found.map(({ place, ...owner }) => [place, owner]));
  return named.map((_, at) => owners.get(at + 1));
});
