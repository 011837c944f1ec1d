import type { Pace } from '../../../articles/index.ts';
import type { Publication } from '../../../publications/index.ts';
import { RHYTHMS } from '../../../rhythms/index.ts';
import type { ReaderSpeech } from '../../../words/index.ts';
import { mailsAWeek, NO_MAIL_RADIUS, weekInDots, type Dot } from './mails-a-week.ts';

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
            {counts ? <WeekInDots dots={weekInDots(rhythm, counts[rhythm], publication)} /> : null}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Decoration: the words beside it say the same. */
function WeekInDots({ dots }: { dots: Dot[] }) {
  return (
    <svg class="week" viewBox="0 0 62 34" width="62" height="34" aria-hidden="true" focusable="false">
      {dots.map(([x, y, radius]) => (
        <circle
          class={radius === NO_MAIL_RADIUS ? 'no' : undefined}
          cx={x}
          cy={y}
          r={radius}
          key={`${x}-${y}`}
        />
      ))}
    </svg>
  );
}
