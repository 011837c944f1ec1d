import { rows, type Db } from '../../../src/platform/database.ts';

/** What is put back with a backup: rows and the numbers that come next. */
export interface TableCopy {
  schema: string;
  sequences: { name: string; next: number }[];
}

/** Copies tables aside, as a backup would hold them. */
export async function copyTables(db: Db, tables: string[], schema: string): Promise<TableCopy> {
  await db.raw(`create schema ${schema}`);
  for (const table of tables) await db.raw(`create table ${schema}.${table} as table public.${table}`);
  const sequences = await rows<{ name: string; next: number }>(
    db,
    `select schemaname || '.' || sequencename as name, coalesce(last_value, 0) as next from pg_sequences
      where schemaname = 'public'`,
  );
  return { schema, sequences };
}

/** Puts a copy back: everything since is lost, and ids come again. */
export async function restoreTables(db: Db, tables: string[], copy: TableCopy): Promise<void> {
  await db.transaction(async (inner) => {
    await inner.raw(`truncate ${tables.join(', ')} cascade`);
    for (const table of tables)
      await inner.raw(`insert into public.${table} overriding system value table ${copy.schema}.${table}`);
    for (const { name, next } of copy.sequences)
      await inner.raw('select setval(?::regclass, ?, ?)', [name, Math.max(next, 1), next > 0]);
  });
}
