import { migrations } from '../../../migrations/index.ts';
import type { Db } from '../../../src/platform/database.ts';

/** Takes the database of a test back to the state before the migration `first`, without rows. @returns what applies it and all later ones. */
export async function beforeMigration(db: Db, first: string): Promise<() => Promise<void>> {
  const names = Object.keys(migrations).sort();
  const at = names.indexOf(first);
  if (at === -1) throw new Error(`There is no migration ${first}.`);
  const apply = async (some: string[]) => {
    for (const name of some) await migrations[name]?.(db);
  };
  await db.raw('drop schema public cascade; create schema public');
  await apply(names.slice(0, at));
  return () => apply(names.slice(at));
}
