import type { Db } from '../platform/database.ts';

interface Kept<Value> {
  value: Value;
  tookMs: number;
  /** On the clock of `performance.now()`. */
  at: number;
  isRefreshing: boolean;
}

/** What is counted within this time is counted whenever somebody asks. */
const QUICK_MS = 20;
/** Anything else is kept for so many times as long as it took: counting then costs a fiftieth of one connection at most. */
const TIMES = 50;

/** A count over many rows for pages that must not wait: while it is counted anew, they show what was counted a moment ago. */
export function remembered<Asked extends (number | string)[], Value>(
  count: (db: Db, ...asked: Asked) => Promise<Value>,
) {
  const kept = new WeakMap<Db, Map<string, Kept<Value>>>();

  return async (db: Db, ...asked: Asked): Promise<Value> => {
    const known = kept.get(db) ?? new Map<string, Kept<Value>>();
    kept.set(db, known);
    const found = known.get(asked.join());
    if (!found || found.tookMs <= QUICK_MS) return refresh(db, asked, known);
    const isOld = performance.now() - found.at > found.tookMs * TIMES;
    if (isOld && !found.isRefreshing) {
      found.isRefreshing = true;
      refresh(db, asked, known).catch(() => {
        // Whoever asks next tries again.
        found.isRefreshing = false;
      });
    }
    return found.value;
  };

  async function refresh(db: Db, asked: Asked, known: Map<string, Kept<Value>>): Promise<Value> {
    const at = performance.now();
    const value = await count(db, ...asked);
    known.set(asked.join(), { value, tookMs: performance.now() - at, at, isRefreshing: false });
    return value;
  }
}
