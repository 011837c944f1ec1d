import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  checkDigestTemplate,
  fillSlots,
  finishedBytes,
  printDigest,
  setDigestPress,
  type DigestEdition,
  type DigestPress,
  type DigestPressInput,
  type DigestShape,
  type EmailArticle,
  type PrintedDigest,
} from '../../src/emails/index.ts';
import { lintBulkContent, lintHtml, linksOf, preheaderOf, wordsOf } from '../support/mail/linter-html.ts';
import { aBrand, anArticle } from '../support/sends/emails.ts';

const values = {
  unsubscribeUrl: `https://news.example/unsubscribe/${'u'.repeat(160)}`,
  preferencesUrl: `https://news.example/preferences/${'p'.repeat(160)}`,
  viewUrl: `https://news.example/view/${'p'.repeat(160)}`,
  rhythmUrl: `https://news.example/rhythm/${'r'.repeat(160)}`,
};
type Piece = DigestPressInput['articles'][number];

const TITLES = ['The night ferry stays: council votes 11 to 8', 'Free lunch for all pupils from January'];
const piece = (id: number, changes: Partial<EmailArticle> = {}, topic?: string): Piece => ({
  id,
  article: anArticle({
    url: `https://gazette.example/story-${id}`,
    title: TITLES[id - 1] ?? `Story ${id}`,
    summary: `<p>What story ${id} is about, in a sentence of some length.</p>`,
    imageUrl: `https://gazette.example/${id}.jpg`,
    ...changes,
  }),
  ...(topic !== undefined && { topic }),
});
const correction = (id: number) => ({ id, article: piece(id).article, note: 'It opens in **June**.' });
const pieces = (count: number, changes: Partial<EmailArticle> = {}) =>
  Array.from({ length: count }, (_, index) => piece(index + 1, changes));

async function pressOf(changes: Partial<DigestPressInput> = {}): Promise<DigestPress> {
  const set = await setDigestPress({
    brand: aBrand(),
    language: 'en',
    shape: 'daily',
    day: new Date('2026-12-04T06:00:00Z'),
    introduction: '',
    articles: pieces(7),
    ...changes,
  });
  if ('fault' in set) throw new Error(`a fault: ${JSON.stringify(set.fault)}`);
  return set.press;
}
const print = (press: DigestPress, edition: Partial<DigestEdition> = {}): PrintedDigest => {
  const printed = printDigest(press, {
    articleIds: Object.keys(press.stories).map(Number),
    more: 0,
    ...edition,
  });
  return { ...printed, ...fillSlots(printed, values) };
};
const lint = ({ html, text }: { html: string; text: string }) => [
  ...lintHtml(html),
  ...lintBulkContent(html, text, values.unsubscribeUrl),
];
const headingsOf = (html: string) =>
  [...html.matchAll(/<(h[1-6])[^>]*>(.*?)<\/\1>/gs)].map(
    ([, level, inner = '']) => `${level} ${wordsOf(inner)}`,
  );

/** Whether the innermost element around what follows that names a language has these attributes. */
const isWithin = (attributes: string) => (_part: string, place: number, parts: string[]) => {
  const open: string[] = ['<body lang="ar">'];
  for (const [tag, end, name = ''] of parts
    .slice(0, place + 1)
    .join('')
    .matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)) {
    if (end === '/') open.splice(open.findLastIndex((one) => one.startsWith(`<${name}`)));
    else if (!/^(img|br|meta|link)$/.test(name)) open.push(tag);
  }
  return open.findLast((tag) => tag.includes(' lang='))?.includes(attributes) ?? false;
};

const LONG = {
  summary: `<p>${'A standfirst with a good many words in it. '.repeat(9)}</p>`,
  title: 'Long titles are long. '.repeat(8),
};

