import request from 'supertest';
import { describe, expect, test } from 'vitest';
import {
  changeSubscriber,
  changePublication,
  findSubscriberByEmail,
  linksOf,
  listConsentRecords,
  unsubscribe,
} from '../../../src/subscribers/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { evidence, fingerprint, makeConsenting } from '../../support/readers/readers.ts';

const app = await createTestApp();
const server = createServer(app);
const gazette = await makePublication(app, { slug: 'gazette' });
const kurier = await makePublication(app, { slug: 'kurier', name: 'Der Kurier', language: 'de' });

const pathOf = (url = '') => new URL(url).pathname;

let serial = 0;
async function makeReader(publication = gazette) {
  serial += 1;
  const email = `reader${serial}@example.org`;
  const { id } = await makeConsenting(app, publication, email);
  const links = await linksOf(app, id);
  const show = async () => {
    const found = await findSubscriberByEmail(app.db, publication.id, email);
    if (!found) throw new Error('no reader');
    return found;
  };
  return {
    id,
    show,
    url: pathOf(links?.rhythmUrl),
    leave: pathOf(links?.unsubscribeUrl),
    reader: await show(),
  };
}

const headingOf = (html: string) => /<h1>([^<]*)/.exec(html)?.[1];
const press = (url: string, fields: Record<string, string>) =>
  request(server).post(url).type('form').send(fields);

