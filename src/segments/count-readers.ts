import { withinTime, type Db } from '../platform/database.ts';
import { sampleOfReaders } from '../subscribers/index.ts';
import { countUpTo, shareAmong, type AskedReaders } from './reader-queries.ts';

/** How many there are; beyond ten thousand, or where a look at all takes too long, about how many. */
export type ReaderCount = { exact: number } | { about: number };

const MOST_EXACT = 10_000;
/** A list does not wait longer for its count. */
const PATIENCE_MS = 150;

/** Never a long wait: of many readers some are looked at, and the rest is concluded from them. */
export async function countFound(db: Db, asked: AskedReaders): Promise<ReaderCount> {
  const sample = await sampleOfReaders(db);
  const about = sample.isExact ? 0 : sample.ofAll(await shareAmong(db, sample.readers, asked));
  // That far from the bound a sample is not wrong.
  if (about > 2 * MOST_EXACT) return { about };
  const exact = await withinTime(db, PATIENCE_MS, (inner) => countUpTo(inner, asked, MOST_EXACT));
  if (exact !== undefined && exact <= MOST_EXACT) return { exact };
  return { about: exact === undefined ? about : Math.max(about, exact - 1) };
}
