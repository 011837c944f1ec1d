import { afterAll } from 'vitest';
import { openDatabase, type Db } from '../../../src/platform/database.ts';
import { createTestApp, type TestApp } from './app.ts';

export interface VirtualClock {
  app: TestApp;
  now(): Date;
  /** Lets time pass for the program and its database. */
  pass(seconds: number): Promise<void>;
}

/**
 * An App whose clock, and whose database's `now()`, can be moved ahead: a function of that name stands before
 * PostgreSQL's own in the search path.
 */
/** @param environment as for `createTestApp`. */
export async function createVirtualClock(environment: Record<string, string> = {}): Promise<VirtualClock> {
  const base = await createTestApp(environment);
  await base.db.raw(`
    create schema clock;
    create table clock.ahead (seconds float8 not null);
    insert into clock.ahead values (0);
    create function clock.now() returns timestamptz stable language sql
      as 'select pg_catalog.now() + make_interval(secs => (select seconds from clock.ahead))';
    alter table articles alter first_seen_at set default clock.now();`);
  const db: Db = openDatabase(
    `${base.databaseUrl}?options=${encodeURIComponent('-c search_path=clock,pg_catalog,public')}`,
  );
  afterAll(() => db.destroy());
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead * 1000);
  return {
    app: { ...base, db, now },
    now,
    async pass(seconds) {
      ahead += seconds;
      await db.raw('update clock.ahead set seconds = ?', [ahead]);
    },
  };
}
