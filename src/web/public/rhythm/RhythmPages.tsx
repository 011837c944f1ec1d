import { RHYTHMS, type Rhythm } from '../../../rhythms/index.ts';
import type { Preferences } from '../../../subscribers/index.ts';
import { PublicPage } from '../../components/PublicPage.tsx';
import { DoneHeading } from '../../components/DoneHeading.tsx';
import { speechFor } from '../with-reader.tsx';
import { sayWays } from './say-ways.ts';

interface PageProps {
  preferences: Preferences;
  token: string;
  now: Date;
}

/** One button, set to what was tapped in the mail; opening the page changes nothing. */
export function AskRhythmPage({ preferences, token, now, to }: PageProps & { to: Rhythm }) {
  const { publication, subscriber, links } = preferences;
  const speech = speechFor(publication, subscriber);
  const say = speech.words.rhythm;
  const ways = sayWays(speech, publication, subscriber, now);
  const isAsBefore = subscriber.rhythmBefore === to;
  const heading = isAsBefore ? say.keepAsk : say.ask[to];
  return (
    <PublicPage
      title={`${heading} – ${publication.name}`}
      language={speech.language}
      publication={publication}
    >
      <h1>{heading}</h1>
      {isAsBefore ? <p class="lead">{say.keepWhy(publication.name, ways.comes)}</p> : null}
      <p class="lead">{ways.would(to)}</p>
      <form method="post" action={`/rhythm/${token}`}>
        <button class="large" name="rhythm" value={to} type="submit">
          {say.yes[to]}
        </button>
      </form>
      <p class="small">
        {say.nothingYet} <a href={links.preferencesUrl}>{say.allChoices}</a>
      </p>
    </PublicPage>
  );
}

/** The same without a tap on one of them, as for a link that lost its end. */
export function ChooseRhythmPage({ preferences, token, now }: PageProps) {
  const { publication, subscriber, links } = preferences;
  const speech = speechFor(publication, subscriber);
  const say = speech.words.rhythm;
  const ways = sayWays(speech, publication, subscriber, now);
  return (
    <PublicPage
      title={`${say.choose} – ${publication.name}`}
      language={speech.language}
      publication={publication}
    >
      <h1>{say.choose}</h1>
      <p class="lead">{say.already[subscriber.rhythm]}.</p>
      <form class="buttons" method="post" action={`/rhythm/${token}`}>
        {RHYTHMS.filter((rhythm) => rhythm !== subscriber.rhythm).map((rhythm) => (
          <button class="quiet" name="rhythm" value={rhythm} type="submit" key={rhythm}>
            {say.labels[rhythm]}
          </button>
        ))}
      </form>
      <p class="small">
        {ways.next} <a href={links.preferencesUrl}>{say.allChoices}</a>
      </p>
    </PublicPage>
  );
}

/** @param undoes what it was before the change, `default` if nothing was chosen; undefined: nothing was changed. */
export function RhythmDonePage({
  preferences,
  token,
  now,
  undoes,
}: PageProps & { undoes: Rhythm | 'default' | undefined }) {
  const { publication, subscriber, links } = preferences;
  const speech = speechFor(publication, subscriber);
  const say = speech.words.rhythm;
  const ways = sayWays(speech, publication, subscriber, now);
  const { rhythm } = subscriber;
  const before = undoes === 'default' ? publication.defaultRhythm : undoes;
  const heading = before === undefined ? say.already[rhythm] : say.done[rhythm];
  return (
    <PublicPage
      title={`${heading} – ${publication.name}`}
      language={speech.language}
      publication={publication}
    >
      <DoneHeading>{heading}</DoneHeading>
      <p class="lead">{ways.next}</p>
      {before === undefined || before === rhythm ? null : (
        <form method="post" action={`/rhythm/${token}`}>
          <button class="quiet" name="rhythm" value={undoes} type="submit">
            {say.undo[before]}
          </button>
        </form>
      )}
      <p class="small">
        <a href={links.preferencesUrl}>{say.allChoices}</a>
      </p>
    </PublicPage>
  );
}

/** For somebody who left, or whose mail bounced: here is nothing to choose. */
export function NotReaderPage({ preferences: { publication, subscriber } }: Pick<PageProps, 'preferences'>) {
  const speech = speechFor(publication, subscriber);
  const say = speech.words.rhythm;
  return (
    <PublicPage
      title={`${say.notReader} – ${publication.name}`}
      language={speech.language}
      publication={publication}
    >
      <h1>{say.notReader}</h1>
      <p class="lead">{say.notReaderWhy(publication.name)}</p>
      <a class="button quiet" href={`/${publication.slug}`}>
        {say.subscribe}
      </a>
    </PublicPage>
  );
}
