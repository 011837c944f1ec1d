import type { Reason } from '../../words/index.ts';
import type { ParsedFeed } from '../parsing/parsed-feed.ts';

/** So few items may push out an article that is published late before anybody sees it. */
const FEW_ITEMS = new Set([5, 10]);

/** What the feed's makers could do better. */
export function hintsOf({ items, isCut, hiddenItemCount }: ParsedFeed): Reason[] {
  const shown = items.length;
  const undated = items.filter(({ published, updated }) => !published && !updated).length;
  const hints: Reason[] = [];
  if (isCut) hints.push({ code: 'feed-cut-short', params: {} });
  if (hiddenItemCount > 0) hints.push({ code: 'items-unread', params: { shown, unread: hiddenItemCount } });
  if (FEW_ITEMS.has(shown)) hints.push({ code: 'few-items', params: { shown } });
  if (shown > 1 && undated === shown) hints.push({ code: 'no-dates', params: {} });
  return hints;
}
