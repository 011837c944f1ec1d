import { changedRows, firstRow, rows, type Db } from '../../platform/database.ts';
import type { UndoCounts } from './import.ts';
import { UNDO_DAYS } from './undo.ts';

/** An undo that is under way. */
export interface Undo {
  importId: number;
  publicationId: number;
  /** Which row of `import_consents` comes next, by its first reader, and how many readers of it are done. */
  row: number;
  place: number;
}

/** @returns whether it begins now; not when it is undone already, too old, a trial, or still under way. */
export async function startUndo(db: Db, id: number): Promise<boolean> {
  const changed = await changedRows(
    db,
    `update imports set status = 'undoing'
      where id = ? and status in ('finished', 'failed') and not is_trial
        and finished_at > now() - interval '${UNDO_DAYS} days'`,
    [id],
  );
  return changed > 0;
}

/** Locks it, so that one step is made at a time; undefined when it is not under way. */
export function lockUndo(db: Db, id: number): Promise<Undo | undefined> {
  return firstRow(
    db,
    `select id as "importId", publication_id as "publicationId", undo_row as row, undo_place as place
       from imports where id = ? and status = 'undoing' for update`,
    [id],
  );
}

/** The next readers whom the import added, in one row of `import_consents`. */
export function nextAdded(
  db: Db,
  { importId, row, place }: Undo,
  size: number,
): Promise<{ row: number; ids: number[] } | undefined> {
  return firstRow(
    db,
    `select first_subscriber_id as row,
            subscriber_ids[case when first_subscriber_id = :row then :place::int else 0 end + 1 :
                           case when first_subscriber_id = :row then :place::int else 0 end + :size::int] as ids
       from import_consents where import_id = :importId and first_subscriber_id >= :row
      order by first_subscriber_id limit 1`,
    { importId, row, place, size },
  );
}

/** Whoever changes readers waits from here on. */
export async function lockReaders(db: Db, ids: number[]): Promise<void> {
  await db.raw('select id from subscribers where id = any(?::bigint[]) order by id for update', [ids]);
}

/** Something that a reader, or somebody for them, did since the import. */
const IS_TOUCHED = (since: string) => `(
  exists (select from consent_records c
           where c.subscriber_id = s.id and c.at >= ${since} and c.import_id is distinct from :importId and c.kind <> 'mail-accepted')
  or exists (select from address_changes c where c.subscriber_id = s.id and c.requested_at >= ${since})
  or exists (select from events e where e.subscriber_id = s.id and e.type = 'reply'))`;

/** A mail was handed over, or may have been. */
const IS_MAILED = `exists (
  select from sends d join messages m on m.send_id = d.id and m.subscriber_id = s.id and m.state <> 'skipped'
   where d.publication_id = :publicationId and coalesce(d.finished_at, 'infinity') >= i.created_at)`;

/** Takes readers out whom the import added, in a transaction that has locked them. */
export async function takeAddedOut(db: Db, undo: Undo, ids: number[], channel: string): Promise<UndoCounts> {
  const counts = await firstRow<UndoCounts>(
    db,
    `with judged as materialized (
       select s.id, case when s.status <> 'active' then 'left'
                         when ${IS_TOUCHED('i.created_at')} then 'touched'
                         when ${IS_MAILED} then 'mailed'
                         else 'untouched' end as verdict
         from imports i join subscribers s on s.id = any(cast(:ids as bigint[])) where i.id = :importId),
     tokens as (delete from confirmations where subscriber_id in (select id from judged where verdict = 'untouched')),
     removed as (delete from subscribers where id in (select id from judged where verdict = 'untouched')),
     unsubscribed as (
       update subscribers set status = 'unsubscribed', unsubscribed_at = now()
        where id in (select id from judged where verdict = 'mailed')),
     recorded as (
       insert into consent_records (publication_id, subscriber_id, kind, channel, import_id, details)
       select :publicationId, id, 'unsubscribed', :channel, :importId, jsonb_build_object('undoneImport', :importId::bigint)
         from judged where verdict = 'mailed')
     select count(*) filter (where verdict = 'untouched') as removed,
            count(*) filter (where verdict = 'mailed') as unsubscribed, 0 as restored,
            count(*) filter (where verdict = 'left') as left,
            count(*) filter (where verdict = 'touched') as touched
       from judged`,
    { ...undo, ids, channel },
  );
  return counts ?? { removed: 0, unsubscribed: 0, restored: 0, left: 0, touched: 0 };
}

