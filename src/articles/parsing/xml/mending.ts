import { itemName, localName, type Root } from './feed-elements.ts';
import { scanXml, type Token } from './scan-xml.ts';

export interface Open {
  /** In small letters, without the prefix of the format. */
  name: string;
  written: string;
  /** Where its tag stands in `out`. */
  at: number;
  /** What began right inside it since the last item ended. */
  children: { name: string; at: number }[];
  hasItems: boolean;
}

/** The state of mending one document. */
export interface Mending {
  root: Root;
  /** `item` or `entry`. */
  item: string;
  /** The name of the root, as the names of open elements are. */
  rootName: string;
  xml: string;
  tokens: Token[];
  /** Of the tokens that are tags, else empty. */
  names: string[];
  /** The places of the end tags of each name. */
  ends: Map<string, number[]>;
  /** The places where no element but an item goes on: tags of items, ends of the channel and the root. */
  bounds: number[];
  out: string[];
  open: Open[];
  /** Where in `out` the text begins that follows the last tag. */
  textFrom: number;
  /** The end of the channel or the root was seen. */
  isEnded: boolean;
  /** It is not clear where an item began. */
  isDoubtful: boolean;
}

export function beginMending(text: string, root: Root): Mending {
  const xml = text.slice(root.start);
  const tokens = [...scanXml(xml)];
  const names = tokens.map((token) => ('name' in token ? localName(root, token.name) : ''));
  const item = itemName(root.format);
  const rootName = localName(root, root.name);
  const ends = new Map<string, number[]>();
  const bounds: number[] = [];
  for (const [place, name] of names.entries()) {
    const isEnd = tokens[place]?.kind === 'end';
    if (name === item || (isEnd && (name === 'channel' || name === rootName))) bounds.push(place);
    if (!isEnd) continue;
    const places = ends.get(name) ?? [];
    places.push(place);
    ends.set(name, places);
  }
  const state = { out: [], open: [], textFrom: 0, isEnded: false, isDoubtful: false };
  return { root, item, rootName, xml, tokens, names, ends, bounds, ...state };
}

/** The first of the sorted places behind one; beyond the document when there is none. */
export function nextPlace(places: number[] | undefined, after: number): number {
  let [low, high] = [0, places?.length ?? 0];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places?.[middle] ?? 0) > after) high = middle;
    else low = middle + 1;
  }
  return places?.[low] ?? Number.MAX_SAFE_INTEGER;
}

export function writeTag(mending: Mending, name: string, markup: string): void {
  mending.open.at(-1)?.children.push({ name, at: mending.out.length });
  mending.out.push(markup);
  mending.textFrom = mending.out.length;
}

export function openElement(mending: Mending, name: string, written: string, markup: string): void {
  writeTag(mending, name, markup);
  mending.open.push({ name, written, at: mending.out.length - 1, children: [], hasItems: false });
}

export function closeElement(mending: Mending): void {
  const closed = mending.open.pop();
  if (!closed) return;
  mending.out.push(`</${closed.written}>`);
  mending.textFrom = mending.out.length;
  const around = mending.open.at(-1);
  if (closed.name !== mending.item || !around) return;
  around.children = [];
  around.hasItems = true;
}

/** Closes what is open inside the element at this height. */
export function closeAbove(mending: Mending, height: number): void {
  while (mending.open.length > height + 1) closeElement(mending);
}

export const heightOf = ({ open }: Mending, name: string) =>
  open.findLastIndex((element) => element.name === name);

/** What a token that is no tag gives to the text. */
export function textOf({ xml }: Mending, token: Token): string {
  const source = xml.slice(token.start, token.end);
  if (token.kind === 'text') return source.replace(/^</, '&lt;').replaceAll(']]>', '');
  if (token.kind === 'cdata') return token.isFaulty ? `${source}]]>` : source;
  return '';
}
