import { useDesk } from '../use-desk.ts';

/** A send that waits for its time. */
export interface Movable {
  id: number;
  kind: 'article' | 'letter' | 'digest' | 'correction';
  subject: string;
  at: Date;
  /** Of a digest that is made by itself: its rhythm. */
  digest?: string | null;
}

interface Props {
  slug: string;
  send: Movable;
  /** The zone of the page: days and times are those of its clocks. */
  timeZone: string;
  /** Where it waits by these clocks: `2027-03-09` and `17:30`. */
  day: string;
  time: string;
  /** Days to choose from. */
  days: { value: string; text: string }[];
  /** What else goes out that day, each as a few words. */
  also?: string[];
  /** Where to go on; left out: to the calendar. */
  back?: string;
  /** What the calendar shows: see `CALENDAR_VIEWS`. */
  view?: string;
  /** In a menu with other entries. */
  isInside?: boolean;
}

/** Moves one send: a day by its name and a time. The last day of the list leads to a page with all days. */
export function MoveForm({ slug, send, timeZone, day, time, days, also = [], back, view, isInside }: Props) {
  const desk = useDesk();
  const { calendar } = desk.words;
  const path = `/admin/${slug}/sends/${send.id}/move`;
  return (
    <form class={isInside ? 'move' : 'menu-sheet move'} method="post" action={path}>
      <h3>{calendar.moveTitles[send.kind]}</h3>
      <div class="move-when">
        <div class="field">
          <label for={`move-day-${send.id}`}>{calendar.day}</label>
          <select id={`move-day-${send.id}`} name="day">
            {days.map(({ value, text }) => (
              <option key={value} value={value} selected={value === day}>
                {text}
              </option>
            ))}
            <option value="other">{calendar.anotherDay}</option>
          </select>
        </div>
        <div class="field">
          <label for={`move-time-${send.id}`}>{calendar.time}</label>
          <input
            id={`move-time-${send.id}`}
            name="time"
            value={time}
            inputMode="numeric"
            autocomplete="off"
          />
        </div>
      </div>
      {send.digest && <p class="small soft">{calendar.moveOnlyThis}</p>}
      {also.length > 0 && <p class="small soft">{calendar.alsoThatDay(desk.list(also))}</p>}
      <Hidden fields={{ zone: timeZone, was: send.at.toISOString(), back, view }} />
      <div class="row">
        <button class="btn btn-small btn-main">{calendar.moveIt}</button>
        <a class="btn btn-small btn-plain" href={back ?? path} data-leave>
          {calendar.leaveIt}
        </a>
      </div>
    </form>
  );
}

/** Fields that the form brings along. */
export function Hidden({ fields }: { fields: Record<string, string | undefined> }) {
  return (
    <>
      {Object.entries(fields).map(
        ([name, value]) =>
          value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
      )}
    </>
  );
}
