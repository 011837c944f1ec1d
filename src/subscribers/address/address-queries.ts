import { changedRows, firstRow, rows, type Db } from '../../platform/database.ts';
import { LINK_KEY } from '../links/link-queries.ts';
import type { Subscriber } from '../subscriber.ts';
import { CONFIRM_DAYS, UNDO_DAYS, type AddressChange } from './address-change.ts';

const CHANGE = `
  select c.id, c.subscriber_id as "subscriberId", s.publication_id as "publicationId", c.email,
         c.delivery_address as "deliveryAddress", c.old_email as "oldEmail", c.old_delivery_address as "oldDeliveryAddress",
         c.nonce, c.requested_at as "requestedAt", c.expires_at as "expiresAt", c.expires_at <= now() as "isExpired",
         c.moved_at as "movedAt", c.undone_at as "undoneAt",
         coalesce(c.undone_at is null and c.moved_at > now() - interval '${UNDO_DAYS} days', false) as "isUndoable",
         c.moved_at + interval '${UNDO_DAYS} days' as "undoUntil"
    from address_changes c join subscribers s on s.id = c.subscriber_id`;

type TokenColumn = 'token_hash' | 'undo_hash';

export const findChange = (db: Db, by: TokenColumn, hash: Buffer): Promise<AddressChange | undefined> =>
  firstRow(db, `${CHANGE} where c.${by} = ?`, [hash]);

/** As `findChange`; whoever else decides about the reader or the move waits until the transaction is over. */
export const lockChange = (db: Db, by: TokenColumn, hash: Buffer): Promise<AddressChange | undefined> =>
  firstRow(db, `${CHANGE} where c.${by} = ? for update`, [hash]);

export const findChangeById = (db: Db, id: number): Promise<AddressChange | undefined> =>
  firstRow(db, `${CHANGE} where c.id = ?`, [id]);

/** The move that waits for its confirmation. */
export const findOpenChange = (db: Db, subscriberId: number): Promise<AddressChange | undefined> =>
  firstRow(db, `${CHANGE} where c.subscriber_id = ? and c.moved_at is null and c.expires_at > now()`, [
    subscriberId,
  ]);

/** All of a reader that are kept, the oldest first. */
export const listChanges = (db: Db, subscriberId: number): Promise<AddressChange[]> =>
  rows(db, `${CHANGE} where c.subscriber_id = ? order by c.id`, [subscriberId]);

interface NewChange {
  email: string;
  deliveryAddress: string;
  nonce: Buffer;
  tokenHash: Buffer;
  undoHash: Buffer;
}

/**
 * Notes the one move that a reader is asking for. Asked again for the same address its link stays, so that the newest and
 * the older mail both work; another address ends the link.
 */
export async function openChange(db: Db, subscriberId: number, change: NewChange): Promise<number> {
  const isSame = 'c.email = excluded.email and c.expires_at > now()';
  const kept = (column: string) =>
    `${column} = case when ${isSame} then c.${column} else excluded.${column} end`;
  const row = await firstRow<{ id: number }>(
    db,
    `insert into address_changes as c (subscriber_id, email, delivery_address, nonce, token_hash, undo_hash, expires_at)
     values (:subscriberId, :email, :deliveryAddress, :nonce, :tokenHash, :undoHash, now() + interval '${CONFIRM_DAYS} days')
     on conflict (subscriber_id) where moved_at is null do update
       set ${['nonce', 'token_hash', 'undo_hash'].map(kept).join(', ')}, email = excluded.email,
           delivery_address = excluded.delivery_address, requested_at = now(), expires_at = excluded.expires_at
     returning id`,
    { subscriberId, ...change },
  );
  return row?.id ?? 0;
}

/** After the signing secret changed, so did the links. */
export async function replaceHashes(
  db: Db,
  id: number,
  { tokenHash, undoHash }: Pick<NewChange, 'tokenHash' | 'undoHash'>,
): Promise<void> {
  await db.raw('update address_changes set token_hash = ?, undo_hash = ? where id = ?', [
    tokenHash,
    undoHash,
    id,
  ]);
}

export async function markMoved(
  db: Db,
  id: number,
  { email, deliveryAddress }: Pick<Subscriber, 'email' | 'deliveryAddress'>,
): Promise<void> {
  await db.raw(
    'update address_changes set moved_at = now(), old_email = ?, old_delivery_address = ? where id = ?',
    [email, deliveryAddress, id],
  );
}

/** This move and what came after it, a request under way included. */
export async function markUndone(db: Db, { id, subscriberId }: AddressChange): Promise<void> {
  await db.raw('delete from address_changes where subscriber_id = ? and moved_at is null', [subscriberId]);
  await db.raw(
    'update address_changes set undone_at = now() where subscriber_id = ? and id >= ? and undone_at is null',
    [subscriberId, id],
  );
}

/** The reader with an address in a newsletter, locked. */
export const lockHolder = (
  db: Db,
  publicationId: number,
  email: string,
): Promise<Pick<Subscriber, 'id' | 'status'> | undefined> =>
  firstRow(db, 'select id, status from subscribers where publication_id = ? and email = ? for update', [
    publicationId,
    email,
  ]);

/** The same person at another address; links from before keep acting on them. */
export async function setAddress(
  db: Db,
  id: number,
  to: { email: string; deliveryAddress: string; addressHash: Buffer },
): Promise<void> {
  await db.raw(
    `update subscribers s
        set email = :email, delivery_address = :deliveryAddress, address_hash = :addressHash,
            takes_old_links = coalesce(takes_old_links, link_key is null), link_key = ${LINK_KEY}
      where id = :id`,
    { id, ...to },
  );
}

/** Days that a move is kept, so that an erasure finds copies of the mails about it. */
const KEPT_DAYS = 30;

/** Forgets moves that nobody can confirm or take back any more. */
export const purgeChanges = (db: Db): Promise<number> =>
  changedRows(
    db,
    `delete from address_changes
      where coalesce(moved_at, expires_at) < now() - interval '${KEPT_DAYS} days'`,
  );