describe('A tap on a rhythm in a mail', () => {
  test('opens a page with one button that is set to it, and changes nothing', async () => {
    const { url, show } = await makeReader();
    const before = await fingerprint(app);
    const page = await request(server).get(`${url}?to=weekly`);
    expect([page.status, headingOf(page.text)]).toEqual([200, 'Once a week from now on?']);
    expect(page.text.match(/<button[^>]*>[^<]*/g)).toEqual([
      expect.stringMatching(/name="rhythm" value="weekly".*Yes, once a week/),
    ]);
    expect(page.text).toContain('One mail on Saturdays at 8:00 rather than one for each article.');
    expect(await fingerprint(app)).toBe(before);
    expect((await show()).rhythm).toBe('each');
  });

  test('changes the rhythm by its button, says when the next mail comes, and can be taken back', async () => {
    const { url, show } = await makeReader();
    const pressed = await press(url, { rhythm: 'weekly' });
    expect([pressed.status, pressed.headers['location']]).toEqual([303, `${url}/done?from=default`]);
    expect(await show()).toMatchObject({ rhythm: 'weekly', rhythmChosenAt: expect.any(Date) });
    const done = await request(server).get(`${url}/done?from=default`);
    expect(headingOf(done.text)).toBe('Once a week it is');
    expect(done.text).toMatch(
      /The next mail comes (today|tomorrow|on Saturday [^<]*) at 8:00, if anything new/,
    );
    expect(done.text).toContain('Undo: each article');
    await press(url, { rhythm: 'default' });
    expect(await show()).toMatchObject({ rhythm: 'each', rhythmChosenAt: null });
  });

  test('from the box on another site is answered with what to say there, and can be taken back', async () => {
    const { url, show } = await makeReader();
    const send = (rhythm: string) =>
      request(server).post(url).set('Origin', 'https://elsewhere.example').send({ rhythm });
    const answer = await send('weekly');
    expect([answer.status, answer.headers['access-control-allow-origin'], answer.body]).toEqual([
      200,
      '*',
      {
        status: 'active',
        rhythm: 'weekly',
        says: {
          heading: 'Once a week it is',
          lines: [{ text: expect.stringContaining('at 8:00') }],
          undo: { label: 'Undo: each article', url: expect.stringContaining(url), rhythm: 'default' },
          choices: expect.anything(),
        },
      },
    ]);
    expect((await send('default')).body).toMatchObject({ rhythm: 'each' });
    expect((await show()).rhythmChosenAt).toBeNull();
    expect((await send('hourly')).status).toBe(422);
    const asked = await request(server).options(url).set('Origin', 'https://elsewhere.example');
    expect(asked.headers['access-control-allow-headers']).toBe('Content-Type');
    const page = await request(server).get(url).set('Origin', 'https://elsewhere.example');
    expect(page.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('on the rhythm that they have and chose says so, and writes nothing', async () => {
    const { id, url } = await makeReader();
    await press(url, { rhythm: 'daily' });
    const records = await listConsentRecords(app.db, id);
    expect(records.at(-1)).toMatchObject({ kind: 'changed', details: { fields: ['rhythm'] } });
    expect(headingOf((await request(server).get(`${url}?to=daily`)).text)).toBe(
      'You get one mail a day already',
    );
    await press(url, { rhythm: 'daily' });
    expect(await listConsentRecords(app.db, id)).toHaveLength(records.length);
  });

  test('after the publication changed its default keeps it as it was', async () => {
    const paper = await makePublication(app, { slug: 'moved' });
    const { url, show } = await makeReader(paper);
    await changePublication(app, paper.slug, { defaultRhythm: 'daily' });
    expect(await show()).toMatchObject({ rhythm: 'daily', rhythmBefore: 'each', rhythmChosenAt: null });
    const page = await request(server).get(`${url}?to=each`);
    expect([headingOf(page.text), page.text.match(/<button/g)?.length]).toEqual(['Keep it as it was?', 1]);
    await press(url, { rhythm: 'each' });
    expect(await show()).toMatchObject({
      rhythm: 'each',
      rhythmBefore: null,
      rhythmChosenAt: expect.any(Date),
    });
    await changePublication(app, paper.slug, { defaultRhythm: 'weekly' });
    expect((await show()).rhythm).toBe('each');
  });

  test('whose end is missing offers the other two', async () => {
    const { url } = await makeReader();
    const page = await request(server).get(`${url}?to=hourly`);
    expect(headingOf(page.text)).toBe('How often would you like mail?');
    expect(page.text.match(/value="(\w+)"/g)).toEqual(['value="daily"', 'value="weekly"']);
  });

  test('with a rhythm that there is not is refused', async () => {
    const { url, show } = await makeReader();
    expect((await press(url, { rhythm: 'hourly' })).status).toBe(422);
    expect((await press(url, {})).status).toBe(422);
    expect((await show()).rhythm).toBe('each');
  });

  test('changes nothing for somebody who left', async () => {
    const { id, url, show } = await makeReader();
    await unsubscribe(app, { subscriberId: id, sendId: 0 }, evidence);
    expect(headingOf((await request(server).get(`${url}?to=daily`)).text)).toBe('No mail is sent to you');
    expect(headingOf((await press(url, { rhythm: 'daily' })).text)).toBe('No mail is sent to you');
    expect((await show()).rhythm).toBe('each');
  });

  test('tells the time in the zone and at the hour of the reader', async () => {
    const { reader, url } = await makeReader();
    await changeSubscriber(app, reader, { timeZone: 'Asia/Kathmandu', localHour: 17 }, evidence);
    expect((await request(server).get(`${url}?to=daily`)).text).toContain('One mail a day at 17:00');
    await changeSubscriber(app, reader, { localHour: null, timeZone: 'Europe/London' }, evidence);
    expect((await request(server).get(`${url}?to=daily`)).text).toContain('One mail a day at 6:00');
  });

  test('speaks the language of the reader, else of the publication', async () => {
    const { reader, url } = await makeReader(kurier);
    const page = await request(server).get(`${url}?to=weekly`);
    expect(page.text).toContain('<html lang="de" dir="ltr">');
    expect(headingOf(page.text)).toBe('Ab jetzt einmal die Woche?');
    expect(page.text).toContain('Eine Mail, samstags um 8:00 Uhr, statt einer zu jedem Artikel.');
    await changeSubscriber(app, reader, { language: 'en' }, evidence);
    expect(headingOf((await request(server).get(`${url}?to=weekly`)).text)).toBe('Once a week from now on?');
  });

  test.each(['a link of another purpose', 'made up'])('by %s opens nothing', async (which) => {
    const { leave } = await makeReader();
    const url = which === 'made up' ? '/rhythm/made-up' : leave.replace('unsubscribe', 'rhythm');
    expect((await request(server).get(`${url}?to=daily`)).status).toBe(404);
  });
});

describe('The page to leave', () => {
  test('offers fewer mails below, each with a form of its own', async () => {
    const { url, leave } = await makeReader();
    const page = await request(server).get(leave);
    expect(page.text).toContain('Or just fewer mails');
    expect(page.text.match(/action="[^"]+"/g)?.slice(1)).toEqual([
      `action="${url}"`,
      `action="${url}"`,
      `action="${url}/pause"`,
    ]);
    expect(page.text).toMatch(/Once a day instead.*Once a week instead.*Pause for a month/s);
  });

  test('leaves out what would change nothing', async () => {
    const { url, leave } = await makeReader();
    await press(url, { rhythm: 'weekly' });
    const month = /name="until" value="([\d-]+)"/.exec((await request(server).get(leave)).text)?.[1] ?? '';
    expect((await request(server).get(leave)).text).not.toMatch(/instead/);
    await press(`${url}/pause`, { until: month });
    expect((await request(server).get(leave)).text).not.toMatch(/fewer mails|Pause for/);
  });

  test('speaks German where the publication does', async () => {
    const { leave } = await makeReader(kurier);
    const page = await request(server).get(leave);
    expect([headingOf(page.text), page.text.includes('Oder nur weniger Mails')]).toEqual([
      'Der Kurier abbestellen?',
      true,
    ]);
  });
});

describe('A pause', () => {
  test('of a month begins with one button, says when mail goes on, and can be ended there', async () => {
    const { url, leave, show } = await makeReader();
    const month = /name="until" value="([\d-]+)"/.exec((await request(server).get(leave)).text)?.[1] ?? '';
    const answer = await press(`${url}/pause`, { until: month });
    expect([answer.status, answer.headers['location']]).toEqual([303, `${url}/paused`]);
    const { pausedUntil } = await show();
    expect(pausedUntil?.toISOString()).toMatch(new RegExp(`^${month}T0[56]:00:00`));
    const page = await request(server).get(`${url}/paused`);
    expect(headingOf(page.text)).toMatch(/^Paused until \w+day,? \d+ \w+/);
    expect(page.text).toContain('at 7:00. After that it goes on as before, with a mail for each article.');
    await press(`${url}/pause`, { until: '' });
    expect((await show()).pausedUntil).toBeNull();
    expect(headingOf((await request(server).get(`${url}/paused`)).text)).toBe('Your pause is over');
  });

  test.each(['yesterday', '2020-02-02', '2999-01-01', '2027-02-30'])('until %s is refused', async (until) => {
    const { url, show } = await makeReader();
    expect((await press(`${url}/pause`, { until })).status).toBe(422);
    expect((await show()).pausedUntil).toBeNull();
  });
});
