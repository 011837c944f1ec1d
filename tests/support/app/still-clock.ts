import { openDatabase, type Db } from '../../../src/platform/database.ts';
import { cloneDatabase } from '../database/database.ts';
import { openTestApp, type TestApp } from './open-test-app.ts';

export interface StillClock {
  app: TestApp;
  /** URL under which the database knows this clock, for another process. */
  url: string;
  /** Sets the clock of the program and its database; it stands there. */
  set(moment: Date): Promise<void>;
  now(): Date;
  close(): Promise<void>;
}

/**
 * An App on a database of its own, whose clocks stand still until they are set: what happens at a moment depends on no machine.
 * As with `createVirtualClock`, functions of its own stand before PostgreSQL's in the search path.
 */
export async function openStillClock(
  start: Date,
  environment: Record<string, string> = {},
): Promise<StillClock> {
  const { db: base, url: plainUrl, drop } = await cloneDatabase();
  await base.raw(`
    create schema clock;
    create table clock.hand (at timestamptz not null, ahead interval not null);
    create function clock.now() returns timestamptz stable language sql as 'select at from clock.hand';
    -- What waits for a second or two, such as a throttle, sees time go by.
    create function clock.clock_timestamp() returns timestamptz volatile language sql
      as 'select pg_catalog.clock_timestamp() + ahead from clock.hand'`);
  await base.raw('insert into clock.hand values (:at, cast(:at as timestamptz) - pg_catalog.now())', {
    at: start,
  });
  await moveDefaults(base);
  const url = `${plainUrl}?options=${encodeURIComponent('-c search_path=clock,pg_catalog,public')}`;
  const db = openDatabase(url);
  const { app, close } = openTestApp(db, url, environment);
  let hand = start;
  const now = () => hand;
  return {
    app: { ...app, now },
    url,
    now,
    async set(moment) {
      hand = moment;
      await db.raw(
        'update clock.hand set at = :moment, ahead = cast(:moment as timestamptz) - pg_catalog.now()',
        { moment },
      );
    },
    async close() {
      await close();
      await db.destroy();
      await drop();
    },
  };
}

/** A default is bound to the function that it meant when it was made. */
async function moveDefaults(db: Db): Promise<void> {
  await db.raw(`
    do $$
    declare found record;
    begin
      for found in select table_name, column_name from information_schema.columns
                    where table_schema = 'public' and column_default = 'now()'
      loop
        execute format('alter table %I alter %I set default clock.now()', found.table_name, found.column_name);
      end loop;
    end $$`);
}
