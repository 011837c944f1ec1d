import type { UnsubscribeView } from '../../../subscribers/index.ts';
import { PublicPage } from '../../components/PublicPage.tsx';
import { contactOf } from '../contact.ts';

interface ViewProps {
  view: UnsubscribeView;
  token: string;
}

/** One button, no question, no account (CNF-04, CNF-07). */
export function UnsubscribePage({ view: { publication, maskedAddress }, token }: ViewProps) {
  return (
    <PublicPage title={`Unsubscribe from ${publication.name}`} publication={publication}>
      <section class="card message">
        <h1>Leave {publication.name}?</h1>
        <p class="lead">
          <strong>{maskedAddress}</strong> will get no more articles from now on.
        </p>
        <form method="post" action={`/unsubscribe/${token}?by=page`}>
          <button class="large" type="submit">
            Unsubscribe
          </button>
        </form>
        <p class="small">Changed your mind? Close this page and everything stays as it is.</p>
      </section>
    </PublicPage>
  );
}

/** After the button, and for the link opened later. @param canUndo only right after leaving */
export function UnsubscribedPage({ view, token, canUndo }: ViewProps & { canUndo: boolean }) {
  const { publication, maskedAddress, hasOthers, isBarred } = view;
  return (
    <PublicPage title={`You are unsubscribed from ${publication.name}`} publication={publication}>
      <section class="card message">
        <h1>You are unsubscribed.</h1>
        <p class="lead">
          No more articles from {publication.name} will be sent to <strong>{maskedAddress}</strong>.
        </p>
        {canUndo ? (
          <form method="post" action={`/unsubscribe/${token}/undo`}>
            <button class="quiet" type="submit">
              That was a mistake: undo
            </button>
          </form>
        ) : isBarred ? (
          <p class="small">
            The address is blocked: no newsletter can be sent to it. Do you want mail again? Please write to{' '}
            {contactOf(publication)}.
          </p>
        ) : (
          <a class="button quiet" href={`/${publication.slug}`}>
            Subscribe again
          </a>
        )}
        {hasOthers ? (
          <form method="post" action={`/unsubscribe/${token}/all`}>
            <button class="quiet" type="submit">
              Unsubscribe from all newsletters of this site
            </button>
          </form>
        ) : null}
      </section>
    </PublicPage>
  );
}

export function UndonePage({ view: { publication, maskedAddress } }: Pick<ViewProps, 'view'>) {
  return (
    <PublicPage title={`You are subscribed to ${publication.name}`} publication={publication}>
      <section class="card message">
        <h1>Good to have you back.</h1>
        <p class="lead">
          Articles from {publication.name} go to <strong>{maskedAddress}</strong> as before.
        </p>
      </section>
    </PublicPage>
  );
}
