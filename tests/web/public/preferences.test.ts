import request from 'supertest';
import { beforeEach, describe, expect, test } from 'vitest';
import { findSubscriberByEmail, linksOf, listConsentRecords } from '../../../src/subscribers/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { fingerprint, makeConsenting } from '../../support/readers/readers.ts';

const app = await createTestApp();
const server = createServer(app);
const TOPICS = [
  { slug: 'sport', name: 'Sport' },
  { slug: 'arts', name: 'Arts' },
];
const gazette = await makePublication(app, { slug: 'gazette', languages: ['de', 'fr'], topics: TOPICS });
const kurier = await makePublication(app, {
  slug: 'kurier',
  name: 'Der Kurier',
  language: 'de',
  topics: TOPICS,
});

const pathOf = (url = '') => new URL(url).pathname;

let serial = 0;
async function makeReader(publication = gazette) {
  serial += 1;
  const email = `reader${serial}@example.org`;
  const { id } = await makeConsenting(app, publication, email);
  const url = pathOf((await linksOf(app, id))?.preferencesUrl);
  const show = async () => {
    const found = await findSubscriberByEmail(app.db, publication.id, email);
    if (!found) throw new Error('no reader');
    return found;
  };
  return { id, email, url, show };
}

const save = (url: string, fields: Record<string, string | string[]>) =>
  request(server).post(url).type('form').send(fields);
const leadOf = (html: string) => /<p class="lead">(.*?)<\/p>/s.exec(html)?.[1]?.replaceAll(/<[^>]+>/g, '');
const statusOf = (html: string) => /role="status">([^<]*)/.exec(html)?.[1]?.trim();

/** What the form sends as it is shown. */
const whole = {
  rhythm: 'each',
  localHour: '',
  timeZone: '',
  busyDayCap: '',
  language: '',
  scope: 'all',
  name: '',
};

let reader: Awaited<ReturnType<typeof makeReader>>;
beforeEach(async () => {
  reader = await makeReader();
});

describe('The choices of a reader', () => {
  test('begin with one sentence of what comes', async () => {
    const page = await request(server).get(reader.url);
    expect(leadOf(page.text)).toBe(
      'r•••@e•••.org gets The Gazette with a mail for each article, all topics.',
    );
    await save(reader.url, { ...whole, rhythm: 'weekly', scope: 'some', topics: ['arts', 'sport'] });
    expect(leadOf((await request(server).get(reader.url)).text)).toBe(
      'r•••@e•••.org gets The Gazette once a week, on Saturdays at 8:00, only Sport and Arts.',
    );
  });

  test('are saved together, and the page says when the next mail comes', async () => {
    const answer = await save(reader.url, {
      rhythm: 'daily',
      localHour: '5',
      timeZone: 'Asia/Kathmandu',
      busyDayCap: '4',
      language: 'de',
      scope: 'some',
      topics: ['arts'],
      name: ' Ada ',
    });
    expect([answer.status, answer.headers['location']]).toEqual([303, `${reader.url}?saved`]);
    expect(await reader.show()).toMatchObject({
      rhythm: 'daily',
      localHour: 5,
      timeZone: 'Asia/Kathmandu',
      busyDayCap: 4,
      language: 'de',
      topicIds: [expect.any(Number)],
      name: 'Ada',
    });
    expect(statusOf((await request(server).get(`${reader.url}?saved`)).text)).toMatch(
      /^Ihre Auswahl ist gespeichert\. Die nächste Mail kommt (heute|morgen) um 5:00 Uhr/,
    );
  });

  test('go back to what the publication gives to everybody', async () => {
    const own = { localHour: '5', timeZone: 'Asia/Kathmandu', busyDayCap: '0', language: 'fr' };
    await save(reader.url, { ...whole, ...own });
    expect(await reader.show()).toMatchObject({ localHour: 5, busyDayCap: 0, language: 'fr' });
    await save(reader.url, whole);
    expect(await reader.show()).toMatchObject({
      localHour: null,
      timeZone: null,
      busyDayCap: null,
      language: null,
    });
  });

  test('are taken as a form of either kind or as JSON; in any other shape nothing is said to be saved', async () => {
    const post = () => request(server).post(reader.url);
    await post().field('rhythm', 'weekly').field('topics', 'arts').field('topics', 'sport');
    expect(await reader.show()).toMatchObject({
      rhythm: 'weekly',
      topicIds: [expect.anything(), expect.anything()],
    });
    await post().send({ rhythm: 'daily', localHour: 6, scope: 'some', topics: ['arts'] });
    expect(await reader.show()).toMatchObject({
      rhythm: 'daily',
      localHour: 6,
      topicIds: [expect.anything()],
    });
    await post().send({ localHour: null });
    expect(await reader.show()).toMatchObject({ rhythm: 'daily', localHour: null });
    const before = await fingerprint(app);
    const pages = ['', '/pause', '/address'].map((page) => `${reader.url}${page}`);
    for (const page of [...pages, reader.url.replace('preferences', 'rhythm'), '/gazette/subscribe']) {
      const odd = await request(server).post(page).type('text/plain').send('rhythm=each');
      expect([page, odd.status]).toEqual([page, 415]);
      const broken = await request(server).post(page).type('json').send('{"rhythm"');
      expect([page, broken.status]).toEqual([page, 400]);
    }
    expect(await fingerprint(app)).toBe(before);
  });

  test('that were only left as they stood count as none: nothing is recorded, and the rhythm is not chosen', async () => {
    const before = await fingerprint(app);
    expect((await save(reader.url, whole)).status).toBe(303);
    expect(await fingerprint(app)).toBe(before);
    await save(reader.url, { ...whole, name: 'Ada' });
    expect(await reader.show()).toMatchObject({ name: 'Ada', rhythmChosenAt: null });
    expect((await listConsentRecords(app.db, reader.id)).at(-1)?.details).toMatchObject({ fields: ['name'] });
  });

  test.each([
    ['localHour', '24'],
    ['localHour', '7.5'],
    ['timeZone', 'Mars/Olympus'],
    ['busyDayCap', '-1'],
    ['busyDayCap', '51'],
    ['language', 'not a tag'],
    ['rhythm', 'hourly'],
    ['name', 'x'.repeat(101)],
  ])(
    'with %s “%s” are not saved; the field is named and everything else stays in the form',
    async (field, value) => {
      const answer = await save(reader.url, {
        ...whole,
        scope: 'some',
        topics: 'arts',
        name: 'Ada',
        [field]: value,
      });
      expect(answer.status).toBe(422);
      expect(answer.text).toContain('Not saved yet.');
      expect(answer.text).toContain(`href="#${field}"`);
      expect(answer.text).toMatch(/value="arts" checked/);
      if (field !== 'name') expect(answer.text).toContain('value="Ada"');
      expect(await reader.show()).toMatchObject({ name: '', topicIds: [], rhythm: 'each' });
    },
  );

  test('of topics need a tick, or everything', async () => {
    const answer = await save(reader.url, { ...whole, scope: 'some' });
    expect([answer.status, answer.text.includes('Tick at least one topic, or choose everything.')]).toEqual([
      422,
      true,
    ]);
    expect((await save(reader.url, { ...whole, scope: 'some', topics: 'gossip' })).status).toBe(422);
    await save(reader.url, { ...whole, scope: 'some', topics: 'arts' });
    expect((await reader.show()).topicIds).toHaveLength(1);
    await save(reader.url, { ...whole, scope: 'all', topics: 'arts' });
    expect((await reader.show()).topicIds).toEqual([]);
  });

  test('that the form leaves out stay as they are', async () => {
    await save(reader.url, { ...whole, rhythm: 'daily', scope: 'some', topics: 'arts', name: 'Ada' });
    await save(reader.url, { rhythm: 'weekly' });
    expect(await reader.show()).toMatchObject({
      rhythm: 'weekly',
      name: 'Ada',
      topicIds: [expect.any(Number)],
    });
  });

  test('of somebody who has a value that the lists lack can be saved without losing it', async () => {
    await app.db.raw(`update subscribers set busy_day_cap = 13, language = 'ja' where id = ?`, [reader.id]);
    const page = await request(server).get(reader.url);
    expect(page.text).toMatch(/<option value="13" selected>/);
    expect(page.text).toMatch(/<option value="ja" selected>/);
  });

  test('speak German where the publication does', async () => {
    const german = await makeReader(kurier);
    const page = await request(server).get(german.url);
    expect(page.text).toContain('<html lang="de" dir="ltr">');
    expect(leadOf(page.text)).toBe(
      'r•••@e•••.org bekommt Der Kurier mit einer Mail zu jedem Artikel, alle Themen.',
    );
    expect((await save(german.url, { ...whole, scope: 'some' })).text).toContain(
      'Kreuzen Sie mindestens ein Thema an',
    );
  });
});

