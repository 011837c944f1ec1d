import { RHYTHMS } from '../../../rhythms/index.ts';
import type { Topic } from '../../../publications/index.ts';
import { useDesk } from '../use-desk.ts';

interface Props {
  /** Address of the page of many readers. */
  at: string;
  topics: Topic[];
  /** How many the list finds, in words. */
  count: string;
}

/** What to do with readers who are picked; it stands in the form around the list. */
export function BulkBar({ at, topics, count }: Props) {
  const { bulk: say, subscribers } = useDesk().words;
  return (
    <div class="bulk block-s">
      <p>
        <span role="status" data-picked={say.picked('#')}>
          {say.pickThem}
        </span>{' '}
        <a href={at}>{say.earlier}</a>
      </p>
      <div class="row">
        <label class="sr" for="act">
          {say.what}
        </label>
        <select id="act" name="act">
          <option value="pause">{say.actions.pause}</option>
          <optgroup label={say.actions['set-rhythm']}>
            {RHYTHMS.map((rhythm) => (
              <option key={rhythm} value={`set-rhythm:${rhythm}`}>
                {subscribers.rhythms[rhythm]}
              </option>
            ))}
          </optgroup>
          {(['add-topic', 'remove-topic'] as const).map(
            (action) =>
              topics.length > 0 && (
                <optgroup key={action} label={say.actions[action]}>
                  {topics.map(({ slug, name }) => (
                    <option key={slug} value={`${action}:${slug}`}>
                      {name}
                    </option>
                  ))}
                </optgroup>
              ),
          )}
          <option value="unsubscribe">{say.actions.unsubscribe}</option>
          <option value="erase">{say.actions.erase}</option>
        </select>
        <button class="btn btn-main">{say.goOn}</button>
        <button class="btn btn-plain" name="all" value="1">
          {say.goOnWithAll(count)}
        </button>
      </div>
    </div>
  );
}
