import type { CalendarEntry } from '../../../reports/index.ts';
import type { Day } from './days.ts';

/** One day as the calendar shows it. */
export interface PlannedDay extends Day {
  /** Sends of articles that are over, as one line; null when there are none or one. */
  articles: number | null;
  /** Digests for readers with an hour of their own, as one line; null when there are none or one. */
  ownDigests: number | null;
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
): Pick<PlannedDay, 'articles' | 'ownDigests' | 'tiles' | 'more'> {
  if (isWhole) return { articles: null, ownDigests: null, tiles: entries, more: 0 };
  const articles = countOf(entries, isMailedArticle);
  const ownDigests = countOf(entries, isForOwnHour);
  const others = entries.filter(
    (entry) =>
      !(articles !== null && isMailedArticle(entry)) && !(ownDigests !== null && isForOwnHour(entry)),
  );
  const room = MOST_TILES - Number(articles !== null) - Number(ownDigests !== null);
  return { articles, ownDigests, tiles: others.slice(0, room), more: Math.max(0, others.length - room) };
}

/** Null when there are none or one. */
function countOf(entries: CalendarEntry[], isOne: (entry: CalendarEntry) => boolean): number | null {
  const { length } = entries.filter(isOne);
  return length > 1 ? length : null;
}

/** They are planned when they are due, each for few readers; what needs somebody has its own line. */
const isForOwnHour = (entry: CalendarEntry) =>
  entry.isForOwnHour && entry.status !== 'held' && entry.status !== 'paused';

export const isMailedArticle = ({ articleId, status }: CalendarEntry) =>
  articleId !== null && status === 'sent';

/** Of what waits for its time, the time can be changed. */
export const isMovable = ({ sendId, status }: CalendarEntry) => sendId !== null && status === 'scheduled';