describe('A printed digest', () => {
  test('is to every mail program the same as one compiled in one go', async () => {
    const seeds = Array.from({ length: 8 }, (_, index) => 100 + index);
    expect(await checkDigestTemplate({ seeds }, { deadlineMs: 60_000 })).toBe(undefined);
  });

  test('is not made from a template with a block that depends on what stands beside it', async () => {
    const source = readFileSync('templates/digest.mjml', 'utf8');
    const changed = source.replace(
      'padding:11px 0;font-family',
      'padding:{% if forloop.last %}9px{% else %}11px{% endif %} 0;font-family',
    );
    expect(changed).not.toBe(source);
    const input = { templates: { digest: changed }, seeds: [100, 101, 102] };
    expect(await checkDigestTemplate(input, { deadlineMs: 60_000 })).toMatchObject({
      compiled: expect.stringContaining('padding:9px 0;font-family'),
      printed: expect.stringContaining('padding:11px 0;font-family'),
    });
  });

  test('of one article that has a title only begins with it, in both parts', async () => {
    const press = await pressOf({ articles: [piece(1, { summary: '', html: '' })] });
    const digest = print(press);
    expect(lint(digest)).toEqual([]);
    expect(digest.text).toMatch(/^The night ferry stays/);
  });

  test('begins with numbered headlines and the lead, then shows the others small', async () => {
    const press = await pressOf();
    const digest = print(press, { articleIds: [2, 1, 5] });
    expect(lint(digest)).toEqual([]);
    expect(headingsOf(digest.html)).toEqual([
      'h1 Friday, December 4',
      `h2 ${TITLES[1]}`,
      `h2 Harbour ${TITLES[0]}`,
      'h2 Harbour Story 5',
      'h2 How many mails would you like?',
    ]);
    expect(wordsOf(digest.html)).toContain(`1 ${TITLES[1]} 2 ${TITLES[0]} 3 Story 5`);
    expect(digest.html).toContain('alt="Picture: Free lunch');
    expect(linksOf(digest.html)).toContain('https://gazette.example/story-5');
    expect(digest.html).not.toContain('story-3');
    expect(digest.text).toMatch(
      /^What story 2 is about, in a sentence of some length\.\n\nFriday, December 4\n/,
    );
    expect(digest.text).toContain(`1. ${TITLES[1]}\n2. ${TITLES[0]}\n3. Story 5`);
  });

  test('says the news first in its subject, and what it is about beside it (HTM-05)', async () => {
    const press = await pressOf();
    const digest = print(press);
    expect(digest.subject).toBe('The night ferry stays, Free lunch for all pupils from January, and 5 more');
    expect(preheaderOf(digest.html)).toBe('What story 1 is about, in a sentence of some length.');
    expect(print(press, { articleIds: [4] }).subject).toBe('Story 4');
    expect(print(await pressOf({ subject: 'Ferries' })).subject).toBe('Ferries');
  });

  test('has a subject of at most 90 letters, and of 40 where lists cut it at its beginning', async () => {
    const title = 'A title that goes on and on, as titles do when nobody stops them, to the end of the line';
    expect(print(await pressOf({ articles: pieces(9, { title }) })).subject.length).toBeLessThanOrEqual(90);
    const arabic = pieces(9, { title: 'العبّارة الليلية باقية والمجلس يصوّت على تجربة لعامين من الربيع' });
    const brand = aBrand({ language: 'ar' });
    const digest = print(await pressOf({ articles: arabic, brand, language: 'ar' }));
    expect(digest.subject).toMatch(/^العبّارة الليلية .*… و8 مقالات أخرى$/);
    expect(digest.subject.length).toBeLessThanOrEqual(40);
    expect(digest.html).toContain('9 مقالات، نحو');
  });

  test('reads right to left where its readers do, but its articles as they are written', async () => {
    const given = {
      introduction: 'Good morning.',
      corrections: [correction(8)],
      articles: [piece(1, {}, 'Ferries'), piece(2)],
    };
    const { html, text } = print(await pressOf({ ...given, language: 'ar' }), { corrections: [8] });
    const own = 'lang="en" dir="ltr"';
    expect(html).toContain('<html lang="ar" dir="rtl"');
    const shown = html.slice(html.indexOf('class="card"'));
    for (const words of [
      'Good morning.',
      'It opens in <strong>June',
      TITLES[1],
      'What story 1',
      'What story 2',
      'Ferries',
    ])
      expect(
        shown
          .split(words ?? '')
          .slice(0, -1)
          .map(isWithin(own)),
        words,
      ).not.toContain(false);
    expect(html).toMatch(/<p class="quiet" lang="ar" dir="auto" [^>]*text-align:left/);
    expect(text).toContain('\nWhat story 2');
    expect(text).toContain('\n1. The night ferry');
    const mirrored = print(await pressOf({ ...given, brand: aBrand({ language: 'ar' }) }), {
      corrections: [8],
    });
    expect(mirrored.html).toContain('<html lang="en" dir="ltr"');
    expect(mirrored.html).toContain('<h2 class="lead-title" lang="ar" dir="rtl"');
    expect(mirrored.text).toContain('\n\u200FWhat story 2');
    expect(mirrored.text).toMatch(/^Friday, December 4$/m);
    const same = print(await pressOf({ ...given, language: 'en' })).html;
    expect(same.slice(same.indexOf('class="card"'))).not.toContain(' lang=');
  });

  test('has the words of an editor above its headlines, and each reader’s name in them', async () => {
    const press = await pressOf({ introduction: 'Good morning, {{ name | default: "reader" }}.' });
    const { html, text } = printDigest(press, { articleIds: [1, 2], more: 0 });
    expect(html).toMatch(/Good morning, \uFDD0name\w*\uFDD1/);
    expect(text).toMatch(/^Good morning, \uFDD0name\w*\uFDD1\.\n\nFriday, December 4\n/);
    const titled = print(await pressOf({ introduction: '# A week of fog\n\nHello.' }));
    expect(headingsOf(titled.html)[0]).toBe('h1 A week of fog');
    expect(titled.text).toMatch(/^A week of fog\n\nHello\.\n\n7 articles/);
  });

  test('tells in one line how many articles follow on the site', async () => {
    const digest = print(await pressOf({ shape: 'catch-up' }), { more: 41 });
    expect(wordsOf(digest.html)).toContain('and 41 more on the site');
    expect(digest.text).toContain('and 41 more on the site:\nhttps://gazette.example');
  });

  test('offers the three rhythms, and the one before to those for whom it was changed', async () => {
    const digest = print(await pressOf(), { keepAsItWas: 'each' });
    expect(lint(digest)).toEqual([]);
    expect(wordsOf(digest.html)).toContain('Once a day (now)');
    expect(wordsOf(digest.html)).toContain('Keep it as it was');
    expect(linksOf(digest.html).filter((link) => link.startsWith(values.rhythmUrl))).toEqual(
      ['each', 'weekly'].map((rhythm) => `${values.rhythmUrl}?to=${rhythm}`),
    );
    expect(linksOf(digest.html)).toContain(`${values.preferencesUrl}#pause`);
    expect(digest.text).toContain(`Keep it as it was:\n${values.rhythmUrl}?to=each`);
  });

  test('is the same bytes for the same edition', async () => {
    expect(print(await pressOf())).toEqual(print(await pressOf()));
  });

  test.each([
    ['no articles', { articles: [] }, 'no-articles'],
    [
      'a placeholder that nobody fills in',
      { introduction: '*|FNAME|*' },
      { placeholders: expect.anything() },
    ],
    [
      'an introduction without end',
      { introduction: 'Words. '.repeat(15_000) },
      { tooLongBy: expect.any(Number) },
    ],
  ] as [string, Partial<DigestPressInput>, unknown][])(
    'cannot be made with %s',
    async (_what, changes, fault) => {
      const input = {
        brand: aBrand(),
        language: 'en',
        shape: 'daily',
        day: new Date(),
        introduction: '',
      } as const;
      expect(await setDigestPress({ ...input, articles: pieces(2), ...changes })).toEqual({ fault });
    },
  );
});

