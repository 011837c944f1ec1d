import { listRecentCategories } from '../articles/index.ts';
import type { App } from '../platform/app.ts';
import { listTopics, topicsOf, type Publication, type Topic } from '../publications/index.ts';
import { countFollowers } from '../segments/index.ts';

/** What the figures of articles are about. */
const RECENT_DAYS = 30;
const MOST_CATEGORIES = 20;

export interface ViewedTopic extends Topic {
  /** Readers who chose it, and who chose nothing. */
  followers: number;
  /** Of the last thirty days. */
  articles: number;
}

export interface TopicsView {
  topics: ViewedTopic[];
  /** False: the followers are about so many, concluded from some readers. */
  isExact: boolean;
  /** Categories of the last thirty days whose articles are in no topic, the most frequent first. */
  strays: { category: string; articles: number }[];
}

/** Every topic with who follows it and what it had lately. */
export async function viewTopics({ db }: Pick<App, 'db'>, publication: Publication): Promise<TopicsView> {
  const topics = await listTopics(db, publication.id);
  const { each, isExact } = await countFollowers(db, publication);
  const articles = (await listRecentCategories(db, publication.id, RECENT_DAYS)).map((categories) => ({
    categories,
    topicIds: topicsOf(categories, topics),
  }));
  const stray = articles.filter(({ topicIds }) => topicIds.length === 0);
  return {
    topics: topics.map((topic, place) => ({
      ...topic,
      followers: each[place] ?? 0,
      articles: articles.filter(({ topicIds }) => topicIds.includes(topic.id)).length,
    })),
    isExact,
    strays: topics.length === 0 ? [] : countCategories(stray.map(({ categories }) => categories)),
  };
}

function countCategories(articles: string[][]): { category: string; articles: number }[] {
  const counts = new Map<string, { category: string; articles: number }>();
  for (const categories of articles)
    for (const category of new Set(categories)) {
      const key = category.trim().toLowerCase();
      const known = counts.get(key) ?? { category: category.trim(), articles: 0 };
      counts.set(key, { ...known, articles: known.articles + 1 });
    }
  return [...counts.values()]
    .toSorted((one, other) => other.articles - one.articles)
    .slice(0, MOST_CATEGORIES);
}
