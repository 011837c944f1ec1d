import type { FieldError } from '../../../platform/errors.ts';
import type { Preferences } from '../../../subscribers/index.ts';
import { PublicPage } from '../../components/PublicPage.tsx';
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
            {isReader ? `New articles from ${publication.name} go to ` : 'Nothing is sent at the moment to '}
            <strong>{subscriber.deliveryAddress}</strong>.
          </p>
          <ChoicesForm preferences={preferences} token={token} errors={errors} />
        </section>
        <section class="card row" aria-labelledby="leave">
          <div>
            <h2 id="leave">{isReader ? 'Leave' : 'Come back'}</h2>
            <p>{isReader ? 'It takes effect at once.' : 'Sign up again and confirm: that is all.'}</p>
          </div>
          <a class="button quiet" href={isReader ? unsubscribeUrl : `/${publication.slug}`}>
            {isReader ? 'Unsubscribe' : 'Subscribe again'}
          </a>
        </section>
        <section class="card row" aria-labelledby="data">
          <div>
            <h2 id="data">Your data</h2>
            <p>What is stored about you, in a file. Or none of it, for good.</p>
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

export function ErasePage({ preferences, token }: Pick<PreferencesPageProps, 'preferences' | 'token'>) {
  const { publication, subscriber } = preferences;
  return (
    <PublicPage title={`Erase your data – ${publication.name}`} publication={publication}>
      <section class="card message">
        <h1>Erase everything?</h1>
        <p class="lead">
          <strong>{subscriber.deliveryAddress}</strong>, your name and your choices are removed from every
          newsletter of this service. This cannot be undone.
        </p>
        <p class="small">
          A scrambled code of the address stays, from which it cannot be read, so that nobody signs you up
          again.
        </p>
        <form method="post" action={`/preferences/${token}/erase`}>
          <button class="large" type="submit">
            Erase my data
          </button>
        </form>
        <a href={`/preferences/${token}`}>Back to your choices</a>
      </section>
    </PublicPage>
  );
}

export function ErasedPage() {
  return (
    <PublicPage title="Your data is erased">
      <section class="card message">
        <h1>Your data is erased.</h1>
        <p class="lead">Nothing is stored about you any more, and nothing will be sent.</p>
      </section>
    </PublicPage>
  );
}
