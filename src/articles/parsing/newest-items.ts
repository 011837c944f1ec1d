import type { RawItem } from './raw-feed.ts';
import { readDate } from './read-date.ts';

/** Items beyond this many are not looked at (FED-05). */
const MAX_ITEMS = 1000;

/**
 * The newest items, in the order of the document, which may well begin with the oldest. An item without a date counts
 * as old as the one above it.
 */
export function newestItems(items: RawItem[], maximum = MAX_ITEMS): RawItem[] {
  if (items.length <= maximum) return items;
  let above = 0;
  const dated = items.map((item, index) => {
    above = (readDate(item.published) ?? readDate(item.updated))?.getTime() ?? above;
    return { item, index, at: above };
  });
  return dated
    .toSorted((one, other) => other.at - one.at)
    .slice(0, maximum)
    .toSorted((one, other) => one.index - other.index)
    .map(({ item }) => item);
}
