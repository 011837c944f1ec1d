import { maskAddress, type Preferences } from '../../../subscribers/index.ts';
import { Address } from '../../components/Address.tsx';
import { Around } from '../../components/Around.tsx';
import { PublicPage } from '../../components/PublicPage.tsx';
import { speechFor } from '../with-reader.tsx';

interface PageProps {
  preferences: Preferences;
  token: string;
}

/** Its button erases nothing: scanners press the buttons of pages that links lead to. */
export function ErasePage({ preferences, token }: PageProps) {
  const { publication, subscriber } = preferences;
  const { language, words } = speechFor(publication, subscriber);
  const say = words.departing.erase;
  return (
    <PublicPage title={say.title(publication.name)} language={language} publication={publication}>
      <h1>{say.heading}</h1>
      <p class="lead">
        <Around words={say.lead}>
          <Address of={subscriber.deliveryAddress} />
        </Around>
      </p>
      <h2>{say.stays}</h2>
      <ul class="points">
        {say.whatStays(publication.name).map((what) => (
          <li key={what}>{what}</li>
        ))}
      </ul>
      <form method="post" action={`/your-data/${token}/erase`}>
        <button class="large" type="submit">
          {say.goOn}
        </button>
      </form>
      <a href={preferences.links.preferencesUrl}>{say.back}</a>
    </PublicPage>
  );
}

export function EraseForGoodPage({ preferences, token }: PageProps) {
  const { publication, subscriber } = preferences;
  const { language, words } = speechFor(publication, subscriber);
  const { erase, forGood: say } = words.departing;
  return (
    <PublicPage title={erase.title(publication.name)} language={language} publication={publication}>
      <h1>{say.heading(subscriber.deliveryAddress)}</h1>
      <p class="lead">{say.lead}</p>
      <form method="post" action={`/your-data/${token}/erase/for-good`}>
        <button class="large" type="submit">
          {say.erase}
        </button>
      </form>
      <a href={preferences.links.preferencesUrl}>{erase.back}</a>
    </PublicPage>
  );
}

/** After the request: the link is on its way. */
export function OwnDataSentPage({ preferences, token }: PageProps) {
  const { publication, subscriber } = preferences;
  const { language, words } = speechFor(publication, subscriber);
  const { ownData: say, departing } = words;
  return (
    <PublicPage title={say.title(publication.name)} language={language} publication={publication}>
      <h1>{say.sent}</h1>
      <p class="lead">
        <Around words={say.lead}>
          <Address of={maskAddress(subscriber.email)} />
        </Around>
      </p>
      <a href={`/preferences/${token}`}>{departing.erase.back}</a>
    </PublicPage>
  );
}

/** Where the mail leads: the file, and the way to erase. */
export function OwnDataPage({ preferences, token }: PageProps) {
  const { publication, subscriber, links } = preferences;
  const { language, words } = speechFor(publication, subscriber);
  const { ownData: say, departing, preferences: choices } = words;
  return (
    <PublicPage title={say.title(publication.name)} language={language} publication={publication}>
      <h1>{choices.data}</h1>
      <p class="lead">
        <Around words={say.file}>
          <Address of={subscriber.deliveryAddress} />
        </Around>
      </p>
      <div class="buttons">
        <a class="button" href={`/your-data/${token}/my-data.json`}>
          {choices.download}
        </a>
        <a class="button quiet" href={`/your-data/${token}/erase`}>
          {choices.erase}
        </a>
      </div>
      <a href={links.preferencesUrl}>{departing.erase.back}</a>
    </PublicPage>
  );
}

export function OwnDataExpiredPage({ preferences }: Pick<PageProps, 'preferences'>) {
  const { publication, subscriber, links } = preferences;
  const { language, words } = speechFor(publication, subscriber);
  const { ownData: say, departing } = words;
  return (
    <PublicPage title={say.title(publication.name)} language={language} publication={publication}>
      <h1>{say.expired}</h1>
      <p class="lead">{say.expiredWhy}</p>
      <a class="button" href={links.preferencesUrl}>
        {departing.erase.back}
      </a>
    </PublicPage>
  );
}
