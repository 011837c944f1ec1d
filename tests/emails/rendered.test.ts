import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  compileArticleEmail,
  compileCorrectionEmail,
  compileDigestEmail,
  composeAlert,
  composeAlreadySubscribed,
  composeConfirmation,
  composeNewAddress,
  composeOwnData,
  composeReminder,
  composeReview,
  composeSignInLink,
  composeWelcome,
  fillSlots,
  printDigest,
  setDigestPress,
  type DigestShape,
} from '../../src/emails/index.ts';
import { openBrowser } from '../support/web/browser.ts';
import { axeOn } from '../support/web/page-rules.ts';
import { aBrand, anArticle } from '../support/sends/emails.ts';

const browser = await openBrowser();
const picture = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="700"><rect width="1200" height="700" fill="#888"/></svg>',
);

/** The email as a mail program of this width and colour scheme shows it; the network ends here. */
async function show(
  html: string,
  { width = 800, colorScheme = 'light' as 'light' | 'dark', hasImages = true },
  check: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  await page.route('**/*', (route) =>
    hasImages && route.request().resourceType() === 'image'
      ? route.fulfill({ body: picture, contentType: 'image/svg+xml' })
      : route.abort(),
  );
  await page.setContent(html);
  await check(page);
  await context.close();
}

const links = {
  unsubscribeUrl: 'https://news.example/unsubscribe/x',
  preferencesUrl: 'https://news.example/preferences/x',
  viewUrl: 'https://news.example/view/x',
  rhythmUrl: 'https://news.example/rhythm/x',
};
const html = `<h2>Eleven winters</h2><p>Text with <a href="/x">a link</a> and <code>code</code>.</p><blockquote><p>A promise.</p></blockquote>
  <ul><li>One</li><li>Two</li></ul><figure><img src="/a.jpg" alt="A chart" width="900"><figcaption>Words</figcaption></figure>
  <table><tr><th>Grain</th><th>Sacks</th><th>${'Long'.repeat(10)}</th></tr><tr><td>Wheat</td><td>14</td><td>${'x'.repeat(60)}</td></tr></table>
  <pre><code>${'long code '.repeat(30)}${'y'.repeat(200)}</code></pre><p>${'z'.repeat(300)} https://gazette.example/${'w'.repeat(300)}</p>`;

async function article(accentColor: string, language = 'en'): Promise<string> {
  const compiled = await compileArticleEmail({
    brand: aBrand({ accentColor, language, logoUrl: null }),
    article: anArticle({ html, title: `A title with ${'averylongword'.repeat(6)}` }),
    body: 'full',
    related: [
      anArticle({ url: 'https://gazette.example/low' }),
      anArticle({ url: 'https://gazette.example/b', imageUrl: null }),
    ],
  });
  return fillSlots(compiled, links).html;
}

async function digest(): Promise<string> {
  const compiled = await compileDigestEmail({
    brand: aBrand({ logoUrl: null }),
    subject: `A week with ${'averylongword'.repeat(6)}`,
    preheader: '',
    introduction: 'Good **morning**, [all of you](https://gazette.example/all).',
    pieces: [
      { article: anArticle({ title: `Lead ${'averylongword'.repeat(6)}` }) },
      { heading: `In town ${'y'.repeat(90)}` },
      { article: anArticle({ url: 'https://gazette.example/low', summary: `<p>${'z'.repeat(200)}</p>` }) },
      { article: anArticle({ url: 'https://gazette.example/b', imageUrl: null }) },
      { article: anArticle({ url: null, categories: [] }) },
    ],
  });
  if (!('email' in compiled)) throw new Error('a digest with a fault');
  return fillSlots(compiled.email, links).html;
}

async function printed(shape: DigestShape, language: string): Promise<string> {
  const titles = [`Lead ${'averylongword'.repeat(6)}`, 'In town', 'By the water', 'Elsewhere'];
  const set = await setDigestPress({
    brand: aBrand({ accentColor: '#8a3b12' }),
    language,
    shape,
    day: new Date('2026-12-04T06:00:00Z'),
    introduction: 'Good **morning**, [all of you](https://gazette.example/all).',
    articles: titles.map((title, id) => ({
      id,
      article: anArticle({ title, ...(id === 2 && { imageUrl: null }), ...(id === 3 && { url: null }) }),
      topic: id % 2 === 0 ? `Harbour ${'x'.repeat(60)}` : 'Town',
    })),
    corrections: [
      anArticle({ title: `Price of ${'averylongword'.repeat(6)}` }),
      anArticle({ url: null }),
    ].map((one, id) => ({
      id,
      article: one,
      note: '**Correct:** [three](https://gazette.example/three) million.',
    })),
  });
  if (!('press' in set)) throw new Error('a press with a fault');
  const articleIds = titles.map((_title, id) => id);
  const edition = { articleIds, more: 12, keepAsItWas: 'each' } as const;
  return fillSlots(printDigest(set.press, { ...edition, corrections: [0, 1] }), links).html;
}

async function correction(): Promise<string> {
  const compiled = await compileCorrectionEmail({
    brand: aBrand({ accentColor: '#ffe95c' }),
    article: anArticle({ title: `The price of ${'averylongword'.repeat(6)}` }),
    note: '**We wrote:** ~~two~~ million.\n\n**Correct:** [three](https://gazette.example/three).',
  });
  if (!('email' in compiled)) throw new Error('a correction with a fault');
  return fillSlots(compiled.email, links).html;
}

