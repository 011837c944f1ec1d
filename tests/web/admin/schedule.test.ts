import request from 'supertest';
import { beforeEach, describe, expect, test } from 'vitest';
import { getSendDetails, saveDraft, scheduleLetter } from '../../../src/letters/index.ts';
import { KINDS } from '../../../src/kinds.ts';
import { planArticleSends } from '../../../src/planning/index.ts';
import { updatePublication, type Publication } from '../../../src/publications/index.ts';
import { listSends, prepareDueSends } from '../../../src/sends/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { FALL_BACK, SPRING_FORWARD, SUMMER_DAY } from '../../support/app/years.ts';
import { makeLetter } from '../../support/sends/letters.ts';
import { makeArticle, makeReaders } from '../../support/sends/sends.ts';
import { makeUser, signInByPage } from '../../support/web/admin.ts';

const app = {
  ...(await createTestApp()),
  fetch: async () => ({ kind: 'failure' as const, failure: 'timeout' as const }),
};
const server = createServer(app);
const cookie = await signInByPage(server, await makeUser(app, 'editor'));
let publication: Publication;
let id: number;
let path: string;

beforeEach(async () => {
  publication = await makePublication(app);
  await makeReaders(app, publication, 3);
  id = await makeLetter(app, publication, { subject: 'We have moved' });
  path = `/admin/${publication.slug}/sends/${id}`;
});

const get = (of: string, language = 'en', as = cookie) =>
  request(server).get(`${path}${of}`).set('Cookie', as).set('Accept-Language', language);
const post = (of: string, fields: Record<string, string>, as = cookie) =>
  request(server).post(`${path}${of}`).set('Cookie', as).type('form').send(fields);
const show = () => getSendDetails(app.db, publication.id, id);
const other = (day: string, time = '07:00', zone = 'Europe/Berlin') => ({ when: 'other', day, time, zone });
const effect = async (fields: Record<string, string>, language = 'en') =>
  (await get(`/schedule/effect?${new URLSearchParams(fields)}`, language)).body as {
    sentences: string[];
    button: string;
    isPossible: boolean;
  };

describe('The page that checks and schedules', () => {
  test('answers under both addresses, with a verdict, the choices and what each of them does', async () => {
    for (const of of ['/check', '/schedule']) {
      const { status, text } = await get(of);
      expect(status).toBe(200);
      expect(text).toContain('Nothing is blocking it.');
      expect(text).toContain('Send to 3 readers now');
      expect(text).toMatch(
        /“We have moved” goes to 3 readers on \w+ \d+ \w+( \d{4})? at 07:00 in Berlin, in /,
      );
    }
    expect((await get('/check', 'de')).text).toContain('Es spricht nichts dagegen.');
  });

  test('says what is blocking it beside the button, and schedules nothing until it is mended', async () => {
    await updatePublication(app, publication.slug, { postalAddress: null });
    const { text } = await get('/check');
    expect(text).toContain('It cannot go out yet.');
    expect(text).toMatch(/<button[^>]*aria-disabled="true"[^>]*aria-describedby="obstacle"/);
    expect(text).toContain('It cannot be scheduled: The postal address is missing.');
    const refused = await post('/schedule', other(SUMMER_DAY));
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('It cannot be scheduled: The postal address is missing.');
    expect((await show()).status).toBe('draft');
  });

  test('ignores a warning with the name of who said so, and takes that back', async () => {
    await saveDraft(app, publication.id, id, { markdown: 'TODO' });
    const before = (await get('/check')).text;
    const [, fingerprint = ''] =
      /name="code" value="placeholder-left"\/?><input type="hidden" name="fingerprint" value="(\w+)"/.exec(
        before,
      ) ?? [];
    const fields = { code: 'placeholder-left', fingerprint };
    expect((await post('/check/ignore', fields)).headers['location']).toBe(`${path}/check`);
    await post('/check/ignore', fields);
    expect((await get('/check')).text).toMatch(/editor ignored this, \d\d:\d\d\./);
    await post('/check/heed', fields);
    expect((await get('/check')).text).not.toContain('ignored this');
  });

  test('is not for what is out already, and without the right to send has no way to schedule', async () => {
    const mayNot = await makeUser(app, 'editor', `writer-${id}@gazette.example`);
    const as = await signInByPage(server, mayNot);
    await app.db.raw('update users set may_send = false where email = ?', [mayNot]);
    const { text } = await get('/check', 'en', as);
    expect(text).toContain('You may write, but not send.');
    expect((await post('/schedule', { when: 'now' }, as)).status).toBe(403);
    await scheduleLetter(app, publication.id, id, {});
    await prepareDueSends(app, KINDS);
    expect((await get('/check')).headers['location']).toBe(path);
  });
});

