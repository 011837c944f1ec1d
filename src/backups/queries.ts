import { copyInFrom, copyOut } from '../platform/copy.ts';
import { firstRow, rows, type Db } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import type { Head, Sequence } from './format.ts';

/** Those of the schema that statements without a schema's name mean. */
const TABLES = `
  select c.oid, c.relname, c.relispartition from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where n.nspname = current_schema() and c.relkind in ('r', 'p')`;
/** Made by the migrations themselves. */
const REMADE = `'migrations', 'migrations_lock'`;

/** Runs `work` on one moment of the database, whatever others write meanwhile. */
export function onSnapshot<Result>(db: Db, work: (db: Db) => Promise<Result>): Promise<Result> {
  return db.transaction(
    async (snapshot) => {
      await snapshot.raw('set local idle_in_transaction_session_timeout = 0');
      await snapshot.raw('set local statement_timeout = 0');
      return work(snapshot);
    },
    { isolationLevel: 'repeatable read', readOnly: true },
  );
}

/** @throws AppError when there is no schema of ours. */
export async function readHead(db: Db): Promise<Omit<Head, 'format' | 'program' | 'secrets'>> {
  const there = await firstRow<{ ours: boolean }>(
    db,
    `select to_regclass('migrations') is not null and to_regclass('installation') is not null as ours`,
  );
  if (!there?.ours)
    throw new AppError('nothing-to-back-up', 'There is nothing to back up: this database is empty.');
  const migrations = await rows<{ name: string }>(db, 'select name from migrations order by name');
  // Whole rows as JSON: the columns differ between versions.
  const found = await firstRow<{ row: Record<string, unknown>; now: Date; server: string }>(
    db,
    `select to_jsonb(i) as row, now() as now, current_setting('server_version') as server from installation i`,
  );
  const { sign_at: signAt, mark, secret_fingerprints: fingerprints } = found?.row ?? {};
  return {
    madeAt: (found?.now ?? new Date()).toISOString(),
    signAt: typeof signAt === 'string' ? new Date(signAt).toISOString() : null,
    server: found?.server ?? '',
    mark: typeof mark === 'string' ? mark : null,
    migrations: migrations.map(({ name }) => name),
    fingerprints: (fingerprints as string[] | undefined) ?? [],
  };
}

export interface TableColumns {
  table: string;
  columns: string[];
}

