import request from 'supertest';
import { beforeAll, describe, expect, test } from 'vitest';
import { authenticateApiKey, resetPassword } from '../../../src/accounts/index.ts';
import { createTransport, removeTransport } from '../../../src/transports/index.ts';
import { getPublication, type Publication } from '../../../src/publications/index.ts';
import { FORMS } from '../../../src/web/admin/settings/pages.ts';
import { settingsValues } from '../../../src/web/admin/settings/settings-form.ts';
import { createServer } from '../../../src/web/server.ts';
import { makeUser, PASSWORD, signInByPage } from '../../support/web/admin.ts';
import { createTestApp } from '../../support/app/app.ts';
import { auditTrail } from '../../support/app/audit.ts';
import { makePublication } from '../../support/app/publications.ts';
import { startScriptedSmtp } from '../../support/mail/scripted-smtp.ts';
import { makeReaders } from '../../support/sends/sends.ts';

const app = await createTestApp();
const server = createServer(app);
let cookie = '';
let gazette: Publication;
let herald: Publication;
beforeAll(async () => {
  cookie = await signInByPage(server, await makeUser(app, 'admin'));
  gazette = await makePublication(app, { slug: 'gazette', postalAddress: null });
  herald = await makePublication(app, { slug: 'herald', name: 'The <Herald>' });
});

const get = (url: string) => request(server).get(url).set('Cookie', cookie);
const post = (url: string, fields: Record<string, string>) =>
  request(server).post(url).set('Cookie', cookie).type('form').send(fields);

async function addHeld(publication: Publication, title: string): Promise<number> {
  const { rows } = await app.db.raw(
    `insert into articles (publication_id, key, title, url, verdict, content_hash)
     values (?, ?, ?, 'https://gazette.example/a', 'held', '') returning id`,
    [publication.id, title, title],
  );
  return rows[0].id as number;
}

async function verdictOf(id: number): Promise<string> {
  const { rows } = await app.db.raw('select verdict from articles where id = ?', [id]);
  return rows[0].verdict as string;
}

describe('Held articles', () => {
  test('releases one held article, then the rest; dismissing works the same', async () => {
    const [first, second, third, fourth] = [
      await addHeld(gazette, 'one'),
      await addHeld(gazette, 'two'),
      await addHeld(gazette, 'three'),
      await addHeld(herald, 'elsewhere'),
    ];
    expect((await get('/admin/gazette')).text).toContain('3 articles are held');
    await post('/admin/gazette/articles/send', { do: 'release', ids: String(first) });
    expect([await verdictOf(first), await verdictOf(second)]).toEqual(['new', 'held']);
    await post('/admin/gazette/articles/decide', { do: 'dismiss', ids: String(second) });
    expect([await verdictOf(second), await verdictOf(third)]).toEqual(['dismissed', 'held']);
    await post('/admin/gazette/articles/send', { do: 'release', ids: `${third},${fourth}` });
    expect([await verdictOf(third), await verdictOf(fourth)]).toEqual(['new', 'held']);
    const actions = (await auditTrail(app.db, `publication:${gazette.id}`)).filter(({ actor }) =>
      actor.startsWith('user:'),
    );
    expect(actions).toHaveLength(3);
  });

  test('puts an article first in digests, and takes that back', async () => {
    const id = await addHeld(gazette, 'pick');
    const pickedAt = async () => (await app.db('articles').where({ id }).first('picked_at')).picked_at;
    const answer = await post('/admin/gazette/articles/pick', { id: String(id), is: 'picked' });
    expect(answer.status).toBe(303);
    expect(await pickedAt()).not.toBeNull();
    expect((await get(`/admin/gazette/articles/${id}`)).text).toContain('Not first in digests any more');
    await post('/admin/gazette/articles/pick', { id: String(id), is: 'unpicked' });
    expect(await pickedAt()).toBeNull();
    const foreign = await addHeld(herald, 'not-ours');
    expect((await post('/admin/gazette/articles/pick', { id: String(foreign), is: 'picked' })).status).toBe(
      404,
    );
  });

  test('does not release another publication’s article (SEC-09)', async () => {
    const foreign = await addHeld(herald, 'foreign');
    await post('/admin/gazette/articles/send', { do: 'release', ids: String(foreign) });
    expect(await verdictOf(foreign)).toBe('held');
  });

  test('an article number that is none releases nothing', async () => {
    const waiting = await addHeld(gazette, 'waiting');
    for (const article of ['', 'x', '-1', '1e99', '9999999999999999999']) {
      const { status } = await post('/admin/gazette/articles/send', { do: 'release', ids: article });
      expect(status).toBeLessThan(500);
    }
    expect(await verdictOf(waiting)).toBe('held');
  });
});

