import request from 'supertest';
import { beforeAll, describe, expect, test } from 'vitest';
import { scheduleLetter } from '../../../src/letters/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makeLetter } from '../../support/sends/letters.ts';
import { makeArticle } from '../../support/sends/sends.ts';
import { sendScene, type SendScene } from '../../support/sends/send-scene.ts';
import { makeUser, signInByPage } from '../../support/web/admin.ts';

const app = await createTestApp();
const server = createServer(app);
let editor = '';
let viewer = '';
let scene: SendScene;
const HOSTILE = `"><script>alert(1)</script> <b>&amp;`;

beforeAll(async () => {
  editor = await signInByPage(server, await makeUser(app, 'editor'));
  viewer = await signInByPage(server, await makeUser(app, 'viewer'));
  scene = await sendScene(app, { 'gmx.example': 6, 'own.example': 1 }, { of: 'letter' });
});

const at = (rest = '') => `/admin/${scene.publication.slug}/sends${rest}`;
const get = (url: string, cookie = editor) => request(server).get(url).set('Cookie', cookie);

/** As if every message had ended like this, in these words. */
async function endAll(state: string, reply: string | null): Promise<void> {
  const { sendId, readerIds } = scene;
  await app.db.raw('delete from messages where send_id = ?', [sendId]);
  await app.db.raw(
    `insert into messages (send_id, subscriber_id, state, reply) select ?, id, ?, ? from unnest(?::bigint[]) id`,
    [sendId, state, reply, readerIds],
  );
  await app.db.raw(
    `update send_batches set state = 'done', position = 7, accepted = 0, rejected = 0 where send_id = ?`,
    [sendId],
  );
  await app.db.raw(`update send_batches set ${state} = 7 where send_id = ?`, [sendId]);
  await app.db.raw(`update sends set status = 'sent', finished_at = now(), is_tallied = false where id = ?`, [
    sendId,
  ]);
}

describe('The page of a send', () => {
  test('says that nobody got it when every server refused, and quotes what is hostile as it is', async () => {
    await endAll('rejected', `554 5.7.1 ${HOSTILE}`);
    const { status, text } = await get(at(`/${scene.sendId}`));
    expect(status).toBe(200);
    expect(text).toContain('No server accepted this email. Nobody got it.');
    expect(text).toContain('Resend to 7 readers it did not reach');
    expect(text).not.toContain('<script>alert');
    expect(text).toContain('&lt;script>alert(1)&lt;/script>');
    expect(text).not.toMatch(/sent to|delivered/i);
  });

  test('gives the reason where there is nobody to send to again', async () => {
    await endAll('accepted', '250 2.0.0 Ok');
    const { text } = await get(at(`/${scene.sendId}`));
    expect(text).toContain('Every message was accepted.');
    expect(text).not.toContain('Resend to');
    await app.db.raw(`update messages set state = 'skipped' where send_id = ? and subscriber_id = ?`, [
      scene.sendId,
      scene.readerIds[0] ?? 0,
    ]);
    await app.db.raw(`update send_batches set accepted = 6, skipped = 1 where send_id = ?`, [scene.sendId]);
    const again = await get(at(`/${scene.sendId}`));
    expect(again.text).toContain('There is nobody to send to');
    expect(again.text).toMatch(/aria-disabled="true" aria-describedby="why-not"/);
  });

  test('has no button for whoever may only look', async () => {
    const { status, text } = await get(at(`/${scene.sendId}`), viewer);
    expect(status).toBe(200);
    expect(text).not.toContain('Use again');
    expect(
      (
        await request(server)
          .post(at(`/${scene.sendId}/resend`))
          .set('Cookie', viewer)
      ).status,
    ).toBe(403);
  });

  test('speaks German to whoever does', async () => {
    const { text } = await get(at(`/${scene.sendId}`)).set('Accept-Language', 'de');
    expect(text).toContain('Wer sie nicht bekam');
    expect(text).toContain('Nach Maildienst');
  });

  test('takes what is odd in its address for what it can mean', async () => {
    for (const odd of [
      'state=lost',
      'after=-1',
      'after=99999999999999999999',
      `q=${encodeURIComponent(HOSTILE)}`,
      'q=%00',
      'q=a&q=b',
    ]) {
      const { status, text } = await get(at(`/${scene.sendId}?${odd}`));
      expect([odd, status]).toEqual([odd, 200]);
      expect(text).not.toContain('<script>alert');
    }
    for (const missing of ['/0', '/999999', '/x', '/999999/cancel', '/999999/messages.csv', '/999999/events'])
      expect([missing, (await get(at(missing))).status]).toEqual([missing, 404]);
  });

  test('of one that was stopped before its time offers to go on, and twice is once', async () => {
    const id = await makeLetter(app, scene.publication);
    await app.db.raw(
      `update sends set status = 'scheduled', scheduled_at = now() + interval '1 day' where id = ?`,
      [id],
    );
    const post = (verb: string) =>
      request(server)
        .post(at(`/${id}/${verb}`))
        .set('Cookie', editor);
    expect((await post('pause')).headers['location']).toMatch(new RegExp(`^${at(`/${id}`)}\\?said=`));
    expect((await post('pause')).status).toBe(303);
    expect((await get(at(`/${id}`))).text).toContain('Resume');
    expect((await post('resume')).status).toBe(303);
    expect((await get(at(`/${id}/cancel`))).text).toContain('Nobody has it yet');
    expect((await post('cancel')).status).toBe(303);
    expect((await post('cancel')).status).toBe(303);
    expect((await get(at(`/${id}`))).text).toContain('It was cancelled before anybody got it.');
    expect((await get(at(`/${id}/cancel`))).headers['location']).toBe(at(`/${id}`));
  });
});

