import { zoneOf, type Preferences } from '../../../subscribers/index.ts';
import { PublicPage } from '../../components/PublicPage.tsx';
import { DoneHeading } from '../../components/DoneHeading.tsx';
import { speechFor } from '../with-reader.tsx';
import { sayWays } from './say-ways.ts';

interface PageProps {
  preferences: Preferences;
  token: string;
  now: Date;
}

/** After a pause began or ended; says when mail comes, and takes it back. */
export function PausedPage({ preferences, token, now }: PageProps) {
  const { publication, subscriber, links } = preferences;
  const speech = speechFor(publication, subscriber);
  const { pause, rhythm } = speech.words;
  const ways = sayWays(speech, publication, subscriber, now);
  const zone = zoneOf(publication, subscriber);
  const { pausedUntil } = subscriber;
  const heading = pausedUntil ? pause.paused(speech.day(pausedUntil, zone, now)) : pause.ended;
  return (
    <PublicPage
      title={`${heading} – ${publication.name}`}
      language={speech.language}
      publication={publication}
    >
      <DoneHeading>{heading}</DoneHeading>
      <p class="lead">
        {pausedUntil ? pause.pausedWhy(speech.when(pausedUntil, zone, now), ways.comes) : ways.next}
      </p>
      {pausedUntil ? (
        <form method="post" action={`/rhythm/${token}/pause`}>
          <button class="quiet" name="until" value="" type="submit">
            {pause.end}
          </button>
        </form>
      ) : null}
      <p class="small">
        {pausedUntil ? (
          <a href={`${links.preferencesUrl}#pause`}>{pause.anotherDate}</a>
        ) : (
          <a href={links.preferencesUrl}>{rhythm.allChoices}</a>
        )}
      </p>
    </PublicPage>
  );
}
