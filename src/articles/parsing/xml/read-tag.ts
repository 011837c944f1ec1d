/** A tag as it stands in a document. */
export interface Tag {
  kind: 'start' | 'end' | 'empty';
  /** As written. */
  name: string;
  /** What to write for it: its attributes in quotes. */
  markup: string;
  /** Behind its last character. */
  end: number;
  /** It is not well-formed. */
  isFaulty: boolean;
}

const NAME_START = /[\p{L}_:]/u;
const NAME = /[\p{L}_:][\p{L}\p{N}_:.-]*/uy;

/** The tag that begins at `<`, or none when that character is mere text. */
export function readTag(xml: string, start: number): Tag | undefined {
  const isEnd = xml[start + 1] === '/';
  const nameAt = isEnd ? start + 2 : start + 1;
  if (!NAME_START.test(xml[nameAt] ?? '')) return undefined;
  NAME.lastIndex = nameAt;
  const name = NAME.exec(xml)?.[0] ?? '';
  const sound = endOfTag(xml, nameAt + name.length);
  if (sound === undefined) return readFaulty(xml, start, name, isEnd);
  const markup = xml.slice(start, sound);
  return {
    kind: isEnd ? 'end' : markup.endsWith('/>') ? 'empty' : 'start',
    name,
    markup,
    end: sound,
    isFaulty: false,
  };
}

/** Behind the `>` of a well-formed tag; undefined when its quotes or brackets are wrong. */
function endOfTag(xml: string, from: number): number | undefined {
  for (let at = from; at < xml.length; at += 1) {
    const character = xml[at];
    if (character === '>') return at + 1;
    if (character === '<') return undefined;
    if (character !== '"' && character !== "'") continue;
    const close = xml.indexOf(character, at + 1);
    // A quote follows a sign of equality, and behind its end comes a blank or the end of the tag.
    if (
      !/=\s*$/.test(xml.slice(Math.max(from, at - 5), at)) ||
      close < 0 ||
      !/[\s/>?]/.test(xml[close + 1] ?? '')
    )
      return undefined;
    at = close;
  }
  return undefined;
}

/** It ends at the next bracket of either kind; a bracket that opens belongs to the next tag. */
function readFaulty(xml: string, start: number, wholeName: string, isEnd: boolean): Tag {
  const nameAt = start + (isEnd ? 2 : 1);
  const rest = xml.slice(nameAt).search(/[<>]/);
  const bracket = rest < 0 ? xml.length : nameAt + rest;
  const isClosed = xml[bracket] === '>';
  const name = isClosed ? wholeName : nameOf(wholeName);
  const inside = xml.slice(nameAt + name.length, bracket).trim();
  // Without its bracket, what follows the name of a tag without attributes is its text.
  const end = isClosed ? bracket + 1 : /=/.test(inside) ? bracket : nameAt + name.length;
  if (isEnd) return { kind: 'end', name, markup: `</${name}>`, end, isFaulty: true };
  const isEmpty = isClosed && inside.endsWith('/');
  const attributes = end >= bracket ? soundAttributes(isEmpty ? inside.slice(0, -1) : inside) : '';
  const markup = `<${name}${attributes}${isEmpty ? '/' : ''}>`;
  return { kind: isEmpty ? 'empty' : 'start', name, markup, end, isFaulty: true };
}

const KNOWN =
  /^(title|link|guid|pubDate|description|category|comments|author|item|entry|channel|id|updated|published|summary|content:encoded|content|dc:\w+?(?=[A-Z\d]|$)|name|url|uri|language|generator)/;

/** The name of an element of feeds to which its text sticks because the bracket between is missing. */
const nameOf = (name: string) => KNOWN.exec(name)?.[0] ?? name;

const ATTRIBUTE = /([\w:.-]+)\s*=?\s*(?:"([^"]*)"?|'([^']*)'?|([^\s"']+)["']?)/g;

function soundAttributes(text: string): string {
  // A quote that was not closed before the next attribute.
  const parted = text.slice(0, 10_000).replace(/="([^"=]*)\s([\w:-]+)="/g, '="$1" $2="');
  return [...parted.matchAll(ATTRIBUTE)]
    .map(
      ([, name, double, single, bare]) =>
        ` ${name}="${(double ?? single ?? bare ?? '').trim().replace(/"/g, '&quot;').replace(/</g, '&lt;')}"`,
    )
    .join('');
}
