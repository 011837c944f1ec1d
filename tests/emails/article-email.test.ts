import { beforeAll, describe, expect, test } from 'vitest';
import { compileArticleEmail, fillSlots, type EmailParts } from '../../src/emails/index.ts';
import { slot } from '../../src/emails/compile/slots.ts';
import { aBrand, anArticle } from '../support/sends/emails.ts';
import { linksOf, lintBulkContent, lintHtml, preheaderOf, wordsOf } from '../support/mail/linter-html.ts';

const values = {
  unsubscribeUrl: 'https://news.example/unsubscribe/AQLmC0x9vEw2eH8kQpZ4sT1yUa?a=1&b=2',
  preferencesUrl: 'https://news.example/preferences/AQLmC0x9vEw2eH8kQpZ4sT1yUa',
  viewUrl: 'https://news.example/view/AQLmC0x9vEw2eH8kQpZ4sT1yUa',
  rhythmUrl: 'https://news.example/rhythm/AQLmC0x9vEw2eH8kQpZ4sT1yUa',
};
type Input = Parameters<typeof compileArticleEmail>[0];
async function emailOf(changes: Partial<Input> = {}): Promise<EmailParts> {
  const input = { brand: aBrand(), article: anArticle(), body: 'summary' as const, related: [], ...changes };
  return fillSlots(await compileArticleEmail(input), values);
}
const lint = ({ html, text }: EmailParts) => [
  ...lintHtml(html),
  ...lintBulkContent(html, text, values.unsubscribeUrl),
];
const related = ['low', 'ferry', 'quay', 'fourth'].map((name) =>
  anArticle({ title: `About ${name}`, url: `https://gazette.example/${name}` }),
);

