/** A digest of a publication that was due, the oldest first. */
export interface DigestDay {
  rhythm: 'daily' | 'weekly';
  dueAt: Date;
  /** In the publication's zone, 0 for Sunday. */
  weekday: number;
  isEmpty: boolean;
}

/** So many digests of the same weekday had articles: one is expected. */
const HABIT = { daily: 3, weekly: 4 };
/** A holiday is one day without articles. */
const LEAST_EMPTY = { daily: 2, weekly: 1 };

/**
 * The latest digests that were empty although one was expected; none where it may be a holiday. Days that are often quiet, such as Sundays, neither
 * count nor end the row.
 */
export function emptyAgainstHabit<Day extends DigestDay>(days: Day[]): Day[] {
  const [first] = days;
  if (!first) return [];
  const { rhythm } = first;
  const before = new Map<number, boolean[]>();
  let empty: Day[] = [];
  for (const day of days) {
    const key = rhythm === 'daily' ? day.weekday : 0;
    const known = before.get(key) ?? [];
    const isExpected = known.length >= HABIT[rhythm] && known.slice(-HABIT[rhythm]).every(Boolean);
    if (!day.isEmpty) empty = [];
    else if (isExpected) empty.push(day);
    before.set(key, [...known, !day.isEmpty]);
  }
  return empty.length >= LEAST_EMPTY[rhythm] ? empty : [];
}
