import { randomBytes } from 'node:crypto';
import request from 'supertest';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { actOnHookEvents, purgeHookEvents } from '../../../src/hooks/index.ts';
import type { GuardedFetch } from '../../../src/platform/fetch/fetch.ts';
import { rows } from '../../../src/platform/database.ts';
import type { Publication } from '../../../src/publications/index.ts';
import { eraseReader } from '../../../src/web/erase-reader.ts';
import { createServer } from '../../../src/web/server.ts';
import { apiAuthorization, createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import {
  mailgunCall,
  MAILGUN_KEY,
  plainCall,
  resendCall,
  RESEND_KEY,
  SENDGRID_KEY,
  snsCall,
  SNS_CERTIFICATE,
  SNS_TOPIC,
  type MadeCall,
} from '../../support/hooks/signed-calls.ts';
import { SNS_SIGNER } from '../../support/hooks/sns-certificate.ts';
import { evidence } from '../../support/readers/readers.ts';
import { makeUser, signInByPage } from '../../support/web/admin.ts';
import { sendScene } from '../../support/sends/send-scene.ts';
import { deliver, makeArticle, makeReaders, prepareSendOf } from '../../support/sends/sends.ts';

const app = await createTestApp();
const visited: string[] = [];
let answerStatus = 200;
let ahead = 0;
app.now = () => new Date(Date.now() + ahead);
/** Amazon, as far as we visit it. */
app.fetch = ((url) => {
  visited.push(url);
  const body = Buffer.from(url === SNS_CERTIFICATE ? SNS_SIGNER.cert : '<ConfirmSubscriptionResponse/>');
  return Promise.resolve({
    kind: 'response',
    response: { status: answerStatus, headers: {}, body, url, redirects: [] },
  });
}) satisfies GuardedFetch;
const server = createServer(app);
let authorization = '';
let publication: Publication;
let serial = 0;
beforeAll(async () => {
  authorization = await apiAuthorization(app);
});
beforeEach(async () => {
  publication = await makePublication(app);
  visited.length = 0;
  ahead = 0;
  answerStatus = 200;
});

const agent = (method: 'get' | 'post' | 'patch' | 'delete', path: string) => request(server)[method](path);
const api = (method: 'get' | 'post' | 'patch' | 'delete', path = '', body?: object) =>
  agent(method, `/api/v1/publications/${publication.slug}/hooks${path}`)
    .set('Authorization', authorization)
    .send(body);
async function makeHook(fields: object): Promise<{ id: number; url: string; path: string }> {
  const { status, body } = await api('post', '', fields);
  expect([status, body.errors]).toEqual([201, undefined]);
  return { ...body, path: new URL(body.url).pathname };
}
const shown = async (id: number) => (await api('get', `/${id}`)).body;
const call = (path: string, { headers, body }: MadeCall) => {
  const sent = request(server).post(path);
  for (const [name, value] of Object.entries(headers)) sent.set(name, value);
  return sent.send(body.toString());
};
async function makeReader(): Promise<{ id: number; email: string }> {
  const domain = `r${(serial += 1)}.example`;
  const [id = 0] = await makeReaders(app, publication, 1, domain);
  const [row] = await rows<{ email: string }>(app.db, 'select email from subscribers where id = ?', [id]);
  return { id, email: row?.email ?? '' };
}
const statusOf = async (id: number) =>
  (await rows<{ status: string }>(app.db, 'select status from subscribers where id = ?', [id]))[0]?.status;
const eventsOf = (id: number) =>
  rows<{ type: string; kind: string; source: string }>(
    app.db,
    'select type, kind, source from events where subscriber_id = ? order by id',
    [id],
  );
const storedEvents = () =>
  rows(app.db, 'select * from hook_events where publication_id = ?', [publication.id]);
const act = () => actOnHookEvents(app);

const postmarkBounce = (Email: string, more: object = {}) =>
  plainCall({
    RecordType: 'Bounce',
    Type: 'HardBounce',
    MessageID: 'f00d',
    Email,
    Details: 'smtp;550 5.1.1 User unknown',
    BouncedAt: new Date().toISOString(),
    ...more,
  });

describe('A hook', () => {
  test('is made, shown, changed and removed, each with a line in the audit log', async () => {
    const hook = await makeHook({ provider: 'postmark' });
    expect(hook.url).toMatch(/^http:\/\/news\.example\.test\/hooks\/postmark\/[\w-]{43}$/);
    const expected = {
      id: hook.id,
      provider: 'postmark',
      url: hook.url,
      topic: null,
      hasSigningKey: false,
      needs: null,
      lastSeenAt: null,
      lastRefusedAt: null,
      refusal: null,
      waiting: 0,
      unknownKinds: [],
    };
    expect(await shown(hook.id)).toMatchObject(expected);
    expect((await api('get')).body.data).toEqual([expect.objectContaining(expected)]);
    const changed = await api('patch', `/${hook.id}`, { signingKey: 'paper:round-the-clock' });
    expect(changed.body).toMatchObject({ hasSigningKey: true });
    expect((await call(hook.path, postmarkBounce('a@b.example'))).status).toBe(401);
    expect((await api('delete', `/${hook.id}`)).status).toBe(204);
    expect((await api('get', `/${hook.id}`)).status).toBe(404);
    expect((await call(hook.path, postmarkBounce('a@b.example'))).status).toBe(404);
    const audited = await rows<{ action: string }>(
      app.db,
      'select action from audit_log where subject = ? order by id',
      [`hook:${hook.id}`],
    );
    expect(audited.map(({ action }) => action)).toEqual(['hook.created', 'hook.changed', 'hook.removed']);
  });

  test('of Amazon SES is made by the name that other programs have for it, too', async () => {
    expect(await makeHook({ provider: 'amazon_ses' })).toMatchObject({ provider: 'ses' });
  });

  test('belongs to its publication', async () => {
    const { id } = await makeHook({ provider: 'brevo' });
    publication = await makePublication(app);
    expect((await api('get')).body.data).toEqual([]);
    for (const method of ['get', 'patch', 'delete'] as const)
      expect((await api(method, `/${id}`, {})).status).toBe(404);
  });

  test('keeps its key and its address sealed in the database, and shows the key nowhere (SEC-19)', async () => {
    const hook = await makeHook({ provider: 'mailgun', signingKey: MAILGUN_KEY });
    const stored = await rows(
      app.db,
      `select h::text from hooks h union all select e::text from hook_events e union all select a::text from audit_log a`,
    );
    const everything = JSON.stringify([stored, app.logged]);
    expect(everything).not.toContain(MAILGUN_KEY);
    expect(everything).not.toContain(hook.path.split('/').at(-1));
    expect(JSON.stringify(await shown(hook.id))).not.toContain(MAILGUN_KEY);
  });

  test.each([
    [{}, 'provider'],
    [{ provider: 'pigeon' }, 'provider'],
    [{ provider: 'mailgun', signingKey: 'short' }, 'signingKey'],
    [{ provider: 'mailgun', signingKey: 'with blanks in it' }, 'signingKey'],
    [{ provider: 'mailgun', topic: SNS_TOPIC }, 'topic'],
    [{ provider: 'ses', topic: 'bounces' }, 'topic'],
    [{ provider: 'ses', signingKey: 'a-key-of-some-length' }, 'signingKey'],
    [{ provider: 'sendgrid', signingKey: 'SG.an-api-key-instead' }, 'signingKey'],
    [{ provider: 'resend', signingKey: 're_api!!key' }, 'signingKey'],
    [{ provider: 'postmark', secret: 'of-my-own' }, 'secret'],
  ])('made of %j says what is wrong', async (fields, field) => {
    const { status, body } = await api('post', '', fields);
    expect([status, body.errors[0].field]).toEqual([422, field]);
  });

  test('says what is missing until it is set', async () => {
    for (const [provider, needs, fix] of [
      ['ses', 'topic', { topic: SNS_TOPIC }],
      ['mailgun', 'signing-key', { signingKey: MAILGUN_KEY }],
      ['sendgrid', 'signing-key', { signingKey: SENDGRID_KEY }],
      ['resend', 'signing-key', { signingKey: RESEND_KEY }],
    ] as const) {
      const { id } = await makeHook({ provider });
      expect(await shown(id)).toMatchObject({ needs });
      expect((await api('patch', `/${id}`, fix)).body).toMatchObject({ needs: null });
    }
  });
});

describe('An Idempotency-Key', () => {
  test('makes one hook, and what is kept of it for a repeat holds no address that anybody could call', async () => {
    const make = () => api('post', '', { provider: 'postmark' }).set('Idempotency-Key', 'one hook');
    const [first, again] = [await make(), await make()];
    expect([first.status, again.status, again.body]).toEqual([201, 201, first.body]);
    const kept = await rows(app.db, 'select body from idempotency_keys where status = 201');
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain(new URL(first.body.url).pathname.split('/').at(-1));
    await app.db.raw(`update idempotency_keys set body = '"of another secret"'`);
    const lost = await make();
    expect([lost.status, lost.body.code]).toEqual([409, 'idempotent-answer-lost']);
  });
});

describe('A call', () => {
  test('of a bounce stops mail to a dead mailbox within seconds; the same again changes nothing', async () => {
    const hook = await makeHook({ provider: 'postmark' });
    const { id, email } = await makeReader();
    const { status, body } = await call(hook.path, postmarkBounce(email.toUpperCase()));
    expect([status, body]).toEqual([200, {}]);
    expect(await shown(hook.id)).toMatchObject({ waiting: 1, lastSeenAt: expect.any(String) });
    expect(await statusOf(id)).toBe('active');
    await Promise.all([act(), act()]);
    expect(await statusOf(id)).toBe('bounced');
    expect(await shown(hook.id)).toMatchObject({ waiting: 0 });
    for (const _again of [1, 2]) expect((await call(hook.path, postmarkBounce(email))).status).toBe(200);
    await act();
    expect(await eventsOf(id)).toEqual([{ type: 'bounce', kind: 'hard', source: 'postmark' }]);
    // Of what was acted on, nobody's address is left.
    expect(JSON.stringify(await storedEvents())).not.toContain(email);
  });

  test('of a complaint, of leaving and of a full mailbox does what each means, in whatever order they come', async () => {
    const hook = await makeHook({ provider: 'brevo' });
    const [cross, gone, full] = [await makeReader(), await makeReader(), await makeReader()];
    const tell = (event: string, { email }: { email: string }, reason?: string) => ({
      event,
      email,
      reason,
      'message-id': `<${randomBytes(6).toString('hex')}@relay.example>`,
      ts_epoch: Date.now() - 60_000,
    });
    const told = plainCall([
      tell('unsubscribed', cross),
      tell('spam', cross),
      tell('delivered', cross),
      tell('unsubscribed', gone),
      tell('unsubscribed', gone),
      tell('soft_bounce', full, '552 5.2.2 mailbox full'),
      tell('deferred', full, '451 later'),
      tell('opened', full),
      tell('hard_bounce', { email: 'nobody@elsewhere.example' }),
    ]);
    expect((await call(hook.path, told)).status).toBe(200);
    await act();
    expect(await statusOf(cross.id)).toBe('complained');
    expect(await statusOf(gone.id)).toBe('unsubscribed');
    expect(await statusOf(full.id)).toBe('active');
    expect((await eventsOf(full.id)).map(({ kind }) => kind).toSorted()).toEqual(['delayed', 'soft']);
    expect(await shown(hook.id)).toMatchObject({ waiting: 0, unknownKinds: [] });
  });

  test('that somebody else makes finds nobody: a wrong secret, another provider, no POST', async () => {
    const hook = await makeHook({ provider: 'postmark' });
    const secret = hook.path.split('/').at(-1) ?? '';
    const bounce = postmarkBounce('a@b.example');
    for (const path of [
      `/hooks/postmark/${secret.slice(1)}`,
      `/hooks/postmark/${'A'.repeat(43)}`,
      `/hooks/mailgun/${secret}`,
      `/hooks/pigeon/${secret}`,
      `/hooks/postmark/%00`,
      `/hooks/postmark`,
    ]) {
      const { status, text } = await call(path, bounce);
      expect([path, status]).toEqual([path, 404]);
      expect(text).not.toContain(secret);
    }
    expect((await request(server).get(hook.path)).status).toBe(404);
    expect(await storedEvents()).toEqual([]);
  });

  test('that is refused for an hour is told to the admins once, until one is taken', async () => {
    const hook = await makeHook({ provider: 'postmark' });
    await api('patch', `/${hook.id}`, { signingKey: 'paper:round' });
    const told = () =>
      rows(app.db, 'select code, params from alerts where publication_id = ?', [publication.id]);
    const refuse = async (minutes: number) => {
      await app.db.raw(
        `update hooks set refused_since = now() - make_interval(mins => ?), last_refused_at = now() - interval '1 minute'
          where id = ? and refused_since is not null`,
        [minutes, hook.id],
      );
      const calls = [1, 2].map(() => call(hook.path, postmarkBounce('a@b.example')));
      for (const { status } of await Promise.all(calls)) expect(status).toBe(401);
    };
    await refuse(0);
    await refuse(59);
    expect(await told()).toEqual([]);
    await refuse(61);
    await refuse(90);
    const news = { code: 'hook-refused', params: { provider: 'Postmark', refusal: 'wrong-credentials' } };
    expect(await told()).toEqual([news]);
    const right = { headers: { authorization: `Basic ${btoa('paper:round')}` }, body: Buffer.from('{}') };
    expect((await call(hook.path, right)).status).toBe(200);
    await refuse(0);
    expect(await told()).toEqual([news]);
    await refuse(61);
    expect(await told()).toEqual([news, news]);
  });

  test('that is refused stores nothing, and the hook says why it was', async () => {
    const hook = await makeHook({ provider: 'mailgun' });
    const { id, email } = await makeReader();
    const event = { event: 'complained', recipient: email, id: 'x', timestamp: Date.now() / 1000 };
    expect((await call(hook.path, mailgunCall(event))).status).toBe(403);
    expect(await shown(hook.id)).toMatchObject({ refusal: 'needs-signing-key', lastSeenAt: null });
    await api('patch', `/${hook.id}`, { signingKey: MAILGUN_KEY });
    expect(await shown(hook.id)).toMatchObject({ refusal: null, lastRefusedAt: null });
    const refused = await call(hook.path, mailgunCall(event, { key: 'a-key-of-eve' }));
    expect([refused.status, refused.body.detail]).toEqual([403, 'This call is not taken.']);
    expect(await shown(hook.id)).toMatchObject({ refusal: 'wrong-signature' });
    expect((await call(hook.path, plainCall(Buffer.from('no json')))).status).toBe(400);
    await act();
    expect([await storedEvents(), await statusOf(id)]).toEqual([[], 'active']);
    // Mailgun tries again: nothing is lost.
    expect((await call(hook.path, mailgunCall(event))).status).toBe(200);
    await act();
    expect(await statusOf(id)).toBe('complained');
  });

  test('that cannot be kept is answered with an error, so that the provider comes again', async () => {
    const hook = await makeHook({ provider: 'mailgun', signingKey: MAILGUN_KEY });
    const { id, email } = await makeReader();
    const told = mailgunCall({
      event: 'unsubscribed',
      recipient: email,
      id: 'x',
      timestamp: Date.now() / 1000,
    });
    await app.db.raw('alter table hook_events rename to elsewhere');
    expect((await call(hook.path, told)).status).toBe(500);
    await app.db.raw('alter table elsewhere rename to hook_events');
    expect((await call(hook.path, told)).status).toBe(200);
    await act();
    expect(await statusOf(id)).toBe('unsubscribed');
  });

  test('with a token of Mailgun’s that came with another body is a replay', async () => {
    const hook = await makeHook({ provider: 'mailgun', signingKey: MAILGUN_KEY });
    const [ida, eve] = [await makeReader(), await makeReader()];
    const proof = { at: Math.floor(Date.now() / 1000), token: randomBytes(25).toString('hex') };
    const about = ({ email }: { email: string }, event: string) =>
      mailgunCall({ event, recipient: email, id: event, timestamp: Date.now() / 1000 }, proof);
    const opened = about(ida, 'opened');
    expect((await call(hook.path, opened)).status).toBe(200);
    expect((await call(hook.path, opened)).status).toBe(200);
    expect((await call(hook.path, about(eve, 'complained'))).status).toBe(403);
    await act();
    expect(await statusOf(eve.id)).toBe('active');
    expect(await shown(hook.id)).toMatchObject({ refusal: 'replayed' });
  });

  test('with the key before the newest is taken for a day more', async () => {
    const hook = await makeHook({ provider: 'resend', signingKey: RESEND_KEY });
    const newer = `whsec_${randomBytes(24).toString('base64')}`;
    await api('patch', `/${hook.id}`, { signingKey: newer });
    const event = { type: 'email.delivered', data: { to: ['a@b.example'] } };
    for (const key of [newer, RESEND_KEY])
      expect((await call(hook.path, resendCall(event, { key }))).status).toBe(200);
    ahead = 25 * 3600 * 1000;
    const at = Math.floor(app.now().getTime() / 1000);
    expect((await call(hook.path, resendCall(event, { key: newer, at }))).status).toBe(200);
    expect((await call(hook.path, resendCall(event, { at }))).status).toBe(403);
    await api('patch', `/${hook.id}`, { signingKey: null });
    expect((await call(hook.path, resendCall(event, { key: newer, at }))).status).toBe(403);
    expect(await shown(hook.id)).toMatchObject({ refusal: 'needs-signing-key' });
  });

  test('of an event that nobody knows is taken, counted once, and shown; twenty kinds at most', async () => {
    const hook = await makeHook({ provider: 'sparkpost' });
    const event = (type: string, id = type) => ({
      msys: { message_event: { type, event_id: id, rcpt_to: 'a@b.example' } },
    });
    const strange = plainCall([
      event('levitation', '1'),
      event('levitation', '2'),
      event('<b>evaporation</b>'),
    ]);
    expect((await call(hook.path, strange)).status).toBe(200);
    expect((await call(hook.path, strange)).status).toBe(200);
    expect((await shown(hook.id)).unknownKinds).toEqual([
      { kind: 'levitation', count: 2, lastAt: expect.any(String) },
      { kind: 'bevaporation/b', count: 1, lastAt: expect.any(String) },
    ]);
    await call(hook.path, plainCall(Array.from({ length: 30 }, (_none, at) => event(`kind${at}`))));
    expect((await shown(hook.id)).unknownKinds).toHaveLength(20);
    const nobody = plainCall([{ msys: { message_event: { type: 'spam_complaint', event_id: 'n' } } }]);
    await call(hook.path, nobody);
    expect((await shown(hook.id)).unknownKinds).toContainEqual(
      expect.objectContaining({ kind: 'complaint without an address', count: 1 }),
    );
    expect(JSON.stringify(await storedEvents())).not.toContain('a@b.example');
  });

  test.each([
    ['larger than a megabyte', Buffer.alloc(1_100_000, ' '), 413],
    ['without a body', Buffer.alloc(0), 400],
    [
      'with texts that no database holds',
      Buffer.from(
        '{"RecordType":"Bounce","Type":"\\u0000\\ud800","Email":"a\\u0000@b.example","MessageID":"\\u0000"}',
      ),
      200,
    ],
    ['of an absurd depth', Buffer.from(`${'['.repeat(200_000)}${']'.repeat(200_000)}`), 200],
  ])('%s does no harm', async (_what, body, status) => {
    const hook = await makeHook({ provider: 'postmark' });
    expect((await call(hook.path, plainCall(body))).status).toBe(status);
    await act();
  });

  test('of Amazon SNS is believed with its certificate, fetched once, and only its own topic is confirmed', async () => {
    const hook = await makeHook({ provider: 'ses', topic: SNS_TOPIC });
    const { id, email } = await makeReader();
    const SubscribeURL = 'https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=t';
    const confirmation = { Type: 'SubscriptionConfirmation', Token: 't', SubscribeURL };
    const others = snsCall('Confirm', { ...confirmation, TopicArn: `${SNS_TOPIC}-of-eve` });
    expect((await call(hook.path, others)).status).toBe(403);
    expect(visited).toEqual([]);
    expect((await call(hook.path, snsCall('Confirm', confirmation))).status).toBe(200);
    const message = {
      eventType: 'Complaint',
      mail: { destination: [email], messageId: 'of-ses' },
      complaint: { feedbackId: 'f', complainedRecipients: [{ emailAddress: email }] },
    };
    // One event, told by two settings of SES, with both versions of the signature.
    for (const version of ['1', '2'])
      expect((await call(hook.path, snsCall(message, { version }))).status).toBe(200);
    expect(visited).toEqual([SNS_CERTIFICATE, SubscribeURL]);
    await act();
    expect(await statusOf(id)).toBe('complained');
    expect(await eventsOf(id)).toHaveLength(1);
    answerStatus = 500;
    expect((await call(hook.path, snsCall('Confirm', confirmation))).status).toBe(503);
  });

  test('of Azure is validated, by an event and by OPTIONS', async () => {
    const hook = await makeHook({ provider: 'azure' });
    const event = {
      eventType: 'Microsoft.EventGrid.SubscriptionValidationEvent',
      data: { validationCode: '512d38b6' },
    };
    expect((await call(hook.path, plainCall([event]))).body).toEqual({ validationResponse: '512d38b6' });
    const asked = await request(server)
      .options(hook.path)
      .set('WebHook-Request-Origin', 'eventgrid.azure.example');
    expect(asked.headers['webhook-allowed-origin']).toBe('eventgrid.azure.example');
    expect((await request(server).options('/hooks/azure/unknown')).status).toBe(404);
  });
});

describe('On the desk', () => {
  let cookie = '';
  beforeAll(async () => {
    cookie = await signInByPage(server, await makeUser(app, 'admin'));
  });
  const page = (path: string, language = 'en') =>
    request(server)
      .get(`/admin/${publication.slug}/settings${path}`)
      .set('Cookie', cookie)
      .set('Accept-Language', language);
  const post = (path: string, fields: object = {}) =>
    request(server)
      .post(`/admin/${publication.slug}/settings${path}`)
      .set('Cookie', cookie)
      .type('form')
      .send(fields);

  test('an admin makes an address, sets its key, sees what it told and what was refused, and removes it', async () => {
    const made = await post('/hooks', { provider: 'mailgun' });
    const here = /\/hooks\/\d+/.exec(made.headers['location'] ?? '')?.[0] ?? '';
    const fresh = (await page(here)).text;
    const path = new URL(/http:\/\/news\.example\.test\/hooks\/mailgun\/[\w-]{43}/.exec(fresh)?.[0] ?? '')
      .pathname;
    expect(fresh).toContain('Until then, every call is refused.');
    const wrong = await post(here, { signingKey: 'a key with blanks in it' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('aria-invalid="true"');
    expect(wrong.text).not.toContain('blanks in it');
    expect((await post(here, { signingKey: MAILGUN_KEY })).status).toBe(303);
    // Nothing typed: the key stays.
    await post(here, { signingKey: '' });
    const event = (name: string) => ({ event: name, id: name, timestamp: 1, recipient: 'a@b.example' });
    expect((await call(path, mailgunCall(event('levitated')))).status).toBe(200);
    expect((await call(path, mailgunCall(event('opened'), { key: 'another' }))).status).toBe(403);
    for (const shown of [(await page(here)).text, (await page('/hooks')).text]) {
      expect(shown).toContain('<code>levitated</code> (1 time');
      expect(shown).toContain('the signature does not fit the key');
      expect(shown).toContain(path);
      expect(shown).not.toContain(MAILGUN_KEY);
    }
    expect((await post(`${here}/remove`)).headers['location']).toContain('notice=hook-removed');
    expect((await page('/hooks')).text).not.toContain(path);
    expect((await page(here)).status).toBe(404);
  });

  test('a topic is set for Amazon SES, and a password is taken away again, in German, too', async () => {
    const ses = (await makeHook({ provider: 'ses' })).id;
    const wrong = await post(`/hooks/${ses}`, { topic: 'bounces' }).set('Accept-Language', 'de');
    expect([wrong.status, wrong.text.includes('Ein Topic sieht so aus')]).toEqual([422, true]);
    await post(`/hooks/${ses}`, { topic: SNS_TOPIC });
    expect((await page(`/hooks/${ses}`, 'de')).text).toContain(`value="${SNS_TOPIC}"`);
    const postmark = (await makeHook({ provider: 'postmark', signingKey: 'paper:round-the-clock' })).id;
    expect((await page(`/hooks/${postmark}`, 'de')).text).toContain('Schlüssel wegnehmen');
    await post(`/hooks/${postmark}/forget-key`);
    expect(await shown(postmark)).toMatchObject({ hasSigningKey: false });
  });
});

describe('What was told', () => {
  test('is acted on after whatever kept it from that: one that fails holds up no other', async () => {
    const hook = await makeHook({ provider: 'postmark' });
    const [ida, bob] = [await makeReader(), await makeReader()];
    await call(hook.path, postmarkBounce(ida.email));
    await call(hook.path, postmarkBounce(bob.email));
    await app.db.raw(
      `create function fail_for_ida() returns trigger language plpgsql as
       $$ begin if new.subscriber_id = ${ida.id} then raise exception 'not now'; end if; return new; end $$`,
    );
    await app.db.raw(
      'create trigger fail before insert on events for each row execute function fail_for_ida()',
    );
    await act();
    await app.db.raw('drop trigger fail on events');
    expect([await statusOf(ida.id), await statusOf(bob.id)]).toEqual(['active', 'bounced']);
    expect(app.logged.some((line) => line.includes('hook.event-failed'))).toBe(true);
    // Not at once again, but a minute later; the address may be gone by then.
    await api('delete', `/${hook.id}`);
    await act();
    expect(await statusOf(ida.id)).toBe('active');
    await app.db.raw(`update hook_events set due_at = due_at - interval '2 minutes' where fact is not null`);
    await act();
    expect(await statusOf(ida.id)).toBe('bounced');
  });

  test('is about the send whose Message-ID the provider tells, else about the last one that mailed the reader', async () => {
    const { sendId, ...scene } = await sendScene(app, 2);
    publication = scene.publication;
    await deliver(app);
    const [first, second] = await rows<{ message_id: string; envelope_to: string }>(
      app.db,
      'select message_id, envelope_to from mailbox order by id desc limit 2',
    );
    const later = await prepareSendOf(app, await makeArticle(app, publication));
    await deliver(app);
    const ses = await makeHook({ provider: 'ses', topic: SNS_TOPIC });
    const postmark = await makeHook({ provider: 'postmark' });
    const person = [{ emailAddress: first?.envelope_to }];
    const message = {
      eventType: 'Complaint',
      mail: { messageId: 'of-ses', headers: [{ name: 'Message-ID', value: first?.message_id }] },
      complaint: { feedbackId: 'of-a-send', complainedRecipients: person },
    };
    await call(ses.path, snsCall(message));
    await call(postmark.path, postmarkBounce(second?.envelope_to ?? ''));
    await act();
    const told = await rows<{ type: string; send_id: number }>(
      app.db,
      'select type, send_id from events where publication_id = ? order by type',
      [publication.id],
    );
    expect(told).toEqual([
      { type: 'bounce', send_id: later },
      { type: 'complaint', send_id: sendId },
    ]);
  });

  test('of somebody who is erased meanwhile is forgotten', async () => {
    const hook = await makeHook({ provider: 'postmark' });
    const { id, email } = await makeReader();
    await call(hook.path, postmarkBounce(email));
    await eraseReader(app, id, evidence);
    expect(JSON.stringify(await storedEvents())).not.toContain(email);
    expect(await shown(hook.id)).toMatchObject({ waiting: 0 });
  });

  test('is known for thirty days, a token for one; what waits is never purged', async () => {
    const hook = await makeHook({ provider: 'mailgun', signingKey: MAILGUN_KEY });
    await call(
      hook.path,
      mailgunCall({ event: 'complained', recipient: 'a@b.example', id: 'x', timestamp: 1 }),
    );
    const purgedAfter = async (interval: string) => {
      await app.db.raw(`update hook_events set forget_at = forget_at - cast(? as interval)`, [interval]);
      await purgeHookEvents(app.db);
      return (await storedEvents()).length;
    };
    expect(await purgedAfter('23 hours')).toBe(2);
    expect(await purgedAfter('2 hours')).toBe(1);
    expect(await purgedAfter('40 days')).toBe(1);
    await act();
    expect(await purgedAfter('0 days')).toBe(0);
  });
});
