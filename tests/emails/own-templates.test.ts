import { describe, expect, test } from 'vitest';
import {
  checkTemplates,
  compileArticleEmail,
  MAIL_TEMPLATES,
  templateFiles,
  type Brand,
  type EmailArticle,
  type OwnTemplates,
} from '../../src/emails/index.ts';
import { templateFaultSays } from '../../src/words/index.ts';

const brand: Brand = {
  name: 'The Gazette & Sons',
  siteUrl: 'https://gazette.example',
  postalAddress: '1 Market Square\n10115 Berlin',
  language: 'en',
  timeZone: 'Europe/Berlin',
  accentColor: '#14566b',
  logoUrl: null,
  imprintUrl: 'https://gazette.example/imprint',
  privacyUrl: null,
};
const article: EmailArticle = {
  url: 'https://gazette.example/1',
  title: 'One story',
  summary: '<p>What it is about.</p>',
  html: '<p>All of it.</p>',
  imageUrl: null,
  authors: [],
  categories: [],
  publishedAt: null,
  commentsUrl: null,
};
const files = templateFiles();
const check = (templates: OwnTemplates) =>
  checkTemplates({ brand, templates, mails: [...MAIL_TEMPLATES], articles: [article] });
const changed = (name: string, from: string, to: string) => {
  const source = files[name] ?? '';
  expect(source).toContain(from);
  return source.replace(from, to);
};
const lineOf = (source: string, part: string) => source.slice(0, source.indexOf(part)).split('\n').length;

