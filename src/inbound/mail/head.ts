import { toText, undoEncoding } from './decode.ts';

/** The fields of a head: names in lower case, values unfolded by a line feed, in their order. */
export type Head = Map<string, string[]>;

const FIELD = /^([!-9;-~]+)[ \t]*:[ \t]*(.*)$/;

/** Reads lines of `Name: value`. What is no field, and follows none, is passed over. */
export function readHead(text: string): Head {
  const head: Head = new Map();
  let last: string[] | undefined;
  for (const line of text.split('\n')) {
    const isFolded = line.startsWith(' ') || line.startsWith('\t');
    if (isFolded) {
      const value = last?.pop();
      if (value !== undefined) last?.push(`${value}\n${line.trim()}`);
      continue;
    }
    const [, name = '', value = ''] = FIELD.exec(line) ?? [];
    if (name === '') continue;
    const key = name.toLowerCase();
    last = head.get(key) ?? [];
    last.push(value.trimEnd());
    head.set(key, last);
  }
  return head;
}

/** The first value of a field on one line, as it was written. Empty when there is none. */
export const rawField = (head: Head, name: string): string =>
  (head.get(name)?.[0] ?? '').replaceAll('\n', ' ').trim();

/** The first value of a field as a person reads it. */
export const field = (head: Head, name: string): string =>
  decodeWords(rawField(head, name).slice(0, MOST_OF_FIELD));

const MOST_OF_FIELD = 8000;

const WORD = /=\?([^?\s]{1,40})\?([bq])\?([^?\s]{0,2000})\?=(?:\s+(?==\?[^?\s]{1,40}\?[bq]\?))?/gi;

/** Undoes RFC 2047, and reads bare octets as UTF-8 where they are that. */
function decodeWords(value: string): string {
  if (!value.includes('=?')) return toText(Buffer.from(value, 'latin1'), '');
  return value.replace(WORD, (_, charset: string, encoding: string, text: string) => {
    const octets =
      encoding.toLowerCase() === 'b'
        ? undoEncoding(text, 'base64')
        : undoEncoding(text.replaceAll('_', ' '), 'quoted-printable');
    return toText(octets, charset.split('*')[0] ?? '');
  });
}

/** `type/subtype` in lower case, and the parameters of a Content-Type. */
export function contentType(head: Head): { type: string; params: Map<string, string> } {
  const value = rawField(head, 'content-type');
  const [type = ''] = value.split(/[;\s]/, 1);
  const params = new Map<string, string>();
  for (const [, name = '', quoted, bare = ''] of value
    .slice(0, 4000)
    .matchAll(/;\s*([\w*-]+)\s*=\s*(?:"([^"]*)"|([^;\s]+))/g))
    params.set(name.toLowerCase(), quoted ?? bare);
  return { type: type.toLowerCase(), params };
}

const ADDRESS =
  /(?<![\w.!#$%&'*+/=?^`{|}~\u0080-\u{10ffff}-])[\w.!#$%&'*+/=?^`{|}~\u0080-\u{10ffff}-]{1,128}@[\p{L}\p{N}](?:[\p{L}\p{N}._-]{0,250}[\p{L}\p{N}])?/gu;

/** Addresses in a text, in their order, each once. */
export const addressesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(ADDRESS)].map(([address]) => address)),
];
