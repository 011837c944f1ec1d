import { expect, test } from 'vitest';
import { compileCorrectionEmail, fillSlots } from '../../src/emails/index.ts';
import { lintBulkContent, lintHtml, linksOf, preheaderOf, wordsOf } from '../support/mail/linter-html.ts';
import { aBrand, anArticle } from '../support/sends/emails.ts';

const values = {
  unsubscribeUrl: 'https://news.example/unsubscribe/u',
  preferencesUrl: 'https://news.example/preferences/p',
  viewUrl: 'https://news.example/view/p',
};
type Input = Parameters<typeof compileCorrectionEmail>[0];

const NOTE = '**We wrote:** ~~€2.14 million~~ a year.\n\n**Correct:** €214,000 a year. We are sorry.';
const compile = (changes: Partial<Input> = {}) =>
  compileCorrectionEmail({ brand: aBrand(), article: anArticle(), note: NOTE, ...changes });

async function correction(changes: Partial<Input> = {}) {
  const compiled = await compile(changes);
  if ('fault' in compiled) throw new Error(`a fault: ${JSON.stringify(compiled.fault)}`);
  return fillSlots(compiled.email, values);
}

test('A correction says what was wrong and what is right, and leads to the article', async () => {
  const email = await correction();
  expect([
    ...lintHtml(email.html),
    ...lintBulkContent(email.html, email.text, values.unsubscribeUrl),
  ]).toEqual([]);
  expect(email.subject).toBe('Correction: The tide mill turns again after ninety years');
  expect(preheaderOf(email.html)).toMatch(/^We wrote: €2\.14 million a year\./);
  expect(wordsOf(email.html)).toContain('“The tide mill turns again after ninety years” had a mistake in it');
  expect(email.html).toContain('€2.14 million</del>');
  expect(linksOf(email.html)).toContain('https://gazette.example/2026/11/tide-mill');
  expect(email.text).toMatch(/^We wrote: €2\.14 million a year\.\n\nCorrect: €214,000 a year\./);
});

test('A correction has the heading that its note begins with, and an editor’s subject', async () => {
  const email = await correction({ note: `# We got a number wrong\n\n${NOTE}`, subject: 'About a ferry' });
  expect(email.html).toMatch(/<h1[^>]*>We got a number wrong<\/h1>/);
  expect(email.subject).toBe('About a ferry');
});

test('A correction speaks the language of its readers, right to left where that is written so', async () => {
  expect(wordsOf((await correction({ language: 'de' })).html)).toContain('Den berichtigten Artikel lesen');
  const arabic = await correction({ language: 'ar', note: 'كتبنا 2.14 مليون.\n\nBBC: 214,000.' });
  expect(arabic.subject.length).toBeLessThanOrEqual(40);
  expect(arabic.text).toContain('\n\u200FBBC: 214,000.');
  expect(lintBulkContent(arabic.html, arabic.text, values.unsubscribeUrl)).toEqual([]);
});

test.each([
  ['without words', { note: ' ' }, 'empty'],
  ['with a title alone', { note: '# Sorry' }, 'empty'],
  [
    'with a placeholder that nobody fills in',
    { note: 'Dear *|FNAME|*,' },
    { placeholders: expect.anything() },
  ],
  ['that is too long', { note: 'Many words. '.repeat(10_000) }, { tooLongBy: expect.any(Number) }],
] as [string, Partial<Input>, unknown][])('A note %s makes no correction', async (_what, changes, fault) => {
  expect(await compile(changes)).toEqual({ fault });
});
