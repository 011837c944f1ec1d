import type { Audience, AudienceOptions } from '../audiences/index.ts';
import { foreseeDigest } from '../planning/index.ts';
import { withinTime, type Db } from '../platform/database.ts';
import type { LeftOutOfDigestCode } from '../words/index.ts';

/** Why a planned digest leaves out people whom it may reach, in the order in which it is decided. */
export const LEFT_OUT_OF_DIGEST = [
  'other-hour',
  'nothing-new',
  'waits-for-more',
] as const satisfies LeftOutOfDigestCode[];

/** No page waits longer. */
const PATIENCE_MS = 300;
const LONG_PATIENCE_MS = 60_000;

/**
 * Who of the people that a planned digest may reach would get it now, by what the freeze decides by. Where that takes too long, all
 * of them count, as about so many.
 * @param reachable whom it may reach by the conditions.
 */
export async function viewDigestAudience(
  db: Db,
  sendId: number,
  reachable: Audience,
  { isExact = false, patienceMs = isExact ? LONG_PATIENCE_MS : PATIENCE_MS }: AudienceOptions,
): Promise<Audience> {
  const foreseen = await withinTime(db, patienceMs, (inner) => foreseeDigest({ db: inner }, sendId));
  if (!foreseen) return { ...reachable, isExact: false };
  const { gets, nothingNew, waitsForMore, byDomain } = foreseen;
  const counts = {
    'other-hour': reachable.count - gets - nothingNew - waitsForMore,
    'nothing-new': nothingNew,
    'waits-for-more': waitsForMore,
  };
  const others = LEFT_OUT_OF_DIGEST.map((code) => ({ code, count: counts[code] }));
  return {
    ...reachable,
    count: gets,
    leftOut: [...reachable.leftOut, ...others.filter(({ count }) => count > 0)],
    byDomain,
  };
}
