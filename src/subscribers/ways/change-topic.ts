import type { Db } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import { beQuiet } from '../../platform/quiet.ts';
import { carryTopicInBefores, isChangingTopics } from '../bulk/topic-queries.ts';
import { isImportingTopics } from '../imports/queries.ts';
import { changeWays } from './change-ways.ts';
import { listWhoChose, moveChoice } from './topic-queries.ts';

const AT_A_TIME = 5000;

/**
 * Everybody who chose a topic follows another from now on, in place of it or beside it, in the caller's transaction. What was decided
 * about before stays decided. What can be undone for many readers gives them back the same.
 * @throws Conflict while an import or a change of many readers is under way that wrote down topics as they were.
 * @returns how many.
 */
export async function changeTopicOfReaders(
  db: Db,
  publicationId: number,
  { topicId, to, keeps }: { topicId: number; to: number; keeps: boolean },
): Promise<number> {
  if ((await isChangingTopics(db, publicationId)) || (await isImportingTopics(db, publicationId)))
    throw new Conflict(
      'topics-under-change',
      'Topics of many readers are being changed right now. Please try again when that is done.',
    );
  await beQuiet(db);
  await carryTopicInBefores(db, publicationId, { topicId, to, keeps });
  let changed = 0;
  for (let after = 0; ;) {
    const ids = await listWhoChose(db, publicationId, { topicId, after, limit: AT_A_TIME });
    const last = ids.at(-1);
    if (last === undefined) return changed;
    await changeWays(db, publicationId, ids, (inner) =>
      moveChoice(inner, ids, { to, from: keeps ? null : topicId }),
    );
    changed += ids.length;
    after = last;
  }
}
