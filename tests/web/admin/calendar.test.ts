import request from 'supertest';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeUser } from '../../../src/accounts/index.ts';
import { scheduleLetter } from '../../../src/letters/index.ts';
import { rows } from '../../../src/platform/database.ts';
import type { Publication } from '../../../src/publications/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { auditTrail } from '../../support/app/audit.ts';
import { makePublication } from '../../support/app/publications.ts';
import { SPRING_FORWARD, SUMMER_DAY } from '../../support/app/years.ts';
import { makeLetter } from '../../support/sends/letters.ts';
import { makeArticle } from '../../support/sends/sends.ts';
import { makeUser, signInByPage } from '../../support/web/admin.ts';

const app = await createTestApp();
const server = createServer(app);
const YEAR = SUMMER_DAY.slice(0, 4);
const WAS = `${YEAR}-06-15T05:00:00.000Z`;
let editor = '';
let viewer = '';
let writer = '';
let publication: Publication;
let letter = 0;

beforeAll(async () => {
  editor = await signInByPage(server, await makeUser(app, 'editor'));
  viewer = await signInByPage(server, await makeUser(app, 'viewer'));
  writer = await signInByPage(server, await makeUser(app, 'editor', 'writer@gazette.example'));
  await changeUser(app, 'writer@gazette.example', { maySend: false });
});

beforeEach(async () => {
  publication = await makePublication(app);
  letter = await makeLetter(app, publication, { subject: 'The <b>summer</b> programme' });
  await scheduleLetter(app, publication.id, letter, { at: `${YEAR}-06-15T07:00` });
});

const show = async (query = `?date=${SUMMER_DAY}`, cookie = editor) => {
  const { status, text } = await request(server)
    .get(`/admin/${publication.slug}/calendar${query}`)
    .set('Cookie', cookie);
  expect(status).toBe(200);
  return text;
};
const post = (fields: Record<string, string>, cookie = editor, language = 'en') =>
  request(server)
    .post(`/admin/${publication.slug}/sends/${letter}/move`)
    .type('form')
    .set({ Cookie: cookie, 'Accept-Language': language })
    .send({ zone: 'Europe/Berlin', was: WAS, ...fields });
