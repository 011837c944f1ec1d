import { maskAddress, type Preferences } from '../../../subscribers/index.ts';
import { Address } from '../../components/Address.tsx';
import { Around } from '../../components/Around.tsx';
import { PublicPage } from '../../components/PublicPage.tsx';
import { speechFor } from '../with-reader.tsx';

/** From the request until the data is gone, a day later. */
export function ErasurePage({
  preferences,
  erasure,
  token,
}: {
  preferences: Preferences;
  token: string;
  erasure: NonNullable<Preferences['erasure']>;
}) {
  const { publication, subscriber } = preferences;
  const { language, words, moment } = speechFor(publication, subscriber);
  const say = words.departing.erasing;
  return (
    <PublicPage title={say.title(publication.name)} language={language} publication={publication}>
      <h1>{say.heading}</h1>
      <p class="lead">
        <Around words={say.lead(moment(erasure.finalAt, publication.timeZone))}>
          <Address of={maskAddress(subscriber.email)} />
        </Around>
      </p>
      <form method="post" action={`/preferences/${token}/erase/undo`}>
        <button class="quiet" type="submit">
          {say.undo}
        </button>
      </form>
    </PublicPage>
  );
}
