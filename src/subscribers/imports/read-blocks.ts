import type { KeyedRow } from './read-json.ts';
import { readLines } from './read-lines.ts';

const MAX_BLOCK_LINES = 1000;
type Cells = Record<string, string>;

/** Lines that belong together, between empty lines or other marks. */
async function* blocks(
  texts: AsyncIterable<string>,
  endsBlock: (line: string) => boolean,
): AsyncGenerator<{ line: number; lines: string[] }[]> {
  let count = 0;
  let first = 1;
  let lines: string[] = [];
  for await (const piece of readLines(texts)) {
    const found: { line: number; lines: string[] }[] = [];
    for (const raw of piece) {
      const line = raw.replace(/\r$/, '');
      count += 1;
      if (lines.length === 0) first = count;
      if (line !== '' && lines.length < MAX_BLOCK_LINES) lines.push(line);
      if (!endsBlock(line)) continue;
      if (lines.length > 0) found.push({ line: first, lines });
      lines = [];
    }
    yield found;
  }
  if (lines.length > 0) yield [{ line: first, lines }];
}

/** Continued lines begin with a blank (RFC 2849, RFC 6350 section 3.2). */
function unfolded(lines: string[]): string[] {
  return lines.reduce<string[]>((all, line) => {
    if (/^[ \t]/.test(line) && all.length > 0) all.push((all.pop() ?? '') + line.slice(1));
    else all.push(line);
    return all;
  }, []);
}

const asRow = (line: number, cells: Cells): KeyedRow => ({
  line,
  keys: Object.keys(cells),
  cells: Object.values(cells),
});

/** What a dump of Sympa says of a member that counts here. */
const SYMPA_KEYS = new Set([
  'email',
  'gecos',
  'date',
  'reception',
  'suspend',
  'bounce',
  'bounce_score',
  'topics',
  'subscribed',
]);

/** `sympa dump`: a line for each thing that is known of a member, an empty line between members. */
export async function* readSympaDump(texts: AsyncIterable<string>): AsyncGenerator<KeyedRow[]> {
  for await (const found of blocks(texts, (line) => line === ''))
    yield found.map(({ line, lines }) => {
      const pairs = lines
        .map((text) => /^(\S+) ?(.*)$/.exec(text) ?? [])
        .map(([, key = '', value = '']) => [key, value.trim()]);
      const isIncluded = pairs.some(([key, value]) => key === 'included' && value === '1');
      const cells = Object.fromEntries(
        pairs.filter(([key = '']) => SYMPA_KEYS.has(key) && !(isIncluded && key === 'subscribed')),
      );
      return asRow(line, { email: '', ...cells });
    });
}

/** `sympa review --status`: all members, then those whose mail bounced and those who get none for a time. */
export async function* readSympaReview(texts: AsyncIterable<string>): AsyncGenerator<KeyedRow[]> {
  let state = 'active';
  let line = 0;
  for await (const lines of readLines(texts))
    yield lines.flatMap((raw): KeyedRow[] => {
      line += 1;
      const text = raw.trim();
      const heading = /^\d+ (?:(\w+) )?member\(s\) in list/.exec(text);
      if (heading) state = heading[1] ?? 'active';
      return text === '' || heading || /^-+$/.test(text) ? [] : [asRow(line, { email: text, status: state })];
    });
}

/** LDIF (RFC 2849): the first address of each entry, and its name. */
export async function* readLdif(texts: AsyncIterable<string>): AsyncGenerator<KeyedRow[]> {
  for await (const found of blocks(texts, (line) => line === ''))
    yield found.flatMap(({ line, lines }): KeyedRow[] => {
      const pairs = unfolded(lines).map(ldifPair);
      if (!pairs.some(([key]) => key === 'dn')) return [];
      const first = (...keys: string[]) => pairs.find(([key]) => keys.includes(key))?.[1] ?? '';
      return [
        asRow(line, { email: first('mail', 'email', 'rfc822mailbox'), name: first('cn', 'displayname') }),
      ];
    });
}

function ldifPair(line: string): [key: string, value: string] {
  const [, key = '', mark, value = ''] = /^([\w.;-]+):(:?) *(.*)$/.exec(line) ?? [];
  const text = mark === ':' ? Buffer.from(value, 'base64').toString() : value;
  // abook escapes values as if they were names of entries.
  return [key.toLowerCase(), text.replaceAll(/\\([,\\;"+<>=])/g, '$1')];
}

/** vCard 2.1 to 4.0: the first address of each card, and its name. */
export async function* readVcards(texts: AsyncIterable<string>): AsyncGenerator<KeyedRow[]> {
  for await (const found of blocks(texts, (line) => /^end:vcard/i.test(line)))
    yield found.map(({ line, lines }) => {
      const properties = unfolded(lines).map(vcardProperty);
      const all = (name: string) => properties.filter((property) => property.name === name);
      const preferred = all('email').find(({ isPreferred }) => isPreferred) ?? all('email')[0];
      const [family = '', given = ''] = (all('n')[0]?.value ?? '').split(/(?<!\\);/);
      const name = all('fn')[0]?.value ?? `${given} ${family}`.trim();
      return asRow(line, { email: unescaped(preferred?.value ?? ''), name: unescaped(name) });
    });
}

function vcardProperty(line: string): { name: string; value: string; isPreferred: boolean } {
  const [, head = '', value = ''] = /^((?:[^:"]|"[^"]*")+):(.*)$/s.exec(line) ?? [];
  const [name = '', ...parameters] = head.toLowerCase().split(';');
  const isQuoted = parameters.some((parameter) => parameter.includes('quoted-printable'));
  return {
    // Apple groups properties: `item1.EMAIL`.
    name: name.replace(/^.*\./, ''),
    value: isQuoted ? fromQuotedPrintable(value) : value,
    isPreferred: parameters.some((parameter) => /^(type=)?"?pref|^pref=1$/.test(parameter)),
  };
}

const unescaped = (text: string) =>
  text
    .replaceAll(/\\n/gi, ' ')
    .replaceAll(/\\([,;:\\])/g, '$1')
    .trim();

function fromQuotedPrintable(text: string): string {
  const bytes = text.replaceAll(/=([0-9A-F]{2})/gi, (_all, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString();
}
