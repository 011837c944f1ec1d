import { isLeaf, mayHoldHtml, type Root } from './feed-elements.ts';
import { startChannel, startItem, startText } from './find-starts.ts';
import { MAX_DEPTH } from './is-sound.ts';
import {
  beginMending,
  closeAbove,
  closeElement,
  heightOf,
  nextPlace,
  openElement,
  textOf,
  writeTag,
  type Mending,
} from './mending.ts';
import { mendText } from './mend-text.ts';
import type { Token } from './scan-xml.ts';

type Tag = Extract<Token, { markup: string }>;

/**
 * A well-formed document out of a broken one, as a person would read it: a new item closes what is open, an element
 * without its end ends where the next begins, an end without its beginning is given one (FED-11, FED-24). A document
 * that breaks off loses its last item, which may be half there.
 */
export function mendXml(xml: string, root: Root): { xml: string; isCut: boolean } {
  const mending = beginMending(xml, root);
  let place = 0;
  while (place < mending.tokens.length) place = mendNext(mending, place);
  const half = heightOf(mending, mending.item);
  if (!mending.isEnded && half >= 0) {
    mending.out.length = mending.open[half]?.at ?? mending.out.length;
    mending.open.length = half;
  }
  while (mending.open.length > 0) closeElement(mending);
  return { xml: mending.out.join(''), isCut: !mending.isEnded || mending.isDoubtful };
}

/** @returns the place of the token to go on with. */
function mendNext(mending: Mending, place: number): number {
  const token = mending.tokens[place];
  const name = mending.names[place] ?? '';
  if (token === undefined) return place + 1;
  if (!('markup' in token)) {
    const text = textOf(mending, token);
    if (text !== '') mending.out.push(text);
    return place + 1;
  }
  if (token.kind === 'end') {
    mendEnd(mending, token, name);
    return place + 1;
  }
  return mendStart(mending, place, token, name);
}

function mendStart(mending: Mending, place: number, tag: Tag, name: string): number {
  const { root, open } = mending;
  if (open.length === 0 || name === mending.rootName) {
    if (open.length === 0) openElement(mending, name, tag.name, tag.markup.replace(/\/>$/, '>'));
    return place + 1;
  }
  if (name === mending.item) {
    dropEmptyItem(mending);
    closeAbove(mending, container(mending));
    if (tag.kind === 'start') openElement(mending, name, tag.name, tag.markup);
    else writeTag(mending, name, tag.markup);
    return place + 1;
  }
  if (name === 'channel' && root.format !== 'feed') {
    if (heightOf(mending, name) < 0) openElement(mending, name, tag.name, tag.markup.replace(/\/>$/, '>'));
    return place + 1;
  }
  if (root.format === 'rss') container(mending);
  while (isLeaf(mending.open.at(-1)?.name ?? '', root.format)) closeElement(mending);
  if (open.length >= MAX_DEPTH) return place + 1;
  return tag.kind === 'empty'
    ? writeEmpty(mending, place, tag, name)
    : mendElement(mending, place, tag, name);
}

/** An item in which nothing stands yet when the next one begins was a tag too many. */
function dropEmptyItem(mending: Mending): void {
  const last = mending.open.at(-1);
  if (last?.name !== mending.item || last.children.length > 0) return;
  mending.out.length = last.at;
  mending.open.pop();
}

function writeEmpty(mending: Mending, place: number, { markup }: Tag, name: string): number {
  writeTag(mending, name, markup.endsWith('/>') ? markup : markup.replace(/>$/, '/>'));
  return place + 1;
}

function mendElement(mending: Mending, place: number, tag: Tag, name: string): number {
  if (mayHoldHtml(name)) return mendText(mending, place, tag, name);
  const isClosed = nextPlace(mending.ends.get(name), place) < nextPlace(mending.bounds, place);
  // What never ends must not swallow the items behind it.
  if (!isClosed && !isLeaf(name, mending.root.format)) return writeEmpty(mending, place, tag, name);
  openElement(mending, name, tag.name, tag.markup);
  return place + 1;
}

/** The height of the element that items stand in; a missing channel is opened. */
function container(mending: Mending): number {
  if (mending.root.format !== 'rss') return 0;
  if (heightOf(mending, 'channel') < 0) {
    closeAbove(mending, 0);
    openElement(mending, 'channel', 'channel', '<channel>');
  }
  return heightOf(mending, 'channel');
}

function mendEnd(mending: Mending, tag: Tag, name: string): void {
  const height = heightOf(mending, name);
  if (name === mending.rootName) {
    mending.isEnded = true;
  } else if (name === 'channel' && mending.root.format !== 'feed') {
    if (height < 0) startChannel(mending, tag.name);
    else if (mending.root.format === 'rdf') closeThrough(mending, height);
    else {
      closeAbove(mending, height);
      mending.isEnded = true;
    }
  } else if (name === mending.item) {
    if (height >= 0) closeThrough(mending, height);
    else startItem(mending, tag.name);
  } else if (height > heightOf(mending, mending.item) && height > 0) {
    closeThrough(mending, height);
  } else startText(mending, name, tag.name);
}

function closeThrough(mending: Mending, height: number): void {
  closeAbove(mending, height);
  closeElement(mending);
}
