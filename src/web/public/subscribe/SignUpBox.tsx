import type { Pace } from '../../../articles/index.ts';
import type { FieldError } from '../../../platform/errors.ts';
import type { Publication, Topic } from '../../../publications/index.ts';
import type { ReaderSpeech, SignUpWords } from '../../../words/index.ts';
import { LinkedText } from '../../components/LinkedText.tsx';
import { RhythmTiles } from '../rhythm/RhythmTiles.tsx';
import { TRAP, type Typed } from './sign-up-form.ts';

export interface BoxProps {
  publication: Publication;
  speech: ReaderSpeech;
  topics: Topic[];
  /** Newsletters that can be chosen with it. */
  beside: Publication[];
  consent: string;
  pace: Pace | undefined;
  stamp: string;
  source: string;
  isFrame: boolean;
  /** Of the page around a frame. */
  scheme?: 'light' | 'dark' | undefined;
  typed: Typed;
  errors: FieldError[];
}

/**
 * The address is enough: the publication's rhythm is set, and topics are everything. We clean what was pasted, which browsers
 * would refuse: hence `novalidate`.
 */
export function SignUpBox(box: BoxProps) {
  const { publication, speech, topics, beside, pace, stamp, source, isFrame, typed, errors } = box;
  const { slug, defaultRhythm } = publication;
  const say = speech.words.signUp;
  const messageOf = (field: string) => errors.find((error) => error.field.split('.')[0] === field)?.message;
  const emailError = messageOf('email');
  const otherError = errors.find((error) => error.field !== 'email')?.message;
  return (
    <form
      class="stack sign-up"
      method="post"
      action={`/${slug}/subscribe`}
      novalidate
      data-did-you-mean={say.slip.didYouMean}
      data-change-it={say.slip.changeIt}
      data-keep-it={say.slip.keepIt}
    >
      <div class="field">
        <label for="email">{say.email}</label>
        <input
          id="email"
          name="email"
          type="email"
          autocomplete="email"
          inputmode="email"
          dir="ltr"
          required
          maxlength={600}
          placeholder="you@example.org"
          value={typed.email}
          aria-invalid={emailError ? 'true' : undefined}
          aria-describedby={emailError ? 'email-error consent' : 'consent'}
        />
        {emailError ? (
          <p class="fault" id="email-error" role="alert">
            {emailError}
          </p>
        ) : null}
      </div>
      {otherError ? (
        <p class="fault" role="alert">
          {otherError}
        </p>
      ) : null}
      <RhythmTiles
        speech={speech}
        publication={publication}
        pace={pace}
        chosen={typed.rhythm || defaultRhythm}
      />
      <input type="hidden" name="preset" value={defaultRhythm} />
      <TopicChoice say={say} topics={topics} ticked={typed.topics} />
      <BesideChoice say={say} beside={beside} ticked={typed.also} />
      <p class="trap" aria-hidden="true">
        <label for={TRAP}>{say.leaveEmpty}</label>
        <input id={TRAP} name={TRAP} type="text" tabindex={-1} autocomplete="off" value="" />
      </p>
      <input type="hidden" name="stamp" value={stamp} />
      <input type="hidden" name="ticket" value="1" />
      <input type="hidden" name="source" value={source} />
      <input type="hidden" name="timeZone" value={typed.timeZone} />
      {isFrame ? <input type="hidden" name="frame" value="1" /> : null}
      <button type="submit">{say.subscribe}</button>
      <Consent {...box} />
    </form>
  );
}

function Consent({ consent, publication: { privacyUrl }, speech }: BoxProps) {
  return (
    <p class="small" id="consent">
      <LinkedText text={consent} />
      {privacyUrl && !consent.includes(privacyUrl) ? (
        <>
          {' '}
          <a href={privacyUrl} target="_blank" rel="noopener noreferrer">
            {speech.words.frame.privacy}
          </a>
        </>
      ) : null}
    </p>
  );
}

/** Closed and unticked from the start (CON-04): ticking none means everything. */
function TopicChoice({ say, topics, ticked }: { say: SignUpWords; topics: Topic[]; ticked: string[] }) {
  if (topics.length === 0) return null;
  return (
    <details open={ticked.length > 0}>
      <summary>
        <span>{say.onlySome}</span>
      </summary>
      <p class="small">{say.tickNone}</p>
      <div class="ticks" role="group" aria-label={say.onlySome}>
        {topics.map(({ slug, name }) => (
          <label class="tick" key={slug}>
            <input type="checkbox" name="topics" value={slug} checked={ticked.includes(slug)} />
            {name}
          </label>
        ))}
      </div>
    </details>
  );
}

/** Unticked from the start (CON-04). One confirmation covers them all. */
function BesideChoice({
  say,
  beside,
  ticked,
}: {
  say: SignUpWords;
  beside: Publication[];
  ticked: string[];
}) {
  if (beside.length === 0) return null;
  return (
    <fieldset>
      <legend>{say.together}</legend>
      <div class="ticks">
        {beside.map(({ slug, name }) => (
          <label class="tick" key={slug}>
            <input type="checkbox" name="also" value={slug} checked={ticked.includes(slug)} />
            {name}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
