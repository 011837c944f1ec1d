import { Temporal } from 'temporal-polyfill';
import type { Desk } from '../../../words/index.ts';
import { Icon } from '../components/Icon.tsx';
import { Note } from '../components/Note.tsx';
import { Hidden } from '../components/MoveForm.tsx';
import { Empty } from '../components/Section.tsx';
import { stateIcon } from '../components/State.tsx';
import { timeZones } from '../settings/choices.ts';
import { useDesk } from '../use-desk.ts';
import { noonOf } from './day-choices.ts';
import { stepTo, type CalendarView } from './days.ts';
import { calendarPath, MOST_SENDS, type Calendar, type CalendarPlace } from './load-calendar.ts';
import { Month } from './Month.tsx';
import { Week } from './Week.tsx';

const pathTo = (calendar: Calendar, place: Partial<CalendarPlace>) =>
  calendarPath(calendar.publication.slug, { ...calendar, ...place }, calendar.publication.timeZone);

/** Such as “March 2027”, “8–14 March 2027” and “Tuesday 9 March 2027”. */
export function calendarTitle(desk: Desk, { view, days, date }: Calendar): string {
  if (view === 'week')
    return desk.range(noonOf(days[0]?.date ?? date), noonOf(days.at(-1)?.date ?? date), 'UTC');
  return view === 'month' ? monthName(desk, date) : desk.day(noonOf(date), 'UTC');
}

const monthName = (desk: Desk, date: string) =>
  desk.dated(noonOf(date), 'UTC', { month: 'long', year: 'numeric' });

/** Such as “All times are in Europe/Copenhagen (now UTC+1).” (TIM-02). */
export function zoneSentence({ words }: Desk, { timeZone, now }: Calendar): string {
  const { offset } = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  return words.calendar.zone(timeZone, `UTC${offset}`);
}

/** Steps, ways to see it, and a new letter. */
export function CalendarActions({ calendar, mayWrite }: { calendar: Calendar; mayWrite: boolean }) {
  const desk = useDesk();
  const { calendar: words } = desk.words;
  const { view, date, today, publication } = calendar;
  const [before, after] = stepNames(desk, calendar);
  const views: [CalendarView, string][] = [
    ['month', words.month],
    ['week', words.week],
  ];
  return (
    <>
      <div class="row">
        <Step calendar={calendar} steps={-1} name={before} />
        <a class="btn" href={pathTo(calendar, { date: today })} data-key="t" aria-keyshortcuts="t">
          {words.today}
        </a>
        <Step calendar={calendar} steps={1} name={after} />
      </div>
      <div class="switch" role="group" aria-label={words.show}>
        {views.map(([name, text]) => (
          <a
            key={name}
            href={pathTo(calendar, { view: name, date })}
            aria-current={name === view ? 'true' : undefined}
          >
            {text}
          </a>
        ))}
      </div>
      {mayWrite && (
        <a class="btn btn-main" href={`/admin/${publication.slug}/sends/new`}>
          <Icon name="feather" />
          {words.writeLetter}
        </a>
      )}
    </>
  );
}

function stepNames(desk: Desk, { view, date }: Calendar): [string, string] {
  const { calendar: words } = desk.words;
  if (view === 'month')
    return [monthName(desk, stepTo('month', date, -1)), monthName(desk, stepTo('month', date, 1))];
  return view === 'week'
    ? [words.theWeekBefore, words.theWeekAfter]
    : [words.theDayBefore, words.theDayAfter];
}

function Step({ calendar, steps, name }: { calendar: Calendar; steps: 1 | -1; name: string }) {
  const key = steps === 1 ? 'PageDown' : 'PageUp';
  return (
    <a
      class="btn btn-icon"
      href={pathTo(calendar, { date: stepTo(calendar.view, calendar.date, steps) })}
      aria-label={name}
      data-key={key}
      aria-keyshortcuts={key}
    >
      <Icon name={steps === 1 ? 'chevron-right' : 'chevron-left'} />
    </a>
  );
}

export function CalendarPage({ calendar, title }: { calendar: Calendar; title: string }) {
  const desk = useDesk();
  const { calendar: words } = desk.words;
  const isEmpty = calendar.days.every(({ tiles, articles }) => tiles.length === 0 && articles === null);
  return (
    <>
      <div class="row row-between cal-bar">
        <Signs />
        <KeysHint mayMove={calendar.mayMove} />
        <Zones calendar={calendar} />
      </div>
      {calendar.isCut && <Note kind="warn">{words.tooMany(desk.number(MOST_SENDS))}</Note>}
      {calendar.view === 'week' ? <Week calendar={calendar} title={title} /> : <Month calendar={calendar} />}
      {calendar.mayMove && !isEmpty && <p class="small soft block-s">{words.sentStay}</p>}
      {isEmpty && (
        <Empty title={calendar.view === 'day' ? words.emptyDay : words.emptyTitle}>
          <p>{words.empty(calendar.publication.holdMinutes)}</p>
        </Empty>
      )}
    </>
  );
}

function Signs() {
  const { calendar, states } = useDesk().words;
  return (
    <ul class="key small" aria-label={calendar.signs}>
      {(['sent', 'scheduled', 'review', 'held'] as const).map((state) => (
        <li key={state}>
          <Icon name={stateIcon(state)} />
          {states[state]}
        </li>
      ))}
    </ul>
  );
}

/** For those whose browser runs the script that makes it true. */
function KeysHint({ mayMove }: { mayMove: boolean }) {
  const { calendar, search } = useDesk().words;
  return (
    <p class="small soft keys-hint" data-keys-hint hidden>
      <kbd>←</kbd> <kbd>→</kbd> {calendar.choose} · <kbd>{search.names.enter}</kbd> {calendar.open}
      {mayMove && (
        <>
          {' · '}
          <span data-single-key>
            <kbd>M</kbd> {calendar.move} ·{' '}
          </span>
          {calendar.orDrag}
        </>
      )}
    </p>
  );
}

/** The same days by the clocks of another place. */
function Zones({ calendar }: { calendar: Calendar }) {
  const { calendar: words } = useDesk().words;
  const { publication, timeZone, view, date } = calendar;
  return (
    <details class="menu">
      <summary class="btn btn-small btn-plain">
        <Icon name="world" />
        {words.otherZone}
      </summary>
      <form class="menu-sheet zones" method="get" action={`/admin/${publication.slug}/calendar`}>
        <div class="field">
          <label for="zone">{words.zoneLabel}</label>
          <select id="zone" name="zone">
            {timeZones().map(({ value, text }) => (
              <option key={value} value={value} selected={value === timeZone}>
                {text}
              </option>
            ))}
          </select>
        </div>
        <Hidden fields={{ view, date }} />
        <button class="btn btn-small">{words.showZone}</button>
      </form>
    </details>
  );
}
