import { readFileSync } from 'node:fs';
import { simpleParser } from 'mailparser';
import { expect, test } from 'vitest';
import { composeSource } from '../../src/mailers/message/compose-source.ts';
import { oneLine } from '../../src/emails/clean-text.ts';
import { bulkHeaders, compileArticleEmail, fillSlots } from '../../src/emails/index.ts';
import { escapeHtml } from '../../src/platform/html/escape-html.ts';
import { aBrand, anArticle } from '../support/sends/emails.ts';
import { wordsOf } from '../support/mail/linter-html.ts';
import { lintMessage } from '../support/mail/message-linter.ts';

const strings = readFileSync('tests/fixtures/naughty-strings/cases.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { id: string; value: string });

const unsubscribeUrl = 'https://news.gazette.example/unsubscribe/AQLmC0x9vEw2eH8kQpZ4sT1yUa';
const folded = (text: string) => text.replace(/[\s\p{Cf}\u00A0]+/gu, ' ').trim();

test('The list of naughty strings is all there', () => {
  expect(strings.length).toBeGreaterThan(100);
});

test.each(strings)(
  '$id goes through title, name and text to the reader’s screen unchanged (HDR-03, HTM-10)',
  async ({ value }) => {
    const name = oneLine(value) || 'Gazette';
    const compiled = await compileArticleEmail({
      brand: aBrand({ name: value }),
      article: anArticle({
        title: value,
        authors: [value],
        summary: `<p>They said: ${escapeHtml(value)}</p>`,
        html: '',
      }),
      body: 'summary',
      related: [],
    });
    const email = fillSlots(compiled, {
      unsubscribeUrl,
      preferencesUrl: 'https://news.gazette.example/preferences/AQLmC0x9vEw2eH8kQpZ4sT1yUa',
      viewUrl: 'https://news.gazette.example/view/AQLmC0x9vEw2eH8kQpZ4sT1yUa',
      rhythmUrl: 'https://news.example/rhythm/AQLmC0x9vEw2eH8kQpZ4sT1yUa',
    });
    const source = composeSource({
      ...email,
      envelopeFrom: 'news@gazette.example',
      from: { name, address: 'news@gazette.example' },
      to: { name, address: 'reader.one@example.org' },
      replyTo: undefined,
      messageId: '<c29tZSBpZA@gazette.example>',
      date: new Date('2026-11-12T18:00:00Z'),
      headers: bulkHeaders({
        publication: {
          slug: 'gazette',
          name,
          fromAddress: 'news@gazette.example',
          replyTo: null,
        },
        listDomain: 'gazette.example',
        sendId: 7,
        kind: 'article',
        unsubscribeUrl,
        preferencesUrl: 'https://news.gazette.example/preferences/AQLmC0x9vEw2eH8kQpZ4sT1yUa',
        signUpUrl: 'https://news.gazette.example/gazette',
      }),
    });
    expect(await lintMessage(source, { from: 'news@gazette.example', to: 'reader.one@example.org' })).toEqual(
      [],
    );
    const parsed = await simpleParser(source);
    expect(folded(parsed.subject ?? '')).toBe(folded(email.subject));
    if (name.length < 160) {
      expect(folded(email.subject)).toBe(folded(oneLine(value)) || 'gazette.example');
      expect(folded(wordsOf(email.html))).toContain(folded(oneLine(value)));
      expect(folded(parsed.text ?? '')).toContain(folded(oneLine(value)));
    }
  },
);
