import type { Pace } from '../../../articles/index.ts';
import type { FieldError } from '../../../platform/errors.ts';
import type { FollowedStrand } from '../../../rhythms/index.ts';
import {
  maskAddress,
  mayMove,
  zoneOf,
  type OwnDataState,
  type Preferences,
} from '../../../subscribers/index.ts';
import type { ReaderSpeech } from '../../../words/index.ts';
import { Address } from '../../components/Address.tsx';
import { Around } from '../../components/Around.tsx';
import { PublicPage } from '../../components/PublicPage.tsx';
import { contactOf } from '../contact.ts';
import { FollowSection } from '../follow/FollowSection.tsx';
import { sayWays } from '../rhythm/say-ways.ts';
import { speechFor } from '../with-reader.tsx';
import type { ShownChoices } from './choices.ts';
import { ChoicesForm } from './ChoicesForm.tsx';
import { PauseSection } from './PauseSection.tsx';

interface PreferencesPageProps {
  preferences: Preferences;
  token: string;
  shown: ShownChoices;
  /** The day of return that was typed. */
  typedDay: string;
  isSaved: boolean;
  followed: FollowedStrand[];
  /** Whether the link to their data can be sent to them. */
  ownData: OwnDataState;
  errors: FieldError[];
  pace: Pace | undefined;
  now: Date;
}

/** All a reader can decide, on one page and without an account. */
export function PreferencesPage(props: PreferencesPageProps) {
  const { preferences, token, shown, isSaved, ownData, errors, now } = props;
  const { publication, subscriber } = preferences;
  const speech = speechFor(publication, subscriber);
  const { preferences: say, ownData: own } = speech.words;
  const isReader = subscriber.status === 'active';
  const before = errors.length > 0 ? `${say.notSaved} ` : '';
  return (
    <PublicPage
      title={`${before}${say.heading} – ${publication.name}`}
      language={speech.language}
      publication={publication}
    >
      <h1>{say.heading}</h1>
      {isSaved ? (
        <p class="notice is-good" role="status">
          {say.saved} {isReader ? sayWays(speech, publication, subscriber, now).next : null}
        </p>
      ) : null}
      {errors.length > 0 ? (
        <p class="notice is-fault" role="alert">
          {say.notSaved}{' '}
          {errors.map(({ field, message }) => (
            <a href={`#${field}`} key={field}>
              {message}
            </a>
          ))}
        </p>
      ) : null}
      <Summary preferences={preferences} speech={speech} now={now} />
      <ChoicesForm {...props} speech={speech} shown={shown} />
      {isReader ? (
        <PauseSection
          speech={speech}
          publication={publication}
          subscriber={subscriber}
          token={token}
          typed={props.typedDay}
          error={errors.find(({ field }) => field === 'date')?.message}
          now={now}
        />
      ) : null}
      {isReader && props.followed.length > 0 ? (
        <FollowSection
          speech={speech}
          preferences={preferences}
          token={token}
          followed={props.followed}
          now={now}
        />
      ) : null}
      <section class="section" aria-labelledby="data">
        <h2 id="data">{say.data}</h2>
        <ul class="links">
          {mayMove(subscriber) ? (
            <li>
              <a href={`/preferences/${token}/address`}>{speech.words.address.heading}</a>
            </li>
          ) : null}
          <li>
            <a href={`/preferences/${token}/history`}>{speech.words.history.heading}</a>
          </li>
          {ownData === 'open' ? (
            <li>
              <form method="post" action={`/preferences/${token}/your-data`}>
                <button class="bare" type="submit">
                  {own.send}
                </button>
              </form>
              <span class="muted">{say.dataWhy}</span>
            </li>
          ) : null}
        </ul>
        <p class="small">{own.states[ownData](contactOf(publication))}</p>
      </section>
      <Leave preferences={preferences} speech={speech} />
    </PublicPage>
  );
}

interface PartProps {
  preferences: Preferences;
  speech: ReaderSpeech;
}

/** What comes to whom, in one sentence. */
function Summary({ preferences, speech, now }: PartProps & { now: Date }) {
  const { publication, subscriber, topics } = preferences;
  const say = speech.words.preferences;
  const address = <Address of={maskAddress(subscriber.email)} />;
  if (subscriber.status !== 'active')
    return (
      <p class="lead">
        <Around words={say.nothingSent}>{address}</Around>
      </p>
    );
  const names = topics.filter(({ id }) => subscriber.topicIds.includes(id)).map(({ name }) => name);
  const followed =
    topics.length === 0 ? '' : names.length === 0 ? say.allTopics : say.someTopics(speech.list(names));
  const { pausedUntil } = subscriber;
  const zone = zoneOf(publication, subscriber);
  return (
    <p class="lead">
      {address} {say.gets(publication.name, sayWays(speech, publication, subscriber, now).comes, followed)}
      {pausedUntil ? ` ${say.pausedUntil(speech.day(pausedUntil, zone, now))}` : null}
    </p>
  );
}

function Leave({ preferences, speech }: PartProps) {
  const { publication, subscriber, links, isBarred } = preferences;
  const say = speech.words.preferences;
  const isReader = subscriber.status === 'active';
  if (!isReader && isBarred)
    return (
      <section class="section" aria-labelledby="leave">
        <h2 id="leave">{say.comeBack}</h2>
        <p>{say.barred(contactOf(publication))}</p>
      </section>
    );
  return (
    <section class="section" aria-labelledby="leave">
      <h2 id="leave">{isReader ? say.leave : say.comeBack}</h2>
      <div class="buttons">
        <a class="button quiet" href={isReader ? links.unsubscribeUrl : `/${publication.slug}`}>
          {isReader ? say.unsubscribe : say.again}
        </a>
        <span class="muted">{isReader ? say.leaveWhy : say.comeBackWhy}</span>
      </div>
    </section>
  );
}