/** Readers whom the import changed and whose turn it is. */
export async function nextChanged(db: Db, { importId }: Undo, size: number): Promise<number[]> {
  const found = await rows<{ id: number }>(
    db,
    'select subscriber_id as id from import_changes where import_id = ? order by subscriber_id limit ?',
    [importId, size],
  );
  return found.map(({ id }) => id);
}

/** Gives people back what they were, in a transaction that has locked them. */
export async function restoreChanged(
  db: Db,
  undo: Undo,
  ids: number[],
  channel: string,
): Promise<UndoCounts> {
  const counts = await firstRow<UndoCounts>(
    db,
    `with taken as (
       delete from import_changes where import_id = :importId and subscriber_id = any(cast(:ids as bigint[])) returning *),
     judged as materialized (
       select t.*, case when t.what = 'renamed' and s.name = t.new_name then 'restored'
                        when t.what = 'renamed' then 'touched'
                        when s.status <> 'active' then 'left'
                        when s.import_id is distinct from :importId or ${IS_TOUCHED('t.at')} then 'touched'
                        else 'restored' end as verdict
         from taken t join subscribers s on s.id = t.subscriber_id),
     restored as (
       update subscribers s
          set name = case when s.name = j.new_name then j.old_name else s.name end,
              import_id = case when s.import_id = :importId then j.old_import_id else s.import_id end,
              status = case j.what when 'confirmed' then 'pending' else s.status end,
              confirmed_at = case j.what when 'confirmed' then null else s.confirmed_at end
         from judged j where s.id = j.subscriber_id and j.verdict = 'restored'),
     recorded as (
       insert into consent_records (publication_id, subscriber_id, kind, channel, import_id, details)
       select :publicationId, subscriber_id, 'changed', :channel, :importId,
              jsonb_build_object('undoneImport', :importId::bigint)
         from judged where verdict = 'restored')
     select 0 as removed, 0 as unsubscribed, count(*) filter (where verdict = 'restored') as restored,
            count(*) filter (where verdict = 'left') as left,
            count(*) filter (where verdict = 'touched') as touched
       from judged`,
    { ...undo, ids, channel },
  );
  return counts ?? { removed: 0, unsubscribed: 0, restored: 0, left: 0, touched: 0 };
}

/** Where an undo is, and what became of people so far; with the step itself. */
export async function keepUndone(db: Db, { importId, row, place }: Undo, counts: UndoCounts): Promise<void> {
  await db.raw(
    `update imports i
        set undo_row = :row, undo_place = :place,
            undo_counts = (select jsonb_object_agg(key, value::int + coalesce((i.undo_counts ->> key)::int, 0))
                             from jsonb_each_text(cast(:counts as jsonb)))
      where id = :importId`,
    { importId, row, place, counts: JSON.stringify(counts) },
  );
}

export async function markUndone(db: Db, id: number): Promise<void> {
  await db.raw(
    "update imports set status = 'undone', undone_at = now() where id = ? and status = 'undoing'",
    [id],
  );
}

/** What people were before an import is kept while it can be undone. */
export async function purgeChanges(db: Db): Promise<void> {
  await db.raw(
    `delete from import_changes c using imports i
      where i.id = c.import_id and i.status <> 'undoing' and i.finished_at < now() - interval '${UNDO_DAYS} days'`,
  );
}

/** What a reader was called before imports that can still be undone. */
export function listOldNames(db: Db, subscriberId: number): Promise<{ at: Date; name: string }[]> {
  return rows(
    db,
    'select at, old_name as name from import_changes where subscriber_id = ? order by at, import_id',
    [subscriberId],
  );
}
