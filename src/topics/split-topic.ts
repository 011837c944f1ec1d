import { z } from 'zod';
import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import type { Db } from '../platform/database.ts';
import { Conflict, InvalidInput } from '../platform/errors.ts';
import { parseInput, requiredLine } from '../platform/input.ts';
import { slugOf } from '../platform/slug-of.ts';
import {
  getTopic,
  listTopics,
  lockNumbers,
  updatePublication,
  type Publication,
  type Topic,
} from '../publications/index.ts';
import { changeTopicOfReaders, countTopicChosen } from '../subscribers/index.ts';
import { isAmong } from './categories.ts';

export const splitFields = z.strictObject({
  name: requiredLine('The topic name', 80),
  slug: z.string().optional().describe('Left out: made from the name'),
  categories: z
    .array(requiredLine('A category', 200), 'Name the categories that the new topic takes.')
    .min(1, 'Choose the categories that the new topic takes.')
    .max(100),
});

/** What a split does, before it does it. */
export interface SplitEffect {
  topic: Topic;
  created: Omit<Topic, 'id'>;
  /** Readers who chose the topic: they follow both from then on, so nothing changes for them. */
  readers: number;
}

/** @throws NotFound, InvalidInput, Conflict */
export async function viewSplit(
  { db }: Pick<App, 'db'>,
  { id }: Pick<Publication, 'id'>,
  text: string,
  input: unknown,
): Promise<SplitEffect> {
  const { topic, created } = await partsOf(db, id, text, input);
  const { chosen } = await countTopicChosen(db, id, { topicId: topic.id, also: null });
  return { topic, created, readers: chosen };
}

/**
 * Takes categories out of a topic and makes a topic of them. Whoever chose the topic follows both, so nobody loses an article; each
 * reader can leave one of them from then on. All of it, or nothing.
 * @throws NotFound, InvalidInput, Conflict
 */
export async function splitTopic(
  app: App,
  { id, slug }: Pick<Publication, 'id' | 'slug'>,
  text: string,
  input: unknown,
): Promise<{ topic: Topic; readers: number; topics: Topic[] }> {
  return inTransaction(app, async (inner) => {
    const { db } = inner;
    await lockNumbers(db, id, 'to-take');
    const { topic, created } = await partsOf(db, id, text, input);
    const after = (await listTopics(db, id)).flatMap(({ id: topicId, ...one }) =>
      topicId === topic.id
        ? [
            { ...one, categories: one.categories.filter((name) => !isAmong(name, created.categories)) },
            created,
          ]
        : [one],
    );
    await updatePublication(inner, slug, { topics: after });
    const topics = await listTopics(db, id);
    const made = await getTopic(db, id, created.slug);
    const readers = await changeTopicOfReaders(db, id, { topicId: topic.id, to: made.id, keeps: true });
    const details = { publicationId: id, created: made.id, readers };
    await audit(inner, { action: 'topic.split', subject: `topic:${topic.id}`, details });
    return { topic: made, readers, topics };
  });
}

async function partsOf(db: Db, publicationId: number, text: string, input: unknown) {
  const fields = parseInput(splitFields, input);
  const topic = await getTopic(db, publicationId, text);
  const strange = fields.categories.filter((category) => !isAmong(category, topic.categories));
  if (strange.length > 0)
    throw new InvalidInput([
      {
        field: 'categories',
        message: `${strange.join(', ')}: only categories of ${topic.name} can be taken out of it. Its name stays with it.`,
      },
    ]);
  const slug = fields.slug ?? slugOf(fields.name) ?? `topic-${Date.now().toString(36)}`;
  const topics = await listTopics(db, publicationId);
  if (topics.some((known) => known.slug === slug))
    throw new Conflict('topic-exists', `There is already a topic ${slug}.`);
  return { topic, created: { slug, name: fields.name, categories: fields.categories } };
}
