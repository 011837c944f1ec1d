import type { Publication } from '../../../publications/index.ts';
import { PublicPage } from '../../components/PublicPage.tsx';

interface NeverAgainProps {
  publication: Publication;
  maskedAddress: string;
  token: string;
}

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
            Block my address
          </button>
        </form>
      </section>
    </PublicPage>
  );
}

export function BlockedPage({ publication }: { publication: Publication | undefined }) {
  return (
    <PublicPage title="Your address is blocked" publication={publication}>
      <section class="card message">
        <h1>You will not hear from us again.</h1>
        <p class="lead">
          {publication
            ? 'Your address is blocked: no newsletter of this service can be sent to it.'
            : 'Your address is not stored here any more, so nothing can be sent to it.'}
        </p>
      </section>
    </PublicPage>
  );
}
