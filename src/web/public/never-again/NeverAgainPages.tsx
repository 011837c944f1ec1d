import type { Publication } from '../../../publications/index.ts';
import { PublicPage } from '../../components/PublicPage.tsx';
import { contactOf } from '../contact.ts';
import { momentIn } from '../moment.ts';

interface NeverAgainProps {
  publication: Publication;
  maskedAddress: string;
  token: string;
}

/** Its button blocks nothing: scanners press the buttons of pages that links lead to. */
export function NeverAgainPage({ publication, maskedAddress, token }: NeverAgainProps) {
  return (
    <PublicPage title="Never mail me again" publication={publication}>
      <section class="card message">
        <h1>Never mail me again</h1>
        <p class="lead">
          Nobody will be able to sign up <strong>{maskedAddress}</strong> here, for {publication.name} or any
          other newsletter that this service sends.
        </p>
        <form method="post" action={`/never-again/${token}`}>
          <button class="large" type="submit">
            Go on
          </button>
        </form>
        <p class="small">
          Do you only want to avoid this newsletter? Then close this page: nothing comes unless you confirm.
        </p>
      </section>
    </PublicPage>
  );
}

export function BlockPage({ publication, maskedAddress, token }: NeverAgainProps) {
  return (
    <PublicPage title="Block this address?" publication={publication}>
      <section class="card message">
        <h1>Block {maskedAddress}?</h1>
        <p class="lead">
          It leaves every newsletter of this service at once. You can take that back on this page for a day;
          later only {contactOf(publication)} can.
        </p>
        <form method="post" action={`/never-again/${token}/block`}>
          <button class="large" type="submit">
            Block my address
          </button>
        </form>
      </section>
    </PublicPage>
  );
}

interface BlockedProps extends NeverAgainProps {
  undoUntil: Date | undefined;
}

export function BlockedPage({ publication, maskedAddress, token, undoUntil }: BlockedProps) {
  const contact = contactOf(publication);
  return (
    <PublicPage title="Your address is blocked" publication={publication}>
      <section class="card message">
        <h1>You will not hear from us again.</h1>
        <p class="lead">
          <strong>{maskedAddress}</strong> is blocked. No newsletter of this service can be sent to it.
        </p>
        {undoUntil ? (
          <>
            <form method="post" action={`/never-again/${token}/undo`}>
              <button class="quiet" type="submit">
                That was not me: undo
              </button>
            </form>
            <p class="small">
              This works until {momentIn(publication, undoUntil)}. Later, please write to {contact}.
            </p>
          </>
        ) : (
          <p class="small">Do you want mail again? Please write to {contact}.</p>
        )}
      </section>
    </PublicPage>
  );
}

export function UnblockedPage({ publication, maskedAddress }: NeverAgainProps) {
  return (
    <PublicPage title="Your address is not blocked" publication={publication}>
      <section class="card message">
        <h1>Your address is not blocked.</h1>
        <p class="lead">
          Everything is as it was before for <strong>{maskedAddress}</strong>.
        </p>
      </section>
    </PublicPage>
  );
}
