import type { Pace } from '../../../articles/index.ts';
import type { Publication } from '../../../publications/index.ts';
import { dayLater, type Rhythm } from '../../../rhythms/index.ts';
import { zoneOf, type Subscriber } from '../../../subscribers/index.ts';
import type { ReaderSpeech } from '../../../words/index.ts';
import { mailsAWeek } from '../rhythm/mails-a-week.ts';

interface FewerProps {
  speech: ReaderSpeech;
  publication: Publication;
  subscriber: Subscriber;
  rhythmUrl: string;
  preferencesUrl: string;
  getsAllTopics: boolean;
  pace: Pace | undefined;
  now: Date;
}

/** Less mail rather than none, below the button that leaves; what would change nothing is left out. */
export function FewerMails(props: FewerProps) {
  const { speech, publication, subscriber, rhythmUrl, preferencesUrl, getsAllTopics, pace, now } = props;
  const { leaving, rhythm } = speech.words;
  const zone = zoneOf(publication, subscriber);
  const counts = pace && mailsAWeek(pace);
  const offers = lessThan(subscriber.rhythm).filter(
    (to) => !counts || counts[to] < counts[subscriber.rhythm],
  );
  const month = dayLater(zone, now, { months: 1 });
  const path = new URL(rhythmUrl).pathname;
  if (offers.length === 0 && subscriber.pausedUntil && !getsAllTopics) return null;
  return (
    <section class="section" aria-labelledby="fewer">
      <h2 id="fewer">{leaving.fewer}</h2>
      <ul class="links">
        {offers.map((to) => (
          <li key={to}>
            <form method="post" action={path}>
              <button class="bare" name="rhythm" value={to} type="submit">
                {leaving.instead[to]}
              </button>
            </form>
            <span class="muted">
              {counts ? leaving.ratherThan(counts[to], counts[subscriber.rhythm]) : rhythm.means[to]}
            </span>
          </li>
        ))}
        {subscriber.pausedUntil ? null : (
          <li>
            <form method="post" action={`${path}/pause`}>
              <button class="bare" name="until" value={month} type="submit">
                {leaving.pauseMonth}
              </button>
            </form>
            <span class="muted">{leaving.back(speech.day(new Date(`${month}T12:00:00Z`), 'UTC', now))}</span>
          </li>
        )}
        {getsAllTopics ? (
          <li>
            <a href={`${new URL(preferencesUrl).pathname}#topics`}>{leaving.someTopics}</a>
            <span class="muted">{leaving.allNow}</span>
          </li>
        ) : null}
      </ul>
    </section>
  );
}

const lessThan = (rhythm: Rhythm): Rhythm[] =>
  rhythm === 'each' ? ['daily', 'weekly'] : rhythm === 'daily' ? ['weekly'] : [];
