import type { CalendarEntry } from '../../../reports/index.ts';
import type { Day } from './days.ts';

/** One day as the calendar shows it. */
export interface PlannedDay extends Day {
  /** Sends of articles that are over, as one line; null when there are none or one. */
  articles: number | null;
  /** In the order of time. */
  tiles: CalendarEntry[];
  /** Sends that have no place. */
  more: number;
}

/** Lines of a day of the month. */
const MOST_TILES = 4;

/** Puts sends into their days. @param isWhole everything has its own line. */
export function planDays(days: Day[], entries: CalendarEntry[], isWhole = false): PlannedDay[] {
  const ofDay = Map.groupBy(entries, ({ at }) => days.findIndex(({ from, to }) => at >= from && at < to));
  return days.map((day, index) => ({ ...day, ...planDay(ofDay.get(index) ?? [], isWhole) }));
}

function planDay(
  entries: CalendarEntry[],
  isWhole: boolean,
): Pick<PlannedDay, 'articles' | 'tiles' | 'more'> {
  if (isWhole) return { articles: null, tiles: entries, more: 0 };
  const mailed = entries.filter(isMailedArticle);
  const articles = mailed.length > 1 ? mailed.length : null;
  const others = articles === null ? entries : entries.filter((entry) => !isMailedArticle(entry));
  const room = articles === null ? MOST_TILES : MOST_TILES - 1;
  return { articles, tiles: others.slice(0, room), more: Math.max(0, others.length - room) };
}

export const isMailedArticle = ({ articleId, status }: CalendarEntry) =>
  articleId !== null && status === 'sent';

/** Of what waits for its time, the time can be changed. */
export const isMovable = ({ sendId, status }: CalendarEntry) => sendId !== null && status === 'scheduled';
