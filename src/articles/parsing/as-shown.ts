import { emojiOf } from './emoji-image.ts';
import { isHidden } from './hidden-html.ts';

// Quotes are bounded, or one that never ends would be looked for again from every tag.
const TAG = /<(\/?)([a-z][a-z0-9-]*)((?:"[^"]{0,3000}"|'[^']{0,3000}'|[^<>"'])*)>/gi;
const ATTRIBUTE = /([^\s"'=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
const VOID = /^(area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/;
/** One of them ends the one before it. */
const SELF_ENDING = /^(p|li|dt|dd|tr|td|th|option)$/;

interface Open {
  name: string;
  isHidden: boolean;
  /** Where the tag begins. */
  start: number;
}

/**
 * HTML as a page would show it: without what is hidden, and with characters in the place of pictures of emoji. Takes
 * time in proportion to the length when nesting is bounded. An element that is hidden and never ends is shown.
 */
export function asShown(html: string): string {
  const parts: string[] = [];
  const open: Open[] = [];
  let copied = 0;
  const replace = (start: number, end: number, text: string) => {
    if (start < copied) return;
    parts.push(html.slice(copied, start), text);
    copied = end;
  };
  /** Ends elements down to this height; what was hidden goes. */
  const endDownTo = (height: number, at: number) => {
    const hidden = open.slice(height).find((element) => element.isHidden);
    open.length = height;
    if (hidden && !open.some((element) => element.isHidden)) replace(hidden.start, at, '');
  };
  for (const { 0: tag, 1: slash, 2: written = '', 3: rest = '', index } of html.matchAll(TAG)) {
    const name = written.toLowerCase();
    const end = index + tag.length;
    if (slash) {
      const height = open.findLastIndex((element) => element.name === name);
      if (height < 0) continue;
      // What its parent ends does not hold the parent's end tag.
      const isOwn = height === open.length - 1 || open[height]?.isHidden === true;
      endDownTo(isOwn ? height : height + 1, isOwn ? end : index);
      if (!isOwn) open.length = height;
      continue;
    }
    const attributes = attributesOf(rest);
    if (open.at(-1)?.name === name && SELF_ENDING.test(name)) endDownTo(open.length - 1, index);
    const isHiddenNow = isHidden(name, attributes);
    if (VOID.test(name)) {
      if (open.some((element) => element.isHidden)) continue;
      if (isHiddenNow) replace(index, end, '');
      else if (name === 'img') replaceEmoji(attributes, (text) => replace(index, end, text));
      continue;
    }
    open.push({ name, isHidden: isHiddenNow, start: index });
  }
  return parts.join('') + html.slice(copied);
}

function replaceEmoji(attributes: Record<string, string>, replace: (text: string) => void): void {
  const text = emojiOf(attributes);
  if (text !== undefined) replace(text.replaceAll('<', '&lt;'));
}

function attributesOf(text: string): Record<string, string> {
  if (!/\S/.test(text)) return {};
  return Object.fromEntries(
    [...text.matchAll(ATTRIBUTE)].map(([, name = '', double, single, bare]) => [
      name.toLowerCase(),
      double ?? single ?? bare ?? '',
    ]),
  );
}
