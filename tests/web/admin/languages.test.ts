import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import request from 'supertest';
import { beforeAll, describe, expect, test } from 'vitest';
import { createSetPasswordLink, firstVisitLink, setPasswordByLink } from '../../../src/accounts/index.ts';
import { InvalidInput } from '../../../src/platform/errors.ts';
import { inWordsOf } from '../../../src/web/admin/faults.ts';
import { createTransport } from '../../../src/transports/index.ts';
import { FORMS } from '../../../src/web/admin/settings/pages.ts';
import { createServer } from '../../../src/web/server.ts';
import { deskIn } from '../../../src/words/index.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { answers, startFeedServer } from '../../support/feeds/feed-server.ts';
import { makeUser, signInByPage } from '../../support/web/admin.ts';
import { literalText } from '../../support/web/literal-text.ts';

/** What is the same in every language: our name, keys, commands, examples of addresses. */
const SAME = new Set([
  '(UTC)',
  '– Paperround',
  'M',
  'P',
  'Paperround',
  'UTC',
  'https://',
  'https://site.example',
  'https://site.example/feed.xml',
  'mail.example.org',
  'news@site.example',
  'npx paperround setup --help',
  'pr__…',
  's',
]);

const sources = ['src/web/admin', 'src/web/mailbox'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => path.join(folder, file)),
);

test('What people of the desk read stands in the files of words, and nowhere in its pages', () => {
  const found = sources.flatMap((file) =>
    literalText(file, readFileSync(file, 'utf8'))
      .filter((text) => !SAME.has(text))
      .map((text) => `${file}: ${text}`),
  );
  expect(found).toEqual([]);
});

test('Text is found wherever a page can hold it', () => {
  const page = `const a = <p title="one" hint={x ? \`two \${n}\` : 'three'} class="not">four {y && 'five'}</p>;
    const view = { title: 'six', current: 'not' };`;
  expect(literalText('page.tsx', page).toSorted()).toEqual(['five', 'four', 'one', 'six', 'three', 'two']);
});

const app = await createTestApp();
const server = createServer(app);
const site = await startFeedServer();
const setUpPath = new URL((await firstVisitLink(app)) ?? '').pathname;
let cookie = '';
beforeAll(async () => {
  cookie = await signInByPage(server, await makeUser(app, 'admin'));
  await makePublication(app, { slug: 'gazette' });
  // Transports can be chosen where there are several.
  await createTransport(app, { name: 'backup', kind: 'mailbox' });
});

const send = (language: string, url: string, fields: Record<string, string>) =>
  request(server).post(url).set('Cookie', cookie).set('Accept-Language', language).type('form').send(fields);

/** The texts below the fields of a form, and those above it. */
const faultsIn = (html: string) =>
  [...html.matchAll(/<p class="error" id="([^"]+)-error">.*?<\/svg>(.*?)<\/p>/gs)].map(
    ([, field, text]) => `${field}: ${text}`,
  );

/** Each fault has to differ from what an English editor reads at the same place. */
async function expectGerman(url: string, fields: Record<string, string>, status = 422) {
  const english = await send('en', url, fields);
  const german = await send('de', url, fields);
  expect([english.status, german.status]).toEqual([status, status]);
  const spoken = faultsIn(german.text);
  expect(spoken.length).toBe(faultsIn(english.text).length);
  expect(spoken.length).toBeGreaterThan(0);
  expect(spoken.filter((line) => faultsIn(english.text).includes(line))).toEqual([]);
}

