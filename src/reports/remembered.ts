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
export function remembered<Value>(count: (db: Db, publicationId: number) => Promise<Value>) {
  const kept = new WeakMap<Db, Map<number, Kept<Value>>>();

  return async (db: Db, publicationId: number): Promise<Value> => {
    const known = kept.get(db) ?? new Map<number, Kept<Value>>();
    kept.set(db, known);
    const found = known.get(publicationId);
    if (!found || found.tookMs <= QUICK_MS) return refresh(db, publicationId, known);
    const isOld = performance.now() - found.at > found.tookMs * TIMES;
    if (isOld && !found.isRefreshing) {
      found.isRefreshing = true;
      refresh(db, publicationId, known).catch(() => {
        // Whoever asks next tries again.
        found.isRefreshing = false;
      });
    }
    return found.value;
  };

  async function refresh(db: Db, publicationId: number, known: Map<number, Kept<Value>>): Promise<Value> {
    const at = performance.now();
    const value = await count(db, publicationId);
    known.set(publicationId, { value, tookMs: performance.now() - at, at, isRefreshing: false });
    return value;
  }
}
