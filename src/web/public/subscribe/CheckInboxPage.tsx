import type { Publication } from '../../../publications/index.ts';
import { PublicPage } from '../../components/PublicPage.tsx';
import { contactOf } from '../contact.ts';

interface CheckInboxPageProps {
  publication: Publication;
  /** A domain that looks mistyped and the one that was probably meant (ADR-06). */
  slip: { typed: string; meant: string } | undefined;
  isFrame: boolean;
}

/** The same page whatever is known of the address (ENU-01). */
export function CheckInboxPage({ publication, slip, isFrame }: CheckInboxPageProps) {
  const { slug, name, fromName, fromAddress } = publication;
  const formUrl = isFrame ? `/${slug}/embed` : `/${slug}`;
  return (
    <PublicPage
      title={`Check your inbox – ${name}`}
      publication={publication}
      {...(isFrame ? { layout: 'frame' as const, script: 'frame-height.js' } : {})}
    >
      <section class="card message">
        <Envelope />
        <h1>Check your inbox</h1>
        <p class="lead">One more step: open the email that is on its way to you and press its button.</p>
        {slip ? (
          <p class="notice">
            You typed <strong>{slip.typed}</strong>. Did you mean <strong>{slip.meant}</strong>? Then{' '}
            <a href={formUrl}>enter your address again</a>.
          </p>
        ) : null}
        <ul class="hints">
          <li>
            It comes from <strong>{fromName}</strong>, {fromAddress}.
          </li>
          <li>
            Nothing there after a few minutes? Look in your spam folder. It takes longer when many people sign
            up from your network, or when you signed up for another newsletter a moment ago.
          </li>
          <li>
            Still nothing after 15 minutes? <a href={formUrl}>Enter your address again</a> and check it for
            typing errors. We then send a new email.
          </li>
          <li>
            Did you once block your address here, or report our mail as spam? Then we may not email you.
            Please ask {contactOf(publication)} to change that.
          </li>
        </ul>
      </section>
    </PublicPage>
  );
}

function Envelope() {
  return (
    <svg class="sign" viewBox="0 0 64 48" width="64" height="48" aria-hidden="true">
      <rect class="sign-paper" x="2" y="6" width="60" height="40" rx="5" />
      <path class="sign-line" d="M4 10 32 30 60 10" />
    </svg>
  );
}
