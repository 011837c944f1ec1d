import type { Preferences } from '../../../subscribers/index.ts';
import { Address } from '../../components/Address.tsx';
import { Around } from '../../components/Around.tsx';
import { PublicPage } from '../../components/PublicPage.tsx';
import { speechFor } from '../with-reader.tsx';

interface EraseProps {
  preferences: Preferences;
  token: string;
}

/** Its button erases nothing: scanners press the buttons of pages that links lead to. */
export function ErasePage({ preferences, token }: EraseProps) {
  const { publication, subscriber } = preferences;
  const { language, words } = speechFor(publication, subscriber);
  const say = words.departing.erase;
  return (
    <PublicPage title={say.title(publication.name)} language={language} publication={publication}>
      <section class="card message">
        <h1>{say.heading}</h1>
        <p class="lead">
          <Around words={say.lead}>
            <Address of={subscriber.deliveryAddress} />
          </Around>
        </p>
        <h2>{say.stays}</h2>
        <ul class="hints">
          {say.whatStays(publication.name).map((what) => (
            <li key={what}>{what}</li>
          ))}
        </ul>
        <form method="post" action={`/preferences/${token}/erase`}>
          <button class="large" type="submit">
            {say.goOn}
          </button>
        </form>
        <a href={`/preferences/${token}`}>{say.back}</a>
      </section>
    </PublicPage>
  );
}

export function EraseForGoodPage({ preferences, token }: EraseProps) {
  const { publication, subscriber } = preferences;
  const { language, words } = speechFor(publication, subscriber);
  const { erase, forGood: say } = words.departing;
  return (
    <PublicPage title={erase.title(publication.name)} language={language} publication={publication}>
      <section class="card message">
        <h1>{say.heading(subscriber.deliveryAddress)}</h1>
        <p class="lead">{say.lead}</p>
        <form method="post" action={`/preferences/${token}/erase/for-good`}>
          <button class="large" type="submit">
            {say.erase}
          </button>
        </form>
        <a href={`/preferences/${token}`}>{erase.back}</a>
      </section>
    </PublicPage>
  );
}

/** From the request until the data is gone, a day later. */
export function ErasurePage({
  preferences,
  erasure,
  token,
}: EraseProps & { erasure: NonNullable<Preferences['erasure']> }) {
  const { publication, subscriber } = preferences;
  const { language, words, moment } = speechFor(publication, subscriber);
  const say = words.departing.erasing;
  return (
    <PublicPage title={say.title(publication.name)} language={language} publication={publication}>
      <section class="card message">
        <h1>{say.heading}</h1>
        <p class="lead">
          <Around words={say.lead(moment(erasure.finalAt, publication.timeZone))}>
            <Address of={subscriber.deliveryAddress} />
          </Around>
        </p>
        <form method="post" action={`/preferences/${token}/erase/undo`}>
          <button class="quiet" type="submit">
            {say.undo}
          </button>
        </form>
      </section>
    </PublicPage>
  );
}