describe('The controls of a send', () => {
  async function addSend(status: string, rejected = 0): Promise<number> {
    const { rows } = await app.db.raw(
      `insert into sends (publication_id, kind, status, subject, message_key, audience_size, prepared_at)
       values (?, 'letter', ?, 'Night trains', '', 1, now()) returning id`,
      [herald.id, status],
    );
    await app.db.raw(
      `insert into send_batches (send_id, batch_no, content_id, subscriber_ids, state, rejected)
       select ?, 0, 1, array_agg(id), 'done', ? from subscribers where publication_id = ?`,
      [rows[0].id, rejected, herald.id],
    );
    return rows[0].id as number;
  }
  beforeAll(() => makeReaders(app, herald, 1));
  const statusOf = async (id: number) =>
    (await app.db.raw('select status from sends where id = ?', [id])).rows[0].status as string;
  const act = async (id: number, verb: string, fields: Record<string, string> = {}) =>
    (await post(`/admin/herald/sends/${id}/${verb}`, fields)).headers['location'] ?? '';
  /** What the page says that somebody was led to. */
  const said = async (path: string) => (await get(path)).text.match(/class="(?:undo|said)".*?<\/div>/s)?.[0];

  test('pause, resume and cancel it, with a word on what happened and a line in the audit log', async () => {
    const id = await addSend('sending');
    const paused = await act(id, 'pause', { back: '/admin/herald' });
    expect(await statusOf(id)).toBe('paused');
    // Where the button stands, with the way back.
    expect(paused).toMatch(/^\/admin\/herald\?said=/);
    expect(await said(paused)).toMatch(
      new RegExp(`until you resume it.*action="/admin/herald/sends/${id}/resume"`, 's'),
    );
    const resumed = await act(id, 'resume');
    expect(await statusOf(id)).toBe('sending');
    expect(await said(resumed)).toMatch(
      new RegExp(`It goes on.*action="/admin/herald/sends/${id}/pause"`, 's'),
    );
    expect(await act(id, 'cancel')).toBe(`/admin/herald/sends/${id}?notice=send-cancelled`);
    expect(await statusOf(id)).toBe('cancelled');
    const trail = await auditTrail(app.db, `send:${id}`);
    expect(trail.map(({ action }) => action)).toEqual(['send.paused', 'send.resumed', 'send.cancelled']);
    expect(trail.every(({ actor }) => /^user:\d+$/.test(actor))).toBe(true);
  });

  test('send it again to those it did not reach, or say that there is nobody', async () => {
    const id = await addSend('sent', 1);
    await app.db.raw(
      `insert into messages (send_id, subscriber_id, state, reply, possibly_twice, attempts)
       select send_id, subscriber_ids[1], 'rejected', '550 5.7.1 No', false, 1 from send_batches where send_id = ?`,
      [id],
    );
    expect(await act(id, 'resend')).toBe(`/admin/herald/sends/${id}?notice=send-resent`);
    expect(await statusOf(id)).toBe('sending');
    expect(await act(id, 'resend')).toBe(`/admin/herald/sends/${id}?notice=send-resent`);
    const sent = await addSend('sent');
    expect(await act(sent, 'resend')).toBe(`/admin/herald/sends/${sent}?notice=send-reached-all`);
  });

  test('say so when it is too late, and know only the publication’s own sends (SEC-09)', async () => {
    const sent = await addSend('sent');
    const answer = await post(`/admin/herald/sends/${sent}/pause`, {});
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('This send is sent, so it cannot be paused.');
    const going = await addSend('sending');
    for (const path of [`gazette/sends/${going}/cancel`, 'herald/sends/0/cancel', 'herald/sends/x/cancel'])
      expect((await post(`/admin/${path}`, {})).status).toBe(404);
    expect(await statusOf(going)).toBe('sending');
  });
});

