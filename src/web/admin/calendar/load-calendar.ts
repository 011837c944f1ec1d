import type { App } from '../../../platform/app.ts';
import { isTimeZone } from '../../../platform/time-zone.ts';
import type { Publication } from '../../../publications/index.ts';
import { listCalendar } from '../../../reports/index.ts';
import { CALENDAR_VIEWS, daysOf, firstDayOfWeek, localOf, readDay, type CalendarView } from './days.ts';
import { planDays, type PlannedDay } from './plan.ts';

/** Where one is in a calendar. */
export interface CalendarPlace {
  view: CalendarView;
  /** A day within what is shown. */
  date: string;
  timeZone: string;
}

export interface Calendar extends CalendarPlace {
  publication: Publication;
  days: PlannedDay[];
  /** In the zone of the calendar. */
  today: string;
  now: Date;
  /** Also days of before today on a phone. */
  isPastShown: boolean;
  /** There is more than can be shown. */
  isCut: boolean;
  mayMove: boolean;
}

/** Sends that one page shows. */
export const MOST_SENDS = 2000;

/** What somebody wants to see, from the query of the address; whatever is no day, view or zone is passed over. */
export async function loadCalendar(
  app: App,
  publication: Publication,
  query: Record<string, unknown>,
  mayMove: boolean,
): Promise<Calendar> {
  const timeZone = readZone(query['zone']) ?? publication.timeZone;
  const now = app.now();
  const today = localOf(now, timeZone).date;
  const view = CALENDAR_VIEWS.find((name) => name === query['view']) ?? 'month';
  const date = readDay(query['date'], today);
  const days = daysOf(view, date, timeZone, firstDayOfWeek(publication.language));
  const [from, to] = [days[0]?.from ?? now, days.at(-1)?.to ?? now];
  const entries = await listCalendar(app.db, publication.id, { from, to, limit: MOST_SENDS + 1 });
  return {
    publication,
    view,
    date,
    timeZone,
    today,
    now,
    mayMove,
    days: planDays(days, entries.slice(0, MOST_SENDS), view === 'day'),
    isPastShown: query['past'] !== undefined,
    isCut: entries.length > MOST_SENDS,
  };
}

const readZone = (text: unknown) => (typeof text === 'string' && isTimeZone(text) ? text : undefined);

/** The address of a calendar. @param home the publication's own zone, which needs no naming. */
export function calendarPath(slug: string, { view, date, timeZone }: CalendarPlace, home: string): string {
  const query = new URLSearchParams({
    ...(view !== 'month' && { view }),
    date,
    ...(timeZone !== home && { zone: timeZone }),
  });
  return `/admin/${slug}/calendar?${query}`;
}
