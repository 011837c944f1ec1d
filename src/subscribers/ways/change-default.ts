import type { App } from '../../platform/app.ts';
import type { Rhythm } from '../../rhythms/index.ts';
import { changeWays } from './change-ways.ts';
import {
  countChosen,
  countFollowersOfDefault,
  listFollowersOfDefault,
  moveToDefault,
} from './ways-queries.ts';

const AT_A_TIME = 5000;

/** How many readers another default would move: those who never chose. */
export const countMovedByDefault = (app: Pick<App, 'db'>, publicationId: number, to: Rhythm) =>
  countFollowersOfDefault(app.db, publicationId, to);

/** How many readers chose, and keep what they chose whatever the default is. */
export const countWhoChose = (app: Pick<App, 'db'>, publicationId: number) =>
  countChosen(app.db, publicationId);

/**
 * Moves the readers who never chose to another default, in the caller's transaction; each is told in their next mail. Who chose
 * keeps what they chose.
 * @returns how many.
 */
export async function moveFollowersOfDefault(app: App, publicationId: number, to: Rhythm): Promise<number> {
  const moved = await countFollowersOfDefault(app.db, publicationId, to);
  for (let after = 0; ;) {
    const found = await listFollowersOfDefault(app.db, publicationId, { to, after, limit: AT_A_TIME });
    const ids = found.map(({ id }) => id);
    const last = ids.at(-1);
    if (last === undefined) return moved;
    await changeWays(app.db, publicationId, ids, (db) => moveToDefault(db, ids, to));
    after = last;
  }
}
