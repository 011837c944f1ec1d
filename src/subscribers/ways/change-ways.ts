import type { Db } from '../../platform/database.ts';
import { listTopics, lockNumbers, strandsOf, topicsOf } from '../../publications/index.ts';
import {
  ensureBucketsOf,
  listNumbered,
  oweAfterPause,
  oweCapped,
  oweComing,
  oweFromDigests,
  type NumberedArticle,
} from '../../rhythms/index.ts';
import { keepMarks, listWays, setMarks, settleMarks, type Ways } from './ways-queries.ts';

interface Change {
  id: number;
  before: Ways;
  after: Ways;
}

/**
 * Changes how readers of one publication get mail, in the caller's transaction. What was decided about before the change stays
 * decided; what was not is owed once, by the new ways. While an article's mail or a digest is frozen, it waits.
 * @param change writes the new ways.
 */
export async function changeWays(
  db: Db,
  publicationId: number,
  ids: number[],
  change: (db: Db) => Promise<void>,
): Promise<void> {
  const numbers = await lockNumbers(db, publicationId, 'to-read');
  await oweCapped(db, publicationId, ids);
  const before = new Map((await settleMarks(db, ids)).map((ways) => [ways.id, ways]));
  await change(db);
  const changes = (await listWays(db, ids)).flatMap((after): Change[] => {
    const was = before.get(after.id);
    return was ? [{ id: after.id, before: was, after }] : [];
  });
  await ensureBucketsOf(db, ids);
  await settleDebts(db, publicationId, changes);
  const begun = changes.filter(({ before: was, after }) => !was.isPaused && after.isPaused);
  await keepMarks(db, idsOf(begun));
  await setMarks(db, idsOf(changes.filter(isReturn)), numbers);
}

const idsOf = (changes: Change[]) => changes.map(({ id }) => id);
const isReturn = ({ before, after }: Change) => before.isPaused && !after.isPaused;
const wasEach = ({ before }: Change) => before.rhythm === 'each';
const isEach = ({ after }: Change) => after.rhythm === 'each';

async function settleDebts(db: Db, publicationId: number, changes: Change[]): Promise<void> {
  const awake = changes.filter(({ before }) => !before.isPaused);
  const toEach = awake.filter((one) => !wasEach(one) && isEach(one) && !one.after.isPaused);
  // Whoever pauses gets no more of what was numbered; a digest that includes them later goes by their mark.
  const fromEach = awake.filter((one) => wasEach(one) && (!isEach(one) || one.after.isPaused));
  const returning = changes.filter(isReturn);
  const concerned = [...toEach, ...fromEach, ...returning];
  if (concerned.length === 0) return;
  const known = await listTopics(db, publicationId);
  const after = Math.min(...concerned.map(({ before }) => before.mark));
  const articles = (await listNumbered(db, publicationId, after)).map(
    ({ categories, authors, story, ...article }): NumberedArticle => ({
      ...article,
      topicIds: topicsOf(categories, known),
      strands: strandsOf({ categories, authors, story }).map(({ id }) => id),
    }),
  );
  // Whoever comes back is told of what they were owed before, too.
  if (articles.length === 0 && returning.length === 0) return;
  const of = { publicationId, articles, known: known.map(({ id }) => id) };
  const marks = (some: Change[]) =>
    some.map(({ id, before, after: { rhythm } }) => ({ id, mark: before.mark, rhythm }));
  const isPausing = ({ after: { isPaused } }: Change) => isPaused;
  if (toEach.length > 0) await oweFromDigests(db, { ...of, readers: marks(toEach) });
  const leaving = fromEach.filter((one) => !isPausing(one));
  if (leaving.length > 0) await oweComing(db, { ...of, readers: marks(leaving), reason: 'rhythm' });
  const pausing = fromEach.filter(isPausing);
  if (pausing.length > 0) await oweComing(db, { ...of, readers: marks(pausing), reason: 'paused' });
  if (returning.length > 0) await oweAfterPause(db, { ...of, readers: marks(returning) });
}
