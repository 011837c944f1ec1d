import request from 'supertest';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  createDraft,
  getSendDetails,
  listVersions,
  saveDraft,
  scheduleLetter,
} from '../../../src/letters/index.ts';
import { asActor } from '../../../src/platform/app.ts';
import type { Publication } from '../../../src/publications/index.ts';
import { cancelSend } from '../../../src/sends/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { makeLetter } from '../../support/sends/letters.ts';
import { makeReaders } from '../../support/sends/sends.ts';
import { makeUser, signInByPage } from '../../support/web/admin.ts';

const app = await createTestApp();
const server = createServer(app);
let gazette: Publication;
let cookie = '';
let german = '';
const jonas = asActor(app, 'user:2');

beforeAll(async () => {
  gazette = await makePublication(app, { slug: 'gazette', topics: [{ slug: 'town', name: 'Town' }] });
  cookie = await signInByPage(server, await makeUser(app, 'editor', 'mira@gazette.example'));
  german = await signInByPage(server, await makeUser(app, 'editor', 'jonas@gazette.example'));
  await app.db.raw(`update users set name = 'Jonas Wieck', language = 'de' where id = 2`);
});

const get = (url: string, as = cookie) => request(server).get(`/admin/gazette${url}`).set('Cookie', as);
const post = (url: string, fields: Record<string, string>, as = cookie) =>
  request(server).post(`/admin/gazette${url}`).set('Cookie', as).type('form').send(fields);
const show = (id: number) => getSendDetails(app.db, gazette.id, id);