describe('The list of sends', () => {
  test('says who else is in a draft, and about how many get what is scheduled', async () => {
    const { publication } = scene;
    const id = await makeLetter(app, publication, { subject: 'Two are in it' });
    const ann = await makeUser(app, 'editor', 'ann@paper.example');
    const cookie = await signInByPage(server, ann);
    await request(server)
      .post(at(`/${id}/here`))
      .set('Cookie', cookie)
      .type('form')
      .send({ writing: '1' });
    expect((await get(at('?status=draft'))).text).toContain('ann is editing');
    expect((await get(at('?status=draft'), cookie)).text).not.toContain('ann is editing');

    await scheduleLetter(app, publication.id, id, { at: new Date(Date.now() + 3_600_000).toISOString() });
    await app.db.raw('update sends set counted_audience = 4300 where id = ?', [id]);
    expect((await get(at('?status=scheduled'))).text).toContain('about 4,300');
  });

  test('has every status, finds a subject, and bears what is odd', async () => {
    await makeLetter(app, scene.publication, { subject: HOSTILE });
    for (const query of [
      '',
      '?status=draft',
      '?status=needs',
      '?status=lost',
      '?after=~0',
      '?after=x',
      '?after=2026-13-45~7',
      '?q=%25',
      '?q=%00',
    ]) {
      const { status, text } = await get(at(query));
      expect([query, status]).toEqual([query, 200]);
      expect(text).not.toContain('<script>alert');
    }
    expect((await get(at('?q=alert'))).text).toContain('&lt;script>alert');
    expect((await get(at('?q=nowhere'))).text).toContain('No send has “nowhere” in its subject.');
  });
});

test('The page that says why takes any address', async () => {
  const why = (email: string) =>
    get(`/admin/${scene.publication.slug}/explain?send=${scene.sendId}&email=${encodeURIComponent(email)}`);
  expect((await why('reader1@own.example')).text).toContain('A mail server accepted it for this reader.');
  expect((await why('nobody@own.example')).text).toContain('This reader was not in the audience.');
  for (const odd of ['', HOSTILE, '\0', 'x'.repeat(2000)]) {
    const { status, text } = await why(odd);
    expect([odd.slice(0, 20), status]).toEqual([odd.slice(0, 20), 200]);
    expect(text).not.toContain('<script>alert');
  }
});

test('About an article, the page that says why begins with what became of it', async () => {
  const { slug } = scene.publication;
  const article = await makeArticle(app, scene.publication, { title: 'Ferry stays' });
  const { text: page } = await get(`/admin/${slug}/articles/${article}`);
  expect(page).toContain(`/admin/${slug}/explain?article=${article}`);
  const { status, text } = await get(`/admin/${slug}/explain?article=${article}&email=reader1%40own.example`);
  expect(status).toBe(200);
  expect(text).toContain('The article has not gone to the reader yet. It comes with a mail of its own');
  expect(text).toContain('reader1@own.example and “Ferry stays”');
});
