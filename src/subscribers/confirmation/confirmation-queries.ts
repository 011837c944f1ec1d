import { firstRow, rows, type Db } from '../../platform/database.ts';
import { sharedQuery } from '../../platform/together.ts';
import type { Choices, SubscriberStatus } from '../subscriber.ts';

/** Mails that led to a confirmation do not count against the person. */
export async function markRequestsConfirmed(db: Db, abuseHash: Buffer): Promise<void> {
  await db.raw('update confirmation_requests set confirmed = true where abuse_hash = ? and not confirmed', [
    abuseHash,
  ]);
}

export async function purgeConfirmationRequests(db: Db): Promise<void> {
  await db.raw("delete from confirmation_requests where at < now() - interval '30 days'");
}

export interface Confirmation {
  subscriberId: number;
  publicationId: number;
  status: SubscriberStatus;
  email: string;
  deliveryAddress: string;
  source: string;
  isUsed: boolean;
  isExpired: boolean;
  requestedAt: Date;
  choices: Choices;
}

const CONFIRMATION = `
  select c.subscriber_id as "subscriberId", s.publication_id as "publicationId", s.status, s.email,
         s.delivery_address as "deliveryAddress", s.source, c.used_at is not null as "isUsed",
         c.expires_at <= now() as "isExpired", c.requested_at as "requestedAt", c.choices
    from confirmations c join subscribers s on s.id = c.subscriber_id`;

const BY_TOKEN = `${CONFIRMATION} where c.token_hash = ?`;

export function findConfirmation(db: Db, tokenHash: Buffer): Promise<Confirmation | undefined> {
  return firstRow(db, BY_TOKEN, [tokenHash]);
}

/** As `findConfirmation`; a second confirm of the same link waits until the first has committed. */
export function lockConfirmation(db: Db, tokenHash: Buffer): Promise<Confirmation | undefined> {
  return firstRow(db, `${BY_TOKEN} for update`, [tokenHash]);
}

/** The same by the address. */
export function lockConfirmationOf(
  db: Db,
  publicationId: number,
  email: string,
): Promise<Confirmation | undefined> {
  return firstRow(db, `${CONFIRMATION} where s.publication_id = ? and s.email = ? for update`, [
    publicationId,
    email,
  ]);
}

/** The same of a subscriber. */
export function lockConfirmationFor(db: Db, subscriberId: number): Promise<Confirmation | undefined> {
  return firstRow(db, `${CONFIRMATION} where s.id = ? for update`, [subscriberId]);
}

export async function markConfirmationUsed(db: Db, subscriberId: number): Promise<void> {
  await db.raw('update confirmations set used_at = now() where subscriber_id = ?', [subscriberId]);
}

/** Ends the links of requests that are under way. */
export async function expireLinks(db: Db, subscriberIds: number[]): Promise<void> {
  await db.raw(
    'update confirmations set expires_at = now() where subscriber_id = any(?::bigint[]) and expires_at > now()',
    [subscriberIds],
  );
}

/** What a confirmation's link is derived from. */
interface StoredToken {
  nonce: Buffer;
  tokenHash: Buffer;
  topicIds: number[];
  language: string | null;
  requestedAt: Date;
}

/** By the id of the subscriber. */
export const findConfirmationNonce = sharedQuery<number, StoredToken | undefined>(
  async (db, subscriberIds) => {
    const found = await rows<StoredToken & { id: number }>(
      db,
      `select subscriber_id as id, nonce, token_hash as "tokenHash", requested_at as "requestedAt",
            array(select jsonb_array_elements_text(choices -> 'topicIds')::bigint) as "topicIds",
            choices ->> 'language' as language
       from confirmations where subscriber_id = any(?::bigint[]) and used_at is null and expires_at > now()`,
      [subscriberIds],
    );
    const tokens = new Map(found.map(({ id, ...token }) => [id, token]));
    return subscriberIds.map((id) => tokens.get(id));
  },
);

export async function replaceTokenHash(db: Db, subscriberId: number, tokenHash: Buffer): Promise<void> {
  await db.raw('update confirmations set token_hash = ? where subscriber_id = ?', [tokenHash, subscriberId]);
}

export function listTopicNames(db: Db, topicIds: number[]): Promise<{ name: string }[]> {
  return rows(db, 'select name from topics where id = any(?::bigint[]) order by position, id', [topicIds]);
}
