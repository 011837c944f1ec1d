import { changedRows, firstRow, jsonOf, rows, type Db } from '../platform/database.ts';
import type { ProviderName } from './hook.ts';
import type { Refusal } from './provider.ts';

export interface HookRow {
  id: number;
  publicationId: number;
  provider: ProviderName;
  sealedSecret: string;
  sealedKeys: string | null;
  topic: string | null;
  createdAt: Date;
  lastSeenAt: Date | null;
  lastRefusedAt: Date | null;
  refusal: Refusal | null;
  unknownKinds: Record<string, { count: number; lastAt: string }>;
  waiting: number;
}

const COLUMNS = `h.id, h.publication_id as "publicationId", h.provider, h.sealed_secret as "sealedSecret", h.sealed_keys as "sealedKeys",
  h.topic, h.created_at as "createdAt", h.last_seen_at as "lastSeenAt", h.last_refused_at as "lastRefusedAt", h.refusal,
  h.unknown_kinds as "unknownKinds",
  (select count(*) from hook_events e
    where e.publication_id = h.publication_id and e.provider = h.provider and e.fact is not null) as waiting`;

export function listHookRows(db: Db, publicationId: number): Promise<HookRow[]> {
  return rows(db, `select ${COLUMNS} from hooks h where h.publication_id = ? order by h.id`, [publicationId]);
}

export function findHookRow(db: Db, publicationId: number, id: number): Promise<HookRow | undefined> {
  return firstRow(db, `select ${COLUMNS} from hooks h where h.publication_id = ? and h.id = ?`, [
    publicationId,
    id,
  ]);
}

export type CalledHook = Pick<HookRow, 'id' | 'publicationId' | 'provider' | 'sealedKeys' | 'topic'>;

/** The hook that somebody calls. */
export function findCalledHook(
  db: Db,
  provider: string,
  secretHash: Buffer,
): Promise<CalledHook | undefined> {
  return firstRow(
    db,
    `select id, publication_id as "publicationId", provider, sealed_keys as "sealedKeys", topic from hooks
      where secret_hash = ? and provider = ?`,
    [secretHash, provider],
  );
}

/** Holds the row until the transaction ends. */
export async function lockHook(db: Db, publicationId: number, id: number): Promise<HookRow | undefined> {
  await db.raw('select 1 from hooks where publication_id = ? and id = ? for update', [publicationId, id]);
  return findHookRow(db, publicationId, id);
}

export async function countHooks(db: Db, publicationId: number): Promise<number> {
  const row = await firstRow<{ count: number }>(
    db,
    'select count(*) as count from hooks where publication_id = ?',
    [publicationId],
  );
  return row?.count ?? 0;
}

/** @returns its id, by which its secrets are sealed afterwards. */
export async function insertHook(
  db: Db,
  hook: { publicationId: number; provider: string; secretHash: Buffer },
): Promise<number> {
  const row = await firstRow<{ id: number }>(
    db,
    `insert into hooks (publication_id, provider, secret_hash, sealed_secret)
     values (:publicationId, :provider, :secretHash, '') returning id`,
    hook,
  );
  return row?.id ?? 0;
}

export async function updateHookSecret(db: Db, id: number, sealedSecret: string): Promise<void> {
  await db.raw('update hooks set sealed_secret = ? where id = ?', [sealedSecret, id]);
}

/** What was refused for want of it no longer matters. */
export async function updateHookKeys(
  db: Db,
  id: number,
  { sealedKeys, topic }: Pick<HookRow, 'sealedKeys' | 'topic'>,
): Promise<void> {
  await db.raw(
    `update hooks set sealed_keys = ?, topic = ?, refusal = null, last_refused_at = null, refused_since = null, is_refusal_told = false
      where id = ?`,
    [sealedKeys, topic, id],
  );
}

export function deleteHook(db: Db, publicationId: number, id: number): Promise<number> {
  return changedRows(db, 'delete from hooks where publication_id = ? and id = ?', [publicationId, id]);
}

/** To the ten seconds, so that a crowd of calls does not write one row. */
export async function markSeen(db: Db, id: number): Promise<void> {
  await db.raw(
    `update hooks set last_seen_at = now(), refused_since = null, is_refusal_told = false
      where id = ? and (last_seen_at is null or last_seen_at < now() - interval '10 seconds' or refused_since is not null)`,
    [id],
  );
}

/** A key that was changed at one end only is soon changed at the other. */
const LONG = "interval '1 hour'";

/**
 * Also to the ten seconds.
 * @returns since when nothing was believed, once that is long and until something is
 */
export async function markRefused(db: Db, id: number, refusal: Refusal): Promise<Date | undefined> {
  const row = await firstRow<{ since: Date }>(
    db,
    `with refused as (
       update hooks set last_refused_at = now(), refusal = :refusal, refused_since = coalesce(refused_since, now())
        where id = :id and (refusal is distinct from :refusal or refused_since is null or last_refused_at < now() - interval '10 seconds')
       returning id, refused_since as since, is_refusal_told)
     select since from refused where not is_refusal_told and since < now() - ${LONG}`,
    { id, refusal },
  );
  return row?.since;
}

/** Whether nobody was faster. */
export async function markRefusalTold(db: Db, id: number): Promise<boolean> {
  const told = await changedRows(
    db,
    'update hooks set is_refusal_told = true where id = ? and not is_refusal_told and refused_since is not null',
    [id],
  );
  return told > 0;
}

/** Adds to what is remembered; calls at the same moment wait for each other. */
export async function changeUnknownKinds(
  db: Db,
  id: number,
  change: (known: HookRow['unknownKinds']) => HookRow['unknownKinds'],
): Promise<void> {
  const row = await firstRow<Pick<HookRow, 'unknownKinds'>>(
    db,
    'select unknown_kinds as "unknownKinds" from hooks where id = ? for update',
    [id],
  );
  if (row)
    await db.raw('update hooks set unknown_kinds = ? where id = ?', [jsonOf(change(row.unknownKinds)), id]);
}