const follow = async (answer: { headers: Record<string, string> }) =>
  (
    await request(server)
      .get((answer.headers['location'] ?? '').replace(/#.*/, ''))
      .set('Cookie', editor)
  ).text;
const place = async () => {
  const [found] = await rows<{ wall: string }>(
    app.db,
    'select wall_time as wall from letters where send_id = ?',
    [letter],
  );
  return found?.wall;
};
/** The hidden fields of the undo line. */
const undoOf = (page: string) =>
  Object.fromEntries(
    [
      ...(/<div class="undo".*?<\/form>/s.exec(page)?.[0] ?? '').matchAll(/name="(\w+)" value="([^"]*)"/g),
    ].map(([, name = '', value = '']) => [name, value]),
  );

describe('A send that is moved by the form', () => {
  test('twice by a double click has one effect, and both answers lead back', async () => {
    const fields = { day: `${YEAR}-06-16`, time: '830' };
    const [first, second] = await Promise.all([post(fields), post(fields)]);
    for (const answer of [first, second]) {
      expect(answer.status).toBe(303);
      expect(undoOf(await follow(answer))).toMatchObject({
        at: `${YEAR}-06-15T07:00:00`,
        zone: 'Europe/Berlin',
      });
    }
    expect(await place()).toBe(`${YEAR}-06-16T08:30:00`);
    const lines = await auditTrail(app.db, `send:${letter}`);
    expect(lines.filter(({ action }) => action === 'send.scheduled')).toHaveLength(2);
    const undo = undoOf(await follow(first));
    await post(undo);
    await post(undo);
    expect(await place()).toBe(`${YEAR}-06-15T07:00:00`);
  });

  test('and moved by somebody else since is not taken back', async () => {
    const undo = undoOf(await follow(await post({ day: `${YEAR}-06-16`, time: '8' })));
    await scheduleLetter(app, publication.id, letter, { at: `${YEAR}-06-20T10:00` });
    const { status, text } = await post(undo);
    expect(status).toBe(422);
    expect(text).toContain('Somebody moved it in the meantime.');
    expect(await place()).toBe(`${YEAR}-06-20T10:00:00`);
  });

  test.each([
    ['no day', { time: '7' }, 'day'],
    ['a day that is none', { day: `${YEAR}-02-30`, time: '7' }, 'at'],
    ['a hostile day', { day: '"><script>', time: '7' }, 'day'],
    ['no time', { day: `${YEAR}-06-16`, time: '' }, 'time'],
    ['words', { day: `${YEAR}-06-16`, time: '<b>noon</b>' }, 'time'],
    ['a long time', { day: `${YEAR}-06-16`, time: '1'.repeat(5000) }, 'time'],
    ['a day that is over', { day: '2020-01-01', time: '7:15' }, 'time'],
    ['a far day', { day: '9999-12-31', time: '7:15' }, 'at'],
    ['a time that is none', { at: 'soon' }, 'at'],
  ])('to %s is refused; what was typed is there again', async (_what, fields, field) => {
    const { status, text } = await post(fields);
    expect(status).toBe(422);
    expect(text).not.toContain('<script>');
    const typed = Object.values(fields)[1];
    if (field === 'time' && typed) expect(text).toContain(`value="${typed.replaceAll('<', '&lt;')}"`);
    if (field !== 'at') expect(text).toMatch(new RegExp(`id="${field}"[^>]*aria-invalid="true"`));
    expect(text).toContain('role="alert"');
    expect(await place()).toBe(`${YEAR}-06-15T07:00:00`);
  });

  test('is refused in the language of the person', async () => {
    const { text } = await post({ day: '2020-01-01', time: '7' }, editor, 'de');
    expect(text).toContain('Diese Zeit ist schon vorbei.');
  });

  test('is not moved by those who may not send, nor shown a form', async () => {
    for (const cookie of [viewer, writer]) {
      expect(await show(undefined, cookie)).not.toContain('/move"');
      expect((await post({ day: `${YEAR}-06-16`, time: '8' }, cookie)).status).toBe(403);
    }
    expect(await show()).toContain('/move"');
    expect(await place()).toBe(`${YEAR}-06-15T07:00:00`);
  });
});

describe('The calendar', () => {
  test('shows what others wrote as text', async () => {
    expect(await show()).toContain('The &lt;b>summer&lt;/b> programme');
  });

  test.each(['?date=never&view=year&zone=Mars/Phobos', '?date[]=1', '?zone=<b>', '?date=9999-99-99'])(
    'of %s is that of today in the zone of the publication',
    async (query) => {
      const text = await show(query);
      expect(text).toContain('All times are in Europe/Berlin');
      expect(text).toContain('day-now');
    },
  );

  test('marks days that are over, onto which nothing can be dragged', async () => {
    expect((await show('?date=2020-01-15')).match(/data-over/g)).toHaveLength(35);
    expect(await show()).not.toContain('data-over');
  });

  test('names a night whose clocks change, in the zone that is shown (TIM-03)', async () => {
    expect(await show(`?date=${SPRING_FORWARD}`)).toContain('Clocks go forward: 02:00 becomes 03:00');
    expect(await show(`?date=${SPRING_FORWARD}&zone=Africa/Lagos`)).not.toContain('Clocks go');
  });

  test('shows an article that waits for its date, and what is in review', async () => {
    const article = await makeArticle(app, publication, { title: 'Opens in June' });
    await app.db.raw(
      `update articles set verdict = 'future', released_at = null, published_at = ? where id = ?`,
      [`${SUMMER_DAY}T10:00:00Z`, article],
    );
    await app.db.raw(
      `insert into reviews (send_id, kind, on_silence, asked_at) values (?, 'clock', 'send', now())`,
      [letter],
    );
    const text = await show();
    expect(text).toMatch(new RegExp(`tile-draft.*/articles/${article}".*Planned, Article, `));
    expect(text).toContain('In review, Letter, ');
  });
});
