import { createHash } from 'node:crypto';
import { withinTime, type Db } from '../platform/database.ts';
import type { AskedSend } from './audience-queries.ts';
import {
  claimCount,
  countReaders,
  findCount,
  rememberCount,
  sampleReaders,
  type AudienceCount,
  type RememberedCount,
} from './count-queries.ts';

export interface Audience extends AudienceCount {
  /** False: about so many. */
  isExact: boolean;
  countedAt: Date;
}

/** A page does not wait longer. */
const PATIENCE_MS = 300;
/** Somebody waits for the exact figure, and sees the guess meanwhile. */
const LONG_PATIENCE_MS = 60_000;
/** What took less is counted afresh each time. */
const WORTH_REMEMBERING_MS = 100;

export interface AudienceOptions {
  /** Takes as long as it takes; for a second call after one that was not exact. */
  isExact?: boolean;
  patienceMs?: number;
}

/**
 * Who would get a send if it were prepared now, by the conditions that it is frozen by. It is exact where that takes no longer than
 * a page may; of a very large list it is a conclusion from some readers, until somebody asked for the exact figure in the last five minutes.
 */
export async function viewAudience(
  db: Db,
  asked: AskedSend,
  { isExact = false, patienceMs = isExact ? LONG_PATIENCE_MS : PATIENCE_MS }: AudienceOptions = {},
): Promise<Audience> {
  const { publicationId } = asked;
  const audience = nameOf(asked);
  const known = await findCount(db, publicationId, audience);
  if (known && (known.isExact || !isExact)) return shown(known);
  const counted = (await countWithin(db, asked, { audience, patienceMs, isAlone: isExact })) ?? known;
  if (counted) return shown(counted);
  const guess = await sampleReaders(db, asked);
  await rememberCount(db, publicationId, audience, guess);
  return shown({ ...guess, countedAt: new Date() });
}

const shown = ({ found, isExact, countedAt }: RememberedCount): Audience => ({
  ...found,
  isExact,
  countedAt,
});

/** Undefined when it took too long, or when one may count alone and somebody else does. */
function countWithin(
  db: Db,
  asked: AskedSend,
  { audience, patienceMs, isAlone }: { audience: string; patienceMs: number; isAlone: boolean },
): Promise<RememberedCount | undefined> {
  const { publicationId } = asked;
  const began = performance.now();
  return withinTime(db, patienceMs, async (inner) => {
    if (isAlone && !(await claimCount(inner, publicationId, audience))) return undefined;
    const counted = { found: await countReaders(inner, asked), isExact: true };
    // What somebody asked for takes the place of a guess, however quick it was.
    if (isAlone || performance.now() - began > WORTH_REMEMBERING_MS)
      await rememberCount(inner, publicationId, audience, counted);
    return { ...counted, countedAt: new Date() };
  });
}

/** The same for all who ask for the same readers. */
const nameOf = ({ isForAll, topicIds, strands = [], rhythm, segment = null }: AskedSend) =>
  JSON.stringify([
    isForAll,
    topicIds.toSorted((one, other) => one - other),
    rhythm,
    ...(strands.length > 0 || segment !== null ? [strands.toSorted()] : []),
    // Rules may be longer than a key of an index.
    ...(segment === null ? [] : [createHash('sha256').update(JSON.stringify(segment)).digest('base64url')]),
  ]);