describe('The digest of a week', () => {
  test('is sorted by topics, those without one at the end, and has five headlines on top', async () => {
    const topics = [undefined, 'Harbour', 'Town', '', 'Harbour', 'Town', 'Harbour'];
    const articles = topics.map((topic, index) => piece(index + 1, { categories: [] }, topic));
    const digest = print(await pressOf({ shape: 'weekly', articles }));
    expect(lint(digest)).toEqual([]);
    expect(headingsOf(digest.html)).toEqual([
      'h1 Your week to December 4',
      `h2 ${TITLES[0]}`,
      'h2 Harbour',
      `h3 ${TITLES[1]}`,
      'h3 Story 5',
      'h3 Story 7',
      'h2 Town',
      'h3 Story 3',
      'h3 Story 6',
      'h2 More',
      'h3 Story 4',
      'h2 How many mails would you like?',
    ]);
    expect(wordsOf(digest.html)).toContain('7 articles, about 7 minutes to read; 5 to start with:');
    expect(digest.text).toContain(
      'Town\n\nStory 3\nWhat story 3 is about, in a sentence of some length.\nNovember\u00A012\n',
    );
    // One picture for the lead, one for the first of each topic.
    expect(digest.html.match(/<img /g)).toHaveLength(4);
  });
});

describe('A digest that is too large', () => {
  test.each([10, 30, 60, 90, 120])('of %i articles keeps within what Gmail shows (HTM-01)', async (count) => {
    const press = await pressOf({ articles: pieces(count, LONG) });
    const digest = print(press);
    expect(lint(digest)).toEqual([]);
    const [last] = digest.shortened;
    const forms = digest.shortened.map(({ form }) => form);
    expect(digest.shortened.map(({ articleId }) => articleId)).not.toContain(1);
    // From the end: those before the first that was shortened are whole, and none is left out while one is more than a title.
    if (last) expect(digest.shortened).toHaveLength(count - last.articleId + 1);
    expect(forms).toEqual(forms.toSorted());
    if (forms.includes('left-out')) expect(forms).toHaveLength(count - 1);
    const gone = forms.filter((form) => form === 'left-out').length;
    if (gone > 0) expect(wordsOf(digest.html)).toContain(`and ${gone} more on the site`);
    expect(digest.html).toContain(`/story-${count - gone}"`);
    expect(digest.html).not.toContain(`/story-${count - gone + 1}"`);
  });

  test('loses no more than it must: with one article shortened less it would be too large', async () => {
    const press = await pressOf({ articles: pieces(120, LONG) });
    const compiled = printDigest(press, { articleIds: Object.keys(press.stories).map(Number), more: 0 });
    expect(finishedBytes(compiled.html)).toBeLessThanOrEqual(100_000);
    // A title on a line of its own has about 700.
    expect(finishedBytes(compiled.html)).toBeGreaterThan(98_800);
  });
});