describe('The notice that sign-ups spike (BOMB-02)', () => {
  test('says what waits, since when, how many and what to do; an admin lets it go', async () => {
    await app.db.raw(
      `insert into subscribers (publication_id, status, email, delivery_address, address_hash)
       select ?, 'pending', g || '@example.org', g || '@example.org', '' from generate_series(1, 2) g`,
      [gazette.id],
    );
    await app.db.raw("insert into sign_up_holds (domain_hash, since) values ('\\x01', '2026-03-01 12:05Z')");
    await app.db.raw(
      `with held as (insert into notices (kind, publication_id, subscriber_id, occasion, state)
                     select 'confirmation', publication_id, id, 'once', 'held'
                       from subscribers where email in ('1@example.org', '2@example.org') returning id)
       insert into sign_up_waits (notice_id, waits_for, held_by) select id, 'spike', '\\x01' from held`,
    );
    const { text } = await get('/admin/gazette');
    expect(text).toContain('2 mails to addresses at example.org');
    expect(text).toContain('1 Mar, 13:05');
    expect(text).toContain('Nothing is lost');
    const answer = await post('/admin/sign-ups/release', {});
    expect(answer.headers['location']).toBe('/admin?notice=sign-ups-released');
    expect((await get('/admin/gazette')).text).not.toContain('mails wait');
    expect((await auditTrail(app.db, 'sign-ups')).map(({ actor }) => actor)).toEqual([
      expect.stringMatching(/^user:\d+$/),
    ]);
  });
});