describe('Scheduling', () => {
  test('now waits for the seconds in which it can be undone; a second press changes nothing', async () => {
    const first = await post('/schedule', { when: 'now' });
    expect([first.status, first.headers['location']]).toEqual([303, path]);
    const { status, scheduledAt } = await show();
    expect(status).toBe('scheduled');
    expect((scheduledAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(40_000);
    await post('/schedule', { when: 'now' });
    expect((await show()).scheduledAt).toEqual(scheduledAt);
  });

  test.each(['7', '7:00', '0700', '7.00', '07:00'])(
    'understands %j as seven in the morning',
    async (time) => {
      const answer = await post('/schedule', other(SUMMER_DAY, time));
      expect(answer.status).toBe(303);
      expect((await show()).letter?.schedule).toEqual({
        wallTime: `${SUMMER_DAY}T07:00:00`,
        timeZone: 'Europe/Berlin',
      });
    },
  );

  test('says when it goes out, and can be undone from there', async () => {
    const answer = await post('/schedule', other(SUMMER_DAY, '8:30', 'Asia/Tokyo'));
    const { text } = await request(server)
      .get(answer.headers['location'] ?? '')
      .set('Cookie', cookie);
    expect(text).toContain('at 08:30 (Asia/Tokyo).');
    expect(text).toContain(`action="${path}/unschedule"`);
    const again = await post('/schedule', other(SUMMER_DAY, '8:30', 'Asia/Tokyo'));
    const afterDoubleClick = await request(server)
      .get(again.headers['location'] ?? '')
      .set('Cookie', cookie);
    expect(/<div class="undo[^]*?<\/div>/.exec(afterDoubleClick.text)?.[0]).toContain(
      `action="${path}/unschedule"`,
    );
    const undone = await post('/unschedule', {});
    expect(undone.headers['location']).toBe(`${path}/edit?notice=send-taken-back`);
    expect((await post('/unschedule', {})).status).toBe(303);
    expect(await show()).toMatchObject({ status: 'draft', scheduledAt: null });
  });

  test.each([
    [{ when: 'other', day: '', time: '7', zone: 'Europe/Berlin' }, 'day'],
    [{ when: 'other', day: '2099-02-30', time: '7', zone: 'Europe/Berlin' }, 'day'],
    [{ when: 'soon', day: '', time: '7', zone: 'Europe/Berlin' }, 'when'],
    [{ when: 'other', day: SUMMER_DAY, time: '25', zone: 'Europe/Berlin' }, 'time'],
    [{ when: 'other', day: SUMMER_DAY, time: '<script>', zone: 'Europe/Berlin' }, 'time'],
    [{ when: 'other', day: '2020-01-01', time: '7', zone: 'Europe/Berlin' }, 'time'],
    [{ when: '', day: '', time: '', zone: '' }, 'when'],
  ])('%j is refused beside %s, with everything still there', async (fields, field) => {
    const { status, text } = await post('/schedule', fields);
    expect(status).toBe(422);
    expect(text).toContain(`id="${field}-error"`);
    if (field !== 'when') expect(text).toMatch(new RegExp(`<input id="${field}"[^]{0,200} autofocus`));
    if (fields.time !== '')
      expect(text).toContain(`value="${fields.time.replace('<script>', '&lt;script>')}"`);
    expect((await show()).status).toBe('draft');
  });

  test('of a text that somebody changed since is asked about once more', async () => {
    await saveDraft(app, publication.id, id, { markdown: 'Other words.' });
    const stale = await post('/schedule', { ...other(SUMMER_DAY), version: '1' });
    expect(stale.status).toBe(422);
    expect(stale.text).toContain('Somebody changed the text after you opened this page.');
    expect((await show()).status).toBe('draft');
  });

  test('moves the send of an article, and takes that back', async () => {
    await makeArticle(app, publication);
    await app.db.raw('update publications set hold_minutes = 60 where id = ?', [publication.id]);
    await planArticleSends(app);
    const [send] = await listSends(app.db, publication.id, { before: 0, limit: 1 });
    id = send?.id ?? 0;
    path = `/admin/${publication.slug}/sends/${id}`;
    const before = (await show()).scheduledAt;
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const moved = await post('/schedule', other(tomorrow, '12:00', 'UTC'));
    expect(moved.status).toBe(303);
    expect((await show()).scheduledAt?.toISOString()).toBe(`${tomorrow}T12:00:00.000Z`);
    await post('/move', { at: before?.toISOString() ?? '', was: `${tomorrow}T12:00:00.000Z` });
    expect((await show()).scheduledAt).toEqual(before);
  });
});

describe('An undo that comes too late', () => {
  test('says so, and offers to pause; the send goes on', async () => {
    await scheduleLetter(app, publication.id, id, {});
    await prepareDueSends(app, KINDS);
    const { status, text } = await post('/unschedule', {});
    expect(status).toBe(409);
    expect(text).toContain('It is too late to undo');
    expect(text).toContain(`action="${path}/pause"`);
    expect((await show()).status).toBe('sending');
  });
});

describe('What a choice does', () => {
  test('is said with readers, day, time, zone and how long it is until then', async () => {
    expect(await effect({ when: 'now' })).toMatchObject({
      button: 'Send to 3 readers now',
      sentences: ['“We have moved” goes to 3 readers in 60 seconds, unless you undo it.'],
    });
    const { sentences, button } = await effect(other(SUMMER_DAY, '7', 'America/New_York'));
    expect(sentences[0]).toMatch(/at 07:00 in New York, in \d+ days\.$/);
    expect(button).toMatch(/^Schedule for .* 07:00$/);
    expect((await effect(other(SUMMER_DAY), 'de')).button).toMatch(/^Für .*, 07:00 Uhr einplanen$/);
  });

  test.each([
    [SPRING_FORWARD, 'skip 02:30'],
    [FALL_BACK, '02:30 twice'],
  ])('names what the clocks do on %s (TIM-03)', async (day, words) => {
    expect((await effect(other(day, '2:30'))).sentences.join(' ')).toContain(words);
  });

  test('names what else goes out that day, and a time that has passed', async () => {
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const another = await makeLetter(app, publication, { subject: 'The tide table' });
    await scheduleLetter(app, publication.id, another, { at: `${tomorrow}T12:00:00Z` });
    const { sentences } = await effect(other(tomorrow, '15:00', 'UTC'));
    expect(sentences).toContain('Also that day: “The tide table” at 12:00.');
    expect(await effect(other('2020-01-01'))).toMatchObject({
      isPossible: false,
      sentences: ['07:00 has passed. Choose a later time.'],
    });
  });

  test('counts nobody honestly', async () => {
    const empty = await makePublication(app);
    const letter = await makeLetter(app, empty);
    const answer = await request(server)
      .get(`/admin/${empty.slug}/sends/${letter}/schedule/effect?when=now`)
      .set('Cookie', cookie);
    expect((answer.body as { sentences: string[] }).sentences).toContain(
      'Nobody would get it at the moment.',
    );
  });
});
