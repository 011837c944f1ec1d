import { inTransaction, type App } from '../platform/app.ts';
import { Conflict, NotFound } from '../platform/errors.ts';
import type { Topic } from './publication.ts';
import { listTopics, lockPublication } from './queries.ts';
import { updatePublication } from './update-publication.ts';

type TopicFields = Omit<Topic, 'id'>;

/** Adds a topic at the end. @throws InvalidInput, NotFound, Conflict when the slug is taken. */
export function addTopic(app: App, slug: string, topic: TopicFields): Promise<Topic[]> {
  return change(app, slug, (topics) => {
    if (topics.some((known) => known.slug === topic.slug))
      throw new Conflict('topic-exists', `There is already a topic ${topic.slug}.`);
    return [...topics, topic];
  });
}

/** Changes name or categories of a topic; readers keep their choice. @throws InvalidInput, NotFound */
export function changeTopic(
  app: App,
  slug: string,
  topicSlug: string,
  changes: { name?: string | undefined; categories?: string[] | undefined },
): Promise<Topic[]> {
  return change(app, slug, (topics) => {
    const found = findTopic(topics, topicSlug);
    const { name = found.name, categories = found.categories } = changes;
    return topics.map((topic) => (topic === found ? { ...topic, name, categories } : topic));
  });
}

/** Removes a topic: whoever chose it follows the rest of their choice, or everything. @throws NotFound */
export function removeTopic(app: App, slug: string, topicSlug: string): Promise<Topic[]> {
  return change(app, slug, (topics) => {
    const found = findTopic(topics, topicSlug);
    return topics.filter((topic) => topic !== found);
  });
}

/** Two at once take turns, so neither undoes the other's change. */
function change(app: App, slug: string, work: (topics: TopicFields[]) => TopicFields[]): Promise<Topic[]> {
  return inTransaction(app, async (inner) => {
    const publicationId = await lockPublication(inner.db, slug);
    const before = await listTopics(inner.db, publicationId);
    const topics = work(before.map(({ id: _id, ...fields }) => fields));
    await updatePublication(inner, slug, { topics });
    return listTopics(inner.db, publicationId);
  });
}

function findTopic(topics: TopicFields[], slug: string): TopicFields {
  const found = topics.find((topic) => topic.slug === slug);
  if (!found) throw new NotFound(`The topic ${slug}`);
  return found;
}
