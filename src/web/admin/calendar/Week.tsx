import type { CalendarEntry } from '../../../reports/index.ts';
import { useDesk } from '../use-desk.ts';
import { noonOf } from './day-choices.ts';
import { localOf } from './days.ts';
import type { Calendar } from './load-calendar.ts';
import { Clocks } from './Month.tsx';
import type { PlannedDay } from './plan.ts';
import { Tile } from './Tile.tsx';

/** Where the parts of a day begin and end. */
const HOURS = [0, 9, 12, 15, 18, 24];
const PARTS = HOURS.slice(1).map((until, index) => ({ from: HOURS[index] ?? 0, until }));

/** A week as a table: days beside each other, parts of the day below each other. */
export function Week({ calendar, title }: { calendar: Calendar; title: string }) {
  const { calendar: words } = useDesk().words;
  const caption = words.weekCaption(title);
  return (
    <div class="table-wrap" role="region" aria-label={caption} tabIndex={0}>
      <table class="week" data-calendar>
        <caption class="sr">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span class="sr">{words.hours}</span>
            </th>
            {calendar.days.map((day) => (
              <DayHead key={day.date} day={day} isToday={day.date === calendar.today} />
            ))}
          </tr>
        </thead>
        <tbody>
          {PARTS.map((part) => (
            <Part key={part.from} calendar={calendar} {...part} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function DayHead({ day: { date, clocks }, isToday }: { day: PlannedDay; isToday: boolean }) {
  const desk = useDesk();
  return (
    <th scope="col" class={isToday ? 'is-now' : undefined}>
      {desk.dated(noonOf(date), 'UTC', { weekday: 'short' })} <b>{Number(date.slice(8))}</b>
      {isToday && <span class="sr"> {desk.words.calendar.isToday}</span>}
      {clocks && <Clocks clocks={clocks} />}
    </th>
  );
}

function Part({ calendar, from, until }: { calendar: Calendar; from: number; until: number }) {
  const { calendar: words } = useDesk().words;
  const name =
    from === 0
      ? words.hoursBefore(String(until))
      : until === 24
        ? words.hoursAfter(String(from))
        : words.hoursBetween(String(from), String(until));
  const isIn = ({ at }: CalendarEntry) => {
    const hour = Number(localOf(at, calendar.timeZone).time.slice(0, 2));
    return hour >= from && hour < until;
  };
  return (
    <tr>
      <th scope="row">{name}</th>
      {calendar.days.map((day) => (
        <td
          key={day.date}
          class={day.date === calendar.today ? 'is-now' : undefined}
          data-day={day.date}
          data-over={day.to <= calendar.now ? '' : undefined}
        >
          <ul>
            {day.tiles.filter(isIn).map((entry) => (
              <Tile key={entry.sendId ?? `article-${entry.articleId}`} {...{ calendar, day, entry }} isWide />
            ))}
          </ul>
        </td>
      ))}
    </tr>
  );
}