describe('An editor who reads German is told in German what is wrong', () => {
  test.each<Record<string, string>>([
    {
      name: '',
      description: 'x'.repeat(501),
      siteUrl: 'gazette',
      postalAddress: 'x'.repeat(501),
      fromAddress: 'me@gmail.com',
      replyTo: 'nobody',
      timeZone: 'Mars/Olympus',
      language: '?',
      isListed: 'perhaps',
      holdMinutes: 'soon',
      floodLimit: '0',
      reviewMinutes: '1441',
      onSilence: 'shout',
      secondPersonAbove: '-1',
      articleBody: 'half',
      checkPages: 'perhaps',
      defaultRhythm: 'hourly',
      busyDayCap: '0',
      dailyAt: '25:00',
      weeklyOn: 'someday',
      weeklyAt: '',
      digestMinArticles: '51',
      digestMaxArticles: 'all',
      retryHours: '1.5',
      undoSeconds: '3601',
      tooLateHours: '',
      waveMinutes: '1441',
      softBounceSends: '1',
      softBounceDays: 'x',
      transports: 'pigeon, pigeon',
      accentColor: 'red',
      logoUrl: 'logo',
      consentText: 'one\u0007two',
    },
    { transports: 'pigeon', before: '{}' },
    { name: 'Two tabs', before: '{"name":"Another"}' },
  ])('in the settings: %j', async ({ before, ...fields }) => {
    for (const [page, names] of Object.entries(FORMS)) {
      const own = Object.entries(fields).filter(([name]) => (names as readonly string[]).includes(name));
      if (own.length === 0) continue;
      await expectGerman(`/admin/gazette/settings/${page}`, {
        ...Object.fromEntries(own),
        ...(before !== undefined && { before }),
      });
    }
  });

  test.each([{ name: '' }, { name: 'x'.repeat(101) }])('about a key: %j', (fields) =>
    expectGerman('/admin/api-keys', fields),
  );

  test('in their account', () =>
    expectGerman('/admin/account', {
      name: 'x'.repeat(101),
      language: 'xx',
      theme: 'mauve',
      shortcuts: 'on',
    }));

  test('about a mail server', () =>
    expectGerman('/admin/gazette/set-up', { host: '', port: '70000', user: 'x'.repeat(251), password: '' }));

  test('about a page that is no feed, and an address that is none', async () => {
    const home = site.answer('/', answers.body('<html>Hello</html>', { 'Content-Type': 'text/html' }));
    await expectGerman('/admin/gazette/feeds/new', { url: home });
    await expectGerman('/admin/gazette/feeds/new', { url: 'ftp://x' });
  });

  test.each(['', 'short', 'x'.repeat(129), 'aaaaaaaaaaaa', 'password1234', 'admin@gazette.example'])(
    'about the password %j',
    async (password) => {
      const link = await createSetPasswordLink(app, 1);
      await expectGerman(new URL(link).pathname, { password });
      expect(
        (await setPasswordByLink(app, link.split('/').at(-1) ?? '', 'a heron by the canal', '::1')).kind,
      ).toBe('set');
      cookie = await signInByPage(server, 'admin@gazette.example');
    },
  );

  test('about a draft: with the names of its fields, since it stands above them', async () => {
    const german = await send('de', '/admin/gazette/sends/new', {
      subject: 'x'.repeat(5001),
      body: 'x',
      form: 'a',
    });
    expect(german.status).toBe(422);
    expect(german.text).toContain('Betreffzeile: Möglich sind höchstens 5.000 Zeichen.');
  });

  test('on a page of its own, where a form had no page', async () => {
    const german = await send('de', '/admin/gazette/articles/decide', { do: 'shout', ids: '1' });
    expect([german.status, german.text]).toEqual([
      422,
      expect.stringContaining('Wählen Sie einen der Werte'),
    ]);
  });
});

test('A visitor who reads German is welcomed, and told what is wrong with the set-up, in German', async () => {
  const { text } = await request(server).get('/admin/sign-in').set('Accept-Language', 'de');
  for (const words of ['<h1>Anmelden</h1>', 'Passwort', 'Anmeldelink per E-Mail'])
    expect(text).toContain(words);
  const wrong = await send('de', '/admin/sign-in', { email: 'a@b.example', password: 'x' });
  expect(wrong.text).toContain('Die E-Mail-Adresse oder das Passwort ist falsch.');
  expect((await request(server).get(setUpPath).set('Accept-Language', 'de')).text).toContain(
    'Dieser Link gilt nicht mehr',
  );
});

test('A fault without words in another language keeps its English ones', () => {
  const error = new InvalidInput([{ field: 'x', message: 'Only programs meet this.' }]);
  expect(inWordsOf(deskIn('de'), error).errors).toEqual(error.errors);
});
