import type { Knex } from 'knex';
import { migrations } from '../../migrations/index.ts';
import { firstRow, rows, type Db } from './database.ts';
import { AppError } from './errors.ts';

const LOCK_KEY = 7_243_108_221;
const TABLE = 'migrations';

/**
 * Lets one process at a time change the schema. The lock belongs to a transaction, so a killed process frees it,
 * and it also holds behind a pooler that hands out connections per transaction. Takes a connection of its own.
 */
export function withMigrationLock<Result>(db: Db, work: () => Promise<Result>): Promise<Result> {
  return db.transaction(async (lock) => {
    await lock.raw('select pg_advisory_xact_lock(?)', [LOCK_KEY]);
    return work();
  });
}

/**
 * Brings the schema up to date; cheap when it is.
 * @returns the names of the migrations that were applied.
 * @throws AppError `database-is-newer`.
 */
export async function migrate(db: Db): Promise<string[]> {
  if ((await pendingMigrations(db)).length === 0) return [];
  return withMigrationLock(db, async () => {
    const pending = await pendingMigrations(db);
    if (pending.length === 0) return [];
    const settings = { migrationSource: source, tableName: TABLE };
    // Ours is the lock that counts: knex's own row stays behind when a process is killed in the middle.
    await db.migrate.forceFreeMigrationsLock(settings);
    await db.migrate.latest(settings);
    return pending;
  });
}

/** Every migration of this program, in order. */
export const knownMigrations = () => Object.keys(migrations).sort();

/** Applies those of `names` that are not yet in the schema in use, in the caller's transaction. */
export async function buildSchema(db: Db, names: string[]): Promise<void> {
  const chosen = { ...source, getMigrations: async () => names.toSorted() };
  await db.migrate.latest({ migrationSource: chosen, tableName: TABLE });
}

/** Names in the program that the database has not seen, in order. */
export async function pendingMigrations(db: Db): Promise<string[]> {
  const known = knownMigrations();
  const table = await firstRow<{ exists: boolean }>(
    db,
    `select to_regclass('${TABLE}') is not null as exists`,
  );
  if (!table?.exists) return known;
  const applied = (await rows<{ name: string }>(db, `select name from ${TABLE}`)).map(({ name }) => name);
  if (applied.some((name) => !known.includes(name))) {
    throw new AppError(
      'database-is-newer',
      'This database was upgraded by a newer version of Paperround. Start that version, or restore a backup made before the upgrade.',
    );
  }
  return known.filter((name) => !applied.includes(name));
}

const source: Knex.MigrationSource<string> = {
  getMigrations: async () => knownMigrations(),
  getMigrationName: (name) => name,
  getMigration: async (name) => {
    const migration = migrations[name];
    if (!migration) throw new Error(`no migration ${name}`);
    return { up: (trx) => migration(trx), down: async () => {} };
  },
};
