import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { firstRow } from '../../../src/platform/database.ts';
import { READER_LANGUAGES, type ReaderLanguage } from '../../../src/words/index.ts';
import {
  confirm,
  findSubscriberByEmail,
  linksOf,
  NOBODY,
  personalLinks,
} from '../../../src/subscribers/index.ts';
import { eraseReader } from '../../../src/web/erase-reader.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { sendNoticeTo } from '../../support/mail/notices.ts';
import { evidence, mailsTo, makePending, tokenIn, yourDataOf } from '../../support/readers/readers.ts';

const app = await createTestApp();
const server = createServer(app);
const topics = [{ slug: 'sport', name: 'Sport' }];
const all = await makePublication(app, {
  slug: 'all',
  languages: [...READER_LANGUAGES],
  isListed: true,
  topics,
});
await makePublication(app, { slug: 'kurier', language: 'de', languages: ['fr', 'ar'] });
await makePublication(app, { slug: 'gazette' });

const pathOf = (url = '') => new URL(url).pathname;
const languageOf = (html: string) => /<html lang="([^"]+)" dir="([^"]+)">/.exec(html)?.slice(1);

describe('A visitor', () => {
  const visit = (path: string, accepted: string) =>
    request(server).get(path).set('Accept-Language', accepted);

  test.each([
    ['fr-CA,fr;q=0.9,en;q=0.8', ['fr', 'ltr']],
    ['en;q=0.5, ar;q=0.9', ['ar', 'rtl']],
    ['ja, en;q=0.5', ['de', 'ltr']],
    ['de;q=0, *', ['de', 'ltr']],
    ['*', ['de', 'ltr']],
    ['x-!!, fr', ['fr', 'ltr']],
    ['', ['de', 'ltr']],
  ])(
    'whose browser asks for “%s” gets the first that the publication offers, else its own',
    async (accepted, shown) => {
      for (const path of ['/kurier', '/kurier/embed', '/kurier/check-inbox']) {
        const page = await visit(path, accepted);
        expect([path, languageOf(page.text)]).toEqual([path, shown]);
        expect(page.headers['vary']).toContain('Accept-Language');
      }
    },
  );

  test('gets the publication’s own language where it offers no other', async () => {
    expect(languageOf((await visit('/gazette', 'fr')).text)).toEqual(['en', 'ltr']);
  });

  test('of no publication gets any language that we speak', async () => {
    expect(languageOf((await visit('/', 'ja')).text)).toEqual(['ja', 'ltr']);
    expect(languageOf((await visit('/', 'sw')).text)).toEqual(['en', 'ltr']);
  });
});

describe('A sign-up', () => {
  const choicesOf = async (email: string) => {
    const row = await firstRow<{ language: string | null; text: string; spoken: string }>(
      app.db,
      `select c.choices ->> 'language' as language, r.consent_text as text, r.language as spoken
         from subscribers s join confirmations c on c.subscriber_id = s.id
         join consent_records r on r.subscriber_id = s.id where s.email = ?`,
      [email],
    );
    return row;
  };

  test('keeps the language of the page, and its mail speaks it', async () => {
    const email = 'lena@example.org';
    await request(server).post('/kurier/subscribe').set('Accept-Language', 'fr').type('form').send({ email });
    expect(await choicesOf(email)).toMatchObject({
      language: 'fr',
      spoken: 'fr',
      text: expect.stringContaining('En vous abonnant') as string,
    });
    const found = await findSubscriberByEmail(app.db, await idOf('kurier'), email);
    await sendNoticeTo(app, 'confirmation', found?.id ?? 0);
    const [mail = ''] = await mailsTo(app, email);
    expect(mail).toMatch(/^Subject: \d{6} est votre code/m);
    await confirm(app, tokenIn(mail, 'confirm'), evidence);
    expect((await findSubscriberByEmail(app.db, await idOf('kurier'), email))?.language).toBe('fr');
  });

  test('in the publication’s own language chooses none', async () => {
    await request(server).post('/kurier/subscribe').type('form').send({ email: 'otto@example.org' });
    expect(await choicesOf('otto@example.org')).toMatchObject({ language: null, spoken: 'de' });
  });

  test('that is wrong is told in the visitor’s language, also by JSON', async () => {
    const wrong = (type: 'form' | 'json') =>
      request(server)
        .post('/kurier/subscribe')
        .set('Accept-Language', 'fr')
        .type(type)
        .send({ email: 'nobody' });
    const sentence = 'Saisissez une adresse e-mail valide, par exemple nom@example.org.';
    expect((await wrong('form')).text).toContain(sentence);
    const answer = (await wrong('json')).body as unknown;
    expect(answer).toMatchObject({ detail: sentence, errors: [{ field: 'email', message: sentence }] });
    const missing = await request(server).post('/kurier/subscribe').send({});
    expect(missing.body).toMatchObject({ detail: 'Bitte geben Sie Ihre E-Mail-Adresse ein.' });
  });

  const idOf = async (slug: string) =>
    (await firstRow<{ id: number }>(app.db, 'select id from publications where slug = ?', [slug]))?.id ?? 0;
});

describe('A reader', () => {
  test('chooses among the languages that the publication offers', async () => {
    const { id, preferences } = await makeReader('chooser@example.org', null);
    const page = await request(server).get(preferences);
    for (const name of ['Deutsch', 'français', '日本語', 'العربية'])
      expect(page.text.toLowerCase()).toContain(name.toLowerCase());
    await request(server).post(preferences).type('form').send({ language: 'ar' });
    expect(languageOf((await request(server).get(preferences)).text)).toEqual(['ar', 'rtl']);
    const refused = await request(server).post(preferences).type('form').send({ language: 'sw' });
    expect(refused.status).toBe(422);
    const row = await firstRow(app.db, 'select language from subscribers where id = ?', [id]);
    expect(row).toEqual({ language: 'ar' });
  });
});

async function makeReader(email: string, language: ReaderLanguage | null) {
  const pending = await makePending(app, all, email, { language });
  const links = await linksOf(app, pending.id);
  return {
    ...pending,
    preferences: pathOf(links?.preferencesUrl),
    rhythm: pathOf(links?.rhythmUrl),
    unsubscribe: pathOf(links?.unsubscribeUrl),
  };
}

/** Every page that somebody meets from the sign-up to the end, by its name. */
async function walk(language: ReaderLanguage): Promise<Map<string, string>> {
  const pages = new Map<string, string>();
  const keep = (name: string, answer: { text: string }) => pages.set(name, answer.text);
  const ask = (method: 'get' | 'post', path: string, fields: Record<string, string> = {}) => {
    const asked = request(server)[method](path).set('Accept-Language', language);
    return method === 'get' ? asked : asked.type('form').send(fields);
  };
  const visit = async (name: string, path: string) => keep(name, await ask('get', path));
  const send = async (name: string, path: string, fields?: Record<string, string>) =>
    keep(name, await ask('post', path, fields));

  await visit('home', '/');
  await visit('sign-up', '/all');
  await visit('box', '/all/embed');
  await visit('check', '/all/check-inbox?typed=gmial.com');
  await send('no address', '/all/subscribe', { email: '' });
  await send('wrong address', '/all/subscribe', { email: 'nobody' });
  await send('too large', '/all/subscribe', { email: 'x'.repeat(110_000) });
  await visit('nothing here', '/nothing/here');
  await visit('forged link', '/preferences/forged');
  await visit('link of a test', pathOf(personalLinks(app, NOBODY).unsubscribeUrl));

  await app.db.raw("update publications set sign_up_check = 'always' where slug = 'all'");
  await send('calculation', '/all/subscribe', { email: `checked-${language}@example.org` });
  await app.db.raw("update publications set sign_up_check = 'auto' where slug = 'all'");

  const reader = await makeReader(`reader-${language}@example.org`, language);
  await visit('confirm', `/confirm/${reader.token}`);
  await app.db.raw(`update confirmations set expires_at = now() where subscriber_id = ?`, [reader.id]);
  await visit('expired', `/confirm/${reader.token}`);
  await app.db.raw(`update confirmations set expires_at = now() + interval '1 day' where subscriber_id = ?`, [
    reader.id,
  ]);
  await ask('post', `/confirm/${reader.token}`);
  await visit('welcome', `/confirm/${reader.token}/welcome`);
  await visit('confirmed', `/confirm/${reader.token}`);

  await visit('rhythm', `${reader.rhythm}?to=weekly`);
  await visit('rhythms', reader.rhythm);
  await ask('post', reader.rhythm, { rhythm: 'weekly' });
  await visit('rhythm done', `${reader.rhythm}/done?from=default`);
  await send('no rhythm', reader.rhythm, { rhythm: 'hourly' });
  const tomorrow = new Date(app.now().getTime() + 48 * 3600_000).toISOString().slice(0, 10);
  await ask('post', `${reader.rhythm}/pause`, { until: tomorrow });
  await visit('paused', `${reader.rhythm}/paused`);
  await ask('post', `${reader.rhythm}/pause`, { until: '' });
  await visit('pause over', `${reader.rhythm}/paused`);
  await visit('preferences', `${reader.preferences}?saved`);
  await send('no topic', reader.preferences, { scope: 'some', rhythm: 'x', timeZone: 'x', language: 'x' });
  await send('no day', `${reader.preferences}/pause`, { date: 'soon' });
  await visit('history', `${reader.preferences}/history`);
  await visit('link to the data', `${reader.preferences}/your-data`);
  const yourData = await yourDataOf(app, reader.id);
  await visit('own data', yourData);
  await visit('erase', `${yourData}/erase`);
  await send('erase for good', `${yourData}/erase`);
  await visit('own data, too late', await yourDataOf(app, reader.id, 25));

  await visit('unsubscribe', reader.unsubscribe);
  await send('unsubscribed', `${reader.unsubscribe}?by=page`);
  await send('told why', `${reader.unsubscribe}/reason`, { reason: 'other' });
  await visit('left', `/confirm/${reader.token}`);
  await visit('left preferences', reader.preferences);
  await visit('left rhythm', reader.rhythm);
  await send('undone', `${reader.unsubscribe}/undo`);

  await visit('never again', `/never-again/${reader.neverAgainToken}`);
  await send('block', `/never-again/${reader.neverAgainToken}`);
  await send('blocked', `/never-again/${reader.neverAgainToken}/block`);
  await visit('blocked preferences', reader.preferences);
  await visit('blocked confirmation', `/confirm/${reader.token}`);
  await send('unblocked', `/never-again/${reader.neverAgainToken}/undo`);
  await ask('post', `${yourData}/erase/for-good`);
  await visit('erasing', reader.preferences);
  await eraseReader(app, reader.id, evidence);
  await visit('gone', reader.preferences);
  return pages;
}

/** What a page says in more than three words. */
const sentencesOf = (html: string) =>
  html
    .replace(/<head>.*?<\/head>/s, (head) => /<title>.*?<\/title>/s.exec(head)?.[0] ?? '')
    .split(/<[^>]+>/)
    .map((text) => text.trim())
    .filter((text) => text.split(/\s+/).length > 3);

describe.each(READER_LANGUAGES.filter((language) => language !== 'en'))('Every page in %s', (language) => {
  test('is in this language and holds no English sentence', async () => {
    const english = await walkIn('en');
    const spoken = await walkIn(language);
    const inEnglish = new Set([...english.values()].flatMap(sentencesOf));
    const faults = [...spoken].flatMap(([name, html]) => [
      ...(languageOf(html)?.[0] === language ? [] : [`${name}: ${languageOf(html)?.[0]}`]),
      ...sentencesOf(html)
        .filter((sentence) => inEnglish.has(sentence))
        .map((sentence) => `${name}: ${sentence}`),
    ]);
    expect(faults).toEqual([]);
    expect(spoken.size).toBe(english.size);
  });
});

const walks = new Map<ReaderLanguage, Promise<Map<string, string>>>();
function walkIn(language: ReaderLanguage) {
  const walked = walks.get(language) ?? walk(language);
  walks.set(language, walked);
  return walked;
}