const mails: Record<string, string> = {};
beforeAll(async () => {
  mails['an article'] = await article('#0b6e4f');
  mails['an article with a light accent'] = await article('#ffe95c');
  mails['an article with a black accent'] = await article('#000000');
  mails['an article in Arabic'] = await article('#7a1f3d', 'ar');
  const confirmation = await composeConfirmation({
    brand: aBrand(),
    confirmUrl: `https://news.example/confirm/${'c'.repeat(60)}`,
    neverAgainUrl: 'https://news.example/never-again/x',
    aboutUrl: 'https://news.example/gazette',
    requestedAt: new Date('2026-11-12T17:30:00Z'),
    timeZone: 'Europe/Berlin',
    topics: [],
    code: '482915',
    codeMinutes: 30,
    linkDays: 7,
  });
  mails['a confirmation'] = confirmation.html;
  mails['a digest'] = await digest();
  mails['a daily digest'] = await printed('daily', 'en');
  mails['a daily digest in Arabic'] = await printed('daily', 'ar');
  mails['a weekly digest in German'] = await printed('weekly', 'de');
  mails['a correction'] = await correction();
  const alert = await composeAlert({
    brand: aBrand(),
    alert: {
      news: {
        code: 'send-paused',
        params: {
          sendId: 7,
          subject: `Night trains are back, ${'averylongword'.repeat(6)}`,
          cause: {
            code: 'many-bounces',
            params: { bounced: 14, answered: 230, reply: `550 5.1.1 No such user ${'x'.repeat(90)}` },
          },
        },
      },
      since: new Date('2026-11-12T17:30:00Z'),
    },
    timeZone: 'Europe/Berlin',
    adminUrl: 'https://news.example/admin',
  });
  mails['an alert'] = alert.html;
  const at = {
    brand: aBrand({ language: 'ar' }),
    requestedAt: new Date('2026-11-12T17:30:00Z'),
    timeZone: 'Asia/Tokyo',
  };
  const url = `https://news.example/x/${'u'.repeat(60)}`;
  const all = {
    'a reminder': composeReminder({
      ...at,
      confirmUrl: url,
      neverAgainUrl: url,
      aboutUrl: url,
      deletedAt: new Date('2026-12-12T17:30:00Z'),
    }),
    'a word to a reader who signs up again': composeAlreadySubscribed({
      ...at,
      code: '731206',
      codeMinutes: 30,
      preferencesUrl: url,
    }),
    'a welcome': composeWelcome({
      brand: aBrand({ accentColor: '#ffe95c' }),
      topics: ['Harbour', `Town ${'x'.repeat(60)}`],
      mails: { rhythm: 'weekly', firstAt: at.requestedAt, timeZone: 'Europe/Berlin' },
      hasTopics: true,
      unsubscribeUrl: url,
      preferencesUrl: url,
    }),
    'a link to one’s own data': composeOwnData({ ...at, url }),
    'a question to a new address': composeNewAddress({
      ...at,
      url,
      other: 'm•••@e•••.org',
      at: at.requestedAt,
      linkDays: 7,
    }),
    'a review': composeReview({
      ...at,
      kind: 'clock',
      subject: `The council votes ${'averylongword'.repeat(6)}`,
      onSilence: 'send',
      readers: 4312,
      goesOutAt: at.requestedAt,
      askedBy: null,
      reviewUrl: url,
    }),
    'a link to sign in': composeSignInLink({ ...at, signInUrl: url, minutes: 15 }),
  };
  for (const [name, mail] of Object.entries(all)) mails[name] = (await mail).html;
});

const names = [
  'an article',
  'an article with a light accent',
  'an article with a black accent',
  'an article in Arabic',
  'a digest',
  'a daily digest',
  'a daily digest in Arabic',
  'a weekly digest in German',
  'a correction',
  'a confirmation',
  'an alert',
  'a reminder',
  'a word to a reader who signs up again',
  'a welcome',
  'a link to one’s own data',
  'a question to a new address',
  'a review',
  'a link to sign in',
];

describe.each(names)('%s', (name) => {
  test.each(['light', 'dark'] as const)(
    'has no accessibility fault in the %s scheme (HTM-03)',
    async (colorScheme) => {
      await show(mails[name] ?? '', { colorScheme }, async (page) => {
        const { violations, passes } = await axeOn(page)
          // Landmarks belong to the page of the mail program around the email.
          .disableRules(['region', 'landmark-one-main'])
          .analyze();
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join('\n')}`),
        ).toEqual([]);
        expect(passes.map(({ id }) => id)).toContain('color-contrast');
      });
    },
  );

  test.each([
    [320, true],
    [375, false],
    [800, true],
  ])('fits a screen of %i pixels (HTM-04)', async (width, hasImages) => {
    await show(mails[name] ?? '', { width, hasImages }, async (page) => {
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    });
  });

  test('fits and can be read when style sheets are taken away (HTM-07)', async () => {
    const stripped = (mails[name] ?? '').replace(/<style[^>]*>[^]*?<\/style>/g, '');
    await show(stripped, { width: 640 }, async (page) => {
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(640);
      const { violations } = await axeOn(page).withRules(['color-contrast']).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join('\n')}`),
      ).toEqual([]);
    });
  });
});

test('The dark scheme is dark: page, card and words', async () => {
  await show(mails['an article'] ?? '', { colorScheme: 'dark' }, async (page) => {
    const color = (selector: string, property: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element, name) => {
          const view = (
            element as unknown as {
              ownerDocument: {
                defaultView: { getComputedStyle(e: unknown): { getPropertyValue(n: string): string } };
              };
            }
          ).ownerDocument.defaultView;
          return view.getComputedStyle(element).getPropertyValue(name);
        }, property);
    expect(await color('body > [role=article]', 'background-color')).toBe('rgb(17, 18, 20)');
    expect(await color('.card', 'background-color')).toBe('rgb(27, 28, 31)');
    expect(await color('h1 a', 'color')).toBe('rgb(236, 235, 232)');
  });
});
