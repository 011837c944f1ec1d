import type { Publication } from '../../../publications/index.ts';
import { dayLater } from '../../../rhythms/index.ts';
import { zoneOf, type Subscriber } from '../../../subscribers/index.ts';
import type { ReaderSpeech } from '../../../words/index.ts';

interface PauseProps {
  speech: ReaderSpeech;
  publication: Publication;
  subscriber: Subscriber;
  token: string;
  /** The day that was typed, and what is wrong with it. */
  typed: string;
  error: string | undefined;
  now: Date;
}

/** A break with a day of return; during one, the way back. */
export function PauseSection({ speech, publication, subscriber, token, typed, error, now }: PauseProps) {
  const say = speech.words.pause;
  const zone = zoneOf(publication, subscriber);
  const later = (by: Parameters<typeof dayLater>[2]) => dayLater(zone, now, by);
  const { pausedUntil } = subscriber;
  const day = (until: string, text: string) => (
    <button class="quiet" name="until" value={until} type="submit">
      {text}
    </button>
  );
  return (
    <section class="section" id="pause" aria-labelledby="pause-heading">
      <h2 id="pause-heading">{pausedUntil ? say.paused(speech.day(pausedUntil, zone, now)) : say.heading}</h2>
      <p class="muted">{say.why}</p>
      <form class="buttons" method="post" action={`/preferences/${token}/pause`} novalidate>
        {pausedUntil ? day('', say.end) : day(later({ days: 7 }), say.week)}
        {pausedUntil ? null : day(later({ days: 14 }), say.twoWeeks)}
        {pausedUntil ? null : day(later({ months: 1 }), say.month)}
      </form>
      <form class="field" method="post" action={`/preferences/${token}/pause`} novalidate>
        <label for="date">{pausedUntil ? say.anotherDate : say.orUntil}</label>
        <div class="code-row">
          <input
            id="date"
            name="date"
            type="date"
            min={later({ days: 1 })}
            max={later({ years: 1 })}
            value={typed}
            aria-invalid={error ? 'true' : undefined}
            aria-describedby={error ? 'date-fault' : undefined}
          />
          <button class="quiet" type="submit">
            {say.pause}
          </button>
        </div>
        {error ? (
          <p class="fault" id="date-fault">
            {error}
          </p>
        ) : null}
      </form>
    </section>
  );
}
