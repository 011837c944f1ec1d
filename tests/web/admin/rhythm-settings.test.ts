import request from 'supertest';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getPublication, type Publication } from '../../../src/publications/index.ts';
import { changePublication } from '../../../src/subscribers/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { auditTrail } from '../../support/app/audit.ts';
import { makePublication } from '../../support/app/publications.ts';
import { chooseRhythm } from '../../support/readers/readers.ts';
import { makeReaders } from '../../support/sends/sends.ts';
import { makeUser, signInByPage } from '../../support/web/admin.ts';

const app = await createTestApp();
const server = createServer(app);
let cookie = '';
let gazette: Publication;
beforeAll(async () => {
  cookie = await signInByPage(server, await makeUser(app, 'admin'));
});
beforeEach(async () => {
  gazette = await makePublication(app, { timeZone: 'Europe/Berlin' });
  const [first = 0] = await makeReaders(app, gazette, 3, `${gazette.slug}.example`);
  await chooseRhythm(app, gazette, first, 'weekly');
});

const url = () => `/admin/${gazette.slug}/settings/rhythm`;
const get = (language = 'en') =>
  request(server).get(url()).set('Cookie', cookie).set('Accept-Language', language);
const post = (fields: Record<string, string>, language = 'en') =>
  request(server)
    .post(url())
    .set('Cookie', cookie)
    .set('Accept-Language', language)
    .type('form')
    .send(fields);
const now = () => getPublication(app.db, gazette.slug);
/** The fields of the form that a page holds in hidden fields, as a browser sends them. */
const hiddenIn = (html: string) => {
  const form = new RegExp(`action="${url()}">(.*?)</form>`, 's').exec(html)?.[1] ?? '';
  const fields = form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"\/>/g);
  return Object.fromEntries(
    [...fields].map(([, name = '', value = '']) => [
      name,
      value.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&'),
    ]),
  );
};
const moves = async () =>
  (await auditTrail(app.db, `publication:${gazette.id}`)).filter(
    ({ action }) => action === 'publication.default-rhythm-changed',
  );

describe('Changing the default rhythm on the settings page', () => {
  test('first says how many readers it moves and how many keep theirs, and has changed nothing by then', async () => {
    const asked = await post({ defaultRhythm: 'daily', name: 'Renamed' });
    expect(asked.status).toBe(200);
    expect(asked.text).toContain('2 readers who never chose move from each article to a daily digest.');
    expect(asked.text).toContain('1 reader who chose keeps the choice.');
    expect(asked.text).toContain('Save and move 2 readers</button>');
    expect(await now()).toMatchObject({ defaultRhythm: 'each', name: gazette.name });
  });

  test('then saves everything that was typed, and says how many it moved', async () => {
    const asked = await post({ defaultRhythm: 'daily', name: 'Renamed & <kept>' });
    const done = await post(hiddenIn(asked.text));
    expect(done.status).toBe(303);
    expect(await now()).toMatchObject({ defaultRhythm: 'daily', name: 'Renamed & <kept>' });
    const page = await request(server)
      .get(done.headers['location'] ?? '')
      .set('Cookie', cookie);
    expect(page.text).toContain('Readers moved to the new rhythm: 2.');
    expect(await moves()).toMatchObject([{ details: { readers: 2 } }]);
  });

  test('has one effect when the button is pressed in two tabs', async () => {
    const before = hiddenIn((await get()).text)['before'] ?? '';
    const sent = { ...(JSON.parse(before) as Record<string, string>), before, defaultRhythm: 'daily' };
    const [one, two] = [await post(sent), await post(sent)];
    expect((await post(hiddenIn(one.text))).status).toBe(303);
    expect((await post(hiddenIn(two.text))).status).toBe(303);
    expect(await moves()).toHaveLength(1);
  });

  test('asks again when somebody else chose another one meanwhile', async () => {
    const before = hiddenIn((await get()).text)['before'] ?? '';
    const asked = await post({ before, defaultRhythm: 'daily' });
    await changePublication(app, gazette.slug, { defaultRhythm: 'weekly' });
    const refused = await post(hiddenIn(asked.text));
    expect([refused.status, (await now()).defaultRhythm]).toEqual([422, 'weekly']);
    expect(refused.text).toContain('Somebody saved “weekly” here meanwhile.');
  });

  test('asks nothing where nobody would move', async () => {
    await app.db.raw('update subscribers set rhythm_chosen_at = now() where publication_id = ?', [
      gazette.id,
    ]);
    expect((await post({ defaultRhythm: 'weekly' })).status).toBe(303);
  });

  test('asks only once everything else is right', async () => {
    const refused = await post({ defaultRhythm: 'daily', digestMinArticles: '40', dailyAt: '25:00' });
    expect(refused.status).toBe(422);
    const contradictory = await post({ defaultRhythm: 'daily', digestMinArticles: '40' });
    expect([contradictory.status, contradictory.text]).toEqual([
      422,
      expect.stringContaining('A digest cannot need 40 articles when it may have 30 at most.'),
    ]);
  });

  test('asks in German those who read German', async () => {
    const asked = await post({ defaultRhythm: 'weekly' }, 'de');
    expect(asked.text).toContain(
      '2 Leser, die nie gewählt haben, bekommen ab jetzt eine wöchentliche Zusammenfassung statt jedes Artikels einzeln.',
    );
    expect(asked.text).toContain('Speichern und 2 Leser umstellen');
  });
});

describe('The times of digests', () => {
  test('are read as people type them, and the page says when the next ones go out', async () => {
    expect((await post({ dailyAt: '7', weeklyAt: '18.30', weeklyOn: 'sunday' })).status).toBe(303);
    expect(await now()).toMatchObject({ dailyAt: '07:00', weeklyAt: '18:30', weeklyOn: 'sunday' });
    const { text } = await get();
    expect(text).toMatch(/Next daily digest: \w+ \d+ \w+( \d+)? at 07:00 in Berlin\./);
    expect(text).toMatch(/Next weekly digest: Sunday,? \d+ \w+( \d+)? at 18:30 in Berlin\./);
    expect((await get('de')).text).toMatch(
      /Nächste wöchentliche Zusammenfassung: Sonntag, .*18:30 Uhr in Berlin\./,
    );
  });

  test.each([
    ['dailyAt', '25:00'],
    ['dailyAt', ''],
    ['dailyAt', '<b>7</b>'],
    ['weeklyAt', 'noon'],
    ['weeklyOn', 'someday'],
    ['defaultRhythm', 'hourly'],
    ['busyDayCap', '0'],
    ['busyDayCap', '51'],
    ['busyDayCap', '2.5'],
    ['digestMinArticles', ''],
    ['digestMinArticles', '51'],
    ['digestMaxArticles', '101'],
    ['digestMaxArticles', '-1'],
  ])(
    'and numbers that make no sense are refused beside the field, with what was typed: %s = %j',
    async (field, value) => {
      for (const language of ['en', 'de']) {
        const answer = await post({ [field]: value, floodLimit: '77' }, language);
        expect(answer.status).toBe(422);
        expect(answer.text).toContain(`id="${field}-error"`);
        expect(answer.text).toContain('value="77"');
      }
    },
  );

  test('An empty limit of single mails is none', async () => {
    await post({ busyDayCap: '4' });
    expect((await now()).busyDayCap).toBe(4);
    await post({ busyDayCap: ' ' });
    expect((await now()).busyDayCap).toBeNull();
  });
});
