import { createHash } from 'node:crypto';
import knexModule, { type Knex } from 'knex';
import pg from 'pg';

/** A pool or an open transaction: queries take either. */
export type Db = Knex;

// bigint ids and counts fit a JavaScript number for the next few thousand years of sending.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
/** Object id of `bigint[]` in every PostgreSQL; the driver's types know only those of single values. */
const INT8_ARRAY = 1016;
(pg.types.setTypeParser as (id: number, parse: (text: string) => unknown) => void)(INT8_ARRAY, (text) =>
  text === '{}' ? [] : text.slice(1, -1).split(',').map(Number),
);

const silence = () => {};

/**
 * Opens nothing yet: connections are made when a statement needs one.
 * @param url `postgres://…`, or a function that tells where the server is now: an embedded one may come back on another port.
 */
export function openDatabase(
  url: string | (() => string),
  pool: { min?: number; max?: number; applicationName?: string } = {},
): Db {
  const address = typeof url === 'string' ? () => url : url;
  return knexModule({
    client: 'pg',
    connection: () => {
      const connectionString = address();
      return {
        connectionString,
        application_name: pool.applicationName ?? 'paperround',
        connectionTimeoutMillis: 5000,
        // A server that vanished without a word is noticed by TCP within minutes.
        keepAlive: true,
        keepAliveInitialDelayMillis: 10_000,
        expirationChecker: () => address() !== connectionString,
      };
    },
    pool: { min: pool.min ?? 0, max: pool.max ?? 12, idleTimeoutMillis: 30_000 },
    acquireConnectionTimeout: 10_000,
    // It would print to standard output what it also throws, unmasked.
    log: { warn: silence, error: silence, deprecate: silence, debug: silence },
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

/** A value for a `jsonb` column. */
export const jsonOf = (value: object | null) => (value === null ? null : JSON.stringify(value));

/** Bytes as they stand in JSON that a statement takes apart (`json_to_recordset`). */
export const bytesOf = (bytes: Buffer | null | undefined) => (bytes ? `\\x${bytes.toString('hex')}` : null);

const names = new Map<string, string>();

/** What each connection calls a statement that it has planned. */
export function statementName(sql: string): string {
  const name = names.get(sql) ?? createHash('sha256').update(sql).digest('hex').slice(0, 24);
  names.set(sql, name);
  return name;
}

/**
 * The same for a statement that runs again and again and takes longer to plan than to run: each connection plans it once.
 * Only for few texts: a connection keeps them all.
 */
export async function preparedRows<Row>(
  db: Db,
  sql: string,
  bindings: Record<string, unknown>,
): Promise<Row[]> {
  const result = await db
    .raw(sql, bindings as Record<string, Knex.RawBinding>)
    .options({ name: statementName(sql) });
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
/** A row that another points to is gone. */
export const FOREIGN_KEY_VIOLATION = '23503';
/** A NUL in a text, which PostgreSQL cannot hold. */
export const UNSTORABLE_TEXT = '22021';

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

const QUERY_CANCELED = '57014';

/**
 * Runs `work` in a transaction whose statements may take so long each; undefined when one took longer. Within a transaction of the
 * caller it is a savepoint: what the caller did stays.
 */
export async function withinTime<Result>(
  db: Db,
  milliseconds: number,
  work: (db: Db) => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await db.transaction(async (inner) => {
      await inner.raw(`set local statement_timeout = ${Math.ceil(milliseconds)}`);
      const result = await work(inner);
      await inner.raw('set local statement_timeout to default');
      return result;
    });
  } catch (error) {
    if (sqlState(error) === QUERY_CANCELED) return undefined;
    throw error;
  }
}
