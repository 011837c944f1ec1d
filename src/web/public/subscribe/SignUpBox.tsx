import type { FieldError } from '../../../platform/errors.ts';
import type { Topic } from '../../../publications/index.ts';
import { LinkedText } from '../../components/LinkedText.tsx';
import { TRAP, type Typed } from './sign-up-form.ts';

export interface BoxProps {
  slug: string;
  topics: Topic[];
  consent: string;
  privacyUrl: string | null;
  stamp: string;
  source: string;
  isFrame: boolean;
  typed: Typed;
  errors: FieldError[];
}

/** One field, one button; topics when there are any. We clean what was pasted, which browsers would refuse: hence `novalidate`. */
export function SignUpBox({
  slug,
  topics,
  consent,
  privacyUrl,
  stamp,
  source,
  isFrame,
  typed,
  errors,
}: BoxProps) {
  const messageOf = (field: string) => errors.find((error) => error.field.split('.')[0] === field)?.message;
  const emailError = messageOf('email');
  const otherError = errors.find((error) => error.field !== 'email')?.message;
  return (
    <form class="box" method="post" action={`/${slug}/subscribe`} novalidate>
      <label for="email">Email address</label>
      <div class="field-and-button">
        <input
          id="email"
          name="email"
          type="email"
          autocomplete="email"
          inputmode="email"
          required
          maxlength={600}
          placeholder="you@example.org"
          value={typed.email}
          aria-invalid={emailError ? 'true' : undefined}
          aria-describedby={emailError ? 'email-error consent' : 'consent'}
        />
        <button type="submit">Subscribe</button>
      </div>
      {emailError ? (
        <p class="fault" id="email-error" role="alert">
          {emailError}
        </p>
      ) : null}
      {otherError ? (
        <p class="fault" role="alert">
          {otherError}
        </p>
      ) : null}
      <TopicChoice legend="Only some topics?" topics={topics} ticked={typed.topics} />
      <p class="trap" aria-hidden="true">
        <label for={TRAP}>Leave this empty</label>
        <input id={TRAP} name={TRAP} type="text" tabindex={-1} autocomplete="off" value="" />
      </p>
      <input type="hidden" name="stamp" value={stamp} />
      <input type="hidden" name="source" value={source} />
      {isFrame ? <input type="hidden" name="frame" value="1" /> : null}
      <p class="small" id="consent">
        <LinkedText text={consent} />
        {privacyUrl && !consent.includes(privacyUrl) ? (
          <>
            {' '}
            <a href={privacyUrl} target="_blank" rel="noopener noreferrer">
              Privacy policy
            </a>
          </>
        ) : null}
      </p>
    </form>
  );
}

interface TopicChoiceProps {
  legend: string;
  topics: Topic[];
  ticked: string[];
}

/** Unticked from the start (CON-04): ticking none means everything. */
export function TopicChoice({ legend, topics, ticked }: TopicChoiceProps) {
  if (topics.length === 0) return null;
  return (
    <fieldset class="topics">
      <legend>
        {legend} <span class="muted">Tick none to get everything.</span>
      </legend>
      {topics.map((topic) => (
        <label class="check" key={topic.slug}>
          <input type="checkbox" name="topics" value={topic.slug} checked={ticked.includes(topic.slug)} />
          {topic.name}
        </label>
      ))}
    </fieldset>
  );
}
