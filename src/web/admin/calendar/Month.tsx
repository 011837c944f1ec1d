import { Icon } from '../components/Icon.tsx';
import { useDesk } from '../use-desk.ts';
import { noonOf } from './day-choices.ts';
import type { ClockChange } from './days.ts';
import { calendarPath, type Calendar } from './load-calendar.ts';
import type { PlannedDay } from './plan.ts';
import { Tile } from './Tile.tsx';

/** The days of a month as a grid; on a phone, the same list is an agenda from today on. */
export function Month({ calendar }: { calendar: Calendar }) {
  const desk = useDesk();
  const weekday = ({ date }: PlannedDay) => desk.dated(noonOf(date), 'UTC', { weekday: 'short' });
  return (
    <>
      {calendar.view === 'month' && (
        <ol class="weekdays" aria-hidden="true">
          {calendar.days.slice(0, 7).map((day) => (
            <li key={day.date}>{weekday(day)}</li>
          ))}
        </ol>
      )}
      <Past calendar={calendar} />
      <ol class={calendar.view === 'day' ? 'month month-one' : 'month'} data-calendar>
        {calendar.days.map((day) => (
          <DayCell key={day.date} calendar={calendar} day={day} />
        ))}
      </ol>
    </>
  );
}

const isPast = ({ to }: PlannedDay, { now }: Calendar) => to <= now;

/** A way to the days that a phone leaves out. */
function Past({ calendar }: { calendar: Calendar }) {
  const desk = useDesk();
  const past = calendar.days.filter((day) => !day.isOut && isPast(day, calendar));
  const [first] = past;
  const last = past.at(-1);
  if (!first || !last || !hidesPast(calendar)) return null;
  return (
    <p class="agenda-past">
      <a
        class="btn btn-small"
        href={`${calendarPath(calendar.publication.slug, calendar, calendar.publication.timeZone)}&past=1`}
      >
        <Icon name="chevron-up" />
        {desk.range(noonOf(first.date), noonOf(last.date), 'UTC')}
      </a>
    </p>
  );
}

/** Of the month that today is in, a phone begins with today. */
const hidesPast = ({ view, days, today, isPastShown }: Calendar) =>
  view === 'month' && !isPastShown && days.some(({ date, isOut }) => date === today && !isOut);

function DayCell({ calendar, day }: { calendar: Calendar; day: PlannedDay }) {
  const desk = useDesk();
  const { calendar: words } = desk.words;
  const { date, isOut, articles, ownDigests, tiles, more, clocks } = day;
  const isToday = date === calendar.today;
  const isEmpty = tiles.length === 0 && articles === null && ownDigests === null;
  const classes = [
    'day',
    isOut && 'day-out',
    isToday && 'day-now',
    isEmpty && 'day-empty',
    hidesPast(calendar) && isPast(day, calendar) && 'day-past',
  ];
  const dayPath = calendarPath(
    calendar.publication.slug,
    { ...calendar, view: 'day', date },
    calendar.publication.timeZone,
  );
  return (
    <li
      class={classes.filter(Boolean).join(' ')}
      data-day={date}
      data-over={isPast(day, calendar) ? '' : undefined}
      data-href={dayPath}
    >
      <h2 class="day-n">
        <span class="sr">{`${desk.day(noonOf(date), 'UTC')}${isToday ? ` ${words.isToday}` : ''}`}</span>
        <span aria-hidden="true">
          <span class="day-short">{desk.dated(noonOf(date), 'UTC', { weekday: 'short' })}</span>
          {Number(date.slice(8))}
        </span>
      </h2>
      {clocks && <Clocks clocks={clocks} />}
      <ul>
        {articles !== null && (
          <li class="tile tile-many">
            <a href={dayPath}>
              <Icon name="news" />
              <span>{words.articles(articles)}</span>
            </a>
          </li>
        )}
        {ownDigests !== null && (
          <li class="tile tile-many">
            <a href={dayPath}>
              <Icon name="clock" />
              <span>{words.ownDigests(ownDigests)}</span>
            </a>
          </li>
        )}
        {tiles.map((entry) => (
          <Tile
            key={entry.sendId ?? `article-${entry.articleId}`}
            {...{ calendar, day, entry }}
            isWide={calendar.view === 'day'}
          />
        ))}
        {more > 0 && (
          <li class="tile tile-many">
            <a href={dayPath}>
              <span>{words.more(more)}</span>
            </a>
          </li>
        )}
      </ul>
    </li>
  );
}

/** What the clocks do on this day (TIM-03). */
export function Clocks({ clocks }: { clocks: ClockChange }) {
  const { calendar } = useDesk().words;
  const sentences = {
    forward: calendar.clocksForward,
    back: calendar.clocksBack,
  };
  return (
    <p class="dst">
      <Icon name="clock" />
      <span>
        {clocks.is === 'left-out' ? calendar.leftOut : sentences[clocks.is](clocks.at, clocks.becomes)}
      </span>
    </p>
  );
}
