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
  const { db: base, url: plainUrl, drop } = await cloneDatabase(await templateWithClock());
  const url = `${plainUrl}?options=${encodeURIComponent('-c search_path=clock,pg_catalog,public')}`;
  const db = openDatabase(url);
  const { app, close } = openTestApp(db, url, environment);
  let hand = start;
  const now = () => hand;
  const set = async (moment: Date) => {
    hand = moment;
    await base.raw(functionsAt(moment));
  };
  await set(start);
  return {
    app: { ...app, now },
    url,
    now,
    set,
    async close() {
      await close();
      await db.destroy();
      await drop();
    },
  };
}

/** The moment stands in the function, so that a statement has it before it looks at any row. */
const functionsAt = (moment: Date) => `
  create or replace function clock.now() returns timestamptz stable language sql
    as $$ select timestamptz '${moment.toISOString()}' $$;
  -- What waits for a second or two, such as a throttle, sees time go by.
  create or replace function clock.clock_timestamp() returns timestamptz volatile language sql
    as $$ select pg_catalog.clock_timestamp() + interval '${moment.getTime() - Date.now()} milliseconds' $$`;

let template: Promise<string> | undefined;

/** Made once in a process: defaults are moved to the clock column by column, and there are many. */
function templateWithClock(): Promise<string> {
  template ??= (async () => {
    const { db, name } = await cloneDatabase();
    await db.raw(`create schema clock; ${functionsAt(new Date(0))}`);
    await moveDefaults(db);
    await db.destroy();
    return name;
  })();
  return template;
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
