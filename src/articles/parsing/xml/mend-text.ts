import { endsText, isLeaf } from './feed-elements.ts';
import { nextPlace, openElement, closeElement, textOf, type Mending } from './mending.ts';
import type { Token } from './scan-xml.ts';

type Tag = Extract<Token, { markup: string }>;

/**
 * Writes an element whose text may be HTML that is not well-formed. It ends with its own end tag, or, without one, where
 * an element begins that no HTML has. @returns the place of the token to go on with.
 */
export function mendText(mending: Mending, place: number, tag: Tag, name: string): number {
  const end = nextPlace(mending.ends.get(name), place);
  const bound = nextPlace(mending.bounds, place);
  const isClosed = end < bound && !beginsAgain(mending, name, place, end);
  const until = isClosed ? end : softEnd(mending, place, bound);
  const inside = mending.tokens.slice(place + 1, until);
  const isXhtml = XHTML.test(tag.markup) && isBalanced(inside);
  const isMarkup = !isXhtml && inside.some((token) => 'markup' in token);
  const text = isMarkup
    ? `<![CDATA[${inside.map((token) => rawOf(mending, token)).join('')}]]>`
    : withoutRest(
        inside.map((token) => ('markup' in token ? token.markup : textOf(mending, token))).join(''),
        name,
      );
  // A tag too many: the element itself may follow.
  if (!isClosed && text.trim() === '') return until;
  openElement(mending, name, tag.name, isMarkup ? asHtml(tag.markup) : tag.markup);
  mending.out.push(text);
  closeElement(mending);
  return isClosed ? until + 1 : until;
}

function beginsAgain({ names, tokens }: Mending, name: string, from: number, to: number): boolean {
  const again = names.indexOf(name, from + 1);
  return again >= 0 && again < to && tokens[again]?.kind === 'start';
}

/** Where a text without its end tag ends: with an element of the feed, or an end tag that belongs to nothing inside. */
function softEnd({ names, tokens, root }: Mending, place: number, bound: number): number {
  const begun: string[] = [];
  let until = place + 1;
  for (; until < Math.min(bound, tokens.length); until += 1) {
    const name = names[until] ?? '';
    if (name === '') continue;
    if (tokens[until]?.kind === 'end' ? !begun.includes(name) : isLeaf(name, root.format) || endsText(name))
      break;
    begun.push(name);
  }
  return until;
}

const XHTML = /\btype\s*=\s*(["'])(?:xhtml|application\/xhtml\+xml)\1/i;
const asHtml = (markup: string) => markup.replace(XHTML, 'type="html"');

function isBalanced(tokens: Token[]): boolean {
  const open: string[] = [];
  const isEnded = (token: Token) => {
    if (!('markup' in token)) return true;
    if (token.kind === 'start') open.push(token.name);
    return token.kind !== 'end' || open.pop() === token.name;
  };
  return tokens.every((token) => !token.isFaulty && isEnded(token)) && open.length === 0;
}

function rawOf({ xml }: Mending, token: Token): string {
  const source = xml.slice(token.start, token.end);
  return (token.kind === 'cdata' ? source.slice(9, token.isFaulty ? undefined : -3) : source).replaceAll(
    ']]>',
    '',
  );
}

/** An end tag that lost its first character is left at the end of the text. */
function withoutRest(text: string, name: string): string {
  return text.replace(new RegExp(`/${name.replace(/[.*+?^${}()|[\]\\]/g, '')}>\\s*$`, 'i'), '');
}
