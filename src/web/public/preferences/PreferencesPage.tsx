import type { FieldError } from '../../../platform/errors.ts';
import type { Preferences } from '../../../subscribers/index.ts';
import { PublicPage } from '../../components/PublicPage.tsx';
import { contactOf } from '../contact.ts';
import { momentIn } from '../moment.ts';
import { TopicChoice } from '../subscribe/SignUpBox.tsx';

interface PreferencesPageProps {
  preferences: Preferences;
  token: string;
  unsubscribeUrl: string;
  isSaved: boolean;
  errors: FieldError[];
}

/** All a reader can decide, on one page and without an account. */
export function PreferencesPage(props: PreferencesPageProps) {
  const { preferences, token, unsubscribeUrl, isSaved, errors } = props;
  const { publication, subscriber } = preferences;
  const isReader = subscriber.status === 'active';
  return (
    <PublicPage title={`Your choices – ${publication.name}`} publication={publication}>
      <div class="stack">
        {isSaved ? (
          <p class="notice" role="status">
            Your choices are saved.
          </p>
        ) : null}
        <section class="card">
          <h1>Your choices</h1>
          <p class="lead">
            {isReader ? `New articles from ${publication.name} go to ` : 'At the moment, nothing is sent to '}
            <strong>{subscriber.deliveryAddress}</strong>.
          </p>
          <ChoicesForm preferences={preferences} token={token} errors={errors} />
        </section>
        {isReader || !preferences.isBarred ? (
          <section class="card row" aria-labelledby="leave">
            <div>
              <h2 id="leave">{isReader ? 'Leave' : 'Come back'}</h2>
              <p>{isReader ? 'It takes effect at once.' : 'Just sign up again and confirm.'}</p>
            </div>
            <a class="button quiet" href={isReader ? unsubscribeUrl : `/${publication.slug}`}>
              {isReader ? 'Unsubscribe' : 'Subscribe again'}
            </a>
          </section>
        ) : (
          <section class="card" aria-labelledby="leave">
            <h2 id="leave">Come back</h2>
            <p>
              Your address is blocked, so no newsletter can be sent to it. Do you want mail again? Please
              write to {contactOf(publication)}.
            </p>
          </section>
        )}
        <section class="card row" aria-labelledby="data">
          <div>
            <h2 id="data">Your data</h2>
            <p>Download everything we store about you, or have it erased for good.</p>
          </div>
          <div class="buttons">
            <a class="button quiet" href={`/preferences/${token}/my-data.json`}>
              Download
            </a>
            <a class="button quiet" href={`/preferences/${token}/erase`}>
              Erase
            </a>
          </div>
        </section>
      </div>
    </PublicPage>
  );
}

function ChoicesForm({
  preferences,
  token,
  errors,
}: Pick<PreferencesPageProps, 'preferences' | 'token' | 'errors'>) {
  const { subscriber, topics } = preferences;
  return (
    <form class="box" method="post" action={`/preferences/${token}`}>
      {errors.map(({ message }) => (
        <p class="fault" role="alert" key={message}>
          {message}
        </p>
      ))}
      <label for="name">
        Your name <span class="muted">(optional)</span>
      </label>
      <input id="name" name="name" type="text" autocomplete="name" maxlength={100} value={subscriber.name} />
      <TopicChoice
        legend="Topics"
        topics={topics}
        ticked={topics.filter(({ id }) => subscriber.topicIds.includes(id)).map(({ slug }) => slug)}
      />
      <button type="submit">Save</button>
    </form>
  );
}

type EraseProps = Pick<PreferencesPageProps, 'preferences' | 'token'>;

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
