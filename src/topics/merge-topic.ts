import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import type { Db } from '../platform/database.ts';
import { InvalidInput } from '../platform/errors.ts';
import {
  getTopic,
  listTopics,
  lockNumbers,
  updatePublication,
  type Publication,
  type Topic,
} from '../publications/index.ts';
import { listSegmentsOfTopic, renameTopicInSegments } from '../segments/index.ts';
import { listSendsOfTopic, moveSendsOfTopic, type NamedSend } from '../sends/index.ts';
import { changeTopicOfReaders, countTopicChosen } from '../subscribers/index.ts';
import { withoutRepeats } from './categories.ts';

/** What a merge does, before it does it. */
export interface MergeEffect {
  from: Topic;
  into: Topic;
  /** Readers who chose the one that goes, and follow the other from then on. */
  readers: number;
  /** Those of them who chose both already. */
  both: number;
  /** Readers who chose the other: they get the articles of both from then on. */
  others: number;
  /** Sends to come that are for the one that goes. */
  sends: NamedSend[];
  /** Names of segments with a rule about it. */
  segments: string[];
}

/** @throws NotFound; InvalidInput where both are the same. */
export async function viewMerge(
  { db }: Pick<App, 'db'>,
  { id }: Pick<Publication, 'id'>,
  asked: { topic: string; into: string },
): Promise<MergeEffect> {
  const { from, into } = await bothOf(db, id, asked);
  const { chosen: readers, both } = await countTopicChosen(db, id, { topicId: from.id, also: into.id });
  const { chosen } = await countTopicChosen(db, id, { topicId: into.id, also: null });
  const sends = await listSendsOfTopic(db, id, from.id);
  const segments = (await listSegmentsOfTopic(db, id, from.slug)).map(({ name }) => name);
  return { from, into, readers, both, others: chosen - both, sends, segments };
}

/**
 * Makes one topic a part of another: its categories, its readers, the sends to come and the segments that name it. All of it, or nothing;
 * no mail is frozen meanwhile, so nobody loses an article or gets one twice.
 * @throws NotFound, InvalidInput
 */
export async function mergeTopic(
  app: App,
  { id, slug }: Pick<Publication, 'id' | 'slug'>,
  asked: { topic: string; into: string },
): Promise<{ readers: number; sends: number; segments: number; topics: Topic[] }> {
  return inTransaction(app, async (inner) => {
    const { db } = inner;
    await lockNumbers(db, id, 'to-take');
    const { from, into } = await bothOf(db, id, asked);
    const categories = withoutRepeats([...into.categories, from.name, ...from.categories], into.name);
    const kept = (await listTopics(db, id)).filter((topic) => topic.id !== from.id);
    await updatePublication(inner, slug, {
      topics: kept.map(({ id: topicId, ...topic }) =>
        topicId === into.id ? { ...topic, categories } : topic,
      ),
    });
    const sends = await moveSendsOfTopic(db, id, { from: from.id, to: into.id });
    const segments = await renameTopicInSegments(db, id, { slug: from.slug, to: into.slug });
    const readers = await changeTopicOfReaders(db, id, { topicId: from.id, to: into.id, keeps: false });
    const details = { publicationId: id, into: into.id, readers, sends, segments };
    await audit(inner, { action: 'topic.merged', subject: `topic:${from.id}`, details });
    return { readers, sends, segments, topics: await listTopics(db, id) };
  });
}

async function bothOf(db: Db, publicationId: number, asked: { topic: string; into: string }) {
  const from = await getTopic(db, publicationId, asked.topic);
  const into = await getTopic(db, publicationId, asked.into);
  if (from.id === into.id)
    throw new InvalidInput([{ field: 'into', message: 'A topic cannot be merged into itself.' }]);
  return { from, into };
}
