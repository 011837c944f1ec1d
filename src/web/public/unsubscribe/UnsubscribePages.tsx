import type { Pace } from '../../../articles/index.ts';
import { LEAVING_REASONS, type UnsubscribeView } from '../../../subscribers/index.ts';
import type { LeavingWords } from '../../../words/index.ts';
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
        <FewerMails
          speech={speech}
          publication={publication}
          pace={pace}
          now={now}
          getsAllTopics={view.getsAllTopics}
          {...ways}
        />
      ) : null}
    </PublicPage>
  );
}

/** After the button, and for the link opened later. @param isFresh only right after leaving @param isTold they said why */
export function UnsubscribedPage({
  view,
  token,
  isFresh,
  isTold = false,
}: ViewProps & { isFresh: boolean; isTold?: boolean }) {
  const { publication, maskedAddress, hasOthers, isBarred, undoUntil } = view;
  const { language, words, time } = speechFor(publication, view);
  const say = words.leaving;
  return (
    <PublicPage title={say.leftTitle(publication.name)} language={language} publication={publication}>
      <h1>{say.left}</h1>
      <p class="lead">
        <Around words={say.leftWhy(publication.name)}>
          <Address of={maskedAddress} />
        </Around>
      </p>
      {isTold ? (
        <p class="notice" role="status">
          {say.why.thanks}
        </p>
      ) : null}
      {isFresh && undoUntil ? (
        <form class="buttons" method="post" action={`/unsubscribe/${token}/undo`}>
          <button class="quiet" type="submit">
            {say.undo}
          </button>
          <span class="muted">{say.undoUntil(time(undoUntil, publication.timeZone))}</span>
        </form>
      ) : isBarred ? (
        <p class="small">{say.barred(contactOf(publication))}</p>
      ) : (
        <a class="button quiet" href={`/${publication.slug}`}>
          {say.again}
        </a>
      )}
      {isFresh && !isTold ? <WhyForm say={say.why} token={token} /> : null}
      {hasOthers ? (
        <form class="section" method="post" action={`/unsubscribe/${token}/all`}>
          <button class="bare" type="submit">
            {say.all}
          </button>
        </form>
      ) : null}
    </PublicPage>
  );
}

/** Asked of nobody who has not left, and never in the way. */
function WhyForm({ say, token }: { say: LeavingWords['why']; token: string }) {
  return (
    <form class="section" method="post" action={`/unsubscribe/${token}/reason`} aria-labelledby="why">
      <h2 id="why">{say.heading}</h2>
      <p class="muted">{say.hint}</p>
      <div role="radiogroup" aria-labelledby="why">
        {LEAVING_REASONS.map((reason) => (
          <label class="tick" key={reason}>
            <input type="radio" name="reason" value={reason} required />
            {say.reasons[reason]}
          </label>
        ))}
      </div>
      <button class="quiet" type="submit">
        {say.send}
      </button>
    </form>
  );
}

export function UndonePage({ view }: Pick<ViewProps, 'view'>) {
  const { publication, maskedAddress, ways } = view;
  const { language, words } = speechFor(publication, view);
  const say = words.leaving;
  return (
    <PublicPage title={say.backTitle(publication.name)} language={language} publication={publication}>
      <h1>{say.welcomeBack}</h1>
      <p class="lead">
        <Around words={say.asBefore(publication.name)}>
          <Address of={maskedAddress} />
        </Around>
      </p>
      {ways ? (
        <a class="button quiet" href={ways.preferencesUrl}>
          {say.choices}
        </a>
      ) : null}
    </PublicPage>
  );
}
