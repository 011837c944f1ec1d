import { expect, test } from 'vitest';
import { composeSource } from '../../src/mailers/message/compose-source.ts';
import {
  bulkHeaders,
  compileArticleEmail,
  composeConfirmation,
  fillSlots,
  systemHeaders,
} from '../../src/emails/index.ts';
import { aBrand, anArticle } from '../support/sends/emails.ts';
import { lintMessage } from '../support/mail/message-linter.ts';

const TOKEN = 'AQLmC0x9vEw2eH8kQpZ4sT1yUa';
const unsubscribeUrl = `https://news.gazette.example/unsubscribe/${TOKEN}`;
const envelope = { from: 'news@gazette.example', to: 'reader.one@example.org' };
const common = {
  envelopeFrom: envelope.from,
  from: { name: 'The Harbour Gazette', address: 'news@gazette.example' },
  to: { name: '', address: envelope.to },
  replyTo: undefined,
  messageId: '<c29tZSBpZA@gazette.example>',
  date: new Date('2026-11-12T18:00:00Z'),
};

const article = fillSlots(
  await compileArticleEmail({
    brand: aBrand(),
    article: anArticle(),
    body: 'full',
    related: [anArticle({ title: 'Low water', url: 'https://gazette.example/low' })],
  }),
  {
    unsubscribeUrl,
    preferencesUrl: `https://news.gazette.example/preferences/${TOKEN}`,
    viewUrl: `https://news.gazette.example/view/${TOKEN}`,
    rhythmUrl: `https://news.gazette.example/rhythm/${TOKEN}`,
  },
);
const bulk = {
  ...common,
  ...article,
  headers: bulkHeaders({
    publication: {
      slug: 'gazette',
      name: 'The Harbour Gazette',
      fromAddress: 'news@gazette.example',
      replyTo: null,
    },
    listDomain: 'gazette.example',
    sendId: 7,
    kind: 'article',
    unsubscribeUrl,
    preferencesUrl: `https://news.gazette.example/preferences/${TOKEN}`,
    signUpUrl: 'https://news.gazette.example/gazette',
  }),
};
const good = composeSource(bulk).toString('latin1');

const confirmation = {
  ...common,
  ...(await composeConfirmation({
    brand: aBrand(),
    confirmUrl: `https://news.gazette.example/confirm/${TOKEN}`,
    neverAgainUrl: `https://news.gazette.example/never-again/${TOKEN}`,
    aboutUrl: 'https://news.gazette.example/gazette',
    requestedAt: new Date('2026-11-12T18:00:00Z'),
    timeZone: 'Europe/Berlin',
    topics: [],
    code: '482915',
    codeMinutes: 30,
    linkDays: 7,
  })),
  headers: systemHeaders(),
};
const goodSystem = composeSource(confirmation).toString('latin1');

const lint = (source: string, to: string | string[] = envelope.to) =>
  lintMessage(Buffer.from(source, 'latin1'), { from: envelope.from, to });

test('An article email breaks no rule', async () => {
  expect(await lint(good)).toEqual([]);
});

test('A confirmation mail breaks no rule', async () => {
  expect(await lint(goodSystem)).toEqual([]);
});

const encodedWord = (octets: number) => `=?UTF-8?B?${Buffer.from('a'.repeat(octets)).toString('base64')}?=`;
const without = (name: string) => good.replace(new RegExp(`^${name}:.*\\r\\n([ \\t].*\\r\\n)*`, 'im'), '');
const withHeader = (line: string, source = good) => `${line}\r\n${source}`;
/** The good mail with its HTML changed before it is encoded. */
const withHtml = async (change: (html: string) => string) =>
  composeSource({ ...bulk, html: change(article.html) }).toString('latin1');
const withText = async (change: (text: string) => string) =>
  composeSource({ ...bulk, text: change(article.text) }).toString('latin1');
const withValue = async (name: string, value: string) =>
  composeSource({
    ...bulk,
    headers: bulk.headers.map((header) => (header.name === name ? { name, value } : header)),
  }).toString('latin1');

