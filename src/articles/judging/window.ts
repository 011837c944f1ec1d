/** What is compared of an article of a document or of one that is known. */
interface Dated {
  publishedAt: Date | null;
}

/**
 * The date of the oldest item that the document's window reaches; null without dates. In a document in order it is
 * that of the item at its old end, for a pinned item at the other end is older than the window.
 */
export function floorOf(items: Dated[]): Date | null {
  const dates = items.flatMap(({ publishedAt }) => (publishedAt ? [publishedAt.getTime()] : []));
  if (dates.length === 0) return null;
  const falling = dates.filter((date, index) => index > 0 && date < (dates[index - 1] ?? 0)).length;
  const rising = dates.filter((date, index) => index > 0 && date > (dates[index - 1] ?? 0)).length;
  const end = falling > rising ? dates.at(-1) : rising > falling ? dates[0] : undefined;
  const middle = dates.toSorted((one, other) => one - other)[Math.floor((dates.length - 1) / 2)] ?? 0;
  return new Date(
    end !== undefined && end <= middle ? end : dates.reduce((one, other) => Math.min(one, other)),
  );
}

/**
 * Whether an article that the document lacks would still be inside its window, so that it was taken out rather than
 * pushed out by newer ones.
 * @param present known articles of the document; ids rise with age of acquaintance, the newest last.
 */
export function isInsideWindow(
  missing: { id: number; seenDate: Date | null },
  floor: Date | null,
  itemCount: number,
  present: { id: number; seenDate: Date | null }[],
): boolean {
  if (itemCount === 0) return true;
  // In whole seconds: another form of the same feed may tell fractions.
  const secondOf = (date: Date | null) => (date ? Math.floor(date.getTime() / 1000) : undefined);
  const date = secondOf(missing.seenDate);
  const oldest = secondOf(floor);
  if (oldest !== undefined && date !== undefined && date !== oldest) return date > oldest;
  // Without a date, or on the day of the oldest: what came to us before it is still there.
  const peers =
    oldest !== undefined && date !== undefined
      ? present.filter(({ seenDate }) => secondOf(seenDate) === date)
      : present;
  return peers.some(({ id }) => id < missing.id);
}

/** How a document is sorted; `unsorted` when neither end is the old one. */
export type Order = 'newest-first' | 'oldest-first' | 'unsorted' | 'unknown';

/**
 * By the dates of its items. Without dates what came after the first reading tells where new ones are put.
 * @param verdictOf of a known item.
 */
export function orderOf<Item extends Dated>(
  items: Item[],
  verdictOf: (item: Item) => string | undefined,
): Order {
  const dates = items.flatMap(({ publishedAt }) => (publishedAt ? [publishedAt.getTime()] : []));
  if (dates.length === 0) return orderOfUndated(items.map(verdictOf));
  const steps = dates.slice(1).map((date, index) => Math.sign(date - (dates[index] ?? date)));
  const moves = steps.filter((step) => step !== 0).length;
  const sum = steps.reduce((total, step) => total + step, 0);
  if (moves === 0) return 'unknown';
  return Math.abs(sum) < moves / 2 ? 'unsorted' : sum > 0 ? 'oldest-first' : 'newest-first';
}

function orderOfUndated(verdicts: (string | undefined)[]): Order {
  const first = verdicts.indexOf('baseline');
  const came = verdicts.findIndex((verdict) => verdict !== undefined && verdict !== 'baseline');
  if (first < 0 || came < 0) return 'unknown';
  return came < first ? 'newest-first' : 'oldest-first';
}

/**
 * Unknown items behind all known ones, at the end where the oldest are: there a window that grew, or an item that was
 * deleted, lets older ones slide in. Most feeds begin with the newest. Of an unsorted one the dates tell.
 */
export function atOldEnd<Item extends Dated>(
  items: Item[],
  isKnown: (item: Item) => boolean,
  order: Order,
  floor: Date | null,
): Set<Item> {
  if (order === 'unsorted')
    return new Set(items.filter((item) => !isKnown(item) && isOlder(item.publishedAt, floor)));
  const newestFirst = order === 'oldest-first' ? items.toReversed() : items;
  const last = newestFirst.findLastIndex(isKnown);
  return new Set(last < 0 ? [] : newestFirst.slice(last + 1));
}

const isOlder = (date: Date | null, floor: Date | null) => date !== null && floor !== null && date < floor;
