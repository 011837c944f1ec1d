import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compileDigestEmail, fillSlots, type EmailParts } from '../../src/emails/index.ts';
import { aBrand, anArticle } from '../support/sends/emails.ts';
import { lintBulkContent, lintHtml, preheaderOf, wordsOf } from '../support/mail/linter-html.ts';

const values = {
  unsubscribeUrl: `https://news.example/unsubscribe/${'u'.repeat(100)}`,
  preferencesUrl: `https://news.example/preferences/${'p'.repeat(100)}`,
  viewUrl: `https://news.example/view/${'v'.repeat(100)}`,
};
type Input = Parameters<typeof compileDigestEmail>[0];
type Piece = Input['pieces'][number];

const story = (number: number, changes: Parameters<typeof anArticle>[0] = {}): Piece => ({
  article: anArticle({
    url: `https://gazette.example/2026/11/story-${number}`,
    title: `Story ${number}`,
    summary: `<p>What story ${number} is about, in a sentence.</p>`,
    imageUrl: `https://gazette.example/img/${number}.jpg`,
    ...changes,
  }),
});
const stories = (count: number, changes: Parameters<typeof anArticle>[0] = {}) =>
  Array.from({ length: count }, (_, index) => story(index + 1, changes));

const compile = (changes: Partial<Input> = {}) =>
  compileDigestEmail({
    brand: aBrand(),
    subject: 'Your week by the harbour',
    preheader: '',
    introduction: 'Good morning, **everybody**.',
    pieces: stories(4),
    ...changes,
  });

async function emailOf(changes: Partial<Input> = {}): Promise<EmailParts> {
  const compiled = await compile(changes);
  if (!('email' in compiled)) throw new Error(`a fault: ${JSON.stringify(compiled.fault)}`);
  return fillSlots(compiled.email, values);
}
const lint = ({ html, text }: EmailParts) => [
  ...lintHtml(html),
  ...lintBulkContent(html, text, values.unsubscribeUrl),
];
const headingsOf = (html: string) =>
  [...html.matchAll(/<(h[1-6])[^>]*>(.*?)<\/\1>/gs)].map(
    ([, level, inner = '']) => `${level} ${wordsOf(inner)}`,
  );

describe('The email of a digest', () => {
  test('shows introduction and articles in the order of the editor, with pictures, standfirsts and links', async () => {
    const email = await emailOf({
      pieces: [story(2), { heading: 'By the water' }, story(1), { heading: 'In town' }, story(3)],
    });
    expect(lint(email)).toEqual([]);
    expect(email.subject).toBe('Your week by the harbour');
    expect(headingsOf(email.html)).toEqual([
      'h1 Your week by the harbour',
      'h2 Story 2',
      'h2 By the water',
      'h3 Story 1',
      'h2 In town',
      'h3 Story 3',
    ]);
    for (const number of [1, 2, 3]) {
      expect(email.html).toContain(`href="https://gazette.example/2026/11/story-${number}"`);
      expect(email.html).toContain(`src="https://gazette.example/img/${number}.jpg"`);
      expect(wordsOf(email.html)).toContain(`What story ${number} is about, in a sentence.`);
    }
    expect(wordsOf(email.html)).toContain('Good morning, everybody.');
    expect(email.text).toMatch(/^Good morning, everybody\.\n\nStory 2\nWhat story 2/);
    expect(email.text).toContain('By the water');
    expect(email.text).not.toContain('more on the site');
  });

  test('begins in the inbox with its preheader, else its introduction, else its headlines (HTM-05)', async () => {
    const preheader = 'A bridge, a market and a seal, and what they have in common';
    expect(preheaderOf((await emailOf({ preheader })).html)).toBe(preheader);
    expect(preheaderOf((await emailOf()).html)).toMatch(/^Good morning, everybody\./);
    const bare = await emailOf({ introduction: '' });
    expect(preheaderOf(bare.html)).toMatch(/^Story 1 · Story 2 · Story 3/);
    expect(bare.text).toMatch(/^Story 1\n/);
    expect(lint(bare)).toEqual([]);
  });

  test('has the title that its introduction begins with, and may begin with a heading', async () => {
    const email = await emailOf({
      introduction: '# A week of fog\n\nHello.',
      pieces: [{ heading: 'First of all' }, story(1)],
    });
    expect(headingsOf(email.html)).toEqual(['h1 A week of fog', 'h2 First of all', 'h3 Story 1']);
    expect(lint(email)).toEqual([]);
  });

  test('calls its reader by name where the editor says so, and nowhere else', async () => {
    const compiled = await compile({
      introduction: 'Dear {{ name | default: "reader" }},',
      pieces: [story(1, { title: 'How to write {{ name }} \uE000 and \uFDD0name\uFDD1' })],
    });
    if (!('email' in compiled)) throw new Error('a fault');
    const { html } = compiled.email;
    expect(html.match(/\uFDD0name\w*\uFDD1/g)).toHaveLength(2);
    expect(html).toContain('How to write {{ name }}');
  });

  test.each([
    ['no articles', { pieces: [] }, 'no-articles'],
    ['headings only', { pieces: [{ heading: 'Nothing' }] }, 'no-articles'],
    [
      'a placeholder that nobody fills in',
      { introduction: 'Dear *|FNAME|*,' },
      { placeholders: expect.anything() },
    ],
    ['an introduction that is nested too deep', { introduction: '>'.repeat(300) }, 'too-deep'],
    [
      'an introduction that is too long',
      { introduction: 'Many words. '.repeat(10_000) },
      { tooLongBy: expect.any(Number) },
    ],
  ] as [string, Partial<Input>, unknown][])('cannot be made of %s', async (_what, changes, fault) => {
    expect(await compile(changes)).toEqual({ fault });
  });

  test('is the same bytes for the same input', async () => {
    expect(await compile()).toEqual(await compile());
  });
});

