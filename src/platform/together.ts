import { isDatabaseGone, type Db } from './database.ts';

/** After so long the next batch begins beside one that is under way: it may wait for a lock, and what waits for nothing should not. */
const SLOW_MS = 100;
/** Batches at the same time: the pool is for others, too. */
const AT_ONCE = 3;

interface Waiting<One, Result> {
  one: One;
  keys: string[];
  resolve(result: Result): void;
  reject(error: unknown): void;
}

interface Rules<One> {
  /** In one batch. */
  most?: number;
  /** Those whose requests are read in the same moment go along with the first. */
  isPatient?: boolean;
  /** So many that wait are a batch beside the one that is under way. */
  crowd?: number;
  /** What two of one batch must not have in common; the second goes with a later one. */
  keysOf?: (one: One) => string[];
}

/**
 * Does for many at once what each would do alone: while a batch is under way, those who come wait for the next, so a crowd
 * shares statements and transactions, and who comes alone waits for nobody. Nobody gets a result before their batch has ended.
 * When a batch fails, each is tried alone, so that one's fault is nobody else's.
 * @param work results in the order of what was asked; an error in place of one is for that one.
 */
export function together<One, Result>(
  work: (ones: One[]) => Promise<(Result | Error)[]>,
  { most = 64, crowd = Infinity, isPatient = false, keysOf = () => [] }: Rules<One> = {},
): (one: One) => Promise<Result> {
  let waiting: Waiting<One, Result>[] = [];
  const underWay = new Set<Waiting<One, Result>[]>();
  let latest: Waiting<One, Result>[] | undefined;
  /** Since somebody was taken. */
  let arrived = 0;

  const take = () => {
    const taken = new Set([...underWay].flat().flatMap(({ keys }) => keys));
    arrived = 0;
    const [batch, rest]: Waiting<One, Result>[][] = [[], []];
    for (const entry of waiting) {
      const fits = (batch?.length ?? 0) < most && !entry.keys.some((key) => taken.has(key));
      (fits ? batch : rest)?.push(entry);
      // Those behind one that waits for their turn do not overtake it.
      for (const key of entry.keys) taken.add(key);
    }
    waiting = rest ?? [];
    return batch ?? [];
  };
  const begin = () => {
    if (waiting.length === 0 || underWay.size >= AT_ONCE) return;
    if (latest && arrived < crowd) return;
    const batch = take();
    if (batch.length === 0) return;
    const next = () => {
      if (latest === batch) latest = undefined;
      begin();
    };
    latest = batch;
    underWay.add(batch);
    const timer = setTimeout(next, SLOW_MS);
    void settle(work, batch).finally(() => {
      clearTimeout(timer);
      underWay.delete(batch);
      next();
    });
  };

  return (one) => {
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    waiting.push({ one, keys: keysOf(one), resolve, reject });
    arrived += 1;
    if (isPatient) setImmediate(begin);
    else begin();
    return promise;
  };
}

/**
 * A query for one that many may ask at once: on a pool they share its statement, within a transaction it is asked alone.
 * @param work as in `together`
 */
export function sharedQuery<One, Result>(
  work: (db: Db, ones: One[]) => Promise<(Result | Error)[]>,
  rules: Rules<One> = {},
): (db: Db, one: One) => Promise<Result> {
  const pools = new WeakMap<Db, (one: One) => Promise<Result>>();
  return async (db, one) => {
    if ('isTransaction' in db && db.isTransaction) {
      const [result] = await work(db, [one]);
      if (result instanceof Error) throw result;
      return result as Result;
    }
    const ask = pools.get(db) ?? together((ones: One[]) => work(db, ones), rules);
    pools.set(db, ask);
    return ask(one);
  };
}

/** Never rejects. */
async function settle<One, Result>(
  work: (ones: One[]) => Promise<(Result | Error)[]>,
  batch: Waiting<One, Result>[],
): Promise<void> {
  try {
    const results = await work(batch.map(({ one }) => one));
    for (const [place, { resolve, reject }] of batch.entries()) {
      const result = results[place];
      if (result instanceof Error) reject(result);
      else resolve(result as Result);
    }
  } catch (error) {
    if (batch.length > 1 && !isDatabaseGone(error)) for (const entry of batch) await settle(work, [entry]);
    else for (const { reject } of batch) reject(error);
  }
}
