export interface RawHeader {
  name: string;
  /** As it stands on the wire, from the name on, with its folds. */
  raw: string;
  /** Unfolded, trimmed. */
  value: string;
}

/** A message taken apart without help of a library, so that nothing is mended on the way. */
export interface RawMessage {
  headers: RawHeader[];
  body: string;
  parts: { headers: RawHeader[]; body: string }[];
}

const ONCE = ['from', 'to', 'subject', 'date', 'message-id', 'mime-version'];
const AT_MOST_ONCE = [
  'reply-to',
  'sender',
  'list-id',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'feedback-id',
  'content-type',
];

export function takeApart(source: Buffer): RawMessage {
  const text = source.toString('latin1');
  const { headers, body } = splitEntity(text);
  const boundary = /boundary="?([^";]+)"?/i.exec(valueOf(headers, 'content-type') ?? '')?.[1];
  const pieces = boundary === undefined ? [] : `\r\n${body}`.split(`\r\n--${boundary}`).slice(1, -1);
  return { headers, body, parts: pieces.map((piece) => splitEntity(piece.replace(/^[ \t]*\r\n/, ''))) };
}

function splitEntity(text: string): { headers: RawHeader[]; body: string } {
  const end = text.indexOf('\r\n\r\n');
  const head = end < 0 ? text : text.slice(0, end);
  const headers = head
    .split(/\r\n(?![ \t])/)
    .filter(Boolean)
    .map((raw) => {
      const colon = raw.indexOf(':');
      return {
        raw,
        name: raw.slice(0, Math.max(colon, 0)).toLowerCase(),
        value: raw
          .slice(colon + 1)
          .replace(/\r\n[ \t]/g, ' ')
          .trim(),
      };
    });
  return { headers, body: end < 0 ? '' : text.slice(end + 4) };
}

export const valuesOf = (headers: RawHeader[], name: string) =>
  headers.filter((header) => header.name === name).map(({ value }) => value);
export const valueOf = (headers: RawHeader[], name: string) => valuesOf(headers, name)[0];

/** HDR-02: what a strict mail server refuses. */
export function lintBytes(source: Buffer): string[] {
  const text = source.toString('latin1');
  const faults: string[] = [];
  if (/[^\x01-\x7f]/.test(text)) faults.push('HDR-02 a byte beyond 7 bit, or a NUL');
  if (/\r(?!\n)|(?<!\r)\n/.test(text)) faults.push('HDR-02 a bare CR or LF');
  if (text.split('\r\n').some((line) => line.length > 998))
    faults.push('HDR-02 a line of more than 998 octets');
  if (source.length >= 500_000) faults.push('HDR-13 the message has 500 kB or more');
  return faults;
}

/** HDR-01, HDR-03: which headers, how often, and how they are written. */
export function lintHeaderForm({ headers, parts }: RawMessage): string[] {
  const count = (name: string) => valuesOf(headers, name).length;
  return [
    ...ONCE.filter((name) => count(name) !== 1).map((name) => `HDR-01 ${name} stands ${count(name)} times`),
    ...AT_MOST_ONCE.filter((name) => count(name) > 1).map(
      (name) => `HDR-01 ${name} stands ${count(name)} times`,
    ),
    ...headers
      .filter(({ raw }) => !/^[\x21-\x39\x3b-\x7e]+:/.test(raw))
      .map(({ raw }) => `HDR-08 no header: ${raw.slice(0, 40)}`),
    ...[headers, ...parts.map((part) => part.headers)].flat().flatMap(encodedWordFaults),
  ];
}

function encodedWordFaults({ name, raw }: RawHeader): string[] {
  const words = raw.match(/=\?[^?\s]*\?[^?\s]*\?[^?\s]*\?=/g) ?? [];
  const faults = words
    .filter((word) => word.length > 75)
    .map(() => `HDR-03 an encoded word of more than 75 characters in ${name}`);
  if (raw.split('\r\n').some((line) => line.includes('=?') && line.length > 76))
    faults.push(`HDR-03 a line of more than 76 characters with an encoded word in ${name}`);
  if (
    ['from', 'to', 'reply-to', 'list-id'].includes(name) &&
    /'/.test(raw.replace(/"(?:[^"\\]|\\.)*"|<[^>]*>/g, ''))
  )
    faults.push(`HDR-03 an apostrophe outside quotes in ${name}`);
  if (words.some((word) => !isWholeUtf8(word)))
    faults.push(`HDR-03 an encoded word splits a character in ${name}`);
  if (/<[^>]*=\?[^>]*>/.test(raw)) faults.push(`HDR-03 an encoded word inside an address in ${name}`);
  return faults;
}

function isWholeUtf8(word: string): boolean {
  const [, charset = '', encoding = '', content = ''] = word.split('?');
  const bytes =
    encoding.toUpperCase() === 'B'
      ? Buffer.from(content, 'base64')
      : Buffer.from(
          content
            .replaceAll('_', ' ')
            .replace(/=([0-9A-F]{2})/gi, (_all, code: string) =>
              String.fromCharCode(Number.parseInt(code, 16)),
            ),
          'latin1',
        );
  if (!/^utf-8$/i.test(charset)) return true;
  return !bytes.toString('utf8').includes('\uFFFD');
}

/** HDR-04, HDR-13: two readable parts, text first, nothing attached. */
export function lintParts({ headers, parts }: RawMessage): string[] {
  if (!/^multipart\/alternative\b/i.test(valueOf(headers, 'content-type') ?? ''))
    return ['HDR-04 not multipart/alternative'];
  const faults: string[] = [];
  const types = parts.map((part) => valueOf(part.headers, 'content-type') ?? '');
  if (parts.length !== 2) faults.push(`HDR-04 ${parts.length} parts instead of text and HTML`);
  if (!/^text\/plain\b/i.test(types[0] ?? '')) faults.push('HDR-04 the first part is not text/plain');
  if (!/^text\/html\b/i.test(types[1] ?? '')) faults.push('HDR-04 the second part is not text/html');
  if (types.some((type) => !/charset="?utf-8"?/i.test(type))) faults.push('HDR-04 a part is not in UTF-8');
  for (const part of parts) {
    const encoding = valueOf(part.headers, 'content-transfer-encoding')?.toLowerCase() ?? '7bit';
    if (!['7bit', 'quoted-printable', 'base64'].includes(encoding))
      faults.push(`HDR-02 transfer encoding ${encoding}`);
    const longest = Math.max(...part.body.split('\r\n').map((line) => line.length));
    if (encoding !== '7bit' && longest > 76) faults.push(`HDR-02 a line of ${longest} in a ${encoding} part`);
    if (encoding === 'quoted-printable' && /=(?![0-9A-F]{2}|\r\n)|[ \t]\r\n/.test(part.body))
      faults.push('HDR-02 broken quoted-printable');
    if (part.headers.some(({ name, value }) => name === 'content-disposition' && /attachment/i.test(value)))
      faults.push('HDR-13 an attachment');
  }
  return faults;
}
