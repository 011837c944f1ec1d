import type { Preferences } from '../../../subscribers/index.ts';
import { PublicPage } from '../../components/PublicPage.tsx';
import { momentIn } from '../moment.ts';

interface EraseProps {
  preferences: Preferences;
  token: string;
}

/** Its button erases nothing: scanners press the buttons of pages that links lead to. */
export function ErasePage({ preferences, token }: EraseProps) {
  const { publication, subscriber } = preferences;
  return (
    <PublicPage title={`Erase your data – ${publication.name}`} publication={publication}>
      <section class="card message">
        <h1>Erase everything?</h1>
        <p class="lead">
          <strong>{subscriber.deliveryAddress}</strong>, your name and your choices are removed from every
          newsletter of this service. Mail stops at once. The erasure itself comes a day later, so that you
          can undo it if somebody else pressed the button.
        </p>
        <h2>What stays, and why</h2>
        <ul class="hints">
          <li>
            A scrambled code of your address that nobody can turn back. It keeps lists and imports from
            bringing you back. If you sign up and confirm again, it is lifted; otherwise only the operator can
            lift it.
          </li>
          <li>
            When and how somebody agreed to get mail and left, without address, name, network address or
            anything else that says who: {publication.name} must be able to show that its mail was allowed.
          </li>
          <li>How many emails were sent, under a number that no longer belongs to anybody.</li>
          <li>Copies in backups, until newer ones replace them.</li>
        </ul>
        <form method="post" action={`/preferences/${token}/erase`}>
          <button class="large" type="submit">
            Go on
          </button>
        </form>
        <a href={`/preferences/${token}`}>Back to your choices</a>
      </section>
    </PublicPage>
  );
}

export function EraseForGoodPage({ preferences, token }: EraseProps) {
  const { publication, subscriber } = preferences;
  return (
    <PublicPage title={`Erase your data – ${publication.name}`} publication={publication}>
      <section class="card message">
        <h1>Erase the data of {subscriber.deliveryAddress}?</h1>
        <p class="lead">
          Mail stops at once. Until this time tomorrow this page can take it back; then the data is gone for
          good.
        </p>
        <form method="post" action={`/preferences/${token}/erase/for-good`}>
          <button class="large" type="submit">
            Erase my data
          </button>
        </form>
        <a href={`/preferences/${token}`}>Back to your choices</a>
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
  return (
    <PublicPage title={`Your data will be erased – ${publication.name}`} publication={publication}>
      <section class="card message">
        <h1>Your data will be erased.</h1>
        <p class="lead">
          No mail is sent to <strong>{subscriber.deliveryAddress}</strong> any more. On{' '}
          {momentIn(publication, erasure.finalAt)} your address, your name and your choices are removed; then
          this link is dead, too.
        </p>
        <form method="post" action={`/preferences/${token}/erase/undo`}>
          <button class="quiet" type="submit">
            That was a mistake: undo
          </button>
        </form>
      </section>
    </PublicPage>
  );
}