describe('The settings', () => {
  const url = '/admin/gazette/settings/publication';
  const pageOf = (field: string) => {
    const found = Object.entries(FORMS).find(([, fields]) => (fields as readonly string[]).includes(field));
    return `/admin/gazette/settings/${found?.[0]}`;
  };

  test('are found at their old address, too, and each page says what it saved', async () => {
    const sender = '/admin/gazette/settings/sender';
    expect((await get('/admin/gazette/settings')).headers['location']).toBe(sender);
    const said = async (fields: Record<string, string>) => {
      const answer = await post(sender, fields);
      return (await get(answer.headers['location'] ?? '')).text;
    };
    const { fromName } = await getPublication(app.db, 'gazette');
    expect(await said({ fromName: 'Somebody', replyTo: 'desk@gazette.example' })).toContain(
      'Saved: Sender name and Replies go to.',
    );
    expect(await said({ fromName: 'Somebody' })).toContain('Nothing was changed');
    await said({ fromName, replyTo: '' });
  });

  test('save the postal address, so that sending is allowed, and audit the change (SEC-10)', async () => {
    const answer = await post(url, { postalAddress: '1 Market Square\r\nSpringfield' });
    expect(answer.status).toBe(303);
    const { rows } = await app.db.raw('select postal_address, name from publications where id = ?', [
      gazette.id,
    ]);
    expect(rows[0]).toEqual({ postal_address: '1 Market Square\nSpringfield', name: 'The Gazette' });
    expect((await auditTrail(app.db, `publication:${gazette.id}`)).at(-1)).toMatchObject({
      action: 'publication.changed',
      details: { postalAddress: [null, '1 Market Square\nSpringfield'] },
    });
  });

  test('take what the page itself shows without changing anything', async () => {
    const before = await getPublication(app.db, 'gazette');
    const values = settingsValues(before);
    for (const [page, fields] of Object.entries(FORMS)) {
      const own = Object.fromEntries(fields.map((field) => [field, values[field] ?? '']));
      expect((await post(`/admin/gazette/settings/${page}`, own)).status).toBe(303);
    }
    const after = await getPublication(app.db, 'gazette');
    expect({ ...after, updatedAt: null }).toEqual({ ...before, updatedAt: null });
  });

  test.each([
    ['fromAddress', 'me@gmail.com'],
    ['fromAddress', 'nonsense'],
    ['siteUrl', 'javascript:alert(1)'],
    ['holdMinutes', 'soon'],
    ['holdMinutes', ''],
    ['floodLimit', '0'],
    ['floodLimit', '1001'],
    ['floodLimit', 'many'],
    ['retryHours', '0'],
    ['retryHours', '121'],
    ['retryHours', ''],
    ['undoSeconds', '3601'],
    ['undoSeconds', ''],
    ['tooLateHours', '0'],
    ['tooLateHours', '169'],
    ['timeZone', 'Mars/Olympus'],
    ['name', ' '],
  ])('refuse %s = %j beside the field, keeping what was typed', async (field, value) => {
    const answer = await post(pageOf(field), { [field]: value });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`id="${field}-error"`);
  });

  test.each([
    ['accentColor', 'red'],
    ['groundColor', '#333333'],
  ])('refuse %s = %j on the page of the look', async (field, value) => {
    const answer = await post('/admin/gazette/look', { [field]: value });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`id="${field}-error"`);
  });

  test('set how many new articles at once are usual, whether the start page names it, and the privacy policy', async () => {
    const set = async (fields: Record<string, string>) => {
      expect((await post(url, fields)).status).toBe(303);
      const { floodLimit, isListed, privacyUrl } = await getPublication(app.db, 'gazette');
      return { floodLimit, isListed, privacyUrl };
    };
    const privacyUrl = 'https://gazette.example/privacy';
    const rhythm = pageOf('floodLimit');
    const fields = { isListed: 'true', privacyUrl };
    await post(rhythm, { floodLimit: '12' });
    expect(await set(fields)).toEqual({ floodLimit: 12, isListed: true, privacyUrl });
    expect((await get(rhythm)).text).toMatch(/id="floodLimit"[^>]*value="12"|value="12"[^>]*id="floodLimit"/);
    expect((await get(url)).text).toContain(`value="${privacyUrl}"`);
    await post(rhythm, { floodLimit: '' });
    const cleared = { isListed: 'false', privacyUrl: '' };
    expect(await set(cleared)).toEqual({ floodLimit: null, isListed: false, privacyUrl: null });
    expect((await get(rhythm)).text).toContain('and Paperround learns from the feed what is usual.');
  });

  test.each<Record<string, string>>([{ slug: 'other' }, { id: '7' }, { createdAt: '2020-01-01' }])(
    'refuse fields that are not in the form: %j (SEC-09)',
    async (fields) => {
      expect((await post(url, fields)).status).toBe(422);
    },
  );

  test('choose among the transports when there are several', async () => {
    expect((await get('/admin/herald/settings/transports')).text).not.toContain('There are default');
    await createTransport(app, { name: 'backup', kind: 'mailbox' });
    expect((await get('/admin/herald/settings/transports')).text).toContain('There are default, backup.');
    const choose = (transports: string) => post('/admin/herald/settings/transports', { transports });
    expect((await choose('backup , default')).status).toBe(303);
    expect((await getPublication(app.db, 'herald')).transports).toEqual(['backup', 'default']);
    const refused = await choose('pigeon');
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('There is no transport pigeon.');
    expect(refused.text).toContain('value="pigeon"');
    expect((await choose('')).text).toContain('A publication needs a transport.');
    await choose('default');
    await removeTransport(app, 'backup');
  });

  test('send the person one test over a server of the publication, however often it is pressed, and quote the answer', async () => {
    const smtp = await startScriptedSmtp();
    await createTransport(app, { name: 'relay', kind: 'smtp', smtpUrl: smtp.url });
    const path = '/admin/herald/settings/transports';
    await post(path, { transports: 'relay' });
    const send = async (fields: Record<string, string>) => {
      const answer = await post(`${path}/relay/test`, fields);
      return (await get(answer.headers['location'] ?? '')).text;
    };
    expect(await send({ key: 'one' })).toContain('Test of relay accepted');
    expect(await send({ key: 'one' })).toContain('Test of relay accepted');
    expect(smtp.messages).toHaveLength(1);
    expect(smtp.messages[0]?.source).toContain('To: admin@gazette.example');
    smtp.script = (step) => (step === 'mail' ? '550 5.7.1 Not <b>you</b>' : undefined);
    const refused = await send({ key: 'two' });
    expect(refused).toContain('Test of relay not accepted');
    expect(refused).toContain('550 5.7.1 Not &lt;b>you&lt;/b>');
    expect((await post(`${path}/default/test`, { key: 'three' })).status).toBe(404);
    await post(path, { transports: 'default' });
    await removeTransport(app, 'relay');
  });

  test('say what is insecure about a transport, beside the choice (SMTP-13)', async () => {
    const path = '/admin/herald/settings/transports';
    await createTransport(app, { name: 'safe', kind: 'smtp', smtpUrl: 'smtps://relay.example' });
    expect((await get(path)).text).not.toContain('clear text');
    const smtpUrl = 'smtp://relay.example?tls=off';
    await createTransport(app, { name: 'open', kind: 'smtp', smtpUrl });
    expect((await get(path)).text).toContain(
      'Transport <strong>open</strong>: Mail and password travel in clear text, because TLS is turned off.',
    );
    for (const name of ['safe', 'open']) await removeTransport(app, name);
  });

  test('that are not there say so in the person’s language', async () => {
    const german = await get('/admin/herald/sends/999999').set('Accept-Language', 'de');
    expect([german.status, german.text]).toEqual([404, expect.stringContaining('<h1>Hier ist nichts</h1>')]);
    expect(german.text).toContain('Unter dieser Adresse gibt es keine Seite.');
    expect((await get('/admin/herald/nothing')).text).toContain('There is no page at this address.');
  });

  test('of a publication that is not there are not found', async () => {
    expect((await get('/admin/nothing/settings/publication')).status).toBe(404);
    expect((await post('/admin/nothing/settings/publication', { name: 'x' })).status).toBe(404);
  });
});