describe('A correction in a digest', () => {
  test('stands on top with its link, in both parts', async () => {
    const press = await pressOf({ corrections: [correction(8)] });
    const digest = print(press, { corrections: [8] });
    expect(headingsOf(digest.html).slice(0, 3)).toEqual([
      'h1 Friday, December 4',
      'h2 A correction',
      'h2 The night ferry stays: council votes 11 to 8',
    ]);
    expect(wordsOf(digest.html)).toContain('It opens in June');
    expect(linksOf(digest.html)).toContain('https://gazette.example/story-8');
    expect(digest.text.indexOf('A correction')).toBeLessThan(digest.text.indexOf('1. The night'));
    expect(digest.text).toContain('It opens in June.');
    expect(print(press).html).not.toContain('A correction');
  });

  test('alone is a mail of its own, with the correction as its subject', async () => {
    const press = await pressOf({ articles: [], corrections: [correction(8)] });
    const digest = print(press, { corrections: [8] });
    expect(lint(digest)).toEqual([]);
    expect(digest.subject).toBe('Correction: Story 8');
    expect(preheaderOf(digest.html)).toMatch(/^Our mail about “Story 8”/);
  });

  test('is never shortened: articles give way to it, and of several those wait that have no room', async () => {
    const long = '## a\n'.repeat(320);
    const corrections = [8, 9].map((id) => ({ ...correction(id), note: long }));
    const press = await pressOf({ articles: pieces(90, LONG), corrections });
    const digest = print(press, { corrections: [8, 9] });
    expect(digest.corrections).toEqual([8]);
    expect(finishedBytes(digest.html)).toBeLessThanOrEqual(100_000);
    expect(digest.html.match(/>a<\/h/g)).toHaveLength(320);
    expect(digest.html).toContain('/story-1"');
  });
});

const SHAPES: DigestShape[] = ['daily', 'weekly', 'busy-day', 'catch-up'];
describe.each(SHAPES)('The %s digest', (shape) => {
  test.each(['en', 'de', 'fr', 'es', 'ar', 'ja'])(
    'in the language %s keeps the rules of emails',
    async (language) => {
      const press = await pressOf({
        shape,
        language,
        brand: aBrand({ privacyUrl: 'https://gazette.example/privacy' }),
        corrections: [correction(8)],
      });
      for (const count of [0, 1, 2, 7]) {
        const digest = print(press, {
          articleIds: [1, 2, 3, 4, 5, 6, 7].slice(0, count),
          keepAsItWas: 'weekly',
          corrections: count === 2 ? [] : [8],
        });
        expect(lint(digest)).toEqual([]);
      }
    },
  );
});
