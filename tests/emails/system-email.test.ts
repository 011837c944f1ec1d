import { describe, expect, test } from 'vitest';
import { READER_LANGUAGES, type AlertNews } from '../../src/words/index.ts';
import {
  composeAlert,
  composeAlreadySubscribed,
  composeConfirmation,
  composeReminder,
  composeWelcome,
} from '../../src/emails/index.ts';
import { aBrand } from '../support/sends/emails.ts';
import { linksOf, lintHtml, wordsOf } from '../support/mail/linter-html.ts';

const confirmation = (changes: Partial<Parameters<typeof composeConfirmation>[0]> = {}) =>
  composeConfirmation({
    brand: aBrand(),
    confirmUrl: 'https://news.example/confirm/one?a=1&b=2',
    neverAgainUrl: 'https://news.example/never-again/one',
    aboutUrl: 'https://news.example/gazette',
    requestedAt: new Date('2026-11-12T17:30:00Z'),
    timeZone: 'Europe/Berlin',
    topics: [],
    code: '482915',
    codeMinutes: 30,
    linkDays: 7,
    ...changes,
  });

describe('A confirmation mail (BOMB-06)', () => {
  test('names the site, the moment with its zone, what was asked, how long the link works, and both ways out', async () => {
    const { subject, html, text } = await confirmation({ topics: ['Harbour', 'Sport & Play'] });
    expect(subject).toBe('482915 is your code for The Harbour Gazette');
    for (const words of [wordsOf(html), text.replace(/\s+/g, ' ')]) {
      expect(words).toContain(
        'On November 12, 2026 at 6:30 PM (Europe/Berlin), somebody, most likely you, asked that new articles from The Harbour Gazette (gazette.example) be sent to this address.',
      );
      expect(words).toContain('Topics: Harbour, Sport & Play');
      expect(words).toContain('Type this code where you signed up: 482 915');
      expect(words).toContain('The code works for 30 minutes, the button for 7 days.');
      expect(words).toContain('ignore this email');
    }
    expect(text).toContain('https://news.example/confirm/one?a=1&b=2\n');
    expect(text).toContain('https://news.example/never-again/one\n');
    expect(lintHtml(html)).toEqual([]);
  });

  test('links to nothing but the site, the confirmation, the refusal, what it is about and the imprint, and loads nothing', async () => {
    const { html } = await confirmation();
    expect(linksOf(html)).toEqual([
      'https://gazette.example/',
      'https://news.example/confirm/one?a=1&b=2',
      'https://news.example/never-again/one',
      'https://news.example/gazette',
      'https://gazette.example/imprint',
    ]);
    expect(html).not.toContain('<img');
  });

  test.each(['en', 'de', 'fr', 'es'])(
    'begins its text part in %s with what to do, and breaks every line',
    async (language) => {
      const name = 'The Harbour Gazette';
      const { text } = await confirmation({
        brand: aBrand({ language, name }),
        timeZone: 'America/Argentina/Buenos_Aires',
      });
      expect(text.split('\n')[0]).toMatch(new RegExp(`^482915 .*${name}`));
      expect(text.indexOf('https://news.example/confirm/one')).toBeLessThan(250);
      expect(text).not.toContain('\u00A0');
      for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(78);
    },
  );

  test('holds an even number of addresses over both parts: a spam filter counts an odd one', async () => {
    for (const imprintUrl of [null, 'https://gazette.example/imprint']) {
      const { html, text } = await confirmation({ brand: aBrand({ imprintUrl }) });
      const count = [...html.matchAll(/href="https?:/g), ...text.matchAll(/https?:\/\//g)].length;
      expect(count % 2).toBe(0);
    }
  });

  test('gives each person their own code and links although it is compiled once', async () => {
    const mails = await Promise.all(
      Array.from({ length: 50 }, (_unused, index) =>
        confirmation({
          code: String(100_000 + index),
          confirmUrl: `https://news.example/confirm/${index}`,
          requestedAt: new Date(Date.UTC(2026, 0, index + 1)),
        }),
      ),
    );
    for (const [index, { subject, html, text }] of mails.entries()) {
      const code = 100_000 + index;
      expect(subject).toContain(`${code} `);
      expect(html.match(/\d{6} is your code|\d{3} \d{3}/g)).toEqual([
        `${code} is your code`,
        `${code} is your code`,
        `100 ${String(code).slice(3)}`,
      ]);
      expect(html.match(/confirm\/\d+/g)).toEqual([`confirm/${index}`]);
      expect(text.match(/confirm\/\d+/g)).toEqual([`confirm/${index}`]);
    }
    expect(new Set(mails.map(({ text }) => text)).size).toBe(50);
  });

  test('costs no template run once a brand is known', async () => {
    const msOf = async (work: () => Promise<unknown>) => {
      const began = performance.now();
      await work();
      return performance.now() - began;
    };
    // Of the first three the quickest: a busy machine makes one of them slow, and then the others as well.
    const runs = [1, 2, 3].map((one) => () => confirmation({ brand: aBrand({ name: `Paper ${one}` }) }));
    const runMs: number[] = [];
    for (const run of runs) runMs.push(await msOf(run));
    const warmMs = await msOf(async () => {
      for (let count = 0; count < 200; count += 1) await confirmation({ brand: aBrand({ name: 'Paper 1' }) });
    });
    expect(warmMs / 200).toBeLessThan(Math.min(...runMs) / 2);
  });

  test('follows a change of the brand at once', async () => {
    const { html } = await confirmation({ brand: aBrand({ name: 'The New Gazette' }) });
    expect(wordsOf(html)).toContain('The New Gazette');
  });

  test.each([
    ['de', '482915 ist Ihr Code für The Harbour Gazette', '12. November 2026 um 18:30'],
    ['fr', '482915 est votre code pour The Harbour Gazette', '12 novembre 2026 à 18:30'],
    ['es-MX', '482915 es tu código para The Harbour Gazette', '12 de noviembre de 2026'],
    ['sw', '482915 is your code for The Harbour Gazette', 'November 12, 2026 at 6:30 PM'],
  ])('speaks %s', async (language, subject, moment) => {
    const mail = await confirmation({ brand: aBrand({ language }) });
    expect(mail.subject).toBe(subject);
    expect(mail.text).toContain(moment);
    expect(lintHtml(mail.html)).toEqual([]);
  });

  test('shows a name of markup literally', async () => {
    const name = '{{ x }} <b>&amp; "Ü"';
    const { subject, html, text } = await confirmation({ brand: aBrand({ name }), topics: [name] });
    expect(subject).toContain(name);
    expect(wordsOf(html)).toContain(`Topics: ${name}`);
    expect(text).toContain(`Topics: ${name}`);
  });
});

describe('A reminder (BOMB-06)', () => {
  const reminder = (language: string) =>
    composeReminder({
      brand: aBrand({ language }),
      confirmUrl: 'https://news.example/confirm/one',
      neverAgainUrl: 'https://news.example/never-again/one',
      aboutUrl: 'https://news.example/gazette',
      requestedAt: new Date('2026-11-12T17:30:00Z'),
      deletedAt: new Date('2026-12-12T17:30:00Z'),
      timeZone: 'Europe/Berlin',
    });

  test('says when somebody asked, that it is the only one, when the address is deleted, and both ways out', async () => {
    const { subject, html, text } = await reminder('en');
    expect(subject).toBe('Still want The Harbour Gazette?');
    for (const words of [wordsOf(html), text.replaceAll(/\s+/g, ' ')]) {
      expect(words).toContain(
        'On November 12, 2026, somebody, most likely you, asked for The Harbour Gazette',
      );
      expect(words).toContain(
        'This is the only reminder, and your address is deleted after December 12, 2026.',
      );
    }
    expect(text).toContain('https://news.example/never-again/one\n');
    const count = [...html.matchAll(/href="https?:/g), ...text.matchAll(/https?:\/\//g)].length;
    expect(count % 2).toBe(0);
  });

  test.each(READER_LANGUAGES)('speaks %s', async (language) => {
    const { html, text } = await reminder(language);
    expect(lintHtml(html)).toEqual([]);
    // Japanese has no spaces to break lines at.
    if (language === 'ja') return;
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(78);
  });
});

const saturday = new Date('2026-12-05T07:00:00Z');
const weekly = { rhythm: 'weekly', firstAt: saturday, timeZone: 'Europe/Berlin' } as const;

test('A welcome mail names the controls: preferences and leaving', async () => {
  const { subject, html, text } = await composeWelcome({
    hasTopics: true,
    brand: aBrand(),
    mails: weekly,
    topics: ['Harbour'],
    unsubscribeUrl: 'https://news.example/unsubscribe/one',
    preferencesUrl: 'https://news.example/preferences/one',
  });
  expect(subject).toBe('Welcome to The Harbour Gazette');
  for (const url of ['https://news.example/unsubscribe/one', 'https://news.example/preferences/one']) {
    expect(linksOf(html)).toContain(url);
    expect(text).toContain(`${url}\n`);
  }
  expect(wordsOf(html)).toContain('Topics: Harbour');
  expect(lintHtml(html)).toEqual([]);
});

const urls = { unsubscribeUrl: 'https://news.example/u/1', preferencesUrl: 'https://news.example/p/1' };

test('A welcome mail promises what the preference page has: how often, and topics where there are some', async () => {
  for (const language of ['en', 'de', 'fr', 'es']) {
    const textWith = async (hasTopics: boolean) =>
      (await composeWelcome({ brand: aBrand({ language }), topics: [], mails: weekly, hasTopics, ...urls }))
        .text;
    const [without, withTopics] = [await textWith(false), await textWith(true)];
    expect(without).not.toMatch(/topics|themen|sujets|temas/i);
    expect(withTopics).toMatch(/topics|themen|sujets|temas/i);
    for (const text of [without, withTopics])
      expect(text).toMatch(/how often|wie oft|fréquence|cada cuánto/i);
  }
});

test.each([
  ['en', 'each', 'You get a mail for each article. The first one comes with the next article.'],
  ['en', 'daily', 'You get one mail a day. The first one: Saturday, December 5 at 8:00 AM (Europe/Berlin)'],
  [
    'de',
    'weekly',
    'Sie bekommen eine Mail in der Woche. Die erste: Samstag, 5. Dezember um 8:00 (Europe/Berlin)',
  ],
  ['fr', 'daily', 'Vous recevez un e-mail par jour. Le premier : samedi 5 décembre à 8:00 (Europe/Berlin)'],
  ['es', 'weekly', 'Recibes un correo a la semana. El primero: sábado, 5 de diciembre, 8:00 (Europe/Berlin)'],
] as const)(
  'A welcome mail says in %s what comes to somebody who chose %s, and when',
  async (language, rhythm, words) => {
    const mails = { ...weekly, rhythm, firstAt: rhythm === 'each' ? undefined : saturday };
    const brand = aBrand({ language });
    const { text, html } = await composeWelcome({ brand, topics: [], mails, hasTopics: false, ...urls });
    expect(text.replaceAll(/\s+/g, ' ')).toContain(words);
    expect(wordsOf(html)).toContain(words);
  },
);

test('Who is on the list already is told so, and when somebody asked (ENU-02)', async () => {
  const { subject, html, text } = await composeAlreadySubscribed({
    brand: aBrand({ postalAddress: null, imprintUrl: null }),
    code: '731206',
    codeMinutes: 30,
    preferencesUrl: 'https://news.example/preferences/one',
    requestedAt: new Date('2026-11-12T17:30:00Z'),
    timeZone: 'Asia/Tokyo',
  });
  expect(subject).toBe('731206 is your code for The Harbour Gazette');
  for (const words of [wordsOf(html), text.replaceAll(/\s+/g, ' ')]) {
    expect(words).toContain('type this code there: 731 206');
    expect(words).toContain('The code works for 30 minutes.');
  }
  expect(text).toContain('November 13, 2026 at 2:30 AM (Asia/Tokyo)');
  expect(linksOf(html)).toContain('https://news.example/preferences/one');
  expect(lintHtml(html)).toEqual([]);
});

describe('An alert', () => {
  const newsOf = (reply: string): AlertNews => ({
    code: 'send-paused',
    params: {
      sendId: 7,
      subject: 'Bridge & <b>tunnel</b>\r\nBcc: x',
      cause: { code: 'refused-by-all', params: { reply } },
    },
  });
  const since = new Date('2026-11-12T17:30:00Z');
  const alert = { news: newsOf('550-5.7.1 Spam\n550 5.7.1 <really>'), since };
  const adminUrl = 'https://news.example/admin';
  const of = { brand: aBrand({ language: 'ar' }), timeZone: 'Europe/Berlin', adminUrl };

  test('says what happened to which email, the server’s words, what to do, and where', async () => {
    const { subject, html, text } = await composeAlert({ ...of, alert });
    expect(subject).toBe('A send is paused: Bridge & <b>tunnel</b> Bcc: x');
    for (const words of [wordsOf(html), text.replace(/\s+/g, ' ')]) {
      for (const expected of [
        'A send is paused',
        'About: Bridge & <b>tunnel</b> Bcc: x',
        'Newsletter: The Harbour Gazette',
        'Since: November 12, 2026 at 6:30 PM (Europe/Berlin)',
        'The mail server refuses this email for everybody.',
        '550-5.7.1 Spam 550 5.7.1 <really>',
        'Resume it when the cause is gone.',
        'npx paperround send resume 7',
        'because you are an admin',
      ])
        expect(words).toContain(expected);
    }
    expect(linksOf(html)).toContain(adminUrl);
    expect(text).toContain(`${adminUrl}\n`);
    expect(html).not.toMatch(/unsubscribe/i);
    expect(lintHtml(html)).toEqual([]);
    expect((await composeAlert({ ...of, alert: { news: newsOf(''), since } })).text).not.toContain('reply');
  });

  test('is in German for a newsletter in German', async () => {
    const { subject, html, text } = await composeAlert({
      ...of,
      brand: aBrand({ language: 'de-AT' }),
      alert,
    });
    expect(subject).toBe('Eine Sendung ist angehalten: Bridge & <b>tunnel</b> Bcc: x');
    for (const words of [wordsOf(html), text.replace(/\s+/g, ' ')]) {
      for (const expected of [
        'Betrifft: Bridge & <b>tunnel</b> Bcc: x',
        'Der Mailserver lehnt diese E-Mail für alle ab.',
        'Antwort des Mailservers: 550-5.7.1 Spam',
        '„Heute“ öffnen',
      ])
        expect(words).toContain(expected);
    }
    expect(html).toContain('lang="de"');
  });
});
