import type { ComponentChildren } from 'preact';
import { STRAND_WEEKS } from '../../../articles/index.ts';
import { QUIET_DAYS, type Strand } from '../../../publications/index.ts';
import type { FollowedStrand } from '../../../rhythms/index.ts';
import { zoneOf, type Preferences } from '../../../subscribers/index.ts';
import { PublicPage } from '../../components/PublicPage.tsx';
import { DoneHeading } from '../../components/DoneHeading.tsx';
import { speechFor } from '../with-reader.tsx';

interface PageProps {
  preferences: Preferences;
  token: string;
}

interface StrandProps extends PageProps {
  strand: Strand;
  error?: string | undefined;
}

/** One button, set to what was tapped in the mail; opening the page changes nothing. */
export function AskFollowPage(props: StrandProps & { articles: number; isStopped: boolean }) {
  const { preferences, token, strand, articles, isStopped, error } = props;
  const { publication, subscriber, links } = preferences;
  const { words } = speechFor(publication, subscriber);
  const { follow: say, rhythm } = words;
  const heading = isStopped ? say.no(say.name[strand.kind](strand.name)) : say.ask[strand.kind](strand.name);
  return (
    <FollowFrame preferences={preferences} heading={heading} isDone={isStopped}>
      {error ? (
        <p class="notice is-fault" role="alert">
          {error}
        </p>
      ) : null}
      {isStopped ? null : (
        <p class="lead">
          {say.would[subscriber.rhythm]} {say.endsByItself(QUIET_DAYS)}
        </p>
      )}
      <form method="post" action={`/rhythm/${token}/follow`}>
        <button class={isStopped ? 'quiet' : 'large'} name="follow" value={strand.id} type="submit">
          {isStopped ? say.again : say.yes}
        </button>
      </form>
      <p class="small">
        {isStopped ? null : `${say.soFar(articles, STRAND_WEEKS)} ${rhythm.nothingYet} `}
        <a href={links.preferencesUrl}>{rhythm.allChoices}</a>
      </p>
    </FollowFrame>
  );
}

/** What is followed, until when, and the way back. */
export function FollowingPage({
  preferences,
  token,
  strand,
  followed,
  now,
}: StrandProps & { followed: FollowedStrand; now: Date }) {
  const { publication, subscriber, links } = preferences;
  const speech = speechFor(publication, subscriber);
  const { follow: say, rhythm } = speech.words;
  const day = speech.day(followed.endsAt, zoneOf(publication, subscriber), now);
  return (
    <FollowFrame
      preferences={preferences}
      heading={say.follows(say.name[strand.kind](strand.name))}
      isDone={true}
    >
      <p class="lead">
        {say.would[subscriber.rhythm]} {say.endsOn(day)}
      </p>
      <form method="post" action={`/rhythm/${token}/follow`}>
        <button class="quiet" name="stop" value={strand.id} type="submit">
          {say.stop}
        </button>
      </form>
      <p class="small">
        <a href={`${links.preferencesUrl}#follow`}>{rhythm.allChoices}</a>
      </p>
    </FollowFrame>
  );
}

/** The link lost its end, or nothing was written about it for weeks. */
export function NothingToFollowPage({ preferences }: Pick<PageProps, 'preferences'>) {
  const { publication, subscriber, links } = preferences;
  const { follow: say, rhythm } = speechFor(publication, subscriber).words;
  return (
    <FollowFrame preferences={preferences} heading={say.gone} isDone={false}>
      <p class="lead">{say.goneWhy(publication.name)}</p>
      <p class="small">
        <a href={links.preferencesUrl}>{rhythm.allChoices}</a>
      </p>
    </FollowFrame>
  );
}

interface FrameProps {
  preferences: Preferences;
  heading: string;
  isDone: boolean;
  children: ComponentChildren;
}

function FollowFrame({ preferences: { publication, subscriber }, heading, isDone, children }: FrameProps) {
  const { language } = speechFor(publication, subscriber);
  return (
    <PublicPage title={`${heading} – ${publication.name}`} language={language} publication={publication}>
      {isDone ? <DoneHeading>{heading}</DoneHeading> : <h1>{heading}</h1>}
      {children}
    </PublicPage>
  );
}
