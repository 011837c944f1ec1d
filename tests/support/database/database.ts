import { randomBytes } from 'node:crypto';
import { afterAll, inject } from 'vitest';
import { openDatabase, type Db } from '../../../src/platform/database.ts';
import { TEMPLATE } from './template.ts';

/** Clones the template into a database of this file's own; it is dropped when the file is done. */
export async function createTestDatabase(): Promise<{ db: Db; url: string }> {
  const { db, url, drop } = await cloneDatabase();
  afterAll(drop);
  return { db, url };
}

/** The same for one of the many things that a test does. @param template the run's, or one made of it. */
export async function cloneDatabase(
  template = TEMPLATE,
): Promise<{ db: Db; name: string; url: string; drop(): Promise<void> }> {
  const serverUrl = inject('serverUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const maintenance = openDatabase(serverUrl, { max: 1 });
  await maintenance.raw(`create database ${name} template ${template}`);
  const url = serverUrl.replace(/\/postgres$/, `/${name}`);
  const db = openDatabase(url);
  // A clone is an installation of its own.
  await db.raw('update installation set mark = md5(gen_random_uuid()::text)');
  return {
    db,
    name,
    url,
    async drop() {
      await db.destroy();
      await maintenance.raw(`drop database ${name} with (force)`);
      await maintenance.destroy();
    },
  };
}
