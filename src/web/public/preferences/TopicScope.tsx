import type { Topic } from '../../../publications/index.ts';
import type { PreferencesWords } from '../../../words/index.ts';
import type { ShownChoices } from './choices.ts';

interface ScopeProps {
  say: PreferencesWords;
  topics: Topic[];
  shown: ShownChoices;
  error: string | undefined;
}

/** Everything, or only some topics: “tick none to get everything” was a riddle. */
export function TopicScope({ say, topics, shown, error }: ScopeProps) {
  const scope = (value: 'all' | 'some', text: string) => (
    <label class="tick">
      <input type="radio" name="scope" value={value} checked={shown.scope === value} />
      {text}
    </label>
  );
  return (
    <fieldset id="topics" aria-describedby={error ? 'topics-fault' : undefined}>
      <legend>{say.topics}</legend>
      {scope('all', say.everything)}
      {scope('some', say.onlyThese)}
      <div class="ticks is-under">
        {topics.map(({ slug, name }) => (
          <label class="tick" key={slug}>
            <input type="checkbox" name="topics" value={slug} checked={shown.topics.includes(slug)} />
            {name}
          </label>
        ))}
      </div>
      {error ? (
        <p class="fault" id="topics-fault">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
