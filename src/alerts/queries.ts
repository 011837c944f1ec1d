import { changedRows, firstRow, type Db } from '../platform/database.ts';
import type { Alert } from './alert.ts';

export async function insertAlert(db: Db, { since, ...alert }: Alert): Promise<number> {
  const row = await firstRow<{ id: number }>(
    db,
    `insert into alerts (publication_id, headline, about, what, advice, reply, since)
     values (:publicationId, :headline, :about, :what, :advice, :reply, coalesce(cast(:since as timestamptz), now()))
     returning id`,
    { ...alert, since: since ?? null },
  );
  if (!row) throw new Error('insert returned no row');
  return row.id;
}

/** Whether an alert of this headline was raised in the last days. */
export async function wasRaisedLately(
  db: Db,
  publicationId: number,
  headline: string,
  days: number,
): Promise<boolean> {
  const row = await firstRow(
    db,
    `select 1 as found from alerts
      where publication_id = ? and headline = ? and raised_at > now() - make_interval(days => ?) limit 1`,
    [publicationId, headline, days],
  );
  return row !== undefined;
}

/** An alert as it was raised. */
export function findAlert(db: Db, id: number): Promise<Required<Alert> | undefined> {
  return firstRow(
    db,
    `select publication_id as "publicationId", headline, about, what, advice, reply, since from alerts where id = ?`,
    [id],
  );
}

const KEPT = '1 year';

/** Forgets alerts of more than a year ago. Returns how many went. */
export function purgeAlerts(db: Db): Promise<number> {
  return changedRows(db, `delete from alerts where raised_at < now() - interval '${KEPT}'`);
}
