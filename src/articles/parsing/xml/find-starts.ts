import { isLeaf, isOfItems } from './feed-elements.ts';
import { closeAbove, closeElement, heightOf, type Mending } from './mending.ts';

/** An end tag of a text whose start tag is lost: the text before it is its text. */
export function startText(mending: Mending, name: string, written: string): void {
  const { out, open, root, textFrom } = mending;
  if (!isLeaf(name, root.format) || open.some((element) => isLeaf(element.name, root.format))) return;
  const text = out
    .slice(textFrom)
    .join('')
    .replace(/^\s*[\w:.-]{1,40}(?:\s[^<>]{0,500})?(?<!\])>/, '');
  if (text.trim() === '') return;
  out.length = textFrom;
  mending.open.at(-1)?.children.push({ name, at: out.length });
  out.push(`<${written}>`, text, `</${written}>`);
  mending.textFrom = out.length;
}

/**
 * The end of an item that never began: it began behind the item before it; the first one where something stands that
 * the channel has already, or that only items have.
 */
export function startItem(mending: Mending, written: string): void {
  const { out, root } = mending;
  closeAbove(mending, Math.max(0, heightOf(mending, root.format === 'rss' ? 'channel' : mending.rootName)));
  const around = mending.open.at(-1);
  const children = (around?.children ?? []).filter(({ name }) => !/^(channel|image|textinput)$/.test(name));
  const first = around?.hasItems || root.format === 'rdf' ? children[0] : firstOfItem(children);
  if (!around || !first) {
    mending.isDoubtful = true;
    return;
  }
  out[first.at] = `<${written}>${out[first.at]}`;
  out.push(`</${written}>`);
  mending.textFrom = out.length;
  around.children = [];
  around.hasItems = true;
}

function firstOfItem(children: { name: string; at: number }[]) {
  const seen = new Set<string>();
  return children.find(({ name }) => {
    const isNew = !seen.has(name);
    seen.add(name);
    return isOfItems(name) || (!isNew && /^(title|link|description|id|updated|pubdate|author)$/.test(name));
  });
}

/** The end of a channel that never began: it began with the first element of the root. */
export function startChannel(mending: Mending, written: string): void {
  const { out, open } = mending;
  while (open.length > 1) closeElement(mending);
  const [first] = open[0]?.children ?? [];
  if (!first) return;
  out[first.at] = `<${written}>${out[first.at]}`;
  out.push(`</${written}>`);
  mending.textFrom = out.length;
  if (open[0]) open[0].children = [];
}
