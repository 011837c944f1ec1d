import { firstRow, jsonOf, rows, type Db } from '../../platform/database.ts';
import type { Part } from './part.ts';

/** A row of a part that was kept out, as it is stored. */
export interface StoredRefusal {
  line: number;
  email: string | null;
  code: string;
  params: Record<string, unknown> | null;
}

/** Lines of the file that wait in a part. */
export async function listLines(db: Db, { importId, part }: Part): Promise<number[]> {
  const row = await firstRow<{ lines: number[] | null }>(
    db,
    `select array_agg(line) as lines from import_chunks c, unnest(c.lines) as line where import_id = ? and part = ?`,
    [importId, part],
  );
  return row?.lines ?? [];
}

/** The number of the next chunk of a part; undefined when it is empty. */
export async function nextChunk(db: Db, { importId, part }: Part): Promise<number | undefined> {
  const row = await firstRow<{ number: number | null }>(
    db,
    'select min(number) as number from import_chunks where import_id = ? and part = ?',
    [importId, part],
  );
  return row?.number ?? undefined;
}

/** Why rows on these lines were kept out. */
export function listStored(db: Db, importId: number, lines: number[]): Promise<StoredRefusal[]> {
  return rows(
    db,
    'select line, email, code, params from import_refusals where import_id = ? and line = any(?::int[])',
    [importId, lines],
  );
}

/** The part has been tried: it is empty, and why rows were kept out is known. */
export async function keepTried(db: Db, { importId, part }: Part, refusals: StoredRefusal[]): Promise<void> {
  await db.raw('delete from import_chunks where import_id = ? and part = ?', [importId, part]);
  await db.raw(
    `insert into import_refusals (import_id, line, email, code, params)
     select ?, line, email, code, params
       from jsonb_to_recordset(cast(? as jsonb)) as r (line int, email text, code text, params jsonb)`,
    [importId, jsonOf(refusals)],
  );
}

/** Trials are of use for a day. */
export async function purgeTrials(db: Db): Promise<void> {
  const old = await rows<{ id: number }>(
    db,
    "select id from imports where is_trial and created_at < now() - interval '1 day'",
  );
  for (const { id } of old) await deleteTrial(db, id);
}

/** Forgets all of a trial. */
export async function deleteTrial(db: Db, id: number): Promise<void> {
  await db.raw(
    `with gone as (delete from imports where id = ? and is_trial returning id),
          chunks as (delete from import_chunks where import_id in (select id from gone)),
          outs as (delete from import_outs where import_id in (select id from gone))
     delete from import_refusals where import_id in (select id from gone)`,
    [id],
  );
}
