import type { FeedState } from '../../../reports/index.ts';
import { says } from '../../../words/index.ts';
import { Status } from '../components/Status.tsx';
import { When } from '../components/When.tsx';

export function Feeds({ feeds, timeZone }: { feeds: FeedState[]; timeZone: string }) {
  return (
    <div class="card mb-3">
      <div class="card-header">
        <h3 class="card-title">Feeds</h3>
      </div>
      {feeds.length === 0 ? (
        <p class="card-body text-secondary mb-0">There is no feed. Articles come through the API.</p>
      ) : (
        <ul class="list-group list-group-flush">
          {feeds.map(({ id, url, title, status, error, lastPolledAt, nextPollAt }) => (
            <li key={id} class="list-group-item">
              <div class="heading-row">
                <a class="text-break" href={url}>
                  {title ?? url}
                </a>
                <Status status={status} />
              </div>
              {error && <div class="text-danger">{says(error)}</div>}
              <div class="text-secondary small">
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