/** The fields of the composer's form as a browser without script would send them. */
async function formOf(url: string): Promise<Record<string, string>> {
  const { text } = await get(url);
  const unescape = (value = '') =>
    value
      .replace(/&quot;/g, '"')
      .replace(/&#39;/g, "'")
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&');
  const hidden = [...text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
  const areas = [...text.matchAll(/<textarea[^>]* name="([^"]*)"[^>]*>\n?([^<]*)</g)];
  const fields = [...hidden, ...areas].map(([, name = '', value]) => [name, unescape(value)] as const);
  return { rhythm: '', ...Object.fromEntries(fields) };
}
const idIn = (location: string | undefined) => Number(/\/sends\/(\d+)\//.exec(location ?? '')?.[1]);

describe('The composer without script', () => {
  test('makes nothing when it is opened, and one draft however often its form is sent', async () => {
    const count = async () => (await app.db.raw('select count(*)::int as n from sends')).rows[0].n as number;
    const before = await count();
    const form = { ...(await formOf('/sends/new')), subject: 'Once', body: 'Hello {{ na', 'topic.town': '1' };
    expect(await count()).toBe(before);
    const answers = await Promise.all([1, 2, 3].map(() => post('/sends/new', form)));
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(new Set(answers.map(({ headers }) => headers['location'])).size).toBe(1);
    const id = idIn(answers[0]?.headers['location']);
    expect(await show(id)).toMatchObject({
      subject: 'Once',
      version: 1,
      letter: { markdown: 'Hello {{ na', topics: ['town'] },
    });
    const { text } = await get(`/sends/${id}/edit`);
    expect(text).toContain('Hello {{ na</textarea>');
    expect(text).toMatch(/<input[^>]*name="topic\.town"[^>]*checked/);
  });

  test.each([
    ['save', /\/edit\?notice=letter-saved$/],
    ['preview', /\/preview$/],
    ['test', /\/preview#test$/],
    ['check', /\/check$/],
  ])('saves with each button: %s', async (intent, to) => {
    const id = await makeLetter(app, gazette);
    const form = await formOf(`/sends/${id}/edit`);
    const answer = await post(`/sends/${id}/edit`, { ...form, subject: `By ${intent}`, intent });
    expect([answer.status, answer.headers['location']]).toEqual([303, expect.stringMatching(to)]);
    expect((await show(id)).subject).toBe(`By ${intent}`);
  });

  test('keeps line ends, an empty first line and what looks like HTML', async () => {
    const { id } = await createDraft(app, gazette.id, {});
    const body = '\r\n\r\n<b>&amp;</b>\r\n"quoted"\r\n';
    await post(`/sends/${id}/edit`, { ...(await formOf(`/sends/${id}/edit`)), body });
    expect((await show(id)).letter?.markdown).toBe('\n\n<b>&amp;</b>\n"quoted"\n');
    expect((await formOf(`/sends/${id}/edit`))['body']).toBe('\n\n<b>&amp;</b>\n"quoted"\n');
  });

  test('refuses what is longer than a draft can be with 422, and everything typed is still there', async () => {
    const id = await makeLetter(app, gazette);
    const form = await formOf(`/sends/${id}/edit`);
    const answer = await post(`/sends/${id}/edit`, {
      ...form,
      subject: 'Still here',
      preheader: 'x'.repeat(5001),
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('The preheader must have 5000 characters or fewer');
    expect(answer.text).toContain('Still here</textarea>');
    expect(answer.text).toContain('x'.repeat(5001));
    const made = await post('/sends/new', { ...(await formOf('/sends/new')), body: 'y'.repeat(500_001) });
    expect([made.status, made.text.includes('y'.repeat(500_001))]).toEqual([422, true]);
  });

  test('takes a text of half a million letters of any script', async () => {
    const { id } = await createDraft(app, gazette.id, {});
    const body = '語'.repeat(500_000);
    expect((await post(`/sends/${id}/edit`, { ...(await formOf(`/sends/${id}/edit`)), body })).status).toBe(
      303,
    );
    expect((await show(id)).letter?.markdown).toBe(body);
  });

  test('gives a text back to somebody whose session has ended, with a way to sign in and send it again', async () => {
    const id = await makeLetter(app, gazette);
    const form = { ...(await formOf(`/sends/${id}/edit`)), body: 'Words & <more> words' };
    const answer = await post(`/sends/${id}/edit`, form, '');
    expect(answer.status).toBe(401);
    expect(answer.text).toContain('Words &amp; &lt;more> words</textarea>');
    expect(answer.text).toContain('Sign in again');
    expect(answer.text).not.toContain('aria-label="Main"');
    expect((await post(`/sends/${id}/edit`, form)).status).toBe(303);
    expect((await show(id)).letter?.markdown).toBe('Words & <more> words');
  });

  test('speaks German to whoever chose it', async () => {
    const id = await makeLetter(app, gazette);
    const { text } = await get(`/sends/${id}/edit`, german);
    for (const words of ['Rundschreiben', 'Prüfen und einplanen', 'Betreffzeile', 'Vorschauzeile'])
      expect(text).toContain(words);
  });
});

describe('Two editors without script', () => {
  const BODY = 'First.\n\nSecond.\n\nThird.\n';
  async function scene(theirs: object) {
    const { id } = await createDraft(app, gazette.id, { subject: 'A subject', markdown: BODY });
    const form = await formOf(`/sends/${id}/edit`);
    await saveDraft(jonas, gazette.id, id, theirs, 1);
    return { id, form };
  }

  test('are seen by each other', async () => {
    const { id } = await scene({});
    await get(`/sends/${id}/edit`, german);
    expect((await get(`/sends/${id}/edit`)).text).toContain('Jonas Wieck is looking');
  });

  test('in different places: both are in the draft', async () => {
    const { id, form } = await scene({ markdown: BODY.replace('Third', 'Jonas') });
    const answer = await post(`/sends/${id}/edit`, { ...form, body: BODY.replace('First', 'Mira') });
    expect(answer.headers['location']).toContain('letter-merged');
    expect((await show(id)).letter?.markdown).toBe('Mira.\n\nSecond.\n\nJonas.\n');
  });

  test.each([
    ['both', 'First.\n\nJonas.\n\nMira.\n\nThird.\n'],
    ['mine', 'First.\n\nMira.\n\nThird.\n'],
    ['theirs', 'First.\n\nJonas.\n\nThird.\n'],
  ])('in the same place: a page shows both texts, and takes %s', async (take, wanted) => {
    const { id, form } = await scene({ markdown: BODY.replace('Second', 'Jonas') });
    const answer = await post(`/sends/${id}/edit`, { ...form, body: BODY.replace('Second', 'Mira') });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Jonas Wieck changed the same place while you wrote');
    for (const button of ['Take both', 'Keep only mine', 'Take only Jonas Wieck’s'])
      expect(answer.text).toContain(button);
    expect(answer.text).toContain('<ins>Mira.</ins>');
    expect((await show(id)).letter?.markdown).toBe(BODY.replace('Second', 'Jonas'));
    const chosen = { ...form, body: BODY.replace('Second', 'Mira'), version: '2', take };
    expect((await post(`/sends/${id}/edit`, chosen)).headers['location']).toContain('letter-chosen');
    expect((await show(id)).letter?.markdown).toBe(wanted);
    const kept = (await listVersions(app, gazette.id, id)).map(({ markdown }) => markdown);
    const all = [...kept, wanted].join('\n');
    expect([all.includes('Mira.'), all.includes('Jonas.')]).toEqual([true, true]);
  });

  test('whoever saves a letter that was scheduled meanwhile reads so, and the words are kept as a version', async () => {
    const id = await makeLetter(app, gazette);
    const form = await formOf(`/sends/${id}/edit`);
    await scheduleLetter(jonas, gazette.id, id, { at: new Date(Date.now() + 3_600_000).toISOString() });
    for (const _twice of [1, 2]) {
      const answer = await post(`/sends/${id}/edit`, { ...form, body: 'My last words' });
      expect(answer.status).toBe(409);
      expect(answer.text).toContain('This letter is no draft any more: Scheduled');
    }
    const kept = (await listVersions(app, gazette.id, id)).filter(
      ({ markdown }) => markdown === 'My last words',
    );
    expect(kept).toMatchObject([{ why: 'aside', version: null }]);
    expect((await get(`/sends/${id}/edit`)).text).toContain('no draft any more');
    await cancelSend(app, gazette.id, id);
  });
});

describe('What script asks for', () => {
  const BODY = 'First.\n\nSecond.\n';
  const scene = async () => {
    const { id } = await createDraft(app, gazette.id, { subject: 'A subject', markdown: BODY });
    return { id, form: await formOf(`/sends/${id}/edit`) };
  };
  const autosave = async (id: number | 'new', fields: Record<string, string>) => {
    const answer = await post(`/sends/${id}/autosave`, fields).set('Accept', 'application/json');
    expect([answer.status, answer.type]).toEqual([200, 'application/json']);
    return answer.body as Record<string, unknown>;
  };

  test('a save answers with the version and the time; the first one with the letter’s address', async () => {
    const form = { ...(await formOf('/sends/new')), subject: 'By script' };
    const made = await Promise.all([1, 2].map(() => autosave('new', form)));
    expect(made[0]).toMatchObject({
      is: 'saved',
      version: 1,
      savedAt: expect.stringMatching(/^\d\d:\d\d:\d\d$/),
    });
    expect(made[1]).toMatchObject({
      id: made[0]?.['id'],
      place: `/admin/gazette/sends/${String(made[0]?.['id'])}`,
    });
    const id = Number(made[0]?.['id']);
    expect(await autosave(id, { ...form, version: '1', subject: 'Again' })).toMatchObject({ version: 2 });
    expect((await listVersions(app, gazette.id, id)).length).toBe(0);
  });

  test('a save that meets the words of somebody else brings both together, with what changes in the editor', async () => {
    const { id, form } = await scene();
    await saveDraft(jonas, gazette.id, id, { markdown: BODY.replace('Second', 'Jonas') }, 1);
    const saved = await autosave(id, { ...form, body: BODY.replace('First', 'Mira') });
    expect(saved).toMatchObject({
      is: 'saved',
      version: 3,
      draft: { markdown: 'Mira.\n\nJonas.\n' },
      edits: [{ from: 7, to: 14, insert: 'Jonas.' }],
    });
    const other = await autosave(id, { ...form, body: BODY.replace('Second', 'Mira') });
    expect(other).toMatchObject({ is: 'overlapping', version: 3 });
  });

  test('a save of what is no draft any more keeps the words, and says so', async () => {
    const id = await makeLetter(app, gazette);
    const form = await formOf(`/sends/${id}/edit`);
    await scheduleLetter(app, gazette.id, id, { at: new Date(Date.now() + 3_600_000).toISOString() });
    expect(await autosave(id, { ...form, body: 'Too late' })).toEqual({
      id,
      is: 'no-draft',
      says: 'This letter is no draft any more: Scheduled. Your last words are not in it. They are kept as a version.',
    });
    expect((await post(`/sends/${id}/stored`, { ...form, body: 'Too late' })).body).toEqual({
      isStored: true,
    });
    expect((await post(`/sends/${id}/stored`, { ...form, body: 'Other' })).body).toEqual({ isStored: false });
    await cancelSend(app, gazette.id, id);
  });

  test('a save of more than a draft can hold says why it is refused', async () => {
    const { id, form } = await scene();
    expect(await autosave(id, { ...form, subject: 'x'.repeat(5001) })).toEqual({
      is: 'refused',
      says: expect.stringContaining('5000 characters'),
    });
  });

  test('a sign of somebody who writes tells who else is there', async () => {
    const { id } = await scene();
    await post(`/sends/${id}/here`, { writing: '1' }, german);
    expect((await post(`/sends/${id}/here`, {})).body).toEqual({
      version: 1,
      others: [{ name: 'Jonas Wieck', isWriting: true }],
    });
  });

  test('whose session has ended is led to the sign-in, which script can tell from an answer', async () => {
    const { id, form } = await scene();
    const answer = await post(`/sends/${id}/autosave`, form, '').set('Accept', 'application/json');
    expect(answer.status).toBe(303);
  });
});

describe('Versions', () => {
  test('are listed with who wrote them, show what has changed, and come back by a button', async () => {
    const { id } = await createDraft(app, gazette.id, { subject: 'Old', markdown: 'It comes at eight.' });
    expect((await get(`/sends/${id}/versions`)).text).toContain('There is no earlier version yet');
    await saveDraft(jonas, gazette.id, id, { subject: 'New', markdown: 'It comes at nine.' }, 1);
    await saveDraft(app, gazette.id, id, { subject: 'Newer' });
    const [latest, oldest] = await listVersions(app, gazette.id, id);
    const list = await get(`/sends/${id}/versions`);
    expect(list.text).toContain('By Jonas Wieck');
    const page = await get(`/sends/${id}/versions/${oldest?.id}`);
    expect(page.text).toContain('It comes at <del>eight.</del><ins>nine.</ins>');
    const restore = () => post(`/sends/${id}/versions/${oldest?.id}/restore`, { version: '3' });
    expect((await restore()).headers['location']).toContain('letter-restored');
    expect((await restore()).status).toBe(303);
    expect(await show(id)).toMatchObject({ subject: 'Old', version: 4 });
    expect(latest?.subject).toBe('New');
  });
});

describe('The frame of the preview', () => {
  test('shows the mail of what is posted under a policy of its own, in which nothing runs (SEC-07)', async () => {
    const answer = await post('/sends/new/mail', { subject: 'Hello', body: 'To **you**' });
    expect(answer.text).toContain('<strong');
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain('sandbox');
    expect(policy).not.toContain('allow-scripts');
  });

  test('shows it dark as well', async () => {
    const [light, dark] = await Promise.all(
      ['light', 'dark'].map((look) => post('/sends/new/mail', { subject: 'Hello', body: 'To you', look })),
    );
    expect(light?.text).not.toBe(dark?.text);
  });

  test('says why a text cannot be shown', async () => {
    const { text } = await post('/sends/new/mail', { subject: 'Hello', body: 'Dear *|FNAME|*' });
    expect(text).toContain('data-faults="Line 1: “*|FNAME|*”');
    const inGerman = await post('/sends/new/mail', { subject: 'Hallo', body: 'Dear *|FNAME|*' }, german);
    expect(inGerman.text).toContain('würde nicht ausgefüllt');
    expect((await get('/sends/new/mail')).status).toBe(200);
  });
});

describe('The line “To”', () => {
  test('says how many people get it, who is left out and why, for what is chosen there', async () => {
    const publication = await makePublication(app, {
      slug: 'herald',
      topics: [{ slug: 'town', name: 'Town' }],
    });
    const [pending = 0] = await makeReaders(app, publication, 3, 'panel.example');
    await app.db.raw(`update subscribers set status = 'pending' where id = ?`, [pending]);
    const ask = (url: string, as = cookie) => request(server).get(`/admin/herald${url}`).set('Cookie', as);
    const { text } = await ask('/sends/new');
    expect(text).toContain('2 people now');
    expect(text).toContain('not confirmed yet');
    expect(text).toContain('panel.example');
    const weekly = await ask('/sends/new/audience?topic.town=1&rhythm=weekly');
    expect(weekly.body).toMatchObject({
      isExact: true,
      line: '0 people now',
      leftOut: [
        { count: '1', why: 'not confirmed yet' },
        { count: '2', why: 'chose another rhythm' },
      ],
    });
    expect((await ask('/sends/new/audience?exact=1', german)).body.line).toBe('jetzt 2 Personen');
    expect((await ask('/sends/new/audience?topic.chess=1')).status).toBe(422);
  });
});

test('“Use again” makes one new draft of a double click', async () => {
  const id = await makeLetter(app, gazette, { subject: 'Again' });
  const answers = await Promise.all([1, 2].map(() => post(`/sends/${id}/copy`, { form: 'one' })));
  expect(answers[0]?.headers['location']).toBe(answers[1]?.headers['location']);
  expect((await show(idIn(answers[0]?.headers['location']))).subject).toBe('Again');
});
