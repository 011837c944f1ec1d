import request from 'supertest';
import { beforeAll, describe, expect, test } from 'vitest';
import { createDigest, getSendDetails, saveDraft } from '../../../src/letters/index.ts';
import { asActor } from '../../../src/platform/app.ts';
import type { Publication } from '../../../src/publications/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { makeUser, signInByPage } from '../../support/web/admin.ts';
import { makeArticle } from '../../support/sends/sends.ts';

const app = await createTestApp();
const server = createServer(app);
let gazette: Publication;
let cookie = '';
const ids: number[] = [];

beforeAll(async () => {
  gazette = await makePublication(app, { slug: 'gazette' });
  for (const title of ['Bridge is shut', 'Market stays', 'Seal <b>is</b> back'])
    ids.push(await makeArticle(app, gazette, { title }));
  cookie = await signInByPage(server, await makeUser(app, 'editor', 'mira@gazette.example'));
});

const get = (url: string) => request(server).get(`/admin/gazette${url}`).set('Cookie', cookie);
const post = (url: string, fields: Record<string, string>) =>
  request(server).post(`/admin/gazette${url}`).set('Cookie', cookie).type('form').send(fields);
const show = (id: number) => getSendDetails(app.db, gazette.id, id);
const picksOf = async (id: number) =>
  (await show(id)).digest?.picks.map((pick) => ('heading' in pick ? `# ${pick.heading}` : pick.articleId));
const make = async (articleIds = ids) =>
  (await createDigest(app, gazette.id, { articleIds, introduction: 'Hello.' })).id;

describe('The page of a digest without script', () => {
  test('makes a digest with the first article that is added', async () => {
    const { text } = await get('/sends/new?kind=digest');
    expect(text).toContain('Add: Bridge is shut');
    expect(text).toContain('Add: Seal &lt;b>is&lt;/b> back');
    const fields = { form: 'f1', body: 'Good morning.', picks: '', subject: '', pick: `add:${ids[0]}` };
    const added = await post('/sends/new', fields);
    expect(added.status).toBe(303);
    const id = Number(/sends\/(\d+)\/edit/.exec(added.headers['location'] ?? '')?.[1]);
    expect(await show(id)).toMatchObject({ kind: 'digest', digest: { introduction: 'Good morning.' } });
    expect(await picksOf(id)).toEqual([ids[0]]);
  });

  test('that was saved by itself before its first article is added has that article once', async () => {
    const nothing = JSON.stringify({
      subject: '',
      preheader: '',
      markdown: '',
      audience: { topics: [], rhythm: null },
    });
    const fields = { form: 'f2', body: '', picks: '', subject: 'Soon', version: '0', base: nothing };
    const saved = await post('/sends/new/autosave', fields);
    const id = (saved.body as { id: number }).id;
    expect((await post('/sends/new', { ...fields, pick: `add:${ids[0]}` })).status).toBe(303);
    expect((await show(id)).digest).toEqual({
      introduction: '',
      picks: [{ articleId: ids[0], title: 'Bridge is shut' }],
    });
  });

  test('moves articles up and down, takes one out with a way back, and adds a heading', async () => {
    const id = await make();
    const [a = 0, b = 0, c = 0] = ids;
    const step = async (pick: string, more: Record<string, string> = {}) =>
      post(`/sends/${id}/edit`, { pick, ...more });
    await step('down:0');
    expect(await picksOf(id)).toEqual([b, a, c]);
    await step('up:2');
    expect(await picksOf(id)).toEqual([b, c, a]);
    await step('heading', { heading: 'In town' });
    const out = await step('out:1');
    expect(await picksOf(id)).toEqual([b, a, '# In town']);
    const { text } = await request(server)
      .get(out.headers['location'] ?? '')
      .set('Cookie', cookie);
    expect(text).toContain('“Seal &lt;b>is&lt;/b> back” is taken out.');
    const [, back = ''] = /name="pick" value="(put:[^"]*)"/.exec(text) ?? [];
    await step(back.replaceAll('&lt;', '<').replaceAll('&gt;', '>'));
    const order = [b, c, a, '# In town'];
    expect(await picksOf(id)).toEqual(order);
    for (const odd of ['up:0', 'down:99', 'out:7', 'add:999999x', 'nonsense', 'heading', 'find']) {
      await step(odd);
      expect(await picksOf(id)).toEqual(order);
    }
    expect((await show(id)).digest?.introduction).toBe('Hello.');
  });

  test('keeps what is typed when a step is taken, and what is looked for', async () => {
    const id = await make([] as number[]).catch(async () => make([ids[0] ?? 0]));
    const fields = { body: 'Typed.', picks: `${ids[0]} Bridge is shut\n`, subject: 'Mine', version: '1' };
    const found = await post(`/sends/${id}/edit`, { ...fields, pick: 'find', find: 'market' });
    expect(found.headers['location']).toContain('find=market');
    expect(await show(id)).toMatchObject({ subject: 'Mine', digest: { introduction: 'Typed.' } });
    const { text } = await request(server)
      .get(found.headers['location'] ?? '')
      .set('Cookie', cookie);
    expect(text).toContain('Add: Market stays');
    expect(text).not.toContain('Add: Seal');
    expect((await get(`/sends/${id}/edit?find=100%25_nothing`)).text).toContain(
      'No published article has these words',
    );
  });

  test('takes the order of one person and the introduction of another', async () => {
    const id = await make();
    const base = JSON.stringify({
      subject: 'Bridge is shut',
      preheader: '',
      markdown: (await show(id)).letter?.markdown,
      audience: { topics: [], rhythm: null },
    });
    const [a = 0, b = 0, c = 0] = ids;
    const theirs = (await show(id)).letter?.markdown.replace('Hello.', 'Good evening.');
    await saveDraft(asActor(app, 'user:9'), gazette.id, id, { markdown: theirs });
    const lines =
      (await show(id)).digest?.picks.map(
        (pick) => 'articleId' in pick && `${pick.articleId} ${pick.title}`,
      ) ?? [];
    const saved = await post(`/sends/${id}/edit`, {
      body: 'Hello.',
      picks: `${[lines[2], lines[0], lines[1]].join('\n')}\n`,
      version: '1',
      base,
    });
    expect(saved.status).toBe(303);
    expect(await picksOf(id)).toEqual([c, a, b]);
    expect((await show(id)).digest?.introduction).toBe('Good evening.');
  });

  test('without articles leads from the check to the place where they are chosen', async () => {
    const id = await make();
    const { version } = await show(id);
    await saveDraft(
      app,
      gazette.id,
      id,
      { subject: 'Nothing yet', markdown: 'Hello.\n\n[articles]\n' },
      version ?? 0,
    );
    const { text } = await get(`/sends/${id}/check`);
    expect(text).toContain(`href="/admin/gazette/sends/${id}/edit#picks">Choose its articles</a>`);
  });

  test('shows the mail of a digest, with its articles', async () => {
    const id = await make();
    expect((await get(`/sends/${id}/edit/mail`)).text).toContain('Market stays');
    const typed = await post(`/sends/${id}/edit/mail`, {
      body: 'Hello.',
      subject: 'S',
      picks: `${ids[1]} Market stays\n`,
    });
    expect(typed.text).toContain('Market stays');
    expect(typed.text).not.toContain('Bridge is shut');
  });
});