test.each<[string, string, () => string | Promise<string>]>([
  ['HDR-01', 'a missing Date', () => without('Date')],
  ['HDR-01', 'a second Subject', () => withHeader('Subject: Another')],
  ['HDR-01', 'a second List-Id', () => withHeader('List-Id: <a.b.example>')],
  ['HDR-02', 'a bare LF', () => good.replace('\r\n\r\n', '\r\nX-A: b\n\r\n\r\n')],
  ['HDR-02', 'a bare CR', () => withHeader('X-A: b\rc')],
  ['HDR-02', 'a byte beyond 7 bit', () => withHeader('X-A: \u00e4')],
  ['HDR-02', 'a NUL', () => withHeader('X-A: \0')],
  ['HDR-02', 'a line of 1,000 octets', () => withHeader(`X-A: ${'a'.repeat(1000)}`)],
  [
    'HDR-02',
    'a long line in quoted-printable',
    () => good.replace(/\r\n\r\n(?=The)/, `\r\n\r\n${'a'.repeat(80)}\r\n`),
  ],
  ['HDR-03', 'an encoded word of 80 characters', () => withHeader(`X-A: =?UTF-8?Q?${'a'.repeat(70)}?=`)],
  [
    'HDR-03',
    'an encoded word that splits a character',
    () => withHeader('X-A: =?UTF-8?Q?=C3?= =?UTF-8?Q?=A4?='),
  ],
  [
    'HDR-03',
    'an encoded word in an address',
    () => without('To').replace(/^/, 'To: <=?UTF-8?Q?a?=@example.org>\r\n'),
  ],
  ['HDR-04', 'no multipart', () => good.replace('multipart/alternative', 'multipart/mixed')],
  [
    'HDR-04',
    'HTML first',
    () =>
      good.replace('text/plain', 'text/x').replace('text/html', 'text/plain').replace('text/x', 'text/html'),
  ],
  [
    'HDR-04',
    'another charset',
    () => good.replace('text/plain; charset=utf-8', 'text/plain; charset=latin1'),
  ],
  ['HDR-04', 'an empty text', () => withText(() => '')],
  [
    'HDR-04',
    'a text without the unsubscribe address',
    () => withText((text) => text.replace(unsubscribeUrl, '')),
  ],
  [
    'HDR-04',
    'a text without a related article',
    () => withText((text) => text.replace('https://gazette.example/low', '')),
  ],
  [
    'HDR-04',
    'a text that begins with the name of the sender',
    () => withText((text) => `The Harbour Gazette\n\n${text}`),
  ],
  [
    'HDR-03',
    'a line of 84 characters with an encoded word',
    () => without('Subject').replace(/^/, `Subject: ${encodedWord(45)}\r\n`),
  ],
  [
    'HDR-03',
    'an apostrophe outside quotes',
    () => without('From').replace(/^/, `From: The Gazette's News <${envelope.from}>\r\n`),
  ],
  [
    'HDR-04',
    'a line of 102 characters in a confirmation',
    () => composeSource({ ...confirmation, text: `${'words '.repeat(17)}\n` }).toString('latin1'),
  ],
  [
    'HTM-05',
    'white hidden words',
    () => withHtml((html) => html.replace(/(display:none[^"]*color:)#\w+/, '$1#ffffff')),
  ],
  [
    'HTM-05',
    'a long chain of blanks',
    () => withHtml((html) => html.replace('&#847;', '&#847; '.repeat(60))),
  ],
  ['HTM-07', 'a class on body', () => withHtml((html) => html.replace('<body', '<body class="page"'))],
  [
    'HDR-13',
    'a remote picture in a style sheet',
    () => withHtml((html) => html.replace('</style>', 'p{background:url(x)}</style>')),
  ],
  ['HDR-05', 'a Cc', () => withHeader('Cc: other@example.org')],
  ['HDR-05', 'a To that is not the recipient', () => good.replace(/^To: .*$/m, 'To: other@example.org')],
  ['HDR-05', 'a To with two people', () => good.replace(/^To: .*$/m, `To: a@example.org, <${envelope.to}>`)],
  [
    'HDR-06',
    'a Message-ID of another domain',
    () => good.replace(/^Message-ID: .*$/m, 'Message-ID: <a@other.example>'),
  ],
  [
    'HDR-06',
    'a Message-ID with the address in it',
    () => good.replace(/^Message-ID: .*$/m, 'Message-ID: <reader.one@gazette.example>'),
  ],
  ['HDR-07', 'a Date that is none', () => good.replace(/^Date: .*$/m, 'Date: yesterday')],
  ['HDR-08', 'a line that is no header', () => withHeader('no header at all')],
  ['HDR-11', 'a sender at a free mail provider', () => good.replace(/^From: .*$/m, 'From: a@gmail.com')],
  ['HDR-13', 'a script', () => withHtml((html) => html.replace('</body>', '<script>1</script></body>'))],
  ['HDR-13', 'an event handler', () => withHtml((html) => html.replace('<h1', '<h1 onclick="x()"'))],
  [
    'HDR-13',
    'an outside style sheet',
    () => withHtml((html) => html.replace('</head>', '<link rel=stylesheet href=x></head>')),
  ],
  ['LST-01', 'a List-Id without brackets', () => withValue('List-Id', 'gazette.example')],
  ['LST-02', 'no https', () => withValue('List-Unsubscribe', `<http://gazette.example/u/${TOKEN}>`)],
  ['LST-02', 'no brackets', () => withValue('List-Unsubscribe', unsubscribeUrl)],
  [
    'LST-02',
    'two web addresses',
    () => withValue('List-Unsubscribe', `<${unsubscribeUrl}>, <https://a.example/${TOKEN}>`),
  ],
  ['LST-03', 'no List-Unsubscribe-Post', () => without('List-Unsubscribe-Post')],
  [
    'LST-05',
    'a folded List-Unsubscribe',
    () => good.replace('List-Unsubscribe: <', 'List-Unsubscribe:\r\n <'),
  ],
  [
    'LST-05',
    'an address of more than 200 characters',
    () => withValue('List-Unsubscribe', `<${unsubscribeUrl}${'a'.repeat(200)}>`),
  ],
  [
    'LST-06',
    'an address without a token',
    () => withValue('List-Unsubscribe', '<https://gazette.example/u?e=1>'),
  ],
  ['LST-07', 'no List-Owner', () => without('List-Owner')],
  ['LST-07', 'no List-Post', () => without('List-Post')],
  ['LST-07', 'a list header on system mail', () => withHeader('List-Id: <a.b.example>', goodSystem)],
  ['LST-09', 'no Precedence', () => without('Precedence')],
  ['LST-09', 'no X-Auto-Response-Suppress', () => without('X-Auto-Response-Suppress')],
  ['LST-09', 'Auto-Submitted on bulk mail', () => withHeader('Auto-Submitted: auto-generated')],
  ['LST-09', 'Precedence on a confirmation', () => withHeader('Precedence: bulk', goodSystem)],
  ['LST-09', 'neither bulk nor system', () => goodSystem.replace(/^Auto-Submitted: .*\r\n/m, '')],
  ['LST-10', 'a Feedback-ID with an address', () => withValue('Feedback-ID', '1:a@b.example:x:paperround')],
  [
    'HTM-01',
    'HTML that Gmail would cut',
    () => withHtml((html) => html.replace('</h1>', `${'wide '.repeat(20_500)}</h1>`)),
  ],
  [
    'HTM-02',
    'no unsubscribe link',
    () => withHtml((html) => html.replaceAll(unsubscribeUrl, 'https://gazette.example/')),
  ],
  ['HTM-03', 'no language', () => withHtml((html) => html.replace(' lang="en"', ''))],
  ['HTM-03', 'no direction', () => withHtml((html) => html.replace(' dir="ltr"', ''))],
  ['HTM-03', 'no title', () => withHtml((html) => html.replace(/<title>.*?<\/title>/, ''))],
  ['HTM-03', 'two h1', () => withHtml((html) => html.replace('<h2', '<h1').replace('</h2>', '</h1>'))],
  ['HTM-03', 'an image without alt', () => withHtml((html) => html.replace(/ alt="[^"]*"/, ''))],
  [
    'HTM-03',
    'a layout table without a role',
    () => withHtml((html) => html.replace(' role="presentation"', '')),
  ],
  ['HTM-05', 'no preheader', () => withHtml((html) => html.replace('display:none', 'display:block'))],
  ['HTM-06', 'no color-scheme', () => withHtml((html) => html.replace('name="color-scheme"', 'name="x"'))],
  [
    'HTM-08',
    'a relative link',
    () => withHtml((html) => html.replace('href="https://gazette.example/low"', 'href="/low"')),
  ],
  [
    'HTM-08',
    'a javascript link',
    () => withHtml((html) => html.replace('href="https://gazette.example/low"', 'href="javascript:x()"')),
  ],
  [
    'HTM-12',
    'a slot that nobody filled',
    () => withHtml((html) => html.replace('</h1>', '\uFDD0name\uFDD1</h1>')),
  ],
  ['LAW-01', 'no postal address', () => withText((text) => text.replace(/Gazette Ltd[^]*/, ''))],
])('%s: %s is found', async (rule, _what, source) => {
  expect((await lint(await source())).map((fault) => fault.split(' ')[0])).toContain(rule);
});

test('HDR-05: two recipients in one envelope are found', async () => {
  expect(await lint(good, [envelope.to, 'other@example.org'])).toEqual([
    expect.stringContaining('HDR-05 2 recipients'),
  ]);
});

test('A reader’s name may hold anything, as long as it stays a name (HDR-03, HDR-05)', async () => {
  for (const name of [
    'Ü, "x" <a@b.example>',
    'a@b.example',
    '=?UTF-8?Q?x?=',
    '😀'.repeat(40),
    "O'Brien, Jr.",
  ]) {
    const source = composeSource({ ...bulk, to: { name, address: envelope.to } });
    expect(await lint(source.toString('latin1'))).toEqual([]);
  }
});

test('A demonstration on this machine may use http', async () => {
  const local = (source: string) =>
    source.replaceAll('https://news.gazette.example/', 'http://localhost:3000/');
  const source = composeSource({
    ...bulk,
    html: local(article.html),
    text: local(article.text),
    headers: bulk.headers.map(({ name, value }) => ({ name, value: local(value) })),
  });
  expect(await lint(source.toString('latin1'))).toEqual([]);
});