describe('The email of an article', () => {
  let email: EmailParts;
  beforeAll(async () => {
    email = await emailOf({ body: 'full', related });
  });

  test('shows what a reader wants: title, people, day, picture, text, ways on', () => {
    expect(email.subject).toBe('The tide mill turns again after ninety years');
    const words = wordsOf(email.html);
    for (const part of [
      'The Harbour Gazette',
      'Harbour',
      'By Ines Aldana · November 12, 2026',
      'Volunteers spent eleven winters',
      'At half past six the gate opened.',
      'Read on the site',
      'Let us know your thoughts',
      'Write a comment',
      'Share it:',
      'You may also like',
      '1 Market Square',
      'You get this email because you signed up for The Harbour Gazette at gazette.example.',
    ])
      expect(words).toContain(part);
    expect(email.html).toContain('src="https://gazette.example/img/mill.jpg"');
  });

  test('shows three related articles at most', () => {
    expect(wordsOf(email.html)).toContain('About quay');
    expect(wordsOf(email.html)).not.toContain('About fourth');
  });

  test('holds every address in its text part too, and begins it as the preheader does (HDR-04)', () => {
    for (const url of [
      'https://gazette.example/2026/11/tide-mill',
      'https://gazette.example/2019/first',
      'https://gazette.example/2026/11/tide-mill#comments',
      'https://gazette.example/low',
      'https://gazette.example/imprint',
      values.unsubscribeUrl,
      values.preferencesUrl,
      '1 Market Square',
    ])
      expect(email.text).toContain(url);
    expect(email.text).toMatch(/^Volunteers spent eleven winters/);
    expect(email.text.split(email.subject)).toHaveLength(2);
  });

  test('loads nothing from anybody but the pictures (LAW-05)', () => {
    const sources = [...email.html.matchAll(/src="([^"]*)"/g)].map(([, src]) => src);
    expect(new Set(sources)).toEqual(new Set(['https://gazette.example/img/mill.jpg']));
    expect(email.html).not.toMatch(/<link|@import|url\(/);
  });

  test('keeps its shape without style sheets: no flex, no grid, tables of 600 pixels (HTM-04, HTM-07)', () => {
    expect(email.html).not.toMatch(/display:\s*(inline-)?(flex|grid)|background-image/);
    expect(email.html).toContain('max-width:600px');
    expect(email.html).toContain('<h1 class="title" style="');
  });
});

test.each<[string, Partial<Input>]>([
  ['with everything', { body: 'full', related }],
  ['with a summary only', { related }],
  [
    'of which only the title is known',
    {
      article: anArticle({
        summary: '',
        html: '',
        imageUrl: null,
        authors: [],
        categories: [],
        publishedAt: null,
        commentsUrl: null,
      }),
    },
  ],
  ['without a page of its own', { article: anArticle({ url: null, commentsUrl: null, imageUrl: null }) }],
  ['with a logo', { brand: aBrand({ logoUrl: 'https://gazette.example/logo.png', imprintUrl: null }) }],
  ['in Arabic', { brand: aBrand({ language: 'ar', name: 'جريدة الميناء' }), related }],
  ['in German', { brand: aBrand({ language: 'de-AT', accentColor: '#ffe95c' }), related }],
  ['in a language we do not speak', { brand: aBrand({ language: 'sw' }), related }],
  [
    'with a long word and a long address',
    { article: anArticle({ title: `${'x'.repeat(2_000)} https://gazette.example/${'y'.repeat(3_000)}` }) },
  ],
])('An email %s breaks no rule', async (_what, changes) => {
  expect(lint(await emailOf(changes))).toEqual([]);
});

test('What plays on the page is a link in both parts, with a picture that the page itself names, and loads nothing else', async () => {
  const html = `<p>Before.</p><iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ" title="The gate opens"></iframe>
    <video src="/mill.mp4" poster="/img/gate.jpg"></video><audio src="https://cdn.example/ep.mp3"></audio><p>After.</p>`;
  const email = await emailOf({ body: 'full', article: anArticle({ html, imageUrl: null }) });
  expect(lint(email)).toEqual([]);
  expect(wordsOf(email.html)).toMatch(
    /Before\. ▶ Watch the video: The gate opens \(youtube\.com\) Watch the video \(gazette\.example\) ▶ Listen \(cdn\.example\) After\./,
  );
  for (const url of [
    'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
    'https://gazette.example/mill.mp4',
    'https://cdn.example/ep.mp3',
  ]) {
    expect(linksOf(email.html)).toContain(url);
    expect(email.text).toContain(url);
  }
  const sources = [...email.html.matchAll(/src="([^"]*)"/g)].map(([, src]) => src);
  expect(sources).toEqual(['https://gazette.example/img/gate.jpg']);
  const german = await emailOf({
    body: 'full',
    article: anArticle({ html }),
    brand: aBrand({ language: 'de' }),
  });
  expect(wordsOf(german.html)).toContain('Video ansehen: The gate opens');
});

test('Words for a picture are short, and none stay none', async () => {
  const html = `<p>a</p><img src="/a.png" alt="${'many words '.repeat(60)}"><img src="/b.png" alt="">`;
  const { html: mail } = await emailOf({
    body: 'full',
    article: anArticle({ html, title: 'Long title '.repeat(20) }),
  });
  const alts = [...mail.matchAll(/<img [^>]*?\salt(?:="([^"]*)")?[\s>]/g)].map(([, alt = '']) => alt);
  expect(alts).toHaveLength(mail.match(/<img /g)?.length ?? 0);
  expect(alts).toContain('');
  for (const alt of alts) expect(alt.length).toBeLessThanOrEqual(160);
});

test('The same input gives the same bytes', async () => {
  expect(await emailOf({ body: 'full', related })).toEqual(await emailOf({ body: 'full', related }));
});

test('A language written from right to left turns the layout around', async () => {
  const { html } = await emailOf({ brand: aBrand({ language: 'he' }) });
  expect(html).toMatch(/^<!doctype html><html lang="he" dir="rtl"/);
  expect(html).toContain('direction:rtl');
  // Classic Outlook takes it from each table alone.
  expect(html).not.toMatch(/<table (?!dir="rtl")/);
  expect(html).not.toContain('direction:ltr');
});

test('The standfirst is left out where it only repeats the beginning of the text', async () => {
  const article = anArticle({ summary: '<p>At half past six the gate…</p>' });
  expect(wordsOf((await emailOf({ body: 'full', article })).html).match(/At half past six/g)).toHaveLength(2);
  const other = await emailOf({ body: 'full' });
  expect(wordsOf(other.html)).toContain('Volunteers spent');
});

test('and so it is where emoji or quotation marks are missing in one of them', async () => {
  const article = anArticle({
    summary: '<p>🎉 “We celebrate!” Come at noon 🎉.</p>',
    html: '<p>We celebrate! Come at noon.</p>',
  });
  expect((await emailOf({ body: 'full', article })).text.match(/Come at noon/g)).toHaveLength(1);
});

test('A picture that the text begins with is not shown twice', async () => {
  const html = '<img src="https://gazette.example/img/mill-1024x683.jpg?w=2"><p>Text</p>';
  const email = await emailOf({ body: 'full', article: anArticle({ html }) });
  expect(email.html.match(/<img /g)).toHaveLength(1);
});

describe('Words that look like markup', () => {
  const odd = 'A & B < C "Ü" \'x\' 😀 &amp;lt;';
  const escaped = 'A &amp; B &lt; C &#34;Ü&#34; &#39;x&#39; 😀 &amp;amp;lt;';

  test('are escaped exactly once on their whole way (HTM-10)', async () => {
    const email = await emailOf({
      brand: aBrand({ name: odd, postalAddress: odd }),
      article: anArticle({
        title: odd,
        authors: [odd],
        categories: [odd],
        summary: '<p>A &amp; B &lt; C "Ü" 😀 &amp;amp;lt;</p>',
      }),
      related: [anArticle({ title: odd, url: 'https://gazette.example/other' })],
    });
    expect(email.subject).toBe(odd);
    expect(email.html).toContain(`<title>${escaped}</title>`);
    expect(
      email.html.match(new RegExp(`>${escaped.replace(/[.$?]/g, '\\$&')}<`, 'g'))?.length,
    ).toBeGreaterThan(4);
    expect(email.html).not.toContain('&amp;amp;amp;');
    expect(email.html).not.toContain('&amp;quot;');
    expect(wordsOf(email.html)).toContain(`By ${odd}`);
    expect(wordsOf(email.html)).toContain('A & B < C "Ü" 😀 &amp;lt;');
    expect(email.text).toContain(`\n${odd}\n`);
    expect(email.text).toContain('A & B < C "Ü" 😀 &amp;lt;');
  });

  test.each([
    '{{ mail.brand.name }}',
    '{% for i in (1..9) %}x{% endfor %}',
    '{% include layout %}',
    '{{ "x" | raw }}',
    '<mj-include path="/etc/passwd" />',
    '</mj-text><mj-raw><b>x</b></mj-raw>',
    '<!-- x --> <![CDATA[ x ]]>',
    ']]></mj-text>',
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '$& $1 $` \\n',
    'sanitized0:x; variable_temp_0',
    '[[unsubscribeUrl]] {unsubscribeUrl} %unsubscribeUrl%',
  ])('%s comes out literally wherever it stands (SEC-13)', async (text) => {
    const email = await emailOf({
      brand: aBrand({ name: text, postalAddress: text, logoUrl: 'https://gazette.example/logo.png' }),
      article: anArticle({ title: text, authors: [text], categories: [text] }),
      related: [anArticle({ title: text, url: 'https://gazette.example/other' })],
    });
    expect(email.subject).toBe(text);
    expect(email.text).toContain(text);
    const shown = wordsOf(email.html).split(text).length - 1;
    expect(shown).toBeGreaterThanOrEqual(4);
    expect(lintHtml(email.html)).toEqual([]);
    expect(email.html).not.toContain('<mj-');
    expect(email.html.match(/<img /g)).toHaveLength(3);
  });

  test('A title that looks like a slot shows no reader’s address', async () => {
    const title = `Hello ${slot('unsubscribeUrl')}`;
    const email = await emailOf({
      article: anArticle({ title, summary: `<p>${title}</p>`, authors: [title] }),
    });
    expect(email.subject).toBe('Hello unsubscribeUrl');
    expect(wordsOf(email.html)).not.toContain('news.example');
  });

  test('A title with line breaks is one line, in the subject too (HDR-08)', async () => {
    const { subject } = await emailOf({
      article: anArticle({ title: 'A\r\nBcc: x@example.org\0\u2028B\tC' }),
    });
    expect(subject).toBe('A Bcc: x@example.org B C');
  });

  test('An address that is no web address becomes no link (HTM-08)', async () => {
    const email = await emailOf({
      article: anArticle({
        url: 'javascript:alert(1)',
        imageUrl: 'data:image/svg+xml,<svg onload=x>',
        commentsUrl: 'javascript:alert(1)',
      }),
      related: [anArticle({ url: 'file:///etc/passwd', title: 'Never' })],
    });
    expect(email.html).not.toMatch(/javascript:|data:|file:/);
    expect(wordsOf(email.html)).not.toMatch(/Never|Read on the site/);
  });
});

describe('The size budget (HTM-01)', () => {
  const paragraphs = (count: number) =>
    Array.from(
      { length: count },
      (_unused, index) => `<p>Paragraph ${index} ${'words '.repeat(80)}</p>`,
    ).join('');
  const bytes = (email: EmailParts) => Buffer.byteLength(email.html);

  test('leaves an email alone that keeps to it', async () => {
    const email = await emailOf({ body: 'full', article: anArticle({ html: paragraphs(60) }), related });
    expect(wordsOf(email.html)).toMatch(/Paragraph 59 .*You may also like/);
  });

  test('takes the related articles away first', async () => {
    const html = paragraphs(100);
    const alone = bytes(await emailOf({ body: 'full', article: anArticle({ html }) }));
    const filled = `${html}<p>${'x'.repeat(98_600 - alone)} end</p>`;
    const email = await emailOf({ body: 'full', article: anArticle({ html: filled }), related });
    expect(bytes(email)).toBeLessThan(100_000);
    expect(wordsOf(email.html)).toMatch(/xxx end Read on the site .*Share it:/);
    expect(wordsOf(email.html).includes('You may also like')).toBe(false);
    expect(lint(email)).toEqual([]);
  });

  test('then cuts the text after a paragraph, in both parts, and says where it goes on', async () => {
    const email = await emailOf({ body: 'full', article: anArticle({ html: paragraphs(2_000) }), related });
    expect(bytes(email)).toBeLessThan(100_000);
    expect(bytes(email)).toBeGreaterThan(95_000);
    expect(wordsOf(email.html)).toMatch(/words words Continue reading on the site Read on the site/);
    expect(email.html).toContain('>Unsubscribe</a>');
    expect(Buffer.byteLength(email.text)).toBeLessThan(100_000);
    expect(lint(email)).toEqual([]);
  });

  test('shows the beginning of a text that is one giant block', async () => {
    const html = `<table><tr><td>${'giant '.repeat(60_000)}</td></tr></table>`;
    const email = await emailOf({ body: 'full', article: anArticle({ html }) });
    expect(bytes(email)).toBeLessThan(100_000);
    expect(wordsOf(email.html)).toMatch(/giant giant… Continue reading on the site/);
  });

  test('cuts a giant summary too, and an article without a page says that it was shortened', async () => {
    const email = await emailOf({ article: anArticle({ summary: paragraphs(2_000), url: null }) });
    expect(bytes(email)).toBeLessThan(100_000);
    expect(wordsOf(email.html)).toContain('This article was too long for an email and ends here.');
  });
});

test.each([
  '<',
  '<a ',
  '<a href="',
  '<p>',
  '&',
  '<table><tr><td>',
  ' ',
  '{{',
  '<a href="x.png"><img src="y.png">',
])('An article of nothing but %s is taken calmly (SEC-16)', async (piece) => {
  const hostile = piece.repeat(50_000);
  // It is set out within the deadline of the child, or refused.
  const email = await emailOf({
    body: 'full',
    article: anArticle({
      html: hostile,
      summary: hostile,
      title: hostile,
      authors: [hostile],
      categories: [hostile],
    }),
  });
  expect(lintHtml(email.html)).toEqual([]);
});

describe('The preheader (HTM-05)', () => {
  test.each([
    ['a long summary', `<p>${'many words '.repeat(40)}</p>`],
    ['a short one', '<p>Short.</p>'],
    ['none', ''],
    [
      'a summary with links',
      '<p><a href="https://gazette.example/x">Linked</a> words that are long enough to stand alone here.</p>',
    ],
  ])('has 40 to 110 characters with %s, and no addresses', async (_what, summary) => {
    const { html } = await emailOf({ article: anArticle({ summary, html: '' }) });
    const preheader = preheaderOf(html) ?? '';
    expect(preheader.length).toBeGreaterThanOrEqual(40);
    expect(preheader.length).toBeLessThanOrEqual(110);
    expect(preheader).not.toContain('https://');
  });
});

test('Share links carry the address and the title, encoded', async () => {
  const article = anArticle({ url: 'https://gazette.example/a?x=1&y=ü#z', title: 'Is it & was it?' });
  const links = linksOf((await emailOf({ article })).html);
  const facebook = links.find((link) => link.startsWith('https://www.facebook.com/')) ?? '';
  expect(new URL(facebook).searchParams.get('u')).toBe('https://gazette.example/a?x=1&y=%C3%BC#z');
  const mail = links.find((link) => link.startsWith('mailto:')) ?? '';
  expect(new URL(mail).searchParams.get('subject')).toBe('Is it & was it?');
});

test('An article’s email offers the three rhythms, and the one before to those for whom it was changed', async () => {
  const plain = await emailOf({});
  const rhythmLinks = (html: string) => linksOf(html).filter((link) => link.includes('/rhythm/'));
  expect(rhythmLinks(plain.html).map((link) => link.split('?')[1])).toEqual(['to=daily', 'to=weekly']);
  expect(wordsOf(plain.html)).toContain('Each article (now)');
  expect(plain.text).toContain(`Once a day: up to 7 a week\n${values.rhythmUrl}?to=daily`);
  expect(wordsOf(plain.html)).not.toContain('Keep it as it was');
  const changed = await emailOf({ keepAsItWas: 'weekly' });
  expect(wordsOf(changed.html)).toContain(
    'Until now you got one mail a week. That has changed. Keep it as it was',
  );
  expect(changed.text).toContain(`Keep it as it was:\n${values.rhythmUrl}?to=weekly`);
});
