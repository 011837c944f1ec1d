import type { Pace } from '../../../articles/index.ts';
import type { FieldError } from '../../../platform/errors.ts';
import type { Preferences } from '../../../subscribers/index.ts';
import type { ReaderSpeech } from '../../../words/index.ts';
import { RhythmTiles } from '../rhythm/RhythmTiles.tsx';
import { sayWays } from '../rhythm/say-ways.ts';
import { BEFORE, languagesToChoose, storedChoices, type ShownChoices } from './choices.ts';
import { SelectField } from './SelectField.tsx';
import { TopicScope } from './TopicScope.tsx';

interface ChoicesProps {
  preferences: Preferences;
  token: string;
  speech: ReaderSpeech;
  shown: ShownChoices;
  errors: FieldError[];
  pace: Pace | undefined;
  now: Date;
}

const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour));
const CAPS = ['2', '4', '8', '0'];

export function ChoicesForm(props: ChoicesProps) {
  const { preferences, token, speech, shown, errors, pace, now } = props;
  const { publication, subscriber, topics } = preferences;
  const say = speech.words.preferences;
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
  const usual = sayWays(speech, publication, { ...subscriber, localHour: null }, now);
  const languages = languagesToChoose(publication, subscriber);
  const hour = usual.timeOf(subscriber.rhythm === 'weekly' ? 'weekly' : 'daily');
  const cap = (value: string) => (value === '0' ? say.noLimit : value);
  return (
    <form class="stack" method="post" action={`/preferences/${token}`}>
      <input type="hidden" name={BEFORE} value={JSON.stringify(storedChoices(subscriber, topics))} />
      <RhythmTiles speech={speech} publication={publication} pace={pace} chosen={shown.rhythm} />
      <div class="pairs">
        <SelectField
          name="localHour"
          label={say.hour}
          hint={say.hourHint}
          error={errorOf('localHour')}
          value={shown.localHour}
          options={[
            ['', say.asPaper(hour)],
            ...HOURS.map((value) => [value, speech.clock(`${value}:00`)] as const),
          ]}
        />
        <SelectField
          name="timeZone"
          label={say.zone}
          error={errorOf('timeZone')}
          value={shown.timeZone}
          options={[['', say.asPaper(publication.timeZone)], ...zones().map((zone) => [zone, zone] as const)]}
        />
        <SelectField
          name="busyDayCap"
          label={say.cap}
          hint={say.capHint}
          error={errorOf('busyDayCap')}
          value={shown.busyDayCap}
          options={[
            ['', say.asPaper(cap(String(publication.busyDayCap ?? 0)))],
            ...CAPS.map((value) => [value, cap(value)] as const),
          ]}
        />
        {languages.length > 1 ? (
          <SelectField
            name="language"
            label={say.language}
            error={errorOf('language')}
            value={shown.language}
            options={[
              ['', say.asPaper(nameOf(publication.language))],
              ...languages.map((tag) => [tag, nameOf(tag)] as const),
            ]}
          />
        ) : null}
      </div>
      {topics.length > 0 ? (
        <TopicScope say={say} topics={topics} shown={shown} error={errorOf('topics')} />
      ) : null}
      <div class="field">
        <label for="name">
          {say.name} <span class="muted">{say.optional}</span>
        </label>
        <input
          id="name"
          name="name"
          type="text"
          autocomplete="name"
          value={shown.name}
          aria-invalid={errorOf('name') ? 'true' : undefined}
          aria-describedby={errorOf('name') ? 'name-fault' : undefined}
        />
        {errorOf('name') ? (
          <p class="fault" id="name-fault">
            {errorOf('name')}
          </p>
        ) : null}
      </div>
      <div class="buttons">
        <button type="submit">{say.save}</button>
        <span class="small">{say.notYet}</span>
      </div>
    </form>
  );
}

let allZones: string[] | undefined;
/** Asked for once: the answer takes a while. */
const zones = () => (allZones ??= Intl.supportedValuesOf('timeZone'));

/** A language in its own words. */
const nameOf = (tag: string) => new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
