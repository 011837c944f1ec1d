/** The moments of a cron expression, as node-cron's `parse` gives them. */
export interface CronTimes {
  second: number[];
  minute: number[];
  hour: number[];
  dayOfMonth: (number | string)[];
  month: number[];
  dayOfWeek: (number | string)[];
}

const MINUTE = 60;
/** Of a longer gap only the end is looked at. */
const LONGEST_GAP = 24 * 60 * MINUTE;

/**
 * Whether a job is due at a look at the clock. A gap since the look before (a machine that slept, a clock set forward) makes
 * each job due once at most; a clock that was set back makes a fresh start.
 * @param before seconds since 1970, of the last look.
 * @param now the same, of this one.
 */
export function isDue(times: CronTimes, before: number, now: number): boolean {
  if (now === before) return false;
  const first = now < before ? now : Math.max(before + 1, now - LONGEST_GAP);
  const lastMinute = now - MINUTE;
  for (let at = first; at <= lastMinute; at += MINUTE) if (matchesMinute(times, at)) return true;
  for (let at = Math.max(first, lastMinute + 1); at <= now; at += 1)
    if (times.second.includes(at % MINUTE) && matchesMinute(times, at)) return true;
  return false;
}

function matchesMinute(times: CronTimes, seconds: number): boolean {
  const at = new Date(seconds * 1000);
  return (
    times.minute.includes(at.getUTCMinutes()) &&
    times.hour.includes(at.getUTCHours()) &&
    times.dayOfMonth.includes(at.getUTCDate()) &&
    times.month.includes(at.getUTCMonth() + 1) &&
    times.dayOfWeek.includes(at.getUTCDay())
  );
}

/**
 * Looks at the clock each second of a time that nobody can set, and calls `look` with the last look and this one, in seconds
 * since 1970.
 */
export function everySecond(look: (before: number, now: number) => void): { stop(): void } {
  const seconds = () => Math.floor(Date.now() / 1000);
  let before = seconds() - 1;
  const tick = () => {
    const now = seconds();
    look(before, now);
    before = now;
  };
  const timer = setInterval(tick, 1000);
  tick();
  return { stop: () => clearInterval(timer) };
}
