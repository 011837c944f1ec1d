import type { DateContext } from '../../platform/dates/day-order.ts';
import { readDate } from '../../platform/dates/read-date.ts';
import type { RawItem } from './raw-feed.ts';

/** Items beyond this many are not looked at (FED-05). */
const MAX_ITEMS = 1000;

/**
 * The newest items, in the order of the document, which may well begin with the oldest. An item without a date counts
 * as old as the one above it.
 */
export function newestItems(items: RawItem[], context: DateContext, maximum = MAX_ITEMS): RawItem[] {
  if (items.length <= maximum) return items;
  let above = 0;
  const dated = items.map((item, index) => {
    above = (readDate(item.published, context) ?? readDate(item.updated, context))?.getTime() ?? above;
    return { item, index, at: above };
  });
  return dated
    .toSorted((one, other) => other.at - one.at)
    .slice(0, maximum)
    .toSorted((one, other) => one.index - other.index)
    .map(({ item }) => item);
}
