import { domainToUnicode } from 'node:url';
import { changedRows, firstRow, rows, type Db } from '../../platform/database.ts';
import { NotFound } from '../../platform/errors.ts';
import type { Reason } from '../../words/index.ts';
import type { CodeCount, Import, ImportConsent, ImportCounts, ReasonCount, Refusal } from './import.ts';
import { UNDO_DAYS } from './undo.ts';

/** Rows of `import_refusals` without parameters have null there. */
const REASON = `json_build_object('code', code, 'params', coalesce(params, '{}')) as reason`;

/** A reason that quoted somebody who was erased. */
const REDACTED_REASON = `'{"code": "legacy", "params": {"text": "…"}}'`;

/** The parameters of a refusal may quote a cell: what is text in them becomes an ellipsis. */
const REDACTED_PARAMS = `(
  select jsonb_object_agg(name, case jsonb_typeof(value) when 'string' then '"…"' when 'array' then '["…"]'
                                                         when 'object' then ${REDACTED_REASON} else value end)
    from jsonb_each(params) as each (name, value))`;

const QUOTES = (text: string) =>
  `exists (select from unnest(cast(:spellings as text[])) as key where position(key in lower(${text})) > 0)`;

const COLUMNS = `
  id, publication_id as "publicationId", status, consent_source as "consentSource", consent_at as "consentAt", error,
  columns, notes, is_trial as "isTrial", file_name as "fileName", choices, faults, samples, undone_at as "undoneAt",
  case when not is_trial and status in ('finished', 'failed') and finished_at > now() - interval '${UNDO_DAYS} days'
       then finished_at + interval '${UNDO_DAYS} days' end as "undoUntil",
  '{"removed": 0, "unsubscribed": 0, "restored": 0, "left": 0, "touched": 0}'::jsonb || undo_counts as "undoCounts",
  json_build_object('rows', rows, 'added', added, 'updated', updated, 'ended', ended, 'skipped', skipped, 'refused', refused) as counts,
  created_at as "createdAt", finished_at as "finishedAt"`;

/** @throws NotFound, also when the import belongs to another publication. */
export async function getImport(db: Db, publicationId: number, id: number): Promise<Import> {
  const found = await firstRow<Import>(
    db,
    `select ${COLUMNS} from imports where id = ? and publication_id = ?`,
    [id, publicationId],
  );
  if (!found) throw new NotFound(`The import ${id}`);
  return found;
}

/** @param after: only lines beyond this one. */
export function listRefusals(
  db: Db,
  importId: number,
  { after, limit }: { after: number; limit: number },
): Promise<Refusal[]> {
  return rows(
    db,
    `select line, email, ${REASON} from import_refusals where import_id = ? and line > ? order by line limit ?`,
    [importId, after, limit],
  );
}

/** How many rows each reason kept out, the most first. */
export function countReasons(db: Db, importId: number): Promise<ReasonCount[]> {
  return rows(
    db,
    `select ${REASON}, count(*) as rows, min(line) as "firstLine",
            (array_agg(line order by line))[1:10] as lines from import_refusals where import_id = ?
      group by code, params order by count(*) desc, min(line) limit 100`,
    [importId],
  );
}

/** How many rows each code kept out, the most first, and the first lines of each. */
export function countCodes(db: Db, importId: number): Promise<CodeCount[]> {
  return rows(
    db,
    `select code, count(*) as count, (array_agg(line order by line))[1:10] as lines
       from import_refusals where import_id = ? group by code order by count(*) desc, code`,
    [importId],
  );
}

export async function insertImport(
  db: Db,
  publicationId: number,
  consent: ImportConsent,
  isTrial: boolean,
): Promise<number> {
  const row = await firstRow<{ id: number }>(
    db,
    `insert into imports (publication_id, status, consent_source, consent_at, channel, caller, is_trial)
     values (?, 'receiving', ?, ?, ?, ?, ?) returning id`,
    [publicationId, consent.source, consent.at ?? null, consent.channel, consent.caller, isTrial],
  );
  return row?.id ?? 0;
}

/** What is known of a file once all of it has been read. */
export type Received = Pick<ImportCounts, 'rows' | 'refused'> &
  Pick<Import, 'columns' | 'notes' | 'samples'> & { hasTopics: boolean; hasOuts: boolean };

/** The whole file is here: its rows may be taken in. */
export async function markReceived(db: Db, id: number, file: Received): Promise<void> {
  await db.raw(
    `update imports
        set status = 'running', rows = :rows, refused = :refused, columns = cast(:columns as jsonb),
            notes = cast(:notes as jsonb), samples = case when is_trial then cast(:samples as jsonb) else '[]' end,
            has_topics = :hasTopics, has_outs = :hasOuts
      where id = :id and status = 'receiving'`,
    {
      ...file,
      id,
      columns: JSON.stringify(file.columns),
      notes: JSON.stringify(file.notes),
      samples: JSON.stringify(file.samples),
    },
  );
}

/** Which publication it belongs to; undefined when it was not under way (any more) or rows are left. */
export function markFinished(db: Db, id: number): Promise<{ publicationId: number } | undefined> {
  return firstRow(
    db,
    `with finished as (
       update imports i set status = 'finished', finished_at = now()
        where id = :id and status = 'running' and not exists (select from import_chunks where import_id = i.id)
       returning publication_id as "publicationId"),
     outs as (delete from import_outs where import_id = :id and exists (select from finished))
     select * from finished`,
    { id },
  );
}

