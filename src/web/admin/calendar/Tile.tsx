import { clockChangeNote } from '../../../letters/index.ts';
import type { CalendarEntry } from '../../../reports/index.ts';
import { says, type StatesWords } from '../../../words/index.ts';
import { Icon } from '../components/Icon.tsx';
import { MoveForm, type Movable } from '../components/MoveForm.tsx';
import { stateIcon } from '../components/State.tsx';
import { useDesk } from '../use-desk.ts';
import { kindOf } from '../sends/send-places.tsx';
import { localOf } from './days.ts';
import type { Calendar } from './load-calendar.ts';
import { dayChoices } from './day-choices.ts';
import { isMailedArticle, isMovable, type PlannedDay } from './plan.ts';

const LOOKS: Record<CalendarEntry['status'], { tile: string; state: keyof StatesWords }> = {
  planned: { tile: 'draft', state: 'future' },
  scheduled: { tile: 'scheduled', state: 'scheduled' },
  held: { tile: 'review', state: 'held' },
  paused: { tile: 'review', state: 'paused' },
  preparing: { tile: 'sending', state: 'preparing' },
  sending: { tile: 'sending', state: 'sending' },
  sent: { tile: 'sent', state: 'sent' },
  cancelled: { tile: 'sent', state: 'cancelled' },
};

const IN_REVIEW = { tile: 'review', state: 'review' } as const;

interface Props {
  calendar: Calendar;
  day: PlannedDay;
  entry: CalendarEntry;
  /** Says the number of readers in words below the title. */
  isWide?: boolean;
}

/** One send: sign, time, readers, title; what waits for its time brings its move form. */
export function Tile({ calendar, day, entry, isWide = false }: Props) {
  const desk = useDesk();
  const { calendar: words, states } = desk.words;
  const { sendId, digest, status, subject, audience, isAbout } = entry;
  const { tile, state } = entry.isInReview ? IN_REVIEW : LOOKS[status];
  const home = `/admin/${calendar.publication.slug}`;
  const time = timeOf(entry, calendar.timeZone);
  const movable =
    calendar.mayMove && isMovable(entry) && sendId !== null ? { ...entry, id: sendId } : undefined;
  const readers = audience !== null && (isAbout ? words.aboutReaders : words.readers)(audience);
  const word = status === 'planned' ? words.planned : states[state];
  return (
    <li
      class={`tile tile-${tile}${isLine(entry) ? ' tile-line' : ''}${movable ? ' tile-movable' : ''}`}
      id={sendId === null ? undefined : `send-${sendId}`}
      data-movable={movable ? '' : undefined}
    >
      <a
        href={
          sendId === null
            ? `${home}/articles/${entry.articleId}`
            : `${home}/sends/${sendId}${entry.isInReview ? '/review' : ''}`
        }
        draggable={false}
      >
        <span class="tile-top">
          <Icon name={stateIcon(state)} />
          <span class="sr">{`${word}, ${kindOf(desk, entry)}, `}</span>
          <b>{time}</b>
          {!isWide && audience !== null && (
            <span class="tile-n">
              <span aria-hidden="true">{desk.number(audience)}</span>
              <span class="sr">{readers}</span>
            </span>
          )}
        </span>
        <span class="tile-title">{digest === null ? subject : desk.words.edition.rhythms[digest]}</span>
        {isWide && readers && <span class="tile-c">{readers}</span>}
      </a>
      <ClockNote day={day} entry={entry} timeZone={calendar.timeZone} />
      {movable && <MoveMenu calendar={calendar} day={day} send={movable} time={time} />}
    </li>
  );
}

/** What comes by itself day by day is one quiet line, as long as nobody is asked about it. */
const isLine = ({ digest, status, isInReview }: CalendarEntry) =>
  digest !== null && !isInReview && (status === 'scheduled' || status === 'sent');

/** What an editor chose, also where the clocks skip it. */
function timeOf({ at, wallTime, timeZone }: CalendarEntry, zone: string): string {
  return wallTime !== null && timeZone === zone ? wallTime.slice(11, 16) : localOf(at, zone).time;
}

/** That the clocks skip or repeat the time (TIM-03). */
function ClockNote({
  day: { clocks },
  entry: { wallTime, timeZone, status },
  timeZone: zone,
}: Pick<Props, 'day' | 'entry'> & { timeZone: string }) {
  const { language, words } = useDesk();
  if (!clocks || wallTime === null || timeZone === null || status !== 'scheduled') return null;
  const note = clockChangeNote({ wallTime, timeZone });
  if (!note) return null;
  const { at, moved } = note.params as { at: string; moved?: string };
  const { calendar } = words;
  const here = moved === undefined ? calendar.repeated(at) : calendar.skipped(at, moved);
  return (
    <p class="tile-note">
      <Icon name="alert-triangle" />
      {timeZone === zone ? here : says(note, language)}
    </p>
  );
}

function MoveMenu({
  calendar: { publication, timeZone, view },
  day,
  send,
  time,
}: Pick<Props, 'calendar' | 'day'> & { send: Movable; time: string }) {
  const desk = useDesk();
  const { calendar } = desk.words;
  const also = day.tiles
    .filter((other) => other.sendId !== send.id && !isMailedArticle(other))
    .slice(0, 3)
    .map((other) => calendar.alsoOne(other.subject, timeOf(other, timeZone)));
  return (
    <details class="menu tile-move">
      <summary aria-label={calendar.moveSend(send.subject)}>
        <Icon name="dots" />
      </summary>
      <MoveForm
        slug={publication.slug}
        send={send}
        timeZone={timeZone}
        day={day.date}
        time={time}
        days={dayChoices(desk, day.date)}
        also={also}
        view={view}
      />
    </details>
  );
}
