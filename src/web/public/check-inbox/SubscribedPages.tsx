import type { ComponentChildren } from 'preact';
import { maskAddress, type Preferences } from '../../../subscribers/index.ts';
import type { Rhythm } from '../../../rhythms/index.ts';
import { hostOf, PublicPage } from '../../components/PublicPage.tsx';
import { StrongText } from '../../components/StrongText.tsx';
import { Facts } from '../../components/Facts.tsx';
import { DoneHeading } from '../../components/DoneHeading.tsx';
import { sayFacts } from '../rhythm/say-facts.ts';
import { sayWays } from '../rhythm/say-ways.ts';
import { speechFor } from '../with-reader.tsx';

interface PageProps {
  preferences: Preferences;
  token: string;
  now: Date;
  isFrame: boolean;
}

function Frame({ title, children, ...page }: PageProps & { title: string; children: ComponentChildren }) {
  const { publication, subscriber } = page.preferences;
  return (
    <PublicPage
      title={title}
      language={speechFor(publication, subscriber).language}
      publication={publication}
      {...(page.isFrame && { layout: 'frame', scripts: ['frame-height.js'] })}
    >
      {children}
    </PublicPage>
  );
}

/** The code was right, and the person is a reader now. */
export function SubscribedPage(page: PageProps) {
  const { publication, subscriber, links, topics } = page.preferences;
  const speech = speechFor(publication, subscriber);
  const say = speech.words.confirm;
  const { comes, nextWhen } = sayWays(speech, publication, subscriber, page.now);
  return (
    <Frame {...page} title={say.doneTitle(publication.name)}>
      <DoneHeading>{say.welcome}</DoneHeading>
      <p class="lead">{nextWhen === undefined ? say.firstWithArticle : say.firstMail(nextWhen)}</p>
      <Facts
        facts={sayFacts(speech, {
          comes,
          topics: topics.filter(({ id }) => subscriber.topicIds.includes(id)).map(({ name }) => name),
          hasTopics: topics.length > 0,
          address: maskAddress(subscriber.email),
        })}
      />
      <a class="button quiet" href={links.preferencesUrl} {...(page.isFrame && { target: '_blank' })}>
        {speech.words.rhythm.allChoices}
      </a>
    </Frame>
  );
}

/** The code was right, and the person was a reader before: nothing has changed, and what they just chose is offered. */
export function AlreadyPage({ chose, ...page }: PageProps & { chose: Rhythm | undefined }) {
  const { publication, subscriber } = page.preferences;
  const speech = speechFor(publication, subscriber);
  const say = speech.words.checkInbox;
  const { comes } = sayWays(speech, publication, subscriber, page.now);
  const isOther = chose !== undefined && chose !== subscriber.rhythm;
  return (
    <Frame {...page} title={say.already.title(publication.name)}>
      <DoneHeading>{say.already.heading}</DoneHeading>
      <p class="lead">
        <StrongText
          text={say.already.gets}
          values={{ address: maskAddress(subscriber.email), name: publication.name, comes }}
        />{' '}
        {isOther ? <StrongText text={say.already.chose} values={{ rhythm: say.rhythms[chose] }} /> : null}
      </p>
      {isOther ? (
        <form method="post" action={`/rhythm/${page.token}`} {...(page.isFrame && { target: '_blank' })}>
          <button class="large" name="rhythm" value={chose} type="submit">
            {speech.words.rhythm.yes[chose]}
          </button>
        </form>
      ) : null}
      <a
        class="button quiet"
        href={publication.siteUrl}
        rel="noreferrer"
        {...(page.isFrame && { target: '_top' })}
      >
        {isOther ? say.already.leave : speech.words.confirm.goTo(hostOf(publication.siteUrl))}
      </a>
    </Frame>
  );
}