/** Whether rows wait that name topics by their numbers, or a file is being read that may name some; an upload of more than an hour has ended. */
export async function isImportingTopics(db: Db, publicationId: number): Promise<boolean> {
  const found = await firstRow(
    db,
    `select from imports
      where publication_id = ? and not is_trial
        and (status = 'running' and has_topics or status = 'receiving' and created_at > now() - interval '1 hour')
      limit 1`,
    [publicationId],
  );
  return found !== undefined;
}

/** Gives up; what was taken in before stays. */
export async function markFailed(db: Db, id: number, error: Reason): Promise<void> {
  await db.raw('delete from import_chunks where import_id = ?', [id]);
  await db.raw('delete from import_outs where import_id = ?', [id]);
  await db.raw(
    'delete from import_files where import_id in (select id from imports where id = ? and not is_trial)',
    [id],
  );
  await db.raw(
    `update imports set status = 'failed', error = cast(? as jsonb), finished_at = now()
      where id = ? and status in ('draft', 'receiving', 'running')`,
    [JSON.stringify(error), id],
  );
}

/** Forgets an import whose file never arrived whole; one that did arrive keeps its rows. */
export async function deleteImport(db: Db, id: number): Promise<void> {
  await db.raw(
    `with forgotten as (delete from imports where id = ? and status in ('draft', 'receiving') returning id),
          chunks as (delete from import_chunks where import_id in (select id from forgotten))
     delete from import_refusals where import_id in (select id from forgotten)`,
    [id],
  );
}

/** Imports whose upload ended in the middle and whose process did not live to say so. */
export function listAbandonedImports(db: Db): Promise<{ id: number }[]> {
  return rows(
    db,
    `select id from imports where status = 'receiving' and created_at < now() - interval '1 day'
        and not exists (select from import_files where import_id = imports.id)`,
  );
}

/** Rows that were not taken in are of use while the list is at hand. Returns how many were forgotten. */
export function purgeOldRefusals(db: Db): Promise<number> {
  return changedRows(
    db,
    `delete from import_refusals r using imports i
      where i.id = r.import_id and i.finished_at < now() - interval '30 days'`,
  );
}

/** Takes addresses out of every list, finished or under way (GDPR-02). */
export async function eraseImportTraces(db: Db, addresses: string[]): Promise<void> {
  const keys = addresses.map((address) => address.toLowerCase());
  const spellings = keys.flatMap(bothSpellings);
  await db.raw(
    `update import_chunks c
        set (lines, consented_at, emails, delivery_addresses, address_hashes, names, languages, topics, states, reasons) =
            (select coalesce(array_agg(line), '{}'), coalesce(array_agg(consented), '{}'), coalesce(array_agg(email), '{}'),
                    coalesce(array_agg(delivery), '{}'), coalesce(array_agg(hashes), '{}'), coalesce(array_agg(name), '{}'),
                    coalesce(array_agg(language), '{}'), coalesce(array_agg(topic), '{}'), coalesce(array_agg(state), '{}'),
                    coalesce(array_agg(case when ${QUOTES('reason')} then ${REDACTED_REASON} else reason end), '{}')
               from unnest(c.lines, c.consented_at, c.emails, c.delivery_addresses, c.address_hashes, c.names,
                           c.languages, c.topics, c.states, c.reasons)
                    as r (line, consented, email, delivery, hashes, name, language, topic, state, reason)
              where r.email <> all(cast(:keys as text[])))
      where emails && cast(:keys as text[]) or ${QUOTES("array_to_string(reasons, ' ')")}`,
    { keys, spellings },
  );
  await db.raw('delete from import_outs where email = any(?::text[])', [keys]);
  await db.raw(
    `update imports set samples = '[]' where samples <> '[]' and ${QUOTES('cast(samples as text)')}`,
    { spellings },
  );
  // A refused cell may hold more than the address.
  await db.raw(
    `update import_refusals set email = null, params = ${REDACTED_PARAMS}
      where ${QUOTES("concat_ws(' ', email, cast(params as text))")}`,
    { spellings },
  );
}

/** With the domain in ASCII and in letters, as a list may have it. */
function bothSpellings(address: string): string[] {
  const at = address.lastIndexOf('@') + 1;
  return [...new Set([address, address.slice(0, at) + domainToUnicode(address.slice(at))])];
}

/** Which of these addresses were erased or are never to be mailed. @param hashes keyed, in hexadecimal */
export async function listForgotten(db: Db, hashes: string[]): Promise<string[]> {
  if (hashes.length === 0) return [];
  const found = await rows<{ hash: string }>(
    db,
    `select encode(address_hash, 'hex') as hash from suppressions
      where address_hash = any(array(select decode(hex, 'hex') from unnest(?::text[]) as hex))
        and reason in ('erased', 'never-again')`,
    [hashes],
  );
  return found.map(({ hash }) => hash);
}

export async function forgetRefusedEmails(db: Db, importId: number, lines: number[]): Promise<void> {
  if (lines.length === 0) return;
  await db.raw(
    `update import_refusals set email = null, params = ${REDACTED_PARAMS}
      where import_id = ? and line = any(?::int[])`,
    [importId, lines],
  );
}

export async function listRunningImports(db: Db): Promise<number[]> {
  const found = await rows<{ id: number }>(
    db,
    `select id from imports
      where status in ('running', 'undoing')
         or status = 'receiving' and exists (select from import_files where import_id = imports.id) order by id`,
  );
  return found.map(({ id }) => id);
}
