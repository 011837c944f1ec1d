import { WEEKDAYS, type Weekday } from '../../src/rhythms/index.ts';

const QUARTER = 15 * 60_000;
const DAY = 24 * 3600_000;

/**
 * What the clocks of a place show each quarter of an hour, some days around a moment, as Intl tells it; and when a time
 * comes for the first time each day. Knows nothing of Temporal.
 */
export function readClock(zone: string, around: number) {
  const format = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const middle = Math.round(around / QUARTER) * QUARTER;
  /** Local time as if it were UTC → the first instant that shows it. */
  const seen = new Map<number, number>();
  const steps: { at: number; shown: number }[] = [];
  for (let at = middle - 5 * DAY; at <= middle + 5 * DAY; at += QUARTER) {
    const shown = shownAt(format, at);
    steps.push({ at, shown });
    if (!seen.has(shown)) seen.set(shown, at);
  }
  /** A time that was skipped: as the clocks before would have shown it. */
  const inGap = (local: number) => {
    const before = steps.findLast(
      ({ shown }, place) => shown < local && (steps[place + 1]?.shown ?? 0) > local,
    );
    return before && before.at + local - before.shown;
  };
  const [from, to] = [middle - 3 * DAY, middle + 3 * DAY];
  return {
    from,
    to,
    /** The moments after `from` up to `to` at which a time is due. */
    duesAt(time: string, on?: Weekday): string[] {
      const [hour = 0, minute = 0] = time.split(':').map(Number);
      const dues = new Set<number>();
      const firstDay = Math.floor((steps[0]?.shown ?? 0) / DAY);
      for (let day = firstDay; day < firstDay + 12; day += 1) {
        // 1 January 1970 was a Thursday.
        if (on && WEEKDAYS[(day + 3) % 7] !== on) continue;
        const local = day * DAY + (hour * 60 + minute) * 60_000;
        const due = seen.get(local) ?? inGap(local);
        if (due !== undefined && due > from && due <= to) dues.add(due);
      }
      return [...dues].sort((one, other) => one - other).map((due) => new Date(due).toISOString());
    },
  };
}

function shownAt(format: Intl.DateTimeFormat, at: number): number {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute);
}
