import request from 'supertest';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Publication } from '../../../src/publications/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { apiAuthorization, createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { planDaily } from '../../support/sends/editions.ts';
import { makeLetter } from '../../support/sends/letters.ts';
import { makeArticle } from '../../support/sends/sends.ts';
import { runCommand } from '../../support/program/command.ts';
import { makeUser, signInByPage } from '../../support/web/admin.ts';

const app = await createTestApp();
const server = createServer(app);
const authorization = await apiAuthorization(app);
let publication: Publication;
let sendId = 0;

beforeEach(async () => {
  publication = await makePublication(app);
  ({ sendId } = await planDaily(app, publication));
});

const call = (method: 'get' | 'patch' | 'post', rest: string, body?: object) => {
  const path = `/api/v1/publications/${publication.slug}${rest}`;
  return request(server)[method](path).set('Authorization', authorization).send(body);
};
const write = (title: string) => makeArticle(app, publication, { title });

describe('A planned digest over the API', () => {
  test('shows its rhythm and what editors want of it', async () => {
    const { body } = await call('get', `/sends/${sendId}`);
    expect(body).toMatchObject({
      kind: 'digest',
      status: 'scheduled',
      rhythm: 'daily',
      edition: { subject: null, introduction: '', articleIds: [], droppedIds: [], version: 0 },
      digest: null,
      letter: null,
    });
  });

  test('is changed in its parts, and a stale version is a 409 with what is there', async () => {
    const [ferry, market] = [await write('Ferry stays'), await write('Market moves')];
    const changed = await call('patch', `/sends/${sendId}`, {
      introduction: 'Hello.',
      articleIds: [ferry],
      droppedIds: [market],
      version: 0,
    });
    expect(changed.status).toBe(200);
    expect(changed.body.edition).toEqual({
      subject: null,
      introduction: 'Hello.',
      articleIds: [ferry],
      droppedIds: [market],
      version: 1,
    });
    const stale = await call('patch', `/sends/${sendId}`, { subject: 'Late', version: 0 });
    expect(stale.status).toBe(409);
    expect(stale.body).toMatchObject({
      code: 'stale-version',
      current: { introduction: 'Hello.', version: 1 },
    });
  });

  test.each([
    [{ markdown: 'A letter?' }, 'markdown'],
    [{ picks: [] }, 'picks'],
    [{ droppedIds: [999_999] }, 'droppedIds'],
    [{ introduction: 'Dear {{ street }}' }, 'introduction'],
  ])('refuses %j, and names the field', async (fields, field) => {
    const refused = await call('patch', `/sends/${sendId}`, fields);
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toMatchObject([{ field }]);
  });

  test('stands in the calendar with its rhythm before it is due', async () => {
    const days = { from: new Date().toISOString(), to: new Date(Date.now() + 48 * 3600_000).toISOString() };
    const { body } = await call('get', `/calendar?${new URLSearchParams(days).toString()}`);
    expect(body.data).toContainEqual(
      expect.objectContaining({ sendId, kind: 'digest', rhythm: 'daily', status: 'scheduled', about: true }),
    );
  });
});

test('Articles of a letter cannot be dropped, and the field is named', async () => {
  const id = await makeLetter(app, publication);
  const refused = await call('patch', `/sends/${id}`, { droppedIds: [1] });
  expect([refused.status, refused.body.errors?.[0]?.field]).toEqual([422, 'droppedIds']);
});

test('Lists and calendar of the desk call a planned digest by its rhythm, in the language of the person', async () => {
  const cookie = await signInByPage(server, await makeUser(app, 'editor'));
  const open = async (path: string, language: string) =>
    (
      await request(server)
        .get(`/admin/${publication.slug}${path}`)
        .set('Cookie', cookie)
        .set('Accept-Language', language)
    ).text;
  for (const path of ['/sends', '/calendar?view=week', '']) {
    expect(await open(path, 'en')).toContain('Daily digest');
    expect(await open(path, 'de')).toContain('Tägliche Zusammenfassung');
  }
});

test('The command line shows a planned digest, and sends the digests of a moment', async () => {
  await call('patch', `/sends/${sendId}`, { introduction: 'Good morning.', subject: 'Today' });
  const paperround = (...words: string[]) =>
    runCommand(words, { DATABASE_URL: app.databaseUrl, APP_SECRET: 'a secret that only tests know' });
  const shown = await paperround('send', 'show', String(sendId));
  expect(shown.stdout).toContain('Rhythm: daily\nEdited: version 1\nSubject: Today\n\nGood morning.');
  const at = new Date(Date.now() + 48 * 3600_000).toISOString();
  const run = ['digests', 'run', '--publication', publication.slug, '--at', at];
  const ran = await paperround(...run, '--rhythm', 'daily');
  expect(ran.stdout).toContain(`Planned: send ${sendId}.`);
  const wrong = await paperround(...run, '--rhythm', 'hourly');
  expect(wrong.code).not.toBe(0);
  expect(wrong.stderr).toContain('The rhythm must be daily, weekly, busy-day or catch-up.');
});

describe('Cancelling a planned digest over the API', () => {
  const cancel = (body?: object) => call('post', `/sends/${sendId}/cancel`, body);

  test('refuses a choice that it does not have, and names the field', async () => {
    for (const unreached of ['everything', 'nothing']) {
      const { status, body } = await cancel({ unreached });
      expect([status, body.errors[0].field]).toEqual([422, 'unreached']);
    }
    expect((await call('get', `/sends/${sendId}`)).body.status).toBe('scheduled');
  });

  test('needs no choice', async () => {
    expect((await cancel()).body).toMatchObject({ status: 'cancelled' });
    expect((await cancel({ unreached: 'next-digest' })).status).toBe(200);
  });
});
