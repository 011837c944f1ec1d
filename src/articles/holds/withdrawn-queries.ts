import { rows, type Db } from '../../platform/database.ts';
import { IS_GONE_FROM_SITE } from '../pages/page-queries.ts';
import type { HeldCode } from './held.ts';

/** That a feed tells of article `a`, under whatever key. */
const IS_TOLD = `exists (select from articles told join feeds on feeds.id = told.feed_id and feeds.removed_at is null
                  where (told.id = a.id or told.duplicate_of = a.id) and told.id = any(feeds.present_ids))`;

/** That article `a` was taken out of its feed, and nobody released it since. */
const HAS_LEFT = `(a.left_at is not null and not coalesce(a.decided_at > a.left_at, false) and not ${IS_TOLD})`;

/**
 * That no digest may tell of article `a` any more. Before its own mail such an article is held; after it, only those who got that have it.
 */
export const IS_WITHDRAWN = `(${HAS_LEFT} or ${IS_GONE_FROM_SITE})`;

/** Which of these articles were withdrawn, and how. */
export async function findWithdrawn(
  db: Db,
  ids: number[],
): Promise<Map<number, Extract<HeldCode, 'gone-from-feed' | 'gone-from-site'>>> {
  const found = await rows<{ id: number; hasLeft: boolean }>(
    db,
    `select a.id, ${HAS_LEFT} as "hasLeft" from articles a where a.id = any(cast(? as bigint[])) and ${IS_WITHDRAWN}`,
    [ids],
  );
  return new Map(found.map(({ id, hasLeft }) => [id, hasLeft ? 'gone-from-feed' : 'gone-from-site']));
}
