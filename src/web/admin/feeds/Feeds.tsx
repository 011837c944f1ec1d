import type { Feed } from '../../../articles/index.ts';
import { says } from '../../../words/index.ts';
import { Empty } from '../components/Section.tsx';
import { State } from '../components/State.tsx';
import { When } from '../components/When.tsx';
import { useDesk } from '../use-desk.ts';

interface Props {
  /** `/admin/SLUG/feeds`. */
  base: string;
  feeds: Feed[];
  timeZone: string;
  mayAct: boolean;
}

/** As people call a feed. */
export const nameOf = ({ title, url }: Pick<Feed, 'title' | 'url'>) => title || url;

export function Feeds({ base, feeds, timeZone, mayAct }: Props) {
  const { words } = useDesk();
  const { feeds: text } = words;
  if (feeds.length === 0)
    return (
      <Empty title={text.none}>
        <p>{text.noneText}</p>
        {mayAct && (
          <a class="btn btn-main" href={`${base}/new`}>
            {text.add}
          </a>
        )}
      </Empty>
    );
  return (
    <ul class="rows">
      {feeds.map((feed) => (
        <li key={feed.id}>
          <div class="row row-between">
            <a class="title theirs" href={`${base}/${feed.id}`}>
              {nameOf(feed)}
            </a>
            <FeedState feed={feed} />
          </div>
          <p class="small soft break">{feed.url}</p>
          <p class="small soft">
            {text.readLast}:{' '}
            {feed.lastPolledAt ? <When at={feed.lastPolledAt} timeZone={timeZone} /> : text.never}
          </p>
          <FeedFault feed={feed} />
        </li>
      ))}
    </ul>
  );
}

export function FeedState({ feed: { status, lastPolledAt } }: { feed: Feed }) {
  if (status !== 'active') return <State of={status} />;
  return <State of={lastPolledAt === null ? 'unread' : 'fine'} />;
}

/** What is wrong with it; nothing is wrong with one that is paused. */
function FeedFault({ feed: { status, error } }: { feed: Feed }) {
  const { language } = useDesk();
  return error && (status === 'failing' || status === 'gone') ? (
    <p class="small">{says(error, language)}</p>
  ) : null;
}
