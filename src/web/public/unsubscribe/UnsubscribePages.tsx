import type { Pace } from '../../../articles/index.ts';
import type { UnsubscribeView } from '../../../subscribers/index.ts';
import { Address } from '../../components/Address.tsx';
import { Around } from '../../components/Around.tsx';
import { PublicPage } from '../../components/PublicPage.tsx';
import { contactOf } from '../contact.ts';
import { speechFor } from '../with-reader.tsx';
import { FewerMails } from './FewerMails.tsx';

interface ViewProps {
  view: UnsubscribeView;
  token: string;
}

/** One button, no question, no account (CNF-04, CNF-07). */
export function UnsubscribePage({
  view,
  token,
  pace,
  now,
}: ViewProps & { pace: Pace | undefined; now: Date }) {
  const { publication, maskedAddress, ways } = view;
  const speech = speechFor(publication, view);
  const say = speech.words.leaving;
  return (
    <PublicPage title={say.title(publication.name)} language={speech.language} publication={publication}>
      <section class="card message">
        <h1>{say.heading(publication.name)}</h1>
        <p class="lead">
          <Address of={maskedAddress} /> {say.noMore}
        </p>
        <form method="post" action={`/unsubscribe/${token}?by=page`}>
          <button class="large" type="submit">
            {say.unsubscribe}
          </button>
        </form>
        <p class="small">{say.changedMind}</p>
        {ways ? (
          <FewerMails speech={speech} publication={publication} pace={pace} now={now} {...ways} />
        ) : null}
      </section>
    </PublicPage>
  );
}

/** After the button, and for the link opened later. @param canUndo only right after leaving */
export function UnsubscribedPage({ view, token, canUndo }: ViewProps & { canUndo: boolean }) {
  const { publication, maskedAddress, hasOthers, isBarred } = view;
  const { language, words } = speechFor(publication, view);
  const say = words.leaving;
  return (
    <PublicPage title={say.leftTitle(publication.name)} language={language} publication={publication}>
      <section class="card message">
        <h1>{say.left}</h1>
        <p class="lead">
          <Around words={say.leftWhy(publication.name)}>
            <Address of={maskedAddress} />
          </Around>
        </p>
        {canUndo ? (
          <form method="post" action={`/unsubscribe/${token}/undo`}>
            <button class="quiet" type="submit">
              {say.undo}
            </button>
          </form>
        ) : isBarred ? (
          <p class="small">{say.barred(contactOf(publication))}</p>
        ) : (
          <a class="button quiet" href={`/${publication.slug}`}>
            {say.again}
          </a>
        )}
        {hasOthers ? (
          <form method="post" action={`/unsubscribe/${token}/all`}>
            <button class="quiet" type="submit">
              {say.all}
            </button>
          </form>
        ) : null}
      </section>
    </PublicPage>
  );
}

export function UndonePage({ view }: Pick<ViewProps, 'view'>) {
  const { publication, maskedAddress } = view;
  const { language, words } = speechFor(publication, view);
  const say = words.leaving;
  return (
    <PublicPage title={say.backTitle(publication.name)} language={language} publication={publication}>
      <section class="card message">
        <h1>{say.welcomeBack}</h1>
        <p class="lead">
          <Around words={say.asBefore(publication.name)}>
            <Address of={maskedAddress} />
          </Around>
        </p>
      </section>
    </PublicPage>
  );
}
