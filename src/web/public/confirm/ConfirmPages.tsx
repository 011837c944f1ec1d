import type { ComponentChildren } from 'preact';
import { zoneOf, type ConfirmationView } from '../../../subscribers/index.ts';
import type { ConfirmWords } from '../../../words/index.ts';
import { Address } from '../../components/Address.tsx';
import { Around } from '../../components/Around.tsx';
import { hostOf, PublicPage } from '../../components/PublicPage.tsx';
import { Facts } from '../../components/Facts.tsx';
import { DoneHeading } from '../../components/DoneHeading.tsx';
import { contactOf } from '../contact.ts';
import { sayFacts } from '../rhythm/say-facts.ts';
import { sayWays } from '../rhythm/say-ways.ts';
import { speechFor } from '../with-reader.tsx';

interface ViewProps {
  view: ConfirmationView;
}

interface FrameProps extends ViewProps {
  title: (say: ConfirmWords, name: string) => string;
  children: ComponentChildren;
}

function ConfirmFrame({ view, title, children }: FrameProps) {
  const { publication } = view;
  const { language, words } = speechFor(publication, view.ways);
  return (
    <PublicPage title={title(words.confirm, publication.name)} language={language} publication={publication}>
      {children}
    </PublicPage>
  );
}

const wordsOf = ({ publication, ways }: ConfirmationView) => speechFor(publication, ways).words.confirm;

function Together({ view }: ViewProps) {
  const { publication, ways, together } = view;
  if (together.length === 0) return null;
  const speech = speechFor(publication, ways);
  return <p>{speech.words.confirm.together(speech.list(together))}</p>;
}

/** Opening it changes nothing: the button does (CNF-01, CNF-02). */
export function ConfirmPage({ view, token, now }: ViewProps & { token: string; now: Date }) {
  const { publication, maskedAddress, ways } = view;
  const say = wordsOf(view);
  const { comes } = sayWays(speechFor(publication, ways), publication, ways, now);
  return (
    <ConfirmFrame view={view} title={(words, name) => words.title(name)}>
      <h1>{say.heading}</h1>
      <p class="lead">
        <Address of={maskedAddress} /> {say.will(publication.name, comes)}
      </p>
      <Together view={view} />
      <form method="post" action={`/confirm/${token}`}>
        <button class="large" type="submit">
          {say.yes}
        </button>
      </form>
      <p class="small">{say.notYou}</p>
    </ConfirmFrame>
  );
}

/** @param isFresh straight after the button, as opposed to the link opened again (TOK-04). */
export function ConfirmedPage({ view, isFresh, now }: ViewProps & { isFresh: boolean; now: Date }) {
  const { publication, maskedAddress, ways, cameFrom } = view;
  const speech = speechFor(publication, ways);
  const say = speech.words.confirm;
  const { comes, nextWhen } = sayWays(speech, publication, ways, now);
  const first = nextWhen === undefined ? say.firstWithArticle : say.firstMail(nextWhen);
  return (
    <ConfirmFrame view={view} title={(words, name) => words.doneTitle(name)}>
      <DoneHeading>{isFresh ? say.welcome : say.already}</DoneHeading>
      <p class="lead">
        {isFresh ? (
          first
        ) : (
          <>
            <Address of={maskedAddress} /> {say.nothingToDo}
          </>
        )}
      </p>
      {isFresh ? (
        <>
          <Facts facts={sayFacts(speech, factsOf(view, comes))} />
          <Together view={view} />
        </>
      ) : null}
      <div class="buttons">
        <a class="button" href={cameFrom ?? publication.siteUrl} rel="noreferrer">
          {cameFrom ? say.backToArticle : say.goTo(hostOf(publication.siteUrl))}
        </a>
      </div>
      <p class="small">
        {isFresh ? say.keepFromSpam(publication.fromAddress) : null} {say.everyEmail}
      </p>
    </ConfirmFrame>
  );
}

const factsOf = ({ topics, ways, maskedAddress }: ConfirmationView, comes: string) => ({
  comes,
  topics: topics.filter(({ id }) => ways.topicIds.includes(id)).map(({ name }) => name),
  hasTopics: topics.length > 0,
  address: maskedAddress,
});

export function ExpiredPage({ view, token, now }: ViewProps & { token: string; now: Date }) {
  const { publication, ways, maskedAddress, requestedAt } = view;
  const speech = speechFor(publication, ways);
  const say = speech.words.confirm;
  return (
    <ConfirmFrame view={view} title={(words, name) => words.expiredTitle(name)}>
      <h1>{say.expired}</h1>
      <p class="lead">{say.expiredWhy(speech.day(requestedAt, zoneOf(publication, ways), now))}</p>
      <form method="post" action={`/confirm/${token}/resend`}>
        <button class="large" type="submit">
          {say.newLink}
        </button>
      </form>
      <p class="muted">
        <Around words={say.goesTo}>
          <Address of={maskedAddress} />
        </Around>
      </p>
    </ConfirmFrame>
  );
}

/** Confirmed once, left since. */
export function LeftPage({ view }: ViewProps) {
  const say = wordsOf(view);
  return (
    <ConfirmFrame view={view} title={(words, name) => words.leftTitle(name)}>
      <h1>{say.used}</h1>
      <p class="lead">{say.usedWhy}</p>
      <a class="button" href={`/${view.publication.slug}`}>
        {say.again}
      </a>
    </ConfirmFrame>
  );
}

export function SuppressedPage({ view }: ViewProps) {
  const say = wordsOf(view);
  return (
    <ConfirmFrame view={view} title={(words, name) => words.blockedTitle(name)}>
      <h1>{say.blocked}</h1>
      <p class="lead">{say.blockedWhy(contactOf(view.publication))}</p>
    </ConfirmFrame>
  );
}
