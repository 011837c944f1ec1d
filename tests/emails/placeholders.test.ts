import { describe, expect, test } from 'vitest';
import { compileLetterEmail, fillSlots, nameValues, withDefaults } from '../../src/emails/index.ts';
import { aBrand } from '../support/sends/emails.ts';
import { preheaderOf, wordsOf } from '../support/mail/linter-html.ts';

const links = {
  unsubscribeUrl: 'https://news.example/u',
  preferencesUrl: 'https://news.example/p',
  viewUrl: 'https://news.example/v',
};
const compile = (markdown: string, subject = 'A letter', preheader = '') =>
  compileLetterEmail({ brand: aBrand(), subject, preheader, markdown });
async function emailFor(name: string, ...letter: Parameters<typeof compile>) {
  const compiled = await compile(...letter);
  if (!('email' in compiled)) throw new Error(`a fault: ${JSON.stringify(compiled.fault)}`);
  const { subject, html, text } = compiled.email;
  return fillSlots(compiled.email, { ...links, ...nameValues([subject, html, text])(name) });
}
async function faultsOf(...letter: Parameters<typeof compile>) {
  const compiled = await compile(...letter);
  return 'fault' in compiled && typeof compiled.fault === 'object' && 'placeholders' in compiled.fault
    ? compiled.fault.placeholders
    : [];
}

describe('{{ name | default: "…" }}', () => {
  test('is the reader’s name, or the default, in the letter, its subject and its preheader', async () => {
    const letter = [
      'Hello **{{ name | default: "dear reader" }}**,\n\nwelcome.',
      'For {{name|default:"you"}}',
      'A word to {{ name | default: ‘x’ }}',
    ] as const;
    await expect(emailFor('Mira', ...letter)).rejects.toThrow('placeholders');
    const good = [letter[0], letter[1]] as const;
    const mira = await emailFor('Mira', ...good);
    expect(mira.subject).toBe('For Mira');
    expect(wordsOf(mira.html)).toContain('Hello Mira ,');
    expect(mira.text).toMatch(/^Hello Mira,\n/);
    const nobody = await emailFor('', ...good);
    expect(nobody.subject).toBe('For you');
    expect(nobody.text).toMatch(/^Hello dear reader,\n/);
    expect(preheaderOf(mira.html)).toMatch(/^Hello Mira, welcome\./);
  });

  test('may be without a default, in typographic quotes, in headings, tables and pictures’ words', async () => {
    const markdown =
      "# For {{ name }}\n\n| {{ name | default: “you” }} | b |\n|---|---|\n| c | d |\n\n![{{ name | default: 'you' }}](/a.jpg)";
    const { html, text } = await emailFor('A "B" <c>', markdown);
    expect(html).toContain('For A &quot;B&quot; &lt;c&gt;');
    expect(html).toContain('alt="A &quot;B&quot; &lt;c&gt;"');
    expect(text).toContain('A "B" <c>');
  });

  test('is escaped once, and a name that looks like markup, a slot or a placeholder stays a name', async () => {
    for (const name of [
      '<b>x</b> & "y"',
      '{{ name }}',
      '\uFDD0unsubscribeUrl\uFDD1',
      'two\nlines',
      '*|FNAME|*',
    ]) {
      const { html, text, subject } = await emailFor(
        name,
        'Hello {{ name | default: "you" }}.',
        'To {{ name }}',
      );
      const shown = name.replace(/[\uFDD0\uFDD1]/g, '').replace('\n', ' ');
      expect(subject).toBe(`To ${shown}`);
      expect(text).toContain(`Hello ${shown}.`);
      expect(wordsOf(html)).toContain(`Hello ${shown}.`);
      expect(html).not.toContain('<b>x</b>');
    }
  });

  test('is shown by its default where no reader is meant', async () => {
    const compiled = await compile('x', 'For {{ name | default: "you" }}');
    expect('email' in compiled && withDefaults(compiled.email.subject)).toBe('For you');
  });

  test('cannot stand in an address', async () => {
    expect(await faultsOf('[x](https://a.example/?n={{ name }})')).toMatchObject([{ advice: 'in-address' }]);
  });
});

test.each<[string, string]>([
  ['{{ first_name }}', 'name'],
  ['{{ subscriber.name }}', 'name'],
  ['{{ name | upcase }}', 'name'],
  ['{{ .Subscriber.FirstName }}', 'name'],
  ['{{ contact.FIRSTNAME }}', 'name'],
  ['{{ UnsubscribeURL }}', 'links'],
  ['{{ x }}', 'none'],
  ['{% if name %}', 'name'],
  ['*|FNAME|*', 'name'],
  ['*|UNSUB|*', 'links'],
  ['*|MC:SUBJECT|*', 'none'],
  ['%%first_name%%', 'name'],
  ['%FIRSTNAME%', 'name'],
  ['%recipient.email%', 'address'],
  ['%(user_name)s', 'name'],
  ['{name, "there"}', 'name'],
  ['{first_name}', 'name'],
  ['{unsubscribe_url}', 'links'],
  ['{$name}', 'name'],
  ['{!firstname_fix}', 'name'],
  ['{contactfield=firstname}', 'name'],
  ['[NAME]', 'name'],
  ['[First Name]', 'name'],
  ['[Name,fallback=there]', 'name'],
  ['[firstname,fallback=friend]', 'name'],
  ['[unsubscribe]', 'links'],
  ['[subscriber:firstname | default:reader]', 'name'],
  ['[[firstname]]', 'name'],
  ['[[data:firstname:"you"]]', 'name'],
  ['<unsubscribe>', 'links'],
  ['<<First Name>>', 'name'],
  ['<%= name %>', 'name'],
  ['${name}', 'name'],
])('%s is refused where it stands', async (found, advice) => {
  expect(await faultsOf(`One.\n\nDear ${found}, two.`)).toEqual([
    { field: 'markdown', line: 3, found, advice },
  ]);
  expect(await faultsOf('Text.', `Dear ${found}`)).toMatchObject([{ field: 'subject', line: 1, found }]);
  expect(await faultsOf('Text.', 'A letter', `Dear ${found}`)).toMatchObject([{ field: 'preheader', found }]);
});

test.each([
  'Braces { a, b } and [notes] and [1], 100% sure, 50 % of 20 %, 5 < 6 << 7 >> 2, `x`',
  '[Name](https://a.example) and [email](mailto:a@b.example) and ![name](/a.jpg)',
  'See [name].\n\n[name]: https://a.example',
  'Code: `{{ first_name }}` and `*|FNAME|*`',
  '```\n{{ x }} {% y %}\n```\n\nAfter.',
  'The set {a, b}, the function f{x}, §{1}, "${5}", a*|b|*c',
  '- [x] Name\n- [ ] Email',
])('What is no placeholder is left alone: %j', async (markdown) => {
  expect(await faultsOf(markdown)).toEqual([]);
});
