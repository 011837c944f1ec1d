import { ARTICLE_STATES, type ArticleState } from '../../../reports/index.ts';
import { Icon } from '../components/Icon.tsx';
import { Empty } from '../components/Section.tsx';
import { useDesk } from '../use-desk.ts';
import { ArticleRows, type RowProps } from './ArticleRows.tsx';
import { HeldGroups } from './HeldGroups.tsx';
import type { ArticleList } from './load-articles.ts';

type Props = Omit<RowProps, 'back'> & { list: ArticleList };

export function Articles({ list, ...props }: Props) {
  const { words } = useDesk();
  const { articles } = words;
  const { base } = props;
  const back = addressOf(base, list);
  return (
    <>
      <HeldGroups {...props} back={back} groups={list.groups} />
      <Tabs base={base} list={list} />
      <Find base={base} list={list} />
      <h2 class="sr">{articles.tabs[list.state]}</h2>
      {list.articles.length === 0 ? (
        <Nothing base={base} list={list} />
      ) : (
        <ArticleRows {...props} back={back} articles={list.articles} />
      )}
      <p class="row row-between block-s">
        {list.isFirstPage ? <span /> : <a href={addressOf(base, list)}>{articles.newest}</a>}
        {list.olderThan !== undefined && (
          <a class="btn btn-small" href={addressOf(base, list, { before: list.olderThan })}>
            {articles.older}
          </a>
        )}
      </p>
    </>
  );
}

/** The address of the list with its filters; `other` in their place. */
function addressOf(
  base: string,
  { state, q, feed, topic }: ArticleList,
  other: { state?: ArticleState; before?: number } = {},
): string {
  const query = new URLSearchParams();
  const chosen = other.state ?? state;
  if (chosen !== 'all') query.set('show', chosen);
  if (q) query.set('q', q);
  if (feed !== undefined) query.set('feed', String(feed));
  if (topic !== undefined) query.set('topic', topic);
  if (other.before !== undefined) query.set('before', String(other.before));
  return query.size === 0 ? base : `${base}?${query}`;
}

function Tabs({ base, list }: { base: string; list: ArticleList }) {
  const { words, number } = useDesk();
  const { articles } = words;
  const counts: Partial<Record<ArticleState, number>> = list.counts;
  return (
    <nav class="tabs block" aria-label={articles.which}>
      {ARTICLE_STATES.map((state) => (
        <a
          key={state}
          href={addressOf(base, list, { state })}
          aria-current={state === list.state ? 'page' : undefined}
        >
          {articles.tabs[state]}{' '}
          {(counts[state] ?? 0) > 0 && <span class="n">{number(counts[state] ?? 0)}</span>}
        </a>
      ))}
    </nav>
  );
}

function Find({ base, list: { state, q, feed, topic, feeds, topics } }: { base: string; list: ArticleList }) {
  const { articles } = useDesk().words;
  const select = (
    name: string,
    label: string,
    all: string,
    options: { value: string; text: string }[],
    value: string,
  ) =>
    options.length > 1 && (
      <>
        <label class="sr" for={name}>
          {label}
        </label>
        <select id={name} name={name} class="medium">
          <option value="">{all}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value} selected={option.value === value}>
              {option.text}
            </option>
          ))}
        </select>
      </>
    );
  return (
    <form method="get" action={base} role="search" class="row block-s">
      {state !== 'all' && <input type="hidden" name="show" value={state} />}
      <div class="with-icon">
        <Icon name="zoom" />
        <input
          id="q"
          name="q"
          type="search"
          value={q}
          aria-label={articles.findLabel}
          placeholder={articles.findLabel}
        />
      </div>
      {select(
        'feed',
        articles.feed,
        articles.allFeeds,
        feeds.map(({ id, name }) => ({ value: String(id), text: name })),
        String(feed ?? ''),
      )}
      {select(
        'topic',
        articles.topic,
        articles.allTopics,
        topics.map(({ slug, name }) => ({ value: slug, text: name })),
        topic ?? '',
      )}
      <button class="btn">{articles.find}</button>
    </form>
  );
}

function Nothing({ base, list: { q, feed, topic, state, feeds } }: { base: string; list: ArticleList }) {
  const { articles, feeds: feedWords } = useDesk().words;
  if (q || feed !== undefined || topic !== undefined || state !== 'all')
    return (
      <Empty title={articles.noneHere}>
        <p>{articles.noneHereText}</p>
      </Empty>
    );
  return (
    <Empty title={articles.none}>
      <p>{feeds.length === 0 ? articles.noFeed : articles.noneText}</p>
      {feeds.length === 0 && (
        <a class="btn btn-main" href={`${base.replace(/articles$/, 'feeds')}/new`}>
          {feedWords.add}
        </a>
      )}
    </Empty>
  );
}
