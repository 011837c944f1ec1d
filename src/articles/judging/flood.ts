import { heldAsFlood } from '../holds/held.ts';
import type { Circumstances, Habit, Judged } from './circumstances.ts';

/** More new articles than this at once are held where nobody set a number and no habit is known (FED-22). */
const LEAST = 5;
const MOST_LEARNT = 50;
/** Fewer articles under other ids are edits. */
const LEAST_REKEYED = 3;
/** With fewer known articles a share says nothing. */
const KNOWN_FOR_SHARE = 3;

function floodLimitOf({ floodLimit, busiestDay }: Habit): number {
  return floodLimit ?? Math.min(MOST_LEARNT, Math.max(LEAST, 2 * (busiestDay ?? 0)));
}

/**
 * The busiest of these days. A day with nearly all articles is none: that is a feed that was made anew.
 * @param days how many articles came on each.
 */
export function busiestDayOf(days: number[]): number | null {
  const total = days.reduce((sum, count) => sum + count, 0);
  const usual = days.filter((count) => count <= total * 0.8);
  return usual.length === 0 ? null : Math.max(...usual);
}

/**
 * Many at once are rather a feed that changed its ids than news: they wait for an editor. What was recognised under
 * another key counts as part of the flood. A single new article is never held, unless it came with a flood of
 * repetitions and is itself older than the last reading.
 */
export function guardFlood(judged: Judged[], around: Circumstances): Judged[] {
  const { habit, knownCount, itemCount, previouslyReadAt, rekeyedCount } = around;
  const fresh = judged.filter(({ verdict }) => verdict === 'new' || verdict === 'future');
  const sudden = fresh.length + (rekeyedCount < LEAST_REKEYED ? 0 : rekeyedCount) + habit.justPushed;
  const limit = floodLimitOf(habit);
  const isUsual = habit.floodLimit !== null || sudden <= (habit.busiestDay ?? 0);
  const isShare = !isUsual && knownCount >= KNOWN_FOR_SHARE && sudden > 1 && sudden > itemCount / 2;
  const isFlood = sudden > limit || (around.kind === 'poll' && isShare);
  if (!isFlood || fresh.length === 0) return judged;
  const date = fresh[0]?.candidate.publishedAt;
  if (around.kind === 'poll' && fresh.length === 1 && date && isSince(date, previouslyReadAt)) return judged;
  const reason = heldAsFlood(
    fresh.length + habit.justPushed,
    isShare && sudden <= limit ? Math.floor(itemCount / 2) : limit,
  );
  return judged.map((entry) => (fresh.includes(entry) ? { ...entry, verdict: 'held', reason } : entry));
}

const HOUR_MS = 3_600_000;

/** A site takes a while to put out what it has dated; a date on the half hour may be a day without a time. */
function isSince(date: Date, readAt: Date | null): boolean {
  const early = date.getTime() % (HOUR_MS / 2) === 0 ? 24 * HOUR_MS : HOUR_MS;
  return readAt !== null && date.getTime() > readAt.getTime() - early;
}
