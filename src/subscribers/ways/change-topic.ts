import type { Db } from '../../platform/database.ts';
import { beQuiet } from '../../platform/quiet.ts';
import { changeWays } from './change-ways.ts';
import { listWhoChose, moveChoice } from './topic-queries.ts';

const AT_A_TIME = 5000;

/**
 * Everybody who chose a topic follows another from now on, in place of it or beside it, in the caller's transaction. What was decided
 * about before stays decided.
 * @returns how many.
 */
export async function changeTopicOfReaders(
  db: Db,
  publicationId: number,
  { topicId, to, keeps }: { topicId: number; to: number; keeps: boolean },
): Promise<number> {
  await beQuiet(db);
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
