import type { FeedState } from '../../../reports/index.ts';
import { says } from '../../../words/index.ts';
import { State } from '../components/State.tsx';
import { When } from '../components/When.tsx';

export function Feeds({ feeds, timeZone }: { feeds: FeedState[]; timeZone: string }) {
  return (
    <div class="sec">
      <div class="sec-head">
        <h2>Feeds</h2>
      </div>
      {feeds.length === 0 ? (
        <p class="soft">There is no feed. Articles come through the API.</p>
      ) : (
        <ul class="rows">
          {feeds.map(({ id, url, title, status, error, lastPolledAt, nextPollAt }) => (
            <li key={id} class="item">
              <div class="row row-between">
                <a href={url}>{title ?? url}</a>
                <State of={status} />
              </div>
              {error && <div class="is-bad">{says(error)}</div>}
              <div class="small soft">
                last read <When at={lastPolledAt} timeZone={timeZone} />, next{' '}
                <When
                  at={status === 'active' || status === 'failing' ? nextPollAt : null}
                  timeZone={timeZone}
                />
              </div>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