/** Every table with its columns, those that others refer to first. */
export async function listTables(db: Db): Promise<TableColumns[]> {
  const tables = await rows<TableColumns>(
    db,
    `select t.relname as table, array_agg(a.attname::text order by a.attnum) as columns
       from (${TABLES}) t join pg_attribute a on a.attrelid = t.oid
      where not t.relispartition and t.relname not in (${REMADE})
        and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      group by t.relname order by t.relname`,
  );
  const references = await rows<{ from: string; to: string }>(
    db,
    `select f.relname as "from", t.relname as "to"
       from pg_constraint c join (${TABLES}) f on f.oid = c.conrelid join (${TABLES}) t on t.oid = c.confrelid
      where c.contype = 'f' and f.oid <> t.oid`,
  );
  const sorted: TableColumns[] = [];
  const add = (one: TableColumns) => {
    if (sorted.includes(one)) return;
    const needed = new Set(references.filter(({ from }) => from === one.table).map(({ to }) => to));
    for (const other of tables) if (needed.has(other.table)) add(other);
    sorted.push(one);
  };
  for (const one of tables) add(one);
  return sorted;
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
const listOf = (names: string[]) => names.map(quoted).join(', ');

/** The rows of a table, a partitioned one too, as COPY writes them. */
export function tableRows(db: Db, { table, columns }: TableColumns): AsyncGenerator<Buffer> {
  return copyOut(db, `copy (select ${listOf(columns)} from ${quoted(table)}) to stdout`);
}

export async function fillTable(
  db: Db,
  { table, columns }: TableColumns,
  pieces: AsyncIterable<Buffer>,
): Promise<void> {
  await copyInFrom(db, `copy ${quoted(table)} (${listOf(columns)}) from stdin`, pieces);
}

export async function emptyTables(db: Db, tables: string[]): Promise<void> {
  await db.raw(`truncate ${listOf(tables)}`);
}

/** How far the ids have come. */
export async function listSequences(db: Db): Promise<Sequence[]> {
  return rows<Sequence>(
    db,
    `select t.relname as table, a.attname::text as column, s.last_value as value
       from (${TABLES}) t join pg_attribute a on a.attrelid = t.oid and a.attidentity <> ''
       join pg_sequences s
         on format('%I.%I', s.schemaname, s.sequencename) = pg_get_serial_sequence(quote_ident(t.relname), a.attname)
      where s.last_value is not null
      order by 1, 2`,
  );
}

/** Ids that were given before are given to nobody else. */
export async function moveSequence(db: Db, { table, column, value }: Sequence): Promise<void> {
  await db.raw(
    `select setval(pg_get_serial_sequence(quote_ident(cast(:table as text)), cast(:column as text)),
                   greatest(cast(:value as bigint), (select max(${quoted(column)}) from ${quoted(table)})))`,
    { table, column, value },
  );
}

export async function currentSchema(db: Db): Promise<string> {
  const row = await firstRow<{ name: string }>(db, 'select current_schema() as name');
  return row?.name ?? 'public';
}

/** A schema of its own, which all further statements of the transaction mean. */
export async function beginSchema(db: Db, name: string): Promise<void> {
  await db.raw(`drop schema if exists ${quoted(name)} cascade`);
  await db.raw(`create schema ${quoted(name)}`);
  await useSchema(db, name);
}

async function useSchema(db: Db, name: string): Promise<void> {
  await db.raw(`set local search_path to ${quoted(name)}`);
}

/** Puts the tables of `from`, the schema in use, where those of the same names in `to` are. */
export async function swapSchema(db: Db, from: string, to: string): Promise<void> {
  const made = await rows<{ name: string; isOld: boolean }>(
    db,
    `select t.relname as name, to_regclass(format('%I.%I', cast(? as text), t.relname)) is not null as "isOld"
       from (${TABLES}) t order by t.relispartition, t.relname`,
    [to],
  );
  const old = made.filter(({ isOld }) => isOld).map(({ name }) => `${quoted(to)}.${quoted(name)}`);
  if (old.length > 0) await db.raw(`drop table ${old.join(', ')} cascade`);
  for (const { name } of made)
    await db.raw(`alter table ${quoted(from)}.${quoted(name)} set schema ${quoted(to)}`);
  await moveFunctions(db, from, to);
  await useSchema(db, to);
  await db.raw(`drop schema ${quoted(from)} cascade`);
}

/** What triggers call, in the place of what the old tables called. */
async function moveFunctions(db: Db, from: string, to: string): Promise<void> {
  const functions = await rows<{ name: string; takes: string }>(
    db,
    `select p.proname as name, pg_get_function_identity_arguments(p.oid) as takes
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = ? and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
      order by p.oid`,
    [from],
  );
  for (const { name, takes } of functions) {
    await db.raw(`drop function if exists ${quoted(to)}.${quoted(name)}(${takes})`);
    await db.raw(`alter function ${quoted(from)}.${quoted(name)}(${takes}) set schema ${quoted(to)}`);
  }
}

/** Whether anything would be replaced; a database without tables holds nothing. */
export async function holdsAnything(db: Db): Promise<boolean> {
  const there = await firstRow<{ ours: boolean }>(
    db,
    `select to_regclass('publications') is not null as ours`,
  );
  if (!there?.ours) return false;
  const row = await firstRow<{ any: boolean }>(
    db,
    'select exists (select from publications) or exists (select from users) as any',
  );
  return row?.any === true;
}

/** Other processes of ours that are connected to this database. */
export async function countOthers(db: Db): Promise<number> {
  const row = await firstRow<{ count: number }>(
    db,
    `select count(*) from pg_stat_activity
      where datname = current_database() and application_name = 'paperround' and pid <> pg_backend_pid()`,
  );
  return row?.count ?? 0;
}

/** The latest sign of life when it is only seconds old and no stop followed it; undefined where there is none. */
export async function findFreshSign(db: Db, seconds: number): Promise<number | undefined> {
  const there = await firstRow<{ ours: boolean }>(
    db,
    `select exists (select from pg_attribute
                     where attrelid = to_regclass('installation') and attname = 'stopped_at') as ours`,
  );
  if (!there?.ours) return undefined;
  const row = await firstRow<{ sign: number }>(
    db,
    `select sign from installation
      where sign_at > now() - make_interval(secs => ?) and (stopped_at is null or stopped_at < sign_at)`,
    [seconds],
  );
  return row?.sign;
}

/** What the restored installation begins with: no jobs, and signs that count on. */
export async function beginAnew(db: Db): Promise<void> {
  await db.raw('update installation set is_without_jobs = true, files_born = null, stopped_at = null');
  await db.raw('drop schema if exists jobs cascade');
}

/** The last moment that a database knows of. */
export async function newestMoment(db: Db, schema: string): Promise<{ at: Date | null; sign: number }> {
  const row = await firstRow<{ at: Date | null; sign: number }>(
    db,
    `select greatest(sign_at, (select max(greatest(created_at, started_at, finished_at)) from ${quoted(schema)}.sends)) as at,
            sign
       from ${quoted(schema)}.installation`,
  );
  return row ?? { at: null, sign: 0 };
}
