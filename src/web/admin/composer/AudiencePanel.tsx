import { RHYTHMS } from '../../../rhythms/index.ts';
import type { Topic } from '../../../publications/index.ts';
import type { Segment } from '../../../segments/index.ts';
import { useDesk } from '../use-desk.ts';
import { AudienceCount } from './AudienceCount.tsx';
import type { AudienceShown } from './audience-shown.ts';
import { topicField, type DraftShown } from './draft-form.ts';

interface Props {
  audience: DraftShown['audience'];
  topics: Topic[];
  segments: Pick<Segment, 'id' | 'name'>[];
  counted: AudienceShown;
}

/** Who gets it, in one line that opens in place. */
export function AudiencePanel({ audience, topics, segments, counted }: Props) {
  const { composer } = useDesk().words;
  return (
    <details class="who">
      <summary>
        <span class="who-label">{composer.to}</span>
        <span>
          <b data-part="audience-who">{counted.who}</b>{' '}
          <span class="soft">
            · <span data-part="audience-line">{counted.line}</span>
          </span>
        </span>
        <span class="btn btn-small">{composer.change}</span>
      </summary>
      <div class="who-body">
        <div class="stack">
          <input type="hidden" name="audience" value="1" />
          {topics.length > 0 && (
            <fieldset class="stack stack-s">
              <legend class="label">{composer.topics}</legend>
              {topics.map((topic) => (
                <label key={topic.slug} class="check">
                  <input
                    type="checkbox"
                    name={topicField(topic)}
                    value="1"
                    checked={audience.topics.includes(topic.slug)}
                  />{' '}
                  {topic.name}
                </label>
              ))}
              <p class="hint">{composer.noTopicMeans}</p>
            </fieldset>
          )}
          <div class="field">
            <label for="rhythm">{composer.rhythm}</label>
            <select id="rhythm" name="rhythm">
              <option value="">{composer.anyRhythm}</option>
              {RHYTHMS.map((rhythm) => (
                <option key={rhythm} value={rhythm} selected={rhythm === audience.rhythm}>
                  {composer.rhythms[rhythm]}
                </option>
              ))}
            </select>
          </div>
          {segments.length > 0 && (
            <div class="field">
              <label for="segment">{composer.segment}</label>
              <select id="segment" name="segment">
                <option value="">{composer.noSegment}</option>
                {segments.map(({ id, name }) => (
                  <option key={id} value={id} selected={id === audience.segment}>
                    {name}
                  </option>
                ))}
              </select>
            </div>
          )}
        </div>
        <AudienceCount audience={counted} />
      </div>
    </details>
  );
}
