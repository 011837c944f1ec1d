import { changedRows, firstRow, jsonOf, type Db } from '../platform/database.ts';
import type { AlertCode } from '../words/index.ts';
import type { Alert } from './alert.ts';

export async function insertAlert(db: Db, { publicationId, news, since }: Alert): Promise<number> {
  const row = await firstRow<{ id: number }>(
    db,
    `insert into alerts (publication_id, code, params, since)
     values (:publicationId, :code, :params, coalesce(cast(:since as timestamptz), now()))
     returning id`,
    { publicationId, code: news.code, params: jsonOf(news.params), since: since ?? null },
  );
  if (!row) throw new Error('insert returned no row');
  return row.id;
}

/** Whether mail to a domain was told as refused in the last days. */
export async function wasDomainToldLately(
  db: Db,
  publicationId: number,
  domain: string,
  days: number,
): Promise<boolean> {
  const row = await firstRow(
    db,
    `select 1 as found from alerts
      where publication_id = ? and code in ('domain-refuses', 'domain-returns') and params->>'domain' = ? and raised_at > now() - make_interval(days => ?) limit 1`,
    [publicationId, domain, days],
  );
  return row !== undefined;
}

/** Whether an alert of this kind was raised in the last hours. */
export async function wasToldLately(
  db: Db,
  publicationId: number,
  { code, hours }: { code: AlertCode; hours: number },
): Promise<boolean> {
  const row = await firstRow(
    db,
    `select 1 as found from alerts
      where publication_id = ? and code = ? and raised_at > now() - make_interval(hours => ?) limit 1`,
    [publicationId, code, hours],
  );
  return row !== undefined;
}

/** An alert as it was raised. */
export function findAlert(db: Db, id: number): Promise<Required<Alert> | undefined> {
  return firstRow(
    db,
    `select publication_id as "publicationId", json_build_object('code', code, 'params', params) as news, since
       from alerts where id = ?`,
    [id],
  );
}

const KEPT = '1 year';

/** Forgets alerts of more than a year ago. Returns how many went. */
export function purgeAlerts(db: Db): Promise<number> {
  return changedRows(db, `delete from alerts where raised_at < now() - interval '${KEPT}'`);
}
