import knexModule, { type Knex } from 'knex';
import pg from 'pg';
import { migrations } from '../../migrations/index.ts';
import { AppError } from './errors.ts';

/** A pool or an open transaction: queries take either. */
export type Db = Knex;

// bigint ids and counts fit a JavaScript number for the next few thousand years of sending.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** @param url `postgres://…` */
export function openDatabase(url: string, pool: { max?: number; applicationName?: string } = {}): Db {
  return knexModule({
    client: 'pg',
    connection: {
      connectionString: url,
      application_name: pool.applicationName ?? 'paperround',
      // A server that vanished without a word is noticed by TCP within a minute.
      keepAlive: true,
    },
    pool: { min: 0, max: pool.max ?? 12, idleTimeoutMillis: 30_000 },
    acquireConnectionTimeout: 10_000,
  });
}

/** Rows of a whole statement with `?` or `:name` bindings. */
export async function rows<Row>(
  db: Db,
  sql: string,
  bindings: Knex.RawBinding[] | Record<string, unknown> = [],
): Promise<Row[]> {
  const result = await db.raw(sql, bindings as Knex.RawBinding[]);
  return result.rows as Row[];
}

/** The first row, or undefined. */
export async function firstRow<Row>(
  db: Db,
  sql: string,
  bindings: Knex.RawBinding[] | Record<string, unknown> = [],
): Promise<Row | undefined> {
  return (await rows<Row>(db, sql, bindings))[0];
}

/** Number of rows a write touched. */
export async function changedRows(
  db: Db,
  sql: string,
  bindings: Knex.RawBinding[] | Record<string, unknown> = [],
): Promise<number> {
  const result = await db.raw(sql, bindings as Knex.RawBinding[]);
  return result.rowCount as number;
}

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';
export const UNIQUE_VIOLATION = '23505';

export function sqlState(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

/** Whether the database could not be reached or went away, as opposed to having refused a statement. */
export function isDatabaseGone(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined && /^(08|57P0|ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE)/.test(state)) return true;
  if (!(error instanceof Error)) return false;
  return (
    error.name === 'KnexTimeoutError' ||
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
      error.message,
    ) ||
    (error instanceof AggregateError && error.errors.some(isDatabaseGone))
  );
}

/** Runs `work` in a transaction and once more when the database asks for it (a deadlock or a serialisation failure). */
export async function transaction<Result>(db: Db, work: (db: Db) => Promise<Result>): Promise<Result> {
  if ('isTransaction' in db && db.isTransaction) return work(db);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction((inner) => work(inner));
    } catch (error) {
      const state = sqlState(error);
      if ((state !== SERIALIZATION_FAILURE && state !== DEADLOCK) || attempt === 3) throw error;
    }
  }
}

/** Brings the schema up to date. Safe when several processes start at once: knex holds a lock table. */
export async function migrate(db: Db): Promise<string[]> {
  const source: Knex.MigrationSource<string> = {
    getMigrations: async () => Object.keys(migrations).sort(),
    getMigrationName: (name) => name,
    getMigration: async (name) => {
      const migration = migrations[name];
      if (!migration) throw new Error(`no migration ${name}`);
      return { up: (trx) => migration(trx), down: async () => {} };
    },
  };
  const deadline = Date.now() + 120_000;
  for (;;) {
    try {
      const [, names] = (await db.migrate.latest({ migrationSource: source, tableName: 'migrations' })) as [
        number,
        string[],
      ];
      return names;
    } catch (error) {
      if (error instanceof Error && error.message.includes('migration directory is corrupt')) {
        throw new AppError(
          'database-is-newer',
          'This database was upgraded by a newer version of Paperround. Start that version, or restore a backup made before the upgrade.',
          { cause: error },
        );
      }
      // Another process is at it: its lock is released, or stale after a kill, well before the deadline.
      const isLocked =
        error instanceof Error &&
        /lock|already (exists|being run)|duplicate key|tuple concurrently/i.test(error.message);
      if (!isLocked || Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
