import type { Pace } from '../../../articles/index.ts';
import type { Publication } from '../../../publications/index.ts';
import { RHYTHMS, WEEKDAYS, type Rhythm } from '../../../rhythms/index.ts';
import type { ReaderSpeech } from '../../../words/index.ts';
import { mailsAWeek } from './mails-a-week.ts';

interface TilesProps {
  speech: ReaderSpeech;
  publication: Pick<Publication, 'weeklyOn'>;
  pace: Pace | undefined;
  chosen: string;
  errorId?: string | undefined;
}

/** The three rhythms and what each means for this paper: the number is part of the choice. */
export function RhythmTiles({ speech, publication, pace, chosen, errorId }: TilesProps) {
  const say = speech.words.rhythm;
  const counts = pace && mailsAWeek(pace);
  return (
    <fieldset class="rhythm" id="rhythm" aria-describedby={errorId}>
      <legend>{say.howOften}</legend>
      <div class="tiles">
        {RHYTHMS.map((rhythm) => (
          <label class="tile" key={rhythm}>
            <input type="radio" name="rhythm" value={rhythm} checked={rhythm === chosen} />
            <span>
              <b>{say.labels[rhythm]}</b>{' '}
              <span class="means">{counts ? say.aWeek[rhythm](counts[rhythm]) : say.means[rhythm]}</span>
            </span>
            {counts ? <WeekInDots mails={spread(rhythm, counts[rhythm], publication)} /> : null}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const DAYS = 7;
/** More do not fit above each other. */
const HIGHEST = 6;

/** How many mails come on each day of a week. */
function spread(rhythm: Rhythm, count: number, { weeklyOn }: TilesProps['publication']): number[] {
  if (rhythm === 'weekly') return WEEKDAYS.map((day) => (day === weeklyOn ? 1 : 0));
  return Array.from({ length: DAYS }, (_, day) =>
    Math.min(HIGHEST, Math.floor(((day + 1) * count) / DAYS) - Math.floor((day * count) / DAYS)),
  );
}

/** Decoration: the words beside it say the same. */
function WeekInDots({ mails }: { mails: number[] }) {
  return (
    <svg class="week" viewBox="0 0 62 34" width="62" height="34" aria-hidden="true" focusable="false">
      {mails.flatMap((count, day) => {
        const x = 4 + 9 * day;
        if (count === 0) return [<circle class="no" cx={x} cy={31} r={1.3} key={`${day}`} />];
        return Array.from({ length: count }, (_, place) => (
          <circle cx={x} cy={31 - 5.4 * place} r={2.3} key={`${day}-${place}`} />
        ));
      })}
    </svg>
  );
}