describe('A digest of many articles', () => {
  const LONG = `<p>${'A standfirst with a good many words in it. '.repeat(9)}</p>`;

  test('keeps within what Gmail shows: standfirsts get shorter before anything is left out (HTM-01)', async () => {
    const email = await emailOf({ pieces: stories(70, { summary: LONG }) });
    expect(lint(email)).toEqual([]);
    expect(Buffer.byteLength(email.html)).toBeLessThanOrEqual(100_000);
    for (let number = 1; number <= 70; number += 1) expect(email.html).toContain(`/story-${number}"`);
    expect(email.html).not.toContain('more on the site');
  });

  test('tells how many follow on the site when there is no room for all of them (HTM-01)', async () => {
    const pieces = stories(100, {
      summary: LONG,
      title: 'Long titles are long. '.repeat(12),
      imageUrl: `https://gazette.example/${'i'.repeat(400)}.jpg`,
    }).flatMap((piece, index): Piece[] =>
      index % 10 === 5 ? [{ heading: `Part ${index}` }, piece] : [piece],
    );
    const email = await emailOf({
      pieces: pieces.map((piece, index) =>
        'article' in piece
          ? { article: { ...piece.article, url: `https://gazette.example/${index}/${'a'.repeat(600)}` } }
          : piece,
      ),
    });
    expect(lint(email)).toEqual([]);
    const [, more = '0'] = /and (\d+) more on the site/.exec(wordsOf(email.html)) ?? [];
    const shown = new Set(
      [...email.html.matchAll(/href="https:\/\/gazette\.example\/(\d+)\/a/g)].map(([, id]) => id),
    );
    expect(Number(more)).toBeGreaterThan(0);
    expect(shown.size + Number(more)).toBe(100);
    expect(email.text).toContain(`and ${more} more on the site:\nhttps://gazette.example`);
    // What is left is used: another article would not fit.
    expect(Buffer.byteLength(email.html)).toBeGreaterThan(85_000);
  });
});

test('Hostile titles, addresses and headings stay words (SEC-12)', async () => {
  const values = readFileSync('tests/fixtures/naughty-strings/cases.jsonl', 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { value: string }).value);
  const email = await emailOf({
    subject: '<script>alert(1)</script>',
    pieces: values.flatMap((title, index): Piece[] => [
      ...(index % 9 === 0 ? [{ heading: title }] : []),
      story(index, {
        title,
        summary: title,
        imageUrl: 'javascript:alert(1)',
        url: index % 2 === 0 ? `javascript:alert(${index})` : `https://gazette.example/${index}`,
        categories: [title],
      }),
    ]),
  });
  expect(lint(email)).toEqual([]);
});
