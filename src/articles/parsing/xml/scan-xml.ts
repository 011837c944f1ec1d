import { readTag, type Tag } from './read-tag.ts';

export type Token =
  | (Tag & { start: number })
  /** Text, a CDATA section, or what is no content: comments, instructions, declarations. */
  | { kind: 'text' | 'cdata' | 'other'; start: number; end: number; isFaulty: boolean };

/** The parts of a document, one after the other, whatever state it is in. */
export function* scanXml(xml: string): Generator<Token, void> {
  const find = finder(xml);
  let at = 0;
  while (at < xml.length) {
    const token = xml[at] === '<' ? readMarkup(xml, at, find) : undefined;
    if (token) {
      yield token;
      at = token.end;
      continue;
    }
    const next = find('<', at + 1);
    const end = next < 0 ? xml.length : next;
    yield { kind: 'text', start: at, end, isFaulty: xml[at] === '<' };
    at = end;
  }
}

type Find = (mark: string, from: number) => number;

/** Looks for a mark only as long as there is one, or a document full of beginnings would take quadratic time. */
function finder(xml: string): Find {
  const absent = new Set<string>();
  return (mark, from) => {
    const found = absent.has(mark) ? -1 : xml.indexOf(mark, from);
    if (found < 0) absent.add(mark);
    return found;
  };
}

function readMarkup(xml: string, start: number, find: Find): Token | undefined {
  if (xml.startsWith('<![CDATA[', start)) {
    const end = find(']]>', start);
    return { kind: 'cdata', start, end: end < 0 ? xml.length : end + 3, isFaulty: end < 0 };
  }
  if (xml.startsWith('<!--', start)) return readOther(xml, start, '-->', '<!--', find);
  if (xml[start + 1] === '?') return readOther(xml, start, '?>', '<', find);
  if (xml[start + 1] === '!') return readOther(xml, start, '>', '<', find);
  const tag = readTag(xml, start);
  return tag && { ...tag, start };
}

/** A comment or an instruction. What may not stand inside shows that its end is missing: then it ends at the next bracket. */
function readOther(xml: string, start: number, mark: string, never: string, find: Find): Token {
  const inside = start + 2;
  const end = find(mark, inside);
  const other = find(never, inside);
  if (end >= 0 && (other < 0 || other > end))
    return { kind: 'other', start, end: end + mark.length, isFaulty: false };
  const next = xml.slice(inside).search(/[<>]/);
  const bracket = next < 0 ? xml.length : inside + next;
  return { kind: 'other', start, end: xml[bracket] === '>' ? bracket + 1 : bracket, isFaulty: true };
}
