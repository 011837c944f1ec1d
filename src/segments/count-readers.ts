import { withinTime, type Db } from '../platform/database.ts';
import { sampleOfReaders } from '../subscribers/index.ts';
import { cumulated, predicateOf } from './predicate-queries.ts';
import {
  countEach,
  countUpTo,
  groupAt,
  OWN_READERS,
  shareAmong,
  type AskedReaders,
} from './reader-queries.ts';
import type { Selection } from './selection.ts';

/** How many there are; beyond ten thousand, or where a look at all takes too long, about how many. */
export type ReaderCount = { exact: number } | { about: number };

const MOST_EXACT = 10_000;
/** A list does not wait longer for its count. */
const PATIENCE_MS = 150;

/** Never a long wait: of many readers some are looked at, and the rest is concluded from them. */
export async function countFound(
  db: Db,
  asked: AskedReaders,
  patienceMs = PATIENCE_MS,
): Promise<ReaderCount> {
  const sample = await sampleOfReaders(db);
  const about = sample.ofAll(await shareAmong(db, sample.readers, asked));
  // A small table is looked at as a whole, however busy the machine is.
  if (sample.isExact) return told(await countUpTo(db, asked, MOST_EXACT), about);
  // That far from the bound a sample is not wrong.
  if (about > 2 * MOST_EXACT) return { about };
  const found = await withinTime(db, patienceMs, (inner) => countUpTo(inner, asked, MOST_EXACT));
  return found === undefined ? { about } : told(found, about);
}

/** @param found one more than is counted: there are more. */
const told = (found: number, about: number): ReaderCount =>
  found > MOST_EXACT ? { about: Math.max(about, found - 1) } : { exact: found };

/** How many readers each of several selections means. */
export interface SelectionCounts {
  each: number[];
  isExact: boolean;
}

/** Somebody looks at the one segment that is counted. */
const SEGMENT_PATIENCE_MS = 300;

/** How many are left after each rule of a selection; the last figure is that of the selection. */
export async function countSteps(
  db: Db,
  publicationId: number,
  selection: Selection,
): Promise<SelectionCounts> {
  const asked = { publicationId, groups: [selection] };
  const predicates = cumulated(selection, groupAt(0));
  const exact = await withinTime(db, SEGMENT_PATIENCE_MS, (inner) =>
    countEach(inner, OWN_READERS, asked, predicates),
  );
  return exact ? { each: exact.each, isExact: true } : countOnSample(db, asked, predicates);
}

/** How many readers there are, and of many segments at once, as they stand beside a list: of a large list some readers are looked at. */
export async function countSelections(
  db: Db,
  publicationId: number,
  groups: Selection[],
): Promise<SelectionCounts & { all: number }> {
  const predicates = groups.map((group, place) => predicateOf(group, groupAt(place)));
  const counted = await countOnSample(db, { publicationId, groups }, ['true', ...predicates]);
  const [all = 0, ...each] = counted.each;
  return { ...counted, all, each };
}

async function countOnSample(
  db: Db,
  asked: Pick<AskedReaders, 'publicationId' | 'groups'>,
  predicates: string[],
): Promise<SelectionCounts> {
  const { readers, isExact, ofAll } = await sampleOfReaders(db);
  const { size, each } = await countEach(db, readers, asked, predicates);
  const told = isExact ? each : each.map((count) => (size === 0 ? 0 : ofAll(count / size)));
  return { each: told, isExact };
}
