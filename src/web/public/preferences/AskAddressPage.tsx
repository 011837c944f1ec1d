import { maskAddress, zoneOf, type AddressChange, type Preferences } from '../../../subscribers/index.ts';
import { Address } from '../../components/Address.tsx';
import { Around } from '../../components/Around.tsx';
import { PublicPage } from '../../components/PublicPage.tsx';
import { speechFor } from '../with-reader.tsx';

interface AskAddressProps {
  preferences: Preferences;
  token: string;
  /** The move that waits for its confirmation; the same whatever is known of the address (ENU-01). */
  open: AddressChange | undefined;
  typed: string;
  fault: string | undefined;
  now: Date;
}

/** Where a new address is typed. */
export function AskAddressPage({ preferences, token, open, typed, fault, now }: AskAddressProps) {
  const { publication, subscriber } = preferences;
  const speech = speechFor(publication, subscriber);
  const { address: say, preferences: choices } = speech.words;
  const before = fault ? `${choices.notSaved} ` : '';
  return (
    <PublicPage
      title={`${before}${say.heading} – ${publication.name}`}
      language={speech.language}
      publication={publication}
    >
      {open ? (
        <p class="notice" role="status">
          <Around words={say.asked}>
            <Address of={maskAddress(open.email)} />
          </Around>{' '}
          {say.askedUntil(speech.day(open.expiresAt, zoneOf(publication, subscriber), now))}
        </p>
      ) : null}
      <h1>{say.heading}</h1>
      <p class="lead">
        <Around words={say.now}>
          <Address of={maskAddress(subscriber.email)} />
        </Around>
      </p>
      <form class="stack" method="post" action={`/preferences/${token}/address`} novalidate>
        <div class="field">
          <label for="email">{say.label}</label>
          <input
            id="email"
            name="email"
            type="email"
            inputmode="email"
            autocomplete="email"
            autocapitalize="off"
            spellcheck={false}
            dir="ltr"
            required
            value={typed}
            aria-invalid={fault ? 'true' : undefined}
            aria-describedby={fault ? 'email-fault' : undefined}
            autofocus={fault !== undefined}
          />
          {fault ? (
            <p class="fault" id="email-fault" role="alert">
              {fault}
            </p>
          ) : null}
        </div>
        <button type="submit">{say.send}</button>
      </form>
      <p class="muted">{say.until}</p>
      <p>
        <a href={`/preferences/${token}`}>{say.back}</a>
      </p>
    </PublicPage>
  );
}
