import { MOST_TEXT } from './limits.ts';

/** Undoes a transfer encoding. @param body octets as latin1. */
export function undoEncoding(body: string, encoding: string): Buffer {
  const most = body.slice(0, MOST_TEXT * 2);
  switch (encoding.toLowerCase()) {
    case 'base64':
      return Buffer.from(most.replace(/[^\w+/=-]+/g, ''), 'base64').subarray(0, MOST_TEXT);
    case 'quoted-printable':
      return Buffer.from(
        most
          .replace(/=[ \t]*\n/g, '')
          .replace(/=([\dA-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
          .slice(0, MOST_TEXT),
        'latin1',
      );
    default:
      return Buffer.from(body.slice(0, MOST_TEXT), 'latin1');
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Octets as text: in the charset that is named, else as UTF-8 where they are that, else one by one. */
export function toText(octets: Buffer, charset: string): string {
  if (charset !== '' && !/^(?:utf-?8|us-ascii)$/i.test(charset))
    try {
      return new TextDecoder(charset).decode(octets);
    } catch {
      // An unknown charset.
    }
  try {
    return utf8.decode(octets);
  } catch {
    return octets.toString('latin1');
  }
}

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
  apos: "'",
  '#39': "'",
};

/** The words of HTML, a line for each block; what is quoted begins with a mark, as in plain text. It is looked at, never shown. */
export const wordsOfHtml = (html: string): string =>
  html
    .replace(/<(style|script|title)\b[^<>]*>[^<]*<\/\1>/gi, ' ')
    .replace(/<blockquote\b[^<>]*>/gi, '\n> ')
    .replace(/<\/?(?:p|div|br|tr|li|h\d|table|pre)\b[^<>]*>/gi, '\n')
    .replace(/<(?!(?:[^<>@\s]{1,128}@))[^<>]*>/g, ' ')
    .replace(/&(\w{2,4}|#39);/g, (all, name: string) => ENTITIES[name.toLowerCase()] ?? all)
    .replace(/[ \t]+/g, ' ');
