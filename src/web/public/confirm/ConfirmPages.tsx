import type { Publication } from '../../../publications/index.ts';
import type { ConfirmationView } from '../../../subscribers/index.ts';
import { hostOf, PublicPage } from '../../components/PublicPage.tsx';
import { Tick } from '../../components/Tick.tsx';
import { contactOf } from '../contact.ts';

interface ConfirmProps {
  view: ConfirmationView;
  token: string;
}

/** Opening it changes nothing: the button does (CNF-01, CNF-02). */
export function ConfirmPage({ view: { publication, maskedAddress }, token }: ConfirmProps) {
  return (
    <PublicPage title={`Confirm your subscription to ${publication.name}`} publication={publication}>
      <section class="card message">
        <h1>One click to go</h1>
        <p class="lead">
          New articles from <strong>{publication.name}</strong> will be sent to{' '}
          <strong>{maskedAddress}</strong>.
        </p>
        <form method="post" action={`/confirm/${token}`}>
          <button class="large" type="submit">
            Yes, subscribe me
          </button>
        </form>
        <p class="small">Not you? Close this page and nothing will be sent.</p>
      </section>
    </PublicPage>
  );
}

/** @param isFresh straight after the button, as opposed to the link opened again (TOK-04). */
export function ConfirmedPage({ view, isFresh }: { view: ConfirmationView; isFresh: boolean }) {
  const { publication, maskedAddress } = view;
  return (
    <PublicPage title={`You are subscribed to ${publication.name}`} publication={publication}>
      <section class="card message">
        <Tick />
        <h1>{isFresh ? 'Welcome! You are subscribed.' : 'You are already subscribed.'}</h1>
        <p class="lead">
          {isFresh
            ? `The next article from ${publication.name} comes to ${maskedAddress}.`
            : `${maskedAddress} is confirmed. There is nothing left to do.`}
        </p>
        <p class="small">Every email has a link to unsubscribe and a link to your choices.</p>
        <a class="button" href={publication.siteUrl} rel="noreferrer">
          Go to {hostOf(publication.siteUrl)}
        </a>
      </section>
    </PublicPage>
  );
}

export function ExpiredPage({ view: { publication }, token }: ConfirmProps) {
  return (
    <PublicPage title={`This link has expired – ${publication.name}`} publication={publication}>
      <section class="card message">
        <h1>This link has expired</h1>
        <p class="lead">Confirmation links work for seven days. We can send you a new one.</p>
        <form method="post" action={`/confirm/${token}/resend`}>
          <button class="large" type="submit">
            Send me a new link
          </button>
        </form>
      </section>
    </PublicPage>
  );
}

/** Confirmed once, left since. */
export function LeftPage({ publication }: { publication: Publication }) {
  return (
    <PublicPage title={`You left ${publication.name}`} publication={publication}>
      <section class="card message">
        <h1>This link was already used</h1>
        <p class="lead">
          You confirmed with it, and unsubscribed later. To get articles again, sign up again.
        </p>
        <a class="button" href={`/${publication.slug}`}>
          Sign up again
        </a>
      </section>
    </PublicPage>
  );
}

export function SuppressedPage({ publication }: { publication: Publication }) {
  return (
    <PublicPage title={`Not subscribed – ${publication.name}`} publication={publication}>
      <section class="card message">
        <h1>This address is blocked</h1>
        <p class="lead">
          No newsletter can be sent to it, so nothing was changed. Do you want mail again? Please write to{' '}
          {contactOf(publication)}.
        </p>
      </section>
    </PublicPage>
  );
}