describe('API keys', () => {
  test('are shown once, work, and can be revoked', async () => {
    const made = await post('/admin/api-keys', { name: 'Importer', 'may-sends:read': 'on', lives: '30' });
    const [key = ''] = /pr_[0-9a-f]{8}_[\w-]{43}/.exec(made.text) ?? [];
    const known = await authenticateApiKey(app, key);
    expect(known).toMatchObject({ name: 'Importer', scopes: ['sends:read'], publicationIds: null });
    expect(known?.expiresAt?.getTime()).toBeGreaterThan(Date.now() + 29 * 86_400_000);
    expect((await get('/admin/api-keys')).text).not.toContain(key);
    expect(made.headers['cache-control']).toBe('no-store');
    await post(`/admin/api-keys/${known?.id}/revoke`, {});
    expect(await authenticateApiKey(app, key)).toBeUndefined();
    expect((await post(`/admin/api-keys/${known?.id}/revoke`, {})).status).toBe(404);
  });

  test('need a name and something that they may do; what was ticked stays', async () => {
    const nameless = await post('/admin/api-keys', { name: ' ', 'may-settings': 'on' });
    expect(nameless.status).toBe(422);
    expect(nameless.text).toMatch(/name="may-settings" checked/);
    expect((await post('/admin/api-keys', { name: 'Idle' })).status).toBe(422);
  });
});

describe('The set-password page', () => {
  test('sets the password once; looking changes nothing', async () => {
    const email = await makeUser(app, 'viewer', 'forgetful@gazette.example');
    const { setPasswordUrl } = await resetPassword(app, email);
    const path = new URL(setPasswordUrl).pathname;
    for (let round = 0; round < 3; round += 1)
      expect((await request(server).get(path)).text).toContain(email);
    const send = (password: string) => request(server).post(path).type('form').send({ password });
    expect((await send('short')).status).toBe(422);
    const done = await send('a different heron');
    expect(done.headers['location']).toBe('/admin/sign-in?notice=password-set');
    expect((await send('a third heron flies')).status).toBe(404);
    expect((await request(server).get(path)).status).toBe(404);
    const signIn = (password: string) =>
      request(server).post('/admin/sign-in').type('form').send({ email, password });
    expect((await signIn(PASSWORD)).status).toBe(422);
    expect((await signIn('a different heron')).status).toBe(303);
  });
});

test('No page of the admin has inline script or style, so the strict policy holds (SEC-07)', async () => {
  for (const url of [
    '/admin',
    '/admin/gazette',
    '/admin/account',
    '/admin/api-keys',
    '/admin/gazette/settings/sender',
    '/mailbox',
  ]) {
    const { text, headers } = await get(url);
    expect(text).not.toMatch(/<script(?![^>]* src=)[^>]*>|<style| style=| on[a-z]+=/);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe-inline');
  }
});

test('The stylesheet is sent packed and kept for a year', async () => {
  const [, path = ''] = /href="(\/assets\/desk\.css\?v=\w+)"/.exec((await get('/admin')).text) ?? [];
  const answer = await request(server).get(path);
  expect(answer.headers['content-encoding']).toBe('gzip');
  expect(answer.headers['cache-control']).toContain('immutable');
  expect(answer.text).toContain('.desk');
  const plain = await request(server).get(path).set('Accept-Encoding', 'identity');
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(plain.text).toBe(answer.text);
});

test('The code of the sign-up box takes colours and kinds, and nothing else, from its address', async () => {
  const path = '/admin/gazette/settings/embed';
  const hostile = encodeURIComponent('#7a1f1f;}</style><script>alert(1)</script>');
  const { text } = await get(`${path}?kind=<script>&accent=${hostile}&corners=x`);
  expect(text).not.toContain('alert(1)');
  expect(text).toContain('data-publication=&quot;gazette&quot; async>');
  const preview = await get(`${path}/preview?kind=element&accent=%237A1F1F&corners=square`);
  expect(preview.text).toContain('--paperround-accent: #7a1f1f;');
  expect(preview.text).toContain('--paperround-radius: 0;');
  expect(preview.headers['content-security-policy']).toMatch(/^sandbox allow-scripts; default-src 'none'/);
  expect((await get(`${path}/preview?accent=${hostile}`)).text).not.toContain('alert(1)');
});
