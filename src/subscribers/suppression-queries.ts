import { firstRow, type Db } from '../platform/database.ts';

export type SuppressionReason = 'never-again' | 'bounced' | 'complained' | 'erased' | 'operator';

/** Scope of a suppression that holds for every publication. */
export const EVERYWHERE = 0;

/**
 * Keeps addresses from being mailed (SUP-02). A weaker reason gives way to a stronger one, never the other way round.
 * @param hashes keyed hashes under every live secret.
 */
export async function suppress(
  db: Db,
  hashes: Buffer[],
  publicationId: number,
  reason: SuppressionReason,
  source: string,
): Promise<void> {
  await db.raw(
    `insert into suppressions (address_hash, publication_id, reason, source)
     select hash, ?, ?, ? from unnest(?::bytea[]) as hash
     on conflict (address_hash, publication_id)
     do update set reason = excluded.reason, source = excluded.source, created_at = now()
      where suppressions.reason = 'bounced' and excluded.reason <> 'bounced'`,
    [publicationId, reason, source, hashes],
  );
}

/** The reason that keeps this address out, the strongest first; undefined when it may be mailed. */
export async function findSuppression(
  db: Db,
  hashes: Buffer[],
  publicationId: number,
): Promise<SuppressionReason | undefined> {
  const row = await firstRow<{ reason: SuppressionReason }>(
    db,
    `select reason from suppressions where address_hash = any(?::bytea[]) and publication_id in (0, ?)
      order by (reason = 'bounced') limit 1`,
    [hashes, publicationId],
  );
  return row?.reason;
}

/** Forgets that mail bounced: only a fresh double opt-in may ask for it (SUP-04). Returns whether there was anything. */
export async function liftBounce(db: Db, hashes: Buffer[], publicationId: number): Promise<boolean> {
  const row = await firstRow(
    db,
    `delete from suppressions
      where address_hash = any(?::bytea[]) and publication_id in (0, ?) and reason = 'bounced' returning 1 as lifted`,
    [hashes, publicationId],
  );
  return row !== undefined;
}
