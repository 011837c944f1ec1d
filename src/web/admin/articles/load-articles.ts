import { z } from 'zod';
import { databaseNow } from '../../../articles/index.ts';
import type { App } from '../../../platform/app.ts';
import { listTopics, type Publication, type Topic } from '../../../publications/index.ts';
import {
  ARTICLE_STATES,
  countArticles,
  fateOf,
  listArticleRows,
  listFeedNames,
  type ArticleCounts,
  type ArticleState,
} from '../../../reports/index.ts';
import { heldGroups, type HeldGroup } from './held-groups.ts';
import type { ToldArticle } from './ArticleRows.tsx';

const ON_A_PAGE = 40;
/** So many are looked at for groups; the list has the others. */
const MOST_HELD = 500;

/** What the address of the list says; what does not fit counts for nothing. */
const listQuery = z.object({
  show: z.enum(ARTICLE_STATES).catch('all'),
  q: z.string().trim().max(200).catch(''),
  feed: z.coerce.number().int().min(1).optional().catch(undefined),
  topic: z.string().max(200).optional().catch(undefined),
  before: z.coerce.number().int().min(0).catch(0),
});

export interface ArticleList {
  state: ArticleState;
  q: string;
  feed: number | undefined;
  topic: string | undefined;
  isFirstPage: boolean;
  articles: ToldArticle[];
  /** Where older ones begin; undefined at the end. */
  olderThan: number | undefined;
  counts: ArticleCounts;
  groups: HeldGroup[];
  feeds: { id: number; name: string }[];
  topics: Topic[];
}

export async function loadArticles(
  { db }: Pick<App, 'db'>,
  publication: Publication,
  query: Record<string, unknown>,
): Promise<ArticleList> {
  const { show: state, q, feed, topic: slug, before } = listQuery.parse(query);
  const { id } = publication;
  const [topics, feeds, counts] = await Promise.all([
    listTopics(db, id),
    listFeedNames(db, id),
    countArticles(db, id),
  ]);
  const topic = topics.find((one) => one.slug === slug);
  const isFirstPage = before === 0;
  const isWhole = !q && !feed && !topic;
  const filter = {
    state,
    isWithoutHeld: isWhole && state === 'all',
    feedId: feed,
    search: q || undefined,
    categories: topic && [topic.name, ...topic.categories],
  };
  const [found, held, now] = await Promise.all([
    listArticleRows(db, id, filter, { before, limit: ON_A_PAGE + 1 }),
    counts.held > 0 && isFirstPage && isWhole && (state === 'all' || state === 'held')
      ? listArticleRows(db, id, { state: 'held' }, { before: 0, limit: MOST_HELD })
      : [],
    databaseNow(db),
  ]);
  const shown = found.slice(0, ON_A_PAGE);
  return {
    state,
    q,
    feed,
    topic: topic?.slug,
    isFirstPage,
    articles: shown.map((row) => ({ row, fate: fateOf(row, now) })),
    olderThan: found.length > ON_A_PAGE ? shown.at(-1)?.id : undefined,
    counts,
    groups: heldGroups(held),
    feeds,
    topics,
  };
}