describe('A break', () => {
  const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

  test('until a day ends at the hour of the reader', async () => {
    await save(reader.url, { ...whole, localHour: '17', timeZone: 'Asia/Kathmandu' });
    const day = dayIn(20);
    const answer = await save(`${reader.url}/pause`, { date: day });
    expect([answer.status, answer.headers['location']]).toEqual([303, `${reader.url}?saved`]);
    expect((await reader.show()).pausedUntil?.toISOString()).toBe(`${day}T11:15:00.000Z`);
    const page = await request(server).get(`${reader.url}?saved`);
    expect(statusOf(page.text)).toMatch(/You have paused your mails\. The next one comes on .* at 17:00\./);
    expect(leadOf(page.text)).toMatch(/It is paused until \w+day,? \d+ \w+( \d+)?\./);
  });

  test('is offered for a week, two weeks and a month, and ends by one button', async () => {
    const page = await request(server).get(reader.url);
    const days = [...page.text.matchAll(/name="until" value="([\d-]+)"/g)].map(([, day]) => day ?? '');
    expect(days).toHaveLength(3);
    for (const until of days) await save(`${reader.url}/pause`, { until });
    expect((await reader.show()).pausedUntil?.toISOString().slice(0, 10)).toBe(days[2]);
    expect((await request(server).get(reader.url)).text).toContain('End the pause now');
    await save(`${reader.url}/pause`, { until: '' });
    expect((await reader.show()).pausedUntil).toBeNull();
  });

  test.each([
    [dayIn(-1), 'Choose a day from tomorrow on.'],
    [dayIn(500), 'Choose a day within a year.'],
    ['soon', 'Choose a day, such as 2027-05-01.'],
    ['', 'Choose a day, such as 2027-05-01.'],
  ])('until “%s” is not begun; the page says why and keeps the day', async (date, message) => {
    const answer = await save(`${reader.url}/pause`, { date });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`<a href="#date">${message}</a>`);
    expect(answer.text).toMatch(
      new RegExp(`value(="${date}")? aria-invalid="true" aria-describedby="date-fault"`),
    );
    expect((await reader.show()).pausedUntil).toBeNull();
  });
});
