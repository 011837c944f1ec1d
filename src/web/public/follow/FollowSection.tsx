import type { FollowedStrand } from '../../../rhythms/index.ts';
import { zoneOf, type Preferences } from '../../../subscribers/index.ts';
import type { ReaderSpeech } from '../../../words/index.ts';
import { asStrand } from './change-follow.ts';

interface FollowSectionProps {
  speech: ReaderSpeech;
  preferences: Preferences;
  token: string;
  followed: FollowedStrand[];
  now: Date;
}

/** What a reader follows, until when, and what ended by itself lately. */
export function FollowSection({ speech, preferences, token, followed, now }: FollowSectionProps) {
  const say = speech.words.follow;
  const zone = zoneOf(preferences.publication, preferences.subscriber);
  return (
    <section class="section" id="follow" aria-labelledby="follow-heading">
      <h2 id="follow-heading">{say.heading}</h2>
      <ul class="followed">
        {followed.map((one) => {
          const { id, kind, name } = asStrand(one);
          const day = speech.day(one.endsAt, zone, now);
          return (
            <li key={id}>
              <div>
                <span id={`follow-${id}`} dir="auto">
                  {say.name[kind](name)}
                </span>{' '}
                <span class="muted">{one.isOver ? say.ended(day) : say.endsOn(day)}</span>
              </div>
              <form method="post" action={`/preferences/${token}/follow`}>
                <button
                  class="quiet"
                  name={one.isOver ? 'follow' : 'stop'}
                  value={id}
                  type="submit"
                  aria-describedby={`follow-${id}`}
                >
                  {one.isOver ? say.again : say.stop}
                </button>
              </form>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
