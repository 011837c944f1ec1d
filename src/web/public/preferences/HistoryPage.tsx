import { maskAddress, zoneOf, type Preferences } from '../../../subscribers/index.ts';
import { Address } from '../../components/Address.tsx';
import { Around } from '../../components/Around.tsx';
import { PublicPage } from '../../components/PublicPage.tsx';
import { speechFor } from '../with-reader.tsx';
import type { Happening } from './say-history.ts';

interface HistoryProps {
  preferences: Preferences;
  token: string;
  happenings: Happening[];
}

/** What is on record of somebody's consent, in plain words. */
export function HistoryPage({ preferences, token, happenings }: HistoryProps) {
  const { publication, subscriber } = preferences;
  const speech = speechFor(publication, subscriber);
  const { history: say, departing } = speech.words;
  const zone = zoneOf(publication, subscriber);
  return (
    <PublicPage
      title={`${say.heading} – ${publication.name}`}
      language={speech.language}
      publication={publication}
    >
      <h1>{say.heading}</h1>
      <p class="lead">
        <Around words={say.lead}>
          <Address of={maskAddress(subscriber.email)} />
        </Around>
      </p>
      {happenings.length === 0 ? <p>{say.none}</p> : null}
      <ol class="history" reversed>
        {happenings.map(({ at, says }) => (
          <li key={at.toISOString() + says.join(' ')}>
            <time datetime={at.toISOString()}>{speech.moment(at, zone)}</time>
            <div>
              {says.map((sentence) => (
                <p key={sentence} dir="auto">
                  {sentence}
                </p>
              ))}
            </div>
          </li>
        ))}
      </ol>
      <p class="small muted">{say.noTracking}</p>
      <p>
        <a href={`/preferences/${token}`}>{departing.erase.back}</a>
      </p>
    </PublicPage>
  );
}
