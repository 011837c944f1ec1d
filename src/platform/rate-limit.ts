import { changedRows, firstRow, rows, type Db } from './database.ts';
import { together } from './together.ts';

/** Counts tries per key in the database, so that all processes share the count. */
export interface RateLimit {
  /** Counts one try, or as many as it is worth. @returns seconds to wait when there were too many, else undefined. */
  take(key: string, worth?: number): Promise<number | undefined>;
  /** @returns seconds to wait when the next `take` would be refused, else undefined. */
  check(key: string): Promise<number | undefined>;
  forget(key: string): Promise<void>;
}

/**
 * @param db the pool: a count must stay when the caller's transaction rolls back.
 * @param name of what is counted; keys of different names are apart. Keys must hold no address: hash them first.
 */
export function createRateLimit(
  db: Db,
  { name, tries, seconds }: { name: string; tries: number; seconds: number },
): RateLimit {
  const bindings = (key: string) => ({ key: `${name}:${key}`, ms: seconds * 1000 });
  return {
    async take(key, worth = 1) {
      const state = await firstRow<State>(
        db,
        `insert into rate_limits as r (key, points, expire) values (:key, :worth, ${NOW} + :ms)
         on conflict (key) do update
           set ${ADDED}
         returning points, expire - ${NOW} as left`,
        { ...bindings(key), worth },
      );
      return state && state.points > tries ? secondsLeft(state) : undefined;
    },
    async check(key) {
      const state = await firstRow<State>(
        db,
        `select points, expire - ${NOW} as left from rate_limits r where key = :key and ${IS_RUNNING}`,
        bindings(key),
      );
      return state && state.points >= tries ? secondsLeft(state) : undefined;
    },
    async forget(key) {
      await db.raw('delete from rate_limits where key = :key', bindings(key));
    },
  };
}

/** Of the counts that one try has at the same time. */
interface Step {
  name: string;
  tries: number;
}

/**
 * As `createRateLimit`, for several counts at once, the narrowest first, such as that of a network and of those around it: what a narrow one
 * refuses uses up no room of the wider ones. A crowd is counted by one statement.
 * @returns takes a key for each step, none where it is not counted, and gives what `take` does for the first step that refuses.
 */
export function createSteppedLimit(
  db: Db,
  { steps, seconds }: { steps: Step[]; seconds: number },
): (keys: (string | undefined)[]) => Promise<number | undefined> {
  const count = together(
    async (tries: (string | undefined)[][]) => {
      const states = await countAll(
        db,
        seconds * 1000,
        tries.flatMap((keys) => takesOf(steps, keys)),
      );
      return waitsOf(steps, tries, states);
    },
    { isPatient: true },
  );
  return (keys) => count(keys.map((key, at) => key && `${steps[at]?.name}:${key}`));
}

const takesOf = (steps: Step[], keys: (string | undefined)[]): Take[] =>
  keys.flatMap((key, at) => {
    const narrower = steps.slice(0, at).flatMap(({ tries }, n) => (keys[n] ? [{ key: keys[n], tries }] : []));
    const limits = narrower.map((one) => one.tries);
    return key ? [{ key, narrower: narrower.map((one) => one.key), limits }] : [];
  });

interface Take {
  key: string;
  /** Keys of the steps before it, and how many tries each has. */
  narrower: string[];
  limits: number[];
}

/**
 * Nobody waits for the disk: a power cut forgets the tries of half a second. Full counts are looked up once and not for each try: a
 * database without statistics of the table would walk through all of it each time.
 */
async function countAll(db: Db, ms: number, takes: Take[]): Promise<Map<string, State>> {
  const states = await rows<State & { key: string }>(
    db,
    `with taken as materialized (
       select t.* from (select set_config('synchronous_commit', 'off', true)) quick,
              json_to_recordset(:takes) as t (key text, narrower text[], limits int[])),
     counted as materialized (
       select key, points from rate_limits r
        where key = any(array(select distinct unnest(narrower) from taken)) and ${IS_RUNNING})
     insert into rate_limits as r (key, points, expire)
     select t.key, count(*), ${NOW} + :ms
       from taken t
      where not exists (select from unnest(t.narrower, t.limits) as n (key, tries) join counted c on c.key = n.key
                         where c.points >= n.tries)
      group by t.key order by t.key
     on conflict (key) do update set ${ADDED}
     returning key, points, expire - ${NOW} as left`,
    { ms, takes: JSON.stringify(takes) },
  );
  return new Map(states.map((state) => [state.key, state]));
}

/** Which of these tries were too many, as if one had come after the other. */
function waitsOf(
  steps: Step[],
  tries: (string | undefined)[][],
  states: Map<string, State>,
): (number | undefined)[] {
  const waits: (number | undefined)[] = tries.map(() => undefined);
  const wereFull = new Set<string>();
  for (const [at, { tries: limit }] of steps.entries()) {
    const counted = [...tries.entries()].filter(
      ([, keys]) => !keys.slice(0, at).some((key) => key && wereFull.has(key)),
    );
    for (const [key, ones] of Map.groupBy(counted, ([, keys]) => keys[at])) {
      const state = key && states.get(key);
      if (!state) continue;
      const before = state.points - ones.length;
      if (before >= limit) wereFull.add(key);
      for (const [n, [place]] of ones.entries())
        if (before + n + 1 > limit) waits[place] ??= secondsLeft(state);
    }
  }
  return waits;
}

interface State {
  points: number;
  /** Milliseconds until the count ends. */
  left: number;
}

/** Milliseconds since 1970 by the clock that all processes share (TIM-06). */
const NOW = '(extract(epoch from clock_timestamp()) * 1000)::bigint';
/** A count that ends later than a fresh one would was begun before the clock was set back. */
const IS_RUNNING = `r.expire > ${NOW} and r.expire <= ${NOW} + :ms`;

const ADDED = `points = case when ${IS_RUNNING} then r.points else 0 end + excluded.points,
               expire = case when ${IS_RUNNING} then r.expire else excluded.expire end`;

const secondsLeft = ({ left }: State) => Math.max(1, Math.ceil(left / 1000));

/** Counts that ran out are of no use. */
export function purgeRateLimits(db: Db): Promise<number> {
  return changedRows(db, `delete from rate_limits where expire < ${NOW}`);
}
