import { bytesOf, firstRow, rows, type Db } from '../../platform/database.ts';
import { sharedQuery } from '../../platform/together.ts';
import type { Choices, SubscriberStatus } from '../subscriber.ts';
import type { SignUpNotice } from '../notice-queries.ts';
import { TURN_COLUMNS, turnRow, type Turn } from '../sign-up/turn.ts';

/** A mail that somebody asked for. */
export interface MailRequest {
  turn: Turn;
  /** Word to a confirmed reader is not held against the caps. */
  kind: SignUpNotice | undefined;
  /** It leaves now. */
  isMailed: boolean;
}

export async function insertConfirmationRequests(db: Db, requests: MailRequest[]): Promise<void> {
  const asked = requests.map(({ turn, kind, isMailed }) => ({
    ...turnRow(turn),
    mailed: isMailed,
    confirmed: kind === 'already-subscribed',
  }));
  await db.raw(
    `insert into confirmation_requests (abuse_hash, domain_hash, network_hash, site_hash, block_hash,
                                        cost, mailed, confirmed)
     select abuse_hash, domain_hash, network_hash, site_hash, block_hash, cost, mailed, confirmed
       from json_to_recordset(:asked) as a (${TURN_COLUMNS}, mailed boolean, confirmed boolean)`,
    { asked: JSON.stringify(asked) },
  );
}

/** Mails that led to a confirmation do not count against the person. */
export async function markRequestsConfirmed(db: Db, abuseHash: Buffer): Promise<void> {
  await db.raw('update confirmation_requests set confirmed = true where abuse_hash = ? and not confirmed', [
    abuseHash,
  ]);
}

export async function purgeConfirmationRequests(db: Db): Promise<void> {
  await db.raw("delete from confirmation_requests where at < now() - interval '30 days'");
}

/** What a confirmation is about to prove. */
export interface ToConfirm {
  subscriberId: number;
  token: { nonce: Buffer; tokenHash: Buffer };
  choices: Choices;
  isProven: boolean;
}

/**
 * Opens the one live confirmation of each subscriber who is not active. A link that is still good stays the same, so that
 * the newest and the older mail both work; a used or expired one is replaced.
 */
export async function openConfirmations(db: Db, all: ToConfirm[]): Promise<void> {
  const asked = all.map(({ subscriberId, token, choices, isProven }) => ({
    subscriber_id: subscriberId,
    token_hash: bytesOf(token.tokenHash),
    nonce: bytesOf(token.nonce),
    choices,
    is_proven: isProven,
  }));
  await db.raw(
    `insert into confirmations as c (subscriber_id, token_hash, nonce, expires_at, choices, proven_at)
     select s.id, a.token_hash, a.nonce, now() + interval '7 days', a.choices, case when a.is_proven then now() end
       from json_to_recordset(:asked) as a (subscriber_id bigint, token_hash bytea, nonce bytea, choices jsonb, is_proven boolean)
       join subscribers s on s.id = a.subscriber_id and s.status <> 'active'
     on conflict (subscriber_id) do update
       set nonce = case when c.used_at is null and c.expires_at > now() then c.nonce else excluded.nonce end,
           token_hash =
             case when c.used_at is null and c.expires_at > now() then c.token_hash else excluded.token_hash end,
           requested_at = now(), expires_at = excluded.expires_at, used_at = null, choices = excluded.choices,
           proven_at = coalesce(excluded.proven_at, c.proven_at)`,
    { asked: JSON.stringify(asked) },
  );
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
