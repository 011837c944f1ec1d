import { expect, test } from 'vitest';
import { bulkHeaders, systemHeaders } from '../../src/emails/index.ts';

const publication = {
  slug: 'gazette',
  name: 'The Gazette',
  fromAddress: 'news@gazette.example',
  replyTo: null as string | null,
};
const headersOf = (changes: object = {}, of: object = {}) =>
  Object.fromEntries(
    bulkHeaders({
      publication: { ...publication, ...changes },
      listDomain: 'gazette.example',
      sendId: 7,
      kind: 'article',
      unsubscribeUrl: 'https://news.example/unsubscribe/t',
      preferencesUrl: 'https://news.example/preferences/t',
      signUpUrl: 'https://news.example/gazette',
      ...of,
    }).map(({ name, value }) => [name, value]),
  );

test('Mail to an audience says which list it is and how to leave it (LST-01…LST-10)', () => {
  expect(headersOf()).toEqual({
    'List-Id': 'The Gazette <gazette.gazette.example>',
    'List-Unsubscribe': '<https://news.example/unsubscribe/t>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'List-Help': '<https://news.example/preferences/t>',
    'List-Post': 'NO',
    'List-Owner': '<mailto:news@gazette.example>',
    'Feedback-ID': '7:gazette:article:paperround',
    Precedence: 'bulk',
    'X-Auto-Response-Suppress': 'OOF, AutoReply',
  });
  expect(headersOf({ replyTo: 'desk@gazette.example' })['List-Owner']).toBe('<mailto:desk@gazette.example>');
  expect(headersOf({}, { archiveUrl: 'https://news.example/gazette/archive' })['List-Archive']).toBe(
    '<https://news.example/gazette/archive>',
  );
});

test('Where mail is taken, each page stands beside an address that does the same, and complaints have one (RFC 2369, 9477)', () => {
  const addresses = {
    unsubscribe: 'unsubscribe+t@gazette.example',
    abuse: 'abuse+t@gazette.example',
    subscribe: 'subscribe+gazette@gazette.example',
    help: 'help+gazette@gazette.example',
  };
  const headers = headersOf({}, { addresses });
  expect(headers).toMatchObject({
    'List-Unsubscribe':
      '<https://news.example/unsubscribe/t>, <mailto:unsubscribe+t@gazette.example?subject=unsubscribe>',
    'List-Help': '<https://news.example/preferences/t>, <mailto:help+gazette@gazette.example?subject=help>',
    'List-Subscribe':
      '<https://news.example/gazette>, <mailto:subscribe+gazette@gazette.example?subject=subscribe>',
    'CFBL-Address': 'abuse+t@gazette.example; report=arf',
  });
  const nameless = headersOf({}, { addresses: { ...addresses, subscribe: undefined } });
  expect(nameless['List-Subscribe']).toBe('<https://news.example/gazette>');
});

test('An address in List-Owner keeps what means something in mailto encoded (RFC 6068)', () => {
  expect(headersOf({ replyTo: 'desk+a&b?c%d@gazette.example' })['List-Owner']).toBe(
    '<mailto:desk+a%26b%3Fc%25d@gazette.example>',
  );
});

test.each([
  ["Philosopher's Way", `"Philosopher's Way" <gazette.gazette.example>`],
  ['A & B-Side', 'A & B-Side <gazette.gazette.example>'],
  ['News, daily', '"News, daily" <gazette.gazette.example>'],
])('The list name %s is bare only where every server takes it so', (name, value) => {
  expect(headersOf({ name })['List-Id']).toBe(value);
});

test('System mail asks for no answer and claims no list (LST-07, LST-09)', () => {
  expect(systemHeaders()).toEqual([
    { name: 'Auto-Submitted', value: 'auto-generated' },
    { name: 'X-Auto-Response-Suppress', value: 'OOF, AutoReply' },
  ]);
});

const decodedName = (value: string) =>
  value
    .replace(/ <[^<>]*>$/, '')
    .split(' ')
    .map((word) => Buffer.from(/^=\?UTF-8\?B\?([^?]+)\?=$/.exec(word)?.[1] ?? '', 'base64').toString())
    .join('');

test.each([
  'Zeitung für Übermorgen',
  '新聞 '.repeat(20).trim(),
  '😀👩‍👩‍👧'.repeat(8),
  '=?UTF-8?Q?x?=',
  'Ünïcode, "quoted" <b>',
])('The list name %s is written in encoded words and comes back as it was (HDR-03)', (name) => {
  const value = headersOf({ name })['List-Id'] ?? '';
  expect(value).toMatch(/^(=\?UTF-8\?B\?[A-Za-z0-9+/=]+\?= )+<gazette\.gazette\.example>$/);
  expect(Math.max(...value.split(' ').map((word) => word.length))).toBeLessThanOrEqual(75);
  expect(name.startsWith(decodedName(value))).toBe(true);
  if (value.length < 200) expect(decodedName(value)).toBe(name);
});

test('A list name gives way so that List-Id has 255 octets at most (LST-01)', () => {
  for (const name of ['a'.repeat(400), 'ü'.repeat(400), '😀'.repeat(200)]) {
    const value = headersOf({ name })['List-Id'] ?? '';
    expect(value.length).toBeLessThanOrEqual(255);
    expect(value).toMatch(/ <gazette\.gazette\.example>$/);
  }
});

test.each([
  ['name', { name: 'A\r\nBcc: x@example.org' }, {}],
  ['page of choices', {}, { preferencesUrl: 'https://a.example\nX: y' }],
  ['reply address', { replyTo: 'a@b.example\0' }, {}],
  ['unsubscribe address', {}, { unsubscribeUrl: 'https://a.example\rX' }],
  ['kind', {}, { kind: 'article\r\n' }],
])('A line break or NUL in the %s is refused (HDR-08)', (_what, changes, of) => {
  expect(() => headersOf(changes, of)).toThrow(expect.objectContaining({ code: 'bad-header' }));
});