describe('Templates of a publication', () => {
  test('may be ours as they are, each of them', async () => {
    expect(await check({ ...files })).toEqual([]);
  });

  test('are told with line, column and what was meant', async () => {
    const source = changed('article', 'mail.title }}</a>', 'mail.titel }}</a>');
    const [fault] = await check({ article: source });
    const line = lineOf(source, 'mail.titel');
    const column = (source.split('\n')[line - 1] ?? '').indexOf('mail.titel') + 1;
    expect(fault).toEqual({
      template: 'article',
      kind: 'unknown-variable',
      name: 'mail.titel',
      meant: 'mail.title',
      line,
      column,
    });
    expect(templateFaultSays(fault!, 'en', 'article')).toBe(
      `Line ${line}, column ${column}: There is no variable mail.titel. Did you mean mail.title?`,
    );
  });

  test('are told with the line that somebody wrote, not the one that Liquid made', async () => {
    const source = changed('article', 'css-class="g ink rich wrap">', 'colour="red">');
    const line = lineOf(source, '<mj-text colour');
    expect(await check({ article: source })).toContainEqual({
      template: 'article',
      kind: 'unknown-attribute',
      element: 'mj-text',
      attribute: 'colour',
      line,
      column: expect.any(Number),
    });
    expect(await check({ footer: `${files['footer']}\n<mj-txt>x</mj-txt>` })).toContainEqual(
      expect.objectContaining({
        template: 'footer',
        line: (files['footer'] ?? '').split('\n').length + 1,
        kind: 'unknown-element',
      }),
    );
  });

  test.each([
    ['an unknown filter', '{{ mail.title | shout }}', { kind: 'unknown-filter', name: 'shout' }],
    ['an unknown tag', '{% execute %}', { kind: 'unknown-tag', name: 'execute' }],
    [
      'a loop that is not closed',
      '{% for a in mail.related %}',
      { kind: 'unexpected-end', name: 'endblock' },
    ],
    ['a file', '{% render "/etc/passwd" %}', { kind: 'no-part', name: '/etc/passwd' }],
    ['a file of MJML', '<mj-include path="/etc/passwd" />', { kind: 'include', line: 4, column: 1 }],
    ['a billion of something', '{% for a in (1..1000000000) %}x{% endfor %}', { kind: 'makes-too-much' }],
    [
      'a loop without an end',
      '{% for a in (1..900000) %}{% for b in (1..900000) %}{% assign c = b %}{% endfor %}{% endfor %}',
      { kind: 'takes-too-long' },
    ],
    ['a script', '<mj-raw><script>alert(1)</script></mj-raw>', { kind: 'script' }],
    [
      'a handler',
      '<mj-section><mj-column><mj-text><a onclick="x()" href="https://a.example">x</a></mj-text></mj-column></mj-section>',
      { kind: 'script' },
    ],
  ])('cannot have %s (SEC-13)', async (_what, part, problem) => {
    const letter = changed('letter', '{% block content %}', `{% block content %}\n\n${part}`);
    const faults = await checkTemplates({ brand, templates: { letter }, mails: ['letter'], articles: [] });
    expect(faults).toEqual([expect.objectContaining({ template: 'letter', ...problem })]);
  });

  test.each([
    ['unsubscribe', 'footer', '{{ mail.slots.unsubscribeUrl }}', 'https://a.example'],
    ['preferences', 'footer', '{{ mail.say.preferences }}', ''],
    ['why', 'footer', '{{ mail.say.why }}', ''],
    ['address', 'layout', '{{ line }}</span>{% endfor %}', '</span>{% endfor %}'],
    ['imprint', 'layout', '{{ mail.brand.imprintUrl }}', 'https://a.example'],
  ])(
    'cannot leave out what is owed to readers: %s (LAW-01, LAW-04, HTM-02)',
    async (need, name, from, to) => {
      const faults = await check({ [name]: changed(name, from, to) });
      expect(faults).toContainEqual(expect.objectContaining({ kind: 'lacks', need }));
    },
  );

  test.each(['display:none', 'font-size:0', 'visibility: hidden', 'opacity:0', 'max-height:0'])(
    'cannot hide it either: %s',
    async (style) => {
      const footer = changed(
        'footer',
        '<a href="{{ mail.slots.unsubscribeUrl }}" class="quiet" style="',
        '$&',
      ).replace(
        'unsubscribeUrl }}" class="quiet" style="display:inline-block;',
        `unsubscribeUrl }}" style="${style};`,
      );
      const faults = await checkTemplates({ brand, templates: { footer }, mails: ['letter'], articles: [] });
      expect(faults).toEqual([expect.objectContaining({ kind: 'lacks', need: 'unsubscribe' })]);
    },
  );

  test('cannot put the links of one reader where everybody would see them', async () => {
    const footer = (files['footer'] ?? '').replaceAll(/\{\{ own\.\w+ \| raw \}\}/g, '');
    const faults = await checkTemplates({ brand, templates: { footer }, mails: ['letter'], articles: [] });
    expect(faults).toEqual([expect.objectContaining({ kind: 'unmarked' })]);
  });

  test('of digests show the same story alike wherever it stands', async () => {
    const digest = changed(
      'digest',
      'padding:11px 0;font-family',
      'padding:{% if forloop.last %}9px{% else %}11px{% endif %} 0;font-family',
    );
    const faults = await checkTemplates({ brand, templates: { digest }, mails: ['digest'], articles: [] });
    expect(faults).toEqual([expect.objectContaining({ kind: 'depends-on-neighbours' })]);
  });

  test('make no mail without what is owed to readers, even where a check did not see it', async () => {
    const source = changed(
      'article',
      '{% render footer, mail: mail %}',
      "{% if mail.title != 'One story' %}{% render footer, mail: mail %}{% endif %}",
    );
    const input = { article, body: 'full' as const, related: [] };
    await expect(
      compileArticleEmail({ ...input, brand: { ...brand, templates: { article: source } } }),
    ).rejects.toMatchObject({ code: 'template-fault' });
    const other = { ...article, title: 'Another' };
    const { html } = await compileArticleEmail({
      ...input,
      article: other,
      brand: { ...brand, templates: { article: source } },
    });
    expect(html).toContain('Another');
  });
});
