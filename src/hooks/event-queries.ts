import { bytesOf, changedRows, firstRow, rows, type Db } from '../platform/database.ts';
import type { Fact } from './fact.ts';

/** As it waits in the database. */
export type WaitingFact = Omit<Fact, 'key' | 'at'> & { at: string };

interface Of {
  publicationId: number;
  provider: string;
}

/**
 * Keeps what a call tells, and that it was told: an event that came before is left as it is.
 * @returns the keys of those that are new, as hex.
 */
export async function insertEvents(
  db: Db,
  { publicationId, provider }: Of,
  facts: { key: Buffer; fact: WaitingFact | null }[],
): Promise<Set<string>> {
  const fresh = await rows<{ key: Buffer }>(
    db,
    `insert into hook_events (publication_id, provider, key, fact, due_at, forget_at)
     select :publicationId, :provider, f.key, f.fact, now(), now() + interval '30 days'
       from json_to_recordset(:facts) as f (key bytea, fact jsonb)
      order by f.key
     on conflict do nothing returning key`,
    {
      publicationId,
      provider,
      facts: JSON.stringify(facts.map(({ key, fact }) => ({ key: bytesOf(key), fact }))),
    },
  );
  return new Set(fresh.map(({ key }) => key.toString('hex')));
}

/** Ties a token to the first body that comes with it, for a day. @returns whether this is that body. */
export async function claimToken(
  db: Db,
  { publicationId, provider }: Of,
  token: Buffer,
  bodyHash: Buffer,
): Promise<boolean> {
  const row = await firstRow<{ isSame: boolean }>(
    db,
    `insert into hook_events as e (publication_id, provider, key, body_hash, forget_at)
     values (:publicationId, :provider, :token, :bodyHash, now() + interval '1 day')
     on conflict (publication_id, provider, key) do update set body_hash = e.body_hash
     returning e.body_hash = :bodyHash as "isSame"`,
    { publicationId, provider, token, bodyHash },
  );
  return row?.isSame === true;
}

export interface DueEvent extends Of {
  key: Buffer;
  fact: WaitingFact;
}

/**
 * Takes events that nobody has acted on, those that came first. They are due again when the taker dies, and later each time.
 */
export function takeDueEvents(db: Db, limit: number): Promise<DueEvent[]> {
  return rows(
    db,
    `update hook_events e
        set attempts = e.attempts + 1,
            due_at = now() + least(interval '1 minute' * power(2, least(e.attempts, 6)), interval '1 hour')
       from (select publication_id, provider, key from hook_events
              where fact is not null and due_at <= now()
              order by due_at limit ? for update skip locked) due
      where (e.publication_id, e.provider, e.key) = (due.publication_id, due.provider, due.key)
      returning e.publication_id as "publicationId", e.provider, e.key, e.fact`,
    [limit],
  );
}

/** What was acted on is forgotten, but for its key. */
export async function markDone(db: Db, events: DueEvent[]): Promise<void> {
  await db.raw(
    `update hook_events e set fact = null, due_at = null
       from json_to_recordset(?) as d (publication_id bigint, provider text, key bytea)
      where (e.publication_id, e.provider, e.key) = (d.publication_id, d.provider, d.key)`,
    [
      JSON.stringify(
        events.map(({ publicationId, provider, key }) => ({
          publication_id: publicationId,
          provider,
          key: bytesOf(key),
        })),
      ),
    ],
  );
}

/** What still waits to be acted on of somebody who is erased. @param addresses in lower case */
export async function eraseWaitingFacts(db: Db, addresses: string[]): Promise<void> {
  await db.raw(
    `update hook_events set fact = null, due_at = null
      where fact is not null and lower(fact->>'email') = any(cast(? as text[]))`,
    [addresses],
  );
}

/** Keys of events that came long ago, but none that waits. */
export function purgeHookEvents(db: Db): Promise<number> {
  return changedRows(db, 'delete from hook_events where forget_at < now() and fact is null');
}
