import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { firstRow } from '../../../src/platform/database.ts';
import { confirmationToken } from '../../../src/subscribers/confirmation/confirmation-token.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';

const app = await createTestApp();
const server = createServer(app);
const gazette = await makePublication(app, { slug: 'gazette', topics: [{ slug: 'sport', name: 'Sport' }] });
await makePublication(app, { slug: 'kurier', name: 'Der Kurier', language: 'de' });
await app.db('publications').where({ slug: 'gazette' }).update({ default_rhythm: 'daily' });

let serial = 0;
const newAddress = () => `reader${(serial += 1)}@example.org`;

const postForm = (fields: object) => request(server).post('/gazette/subscribe').type('form').send(fields);
const postJson = (fields: object) => request(server).post('/gazette/subscribe').send(fields);

const signedUp = (email: string) =>
  firstRow<{ rhythm: string; isChosen: boolean; timeZone: string | null; language: string | null }>(
    app.db,
    `select rhythm, rhythm_chosen_at is not null as "isChosen", time_zone as "timeZone", language from subscribers where email = ?`,
    [email],
  );

/** Of the link in the confirmation mail. */
async function tokenOf(email: string): Promise<string> {
  const found = await firstRow<{ nonce: Buffer }>(
    app.db,
    'select c.nonce from confirmations c join subscribers s on s.id = c.subscriber_id where s.email = ?',
    [email],
  );
  return confirmationToken(app, found?.nonce ?? Buffer.alloc(0)).token;
}

const leadOf = (html: string) => /<p class="lead">(.*?)<\/p>/s.exec(html)?.[1]?.replaceAll(/<[^>]+>/g, '');

describe('The sign-up box', () => {
  test('shows three rhythms with what each means in mails a week, and the default of the publication is set', async () => {
    await app.db.raw(
      `insert into articles (publication_id, key, title, verdict, released_at, first_seen_at, content_hash, html, summary)
       select :id, 'k' || n, 'T', 'new', now() - make_interval(hours => n * 6), now() - interval '40 days', '', '', ''
         from generate_series(112, 1, -1) n`,
      { id: gazette.id },
    );
    const page = await request(server).get('/gazette');
    expect(page.text.match(/<span class="means">[^<]*/g)).toEqual([
      '<span class="means">about 28 mails a week',
      '<span class="means">7 mails a week',
      '<span class="means">1 mail a week',
    ]);
    expect(page.text).toMatch(/name="rhythm" value="daily" checked/);
    const embedded = await request(server).get('/gazette/embed');
    expect(embedded.text).toMatch(/name="rhythm" value="daily" checked/);
    expect(page.text).not.toContain('One email for each');
  });

  test('says what they are where nothing was published yet', async () => {
    const page = await request(server).get('/kurier');
    expect(page.text).toContain('<html lang="de" dir="ltr">');
    expect(page.text).toContain('die Woche in einer Mail');
    expect(page.text).toContain('so oft, wie Sie möchten');
  });

  test('that is refused keeps the rhythm that was chosen', async () => {
    const answer = await postForm({ email: 'nonsense', rhythm: 'weekly', preset: 'daily', topics: 'sport' });
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/name="rhythm" value="weekly" checked/);
  });
});

describe('A rhythm', () => {
  test.each([
    [
      'left as the form had set it is none that somebody chose',
      { rhythm: 'daily', preset: 'daily' },
      'daily',
      false,
    ],
    ['that a site set to the default is none that somebody chose', { rhythm: 'daily' }, 'daily', false],
    ['other than the one that was set is chosen', { rhythm: 'weekly', preset: 'daily' }, 'weekly', true],
    [
      'left as it was set before the default changed follows the default',
      { rhythm: 'each', preset: 'each' },
      'daily',
      false,
    ],
    ['that a form leaves out is the default', {}, 'daily', false],
  ])('%s', async (_name, fields, rhythm, isChosen) => {
    const email = newAddress();
    expect((await postForm({ email, ...fields })).status).toBe(303);
    expect(await signedUp(email)).toMatchObject({ rhythm, isChosen });
  });

  test('that a program names is chosen, also the default', async () => {
    const [named, silent] = [newAddress(), newAddress()];
    const choices = {
      rhythm: 'daily',
      topics: ['sport'],
      timeZone: 'Asia/Kathmandu',
      language: 'de-AT',
      source: 'app',
    };
    expect((await postJson({ email: named, ...choices })).status).toBe(202);
    expect(await signedUp(named)).toEqual({
      rhythm: 'daily',
      isChosen: true,
      timeZone: 'Asia/Kathmandu',
      language: 'de-AT',
    });
    await postJson({ email: silent });
    expect(await signedUp(silent)).toEqual({
      rhythm: 'daily',
      isChosen: false,
      timeZone: null,
      language: null,
    });
  });

  test('with a time zone that the server does not know costs a form no sign-up', async () => {
    const email = newAddress();
    expect((await postForm({ email, timeZone: 'Mars/Olympus', language: '??' })).status).toBe(303);
    expect(await signedUp(email)).toMatchObject({ timeZone: null, language: null });
  });
});

describe('Confirming', () => {
  test('says what will come, then what comes and when the first mail does', async () => {
    const email = newAddress();
    await postForm({ email, rhythm: 'weekly', preset: 'daily', timeZone: 'Europe/Lisbon' });
    const url = `/confirm/${await tokenOf(email)}`;
    expect(leadOf((await request(server).get(url)).text)).toBe(
      'r•••@e•••.org will get The Gazette once a week, on Saturdays at 7:00.',
    );
    const page = await request(server).post(url).redirects(1);
    expect(page.text).toContain(
      '<dt>How often</dt><dd><bdi>Once a week, on Saturdays at 7:00</bdi></dd><dt>Topics</dt><dd><bdi>Everything</bdi></dd><dt>Sent to</dt><dd><bdi>r•••@e•••.org</bdi></dd>',
    );
    expect(leadOf(page.text)).toMatch(
      /The first mail comes (today|tomorrow|on Saturday [^<]+) at 7:00, if anything new/,
    );
  });

  test('of somebody who gets each article says that the first mail comes with the next', async () => {
    const email = newAddress();
    await postForm({ email, rhythm: 'each', preset: 'daily' });
    const page = await request(server)
      .post(`/confirm/${await tokenOf(email)}`)
      .redirects(1);
    expect(leadOf(page.text)).toBe('The first mail comes with the next article.');
    expect(page.text).toContain('<dt>How often</dt><dd><bdi>With a mail for each article</bdi></dd>');
  });
});
