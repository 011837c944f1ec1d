import { changedRows, firstRow, rows, type Db } from '../platform/database.ts';
import type { Webhook } from './webhook.ts';

const COLUMNS = `id, publication_id as "publicationId", url, events, is_on as "isOn", off_reason as "offReason", off_at as "offAt",
  failing_since as "failingSince", last_accepted_at as "lastAcceptedAt", created_at as "createdAt"`;

export function listWebhookRows(db: Db, publicationId: number): Promise<Webhook[]> {
  return rows(db, `select ${COLUMNS} from webhooks where publication_id = ? order by id`, [publicationId]);
}

export function findWebhook(db: Db, publicationId: number, id: number): Promise<Webhook | undefined> {
  return firstRow(db, `select ${COLUMNS} from webhooks where publication_id = ? and id = ?`, [
    publicationId,
    id,
  ]);
}

/** Holds the row until the transaction ends. @returns its secrets, sealed */
export async function lockWebhook(db: Db, publicationId: number, id: number): Promise<string | undefined> {
  const row = await firstRow<{ sealedSecrets: string }>(
    db,
    `select sealed_secrets as "sealedSecrets" from webhooks where publication_id = ? and id = ? for no key update`,
    [publicationId, id],
  );
  return row?.sealedSecrets;
}

/** @returns its id, by which its secrets are sealed afterwards; undefined when there are `most` already */
export async function insertWebhook(
  db: Db,
  webhook: { publicationId: number; url: string; events: string[]; most: number },
): Promise<number | undefined> {
  const row = await firstRow<{ id: number }>(
    db,
    `insert into webhooks (publication_id, url, events, sealed_secrets)
     select :publicationId, :url, cast(:events as text[]), ''
      where (select count(*) from webhooks where publication_id = :publicationId) < :most
     returning id`,
    webhook,
  );
  return row?.id;
}

export async function updateSecrets(db: Db, id: number, sealedSecrets: string): Promise<void> {
  await db.raw('update webhooks set sealed_secrets = ? where id = ?', [sealedSecrets, id]);
}

/** Null leaves a column as it is. One that is switched on begins with a clean slate. */
export async function updateWebhook(
  db: Db,
  id: number,
  change: { url: string | null; events: string[] | null; isOn: boolean | null },
): Promise<void> {
  await db.raw(
    `update webhooks
        set url = coalesce(:url, url), events = coalesce(cast(:events as text[]), events), is_on = coalesce(:isOn, is_on),
            off_reason = case when :isOn then null else off_reason end,
            off_at = case when :isOn then null when not :isOn and is_on then now() else off_at end,
            failing_since = case when :isOn then null else failing_since end
      where id = :id`,
    { id, ...change },
  );
}

export function deleteWebhook(db: Db, publicationId: number, id: number): Promise<number> {
  return changedRows(db, 'delete from webhooks where publication_id = ? and id = ?', [publicationId, id]);
}

/** Whether nobody was faster. */
export async function switchOff(db: Db, id: number, reason: 'failing' | 'gone'): Promise<boolean> {
  const changed = await changedRows(
    db,
    'update webhooks set is_on = false, off_reason = ?, off_at = now() where id = ? and is_on',
    [reason, id],
  );
  return changed > 0;
}

/** To the ten seconds, so that a crowd of calls does not write one row. */
export async function markAccepting(db: Db, id: number): Promise<void> {
  await db.raw(
    `update webhooks set last_accepted_at = now(), failing_since = null
      where id = ? and (failing_since is not null or last_accepted_at is null or last_accepted_at < now() - interval '10 seconds')`,
    [id],
  );
}

/** @returns since when */
export async function markFailing(db: Db, id: number): Promise<Date | undefined> {
  await db.raw('update webhooks set failing_since = now() where id = ? and failing_since is null', [id]);
  const row = await firstRow<{ since: Date | null }>(
    db,
    'select failing_since as since from webhooks where id = ?',
    [id],
  );
  return row?.since ?? undefined;
}
