import { changedRows, firstRow, rows, type Db } from '../../platform/database.ts';
import { NotFound } from '../../platform/errors.ts';
import { BULK_UNDO_HOURS, type BulkChange, type BulkCounts, type BulkWish, type Picked } from './bulk.ts';

const CAN_BE_UNDONE = `action not in ('unsubscribe', 'erase') and status = 'finished'
  and finished_at > now() - interval '${BULK_UNDO_HOURS} hours'`;

const COLUMNS = `id, publication_id as "publicationId", action, status, picked, counts, undo_counts as "undoCounts",
  created_at as "createdAt", finished_at as "finishedAt",
  case when ${CAN_BE_UNDONE} then finished_at + interval '${BULK_UNDO_HOURS} hours' end as "undoUntil"`;

/** @throws NotFound, also for one of another publication. */
export async function getBulkChange(db: Db, publicationId: number, id: number): Promise<BulkChange> {
  const found = await firstRow<BulkChange>(
    db,
    `select ${COLUMNS} from bulk_changes where id = ? and publication_id = ?`,
    [id, publicationId],
  );
  if (!found) throw new NotFound(`The change ${id}`);
  return found;
}

/** The last ones, the newest first. */
export function listBulkChanges(db: Db, publicationId: number, limit: number): Promise<BulkChange[]> {
  return rows(db, `select ${COLUMNS} from bulk_changes where publication_id = ? order by id desc limit ?`, [
    publicationId,
    limit,
  ]);
}

interface NewBulkChange {
  publicationId: number;
  wish: BulkWish;
  actor: string;
  apiKeyId: number | undefined;
  channel: string;
  /** How many readers have their turn together. */
  chunk: number;
}

/** Writes down what is to be done and with whom, as they are now. @returns its number */
export async function insertBulkChange(db: Db, change: NewBulkChange, picked: Picked): Promise<number> {
  const { publicationId, wish, actor, apiKeyId = null, channel, chunk } = change;
  const row = await firstRow<{ id: number }>(
    db,
    `insert into bulk_changes (publication_id, action, wish, actor, api_key_id, channel, picked)
     values (:publicationId, :action, cast(:wish as jsonb), :actor, :apiKeyId, :channel, 0) returning id`,
    { publicationId, action: wish.action, wish: JSON.stringify(wish), actor, apiKeyId, channel },
  );
  const id = row?.id ?? 0;
  await db.raw(
    `insert into bulk_chunks (change_id, place, subscriber_ids)
     select :changeId, place, array_agg(id order by id)
       from (select id, (row_number() over (order by id) - 1) / :chunk as place from (${picked.sql}) picked) placed
      group by place`,
    { ...picked.bindings, changeId: id, chunk },
  );
  await db.raw(
    `update bulk_changes c
        set picked = f.found + f.gone, counts = case when f.gone > 0 then jsonb_build_object('gone', f.gone) else '{}' end
       from (select found, greatest(coalesce(cast(:named as int), found) - found, 0) as gone
               from (select cast(coalesce(sum(cardinality(subscriber_ids)), 0) as int) as found
                       from bulk_chunks where change_id = :id) counted) f
      where c.id = :id`,
    { id, named: picked.ids?.length ?? null },
  );
  return id;
}

/** One that is under way. */
export interface BulkWork {
  id: number;
  publicationId: number;
  wish: BulkWish;
  status: 'running' | 'undoing';
  actor: string;
  apiKeyId: number | null;
  channel: string;
}

const WORK = `select id, publication_id as "publicationId", wish, status, actor, api_key_id as "apiKeyId", channel
  from bulk_changes where id = ? and status in ('running', 'undoing')`;

export const findWork = (db: Db, id: number): Promise<BulkWork | undefined> => firstRow(db, WORK, [id]);

/** Locks it, so that one step is made at a time; undefined when it is not under way. */
export const lockWork = (db: Db, id: number): Promise<BulkWork | undefined> =>
  firstRow(db, `${WORK} for update`, [id]);

/** Whose turn it is. */
export function nextChunk(db: Db, id: number): Promise<{ place: number; ids: number[] } | undefined> {
  return firstRow(
    db,
    'select place, subscriber_ids as ids from bulk_chunks where change_id = ? order by place limit 1',
    [id],
  );
}

/** Their turn is over, with what became of them; once. */
export async function closeChunk(db: Db, id: number, place: number, counts: BulkCounts): Promise<void> {
  await db.raw(
    `with closed as (delete from bulk_chunks where change_id = :id and place = :place returning 1)
     update bulk_changes set counts = ${added('counts')} where id = :id and exists (select from closed)`,
    { id, place, counts: JSON.stringify(counts) },
  );
}

export async function addUndoCounts(
  db: Db,
  id: number,
  counts: { restored: number; touched: number },
): Promise<void> {
  await db.raw(`update bulk_changes set undo_counts = ${added('undo_counts')} where id = :id`, {
    id,
    counts: JSON.stringify(counts),
  });
}

const added = (column: string) => `(
  select coalesce(jsonb_object_agg(key, sum), '{}')
    from (select key, sum(cast(value as int)) as sum
            from (select * from jsonb_each_text(${column}) union all select * from jsonb_each_text(cast(:counts as jsonb))) both_of_them
           group by key) summed)`;

export function markBulkFinished(db: Db, id: number): Promise<number> {
  return changedRows(
    db,
    `update bulk_changes set status = 'finished', finished_at = now() where id = ? and status = 'running'`,
    [id],
  );
}

export function markBulkUndone(db: Db, id: number): Promise<number> {
  return changedRows(
    db,
    `update bulk_changes set status = 'undone', undone_at = now() where id = ? and status = 'undoing'`,
    [id],
  );
}

/** @returns whether it begins now. */
export async function startBulkUndo(db: Db, id: number): Promise<boolean> {
  const changed = await changedRows(
    db,
    `update bulk_changes set status = 'undoing' where id = ? and ${CAN_BE_UNDONE}`,
    [id],
  );
  return changed > 0;
}

export async function listBulkUnderWay(db: Db): Promise<number[]> {
  const found = await rows<{ id: number }>(
    db,
    `select id from bulk_changes where status in ('running', 'undoing') order by id`,
  );
  return found.map(({ id }) => id);
}

/** What readers were is kept while it can be undone; that something was done, for a year. */
export async function purgeBulk(db: Db): Promise<void> {
  await db.raw(
    `delete from bulk_befores b using bulk_changes c
      where c.id = b.change_id and c.status = 'finished' and c.finished_at < now() - interval '${BULK_UNDO_HOURS} hours'`,
  );
  await db.raw(
    `delete from bulk_changes where status in ('finished', 'undone') and finished_at < now() - interval '1 year'`,
  );
}
