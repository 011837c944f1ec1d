import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { confirm, markBounced, unsubscribe } from '../../../src/subscribers/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { peopleOfKinds } from '../../support/readers/kinds.ts';
import { sendNoticeTo } from '../../support/mail/notices.ts';
import {
  chooseRhythm,
  codeIn,
  evidence,
  mailsTo,
  makeConsenting,
  makePending,
  otherCode,
  statusOf,
} from '../../support/readers/readers.ts';

const app = await createTestApp();
const server = createServer(app);
const gazette = await makePublication(app, {
  slug: 'gazette',
  topics: [{ slug: 'sport', name: 'Sport' }],
});

const enter = (fields: object) => request(server).post('/gazette/confirm-code').send(fields);
const enterForm = (fields: object) => request(server).post('/gazette/confirm-code').type('form').send(fields);
/** As the hosted page does. */
const signUpOnPage = async (email: string, fields: object = {}) => {
  const sent = await request(server)
    .post('/gazette/subscribe')
    .type('form')
    .send({ email, ticket: '1', ...fields });
  const location = sent.headers['location'] ?? '';
  return { location, ticket: new URLSearchParams(location.split('?')[1]).get('ticket') ?? '' };
};
const subscriberId = async (email: string) =>
  Number((await app.db('subscribers').where({ email }).first('id'))?.id ?? 0);
const codeOf = async (email: string, kind = 'confirmation') => {
  await sendNoticeTo(app, kind, await subscriberId(email));
  return codeIn((await mailsTo(app, email)).at(-1) ?? '');
};

describe('A code as JSON', () => {
  test('confirms on any site, and says what is set', async () => {
    const { code } = await makePending(app, gazette, 'json@example.org');
    const answer = await enter({ email: 'json@example.org', code }).set(
      'Origin',
      'https://elsewhere.example',
    );
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        status: 'active',
        rhythm: 'each',
        nextMailAt: null,
        preferencesUrl: expect.stringContaining('/preferences/'),
        rhythmUrl: expect.stringContaining('/rhythm/'),
        says: {
          heading: 'Welcome! You are subscribed.',
          lines: [{ text: 'The first mail comes with the next article.' }],
          facts: [
            ['How often', 'With a mail for each article'],
            ['Topics', 'Everything'],
            ['Sent to', 'json@example.org'],
          ],
          choices: { label: 'See all choices', url: expect.stringContaining('/preferences/') },
        },
      },
    ]);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect((await request(server).get(new URL(answer.body.preferencesUrl).pathname)).status).toBe(200);
  });

  test.each([
    ['482 915', (code: string) => `${code.slice(0, 3)} ${code.slice(3)}`],
    ['482-915', (code: string) => `${code.slice(0, 3)}-${code.slice(3)}`],
    ['full-width digits', (code: string) => inScript(code, 0xff10)],
    ['Arabic-Indic digits', (code: string) => inScript(code, 0x660)],
    ['Persian digits', (code: string) => ` \u200f${inScript(code, 0x6f0)} `],
    ['a no-break space', (code: string) => `${code.slice(0, 3)}\u00a0${code.slice(3)}`],
    ['a number', (code: string) => Number(code)],
  ])('is taken as people type it: %s', async (kind, written) => {
    const email = `${kind.replaceAll(/\W/g, '-')}@written.example`;
    const { code } = await makePending(app, gazette, email);
    expect((await enter({ email, code: written(code) })).body).toMatchObject({ status: 'active' });
  });

  const inScript = (code: string, zero: number) =>
    code.replaceAll(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));

  test('that is wrong is a problem document that names the field, five times; then the right one is wrong, too', async () => {
    const { id, code, token } = await makePending(app, gazette, 'wrong@example.org');
    for (let count = 0; count < 5; count += 1) {
      const answer = await enter({ email: 'wrong@example.org', code: otherCode(code) });
      expect([answer.status, answer.type]).toEqual([422, 'application/problem+json']);
      expect(answer.body.errors).toEqual([
        { field: 'code', message: expect.stringContaining('not the code') },
      ]);
    }
    expect((await enter({ email: 'wrong@example.org', code })).status).toBe(422);
    expect(await statusOf(app, id)).toBe('pending');
    expect((await request(server).post(`/confirm/${token}`)).status).toBe(303);
    expect(await statusOf(app, id)).toBe('active');
  });

  test.each([
    [{}, ['code', 'email']],
    [{ email: 'a@example.org' }, ['code']],
    [{ email: 'a@example.org', code: '48291' }, ['code']],
    [{ email: 'a@example.org', code: 'abcdef' }, ['code']],
    [{ email: 'a@example.org', code: 482915 }, ['code']],
    [{ email: 'nonsense', code: '482915' }, ['email']],
    [{ email: 'a@example.org', code: '4'.repeat(500) }, ['code']],
  ])('with %j names the field', async (body, fields) => {
    const answer = await enter(body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map(({ field }: { field: string }) => field)).toEqual(fields);
  });

  test('that was typed a hundred times and more is a problem of its network (BOMB-02)', async () => {
    const proxied = await createTestApp({ TRUST_PROXY: 'loopback' });
    await makePublication(proxied, { slug: 'gazette' });
    const web = createServer(proxied);
    const guess = (ip: string, count: number) =>
      request(web)
        .post('/gazette/confirm-code')
        .set('X-Forwarded-For', ip)
        .send({ email: `guess${count}@example.org`, code: '123456' });
    const statuses = new Set<number>();
    for (let count = 0; count < 300; count += 1) statuses.add((await guess('192.0.2.7', count)).status);
    expect([...statuses]).toEqual([422]);
    const refused = await guess('192.0.2.7', 300);
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, expect.stringMatching(/^\d+$/)]);
    expect((await guess('198.51.100.7', 301)).status).toBe(422);
  });

  test('proves the address of a reader, and tells them how mail comes today', async () => {
    const { id } = await makeConsenting(app, gazette, 'reader@example.org');
    await chooseRhythm(app, gazette, id, 'weekly');
    await request(server).post('/gazette/subscribe').send({ email: 'reader@example.org', rhythm: 'daily' });
    const code = await codeOf('reader@example.org', 'already-subscribed');
    const { body } = await enter({ email: 'reader@example.org', code });
    expect(body).toMatchObject({ status: 'active', already: true, rhythm: 'weekly' });
    expect(new Date(body.nextMailAt).getTime()).toBeGreaterThan(Date.now());
  });
});

describe('A wrong code tells nothing of the address (ENU-01)', () => {
  /** The bench `enumeration` asks 200 of each, and how long each takes. */
  const SAMPLES = 40;
  /** Of states that only we tell apart. */
  const FEW = 10;
  const KINDS = {
    new: SAMPLES,
    pending: SAMPLES,
    active: SAMPLES,
    unsubscribed: SAMPLES,
    suppressed: SAMPLES,
    told: FEW,
    bounced: FEW,
    spent: FEW,
  };
  const people = peopleOfKinds(KINDS, 'codes.example');

  test(`${SAMPLES} addresses of every kind get the same bytes for the same statements`, async () => {
    await makeKinds();
    const seen = new Set<string>();
    const work = new Map<string, string>();
    let statements: string[] = [];
    const note = ({ sql }: { sql: string }) => statements.push(sql);
    app.db.on('query', note);
    for (const { kind, email } of people) {
      statements = [];
      const answer = await enter({ email, code: '000000' });
      const { 'x-request-id': _id, date: _date, ...headers } = answer.headers as Record<string, string>;
      seen.add(JSON.stringify([answer.status, answer.text, headers]));
      // The job queue reads its settings anew once a minute, whoever asks then.
      const did = statements.join('\n');
      const before = work.get(kind);
      if (before === undefined || did.length < before.length) work.set(kind, did);
    }
    app.db.off('query', note);
    expect(seen.size).toBe(1);
    expect([...work.keys()].sort()).toEqual(Object.keys(KINDS).sort());
    expect(new Set(work.values()).size).toBe(1);
  });

  async function makeKinds(): Promise<void> {
    for (const { kind, email } of people) {
      if (kind === 'new') continue;
      if (kind === 'active' || kind === 'unsubscribed') {
        const { id } = await makeConsenting(app, gazette, email);
        if (kind === 'unsubscribed') await unsubscribe(app, { subscriberId: id, sendId: 0 }, evidence);
        continue;
      }
      if (kind === 'suppressed') {
        await app.db.raw("insert into suppressions (address_hash, reason) values (?, 'complained')", [
          app.keys.addressHashes(email)[0],
        ]);
        continue;
      }
      const { id, token, code } = await makePending(app, gazette, email);
      if (kind === 'told') await confirm(app, token, evidence);
      if (kind === 'told') {
        await request(server).post('/gazette/subscribe').send({ email });
        await codeOf(email, 'already-subscribed');
      }
      if (kind === 'bounced') await markBounced(app, gazette.id, [id], '550 5.1.1 No such user');
      const spent = kind === 'spent' ? 6 : 0;
      for (let count = 0; count < spent; count += 1) await enter({ email, code: otherCode(code) });
    }
  }
});

describe('The page that waits for the code', () => {
  test('names the address that was typed, and takes its code without naming it again', async () => {
    const { location } = await signUpOnPage('Page@example.org', { rhythm: 'weekly' });
    expect(location).not.toContain('example.org');
    const page = await request(server).get(location);
    expect(page.text).toContain('Page@example.org');
    const ticket = /name="ticket" value="([^"]+)"/.exec(page.text)?.[1];
    const code = await codeOf('page@example.org');
    const answer = await enterForm({ ticket, code });
    expect([answer.status, answer.headers['location']]).toEqual([
      303,
      expect.stringMatching(/^\/gazette\/subscribed\/[\w-]+$/),
    ]);
    const done = await request(server).get(answer.headers['location'] ?? '');
    expect(done.text).toContain('Welcome! You are subscribed.');
    expect(done.text).toContain('<dt>How often</dt><dd><bdi>Once a week, ');
    expect(done.text).not.toContain('Page@example.org');
  });

  test('asks for the address where it does not know it', async () => {
    const page = await request(server).get('/gazette/check-inbox');
    expect(page.text).toContain('name="email"');
    const { code } = await makePending(app, gazette, 'untold@example.org');
    expect((await enterForm({ email: 'untold@example.org', code })).status).toBe(303);
  });

  test('says after a wrong code how many tries are left, keeps what was typed, and offers a new code after five', async () => {
    const { ticket } = await signUpOnPage('tries@example.org');
    const code = await codeOf('tries@example.org');
    const wrong = otherCode(code);
    const first = await enterForm({ ticket, code: wrong, wrong: '0' });
    expect(first.status).toBe(422);
    expect(first.text).toContain('4 tries left');
    expect(first.text).toContain(`value="${wrong}"`);
    expect((await enterForm({ ticket, code: wrong, wrong: '3' })).text).toContain('One try left');
    const last = await enterForm({ ticket, code: wrong, wrong: '4' });
    expect(last.text).toContain('Send a new code');
    expect(last.text).not.toContain('name="code"');
    expect((await enterForm({ ticket, code: '12', wrong: '0' })).text).toContain('A code has six digits.');
  });

  test('sends the mail again with what was chosen, and comes back to itself', async () => {
    const { ticket } = await signUpOnPage('resend@example.org', { topics: 'sport', rhythm: 'weekly' });
    const again = await request(server).post('/gazette/send-again').type('form').send({ ticket });
    expect(again.headers['location']).toMatch(/^\/gazette\/check-inbox\?ticket=/);
    const code = await codeOf('resend@example.org');
    await enterForm({ ticket, code });
    const reader = await app.db('subscribers').where({ email: 'resend@example.org' }).first();
    expect(reader).toMatchObject({ status: 'active', rhythm: 'weekly', topic_ids: [expect.anything()] });
  });

  test('offers a reader what they just chose, and changes nothing by itself', async () => {
    const { id } = await makeConsenting(app, gazette, 'twice@example.org');
    await chooseRhythm(app, gazette, id, 'daily');
    const { ticket } = await signUpOnPage('twice@example.org', { rhythm: 'weekly' });
    const code = await codeOf('twice@example.org', 'already-subscribed');
    const answer = await enterForm({ ticket, code });
    const page = await request(server).get(answer.headers['location'] ?? '');
    expect(page.text).toContain('You are on the list already');
    expect(page.text).toMatch(/Just now you chose <strong><bdi>once a week/);
    const action = /action="(\/rhythm\/[^"]+)"/.exec(page.text)?.[1] ?? '';
    expect(await app.db('subscribers').where({ id }).first('rhythm')).toEqual({ rhythm: 'daily' });
    await request(server).post(action).type('form').send({ rhythm: 'weekly' });
    expect(await app.db('subscribers').where({ id }).first('rhythm')).toEqual({ rhythm: 'weekly' });
  });

  test('works in a frame on other sites up to its end', async () => {
    const { location, ticket } = await signUpOnPage('frame@example.org', { frame: '1' });
    expect(location).toMatch(/^\/gazette\/embed\/check-inbox\?ticket=/);
    const code = await codeOf('frame@example.org');
    const wrong = await enterForm({ ticket, code: otherCode(code), frame: '1' });
    const right = await enterForm({ ticket, code, frame: '1' });
    const done = await request(server).get(right.headers['location'] ?? '');
    for (const page of [await request(server).get(location), wrong, done]) {
      expect(page.headers['content-security-policy']).toContain('frame-ancestors *');
    }
    expect(right.headers['location']).toContain('/gazette/embed/subscribed/');
  });

  test('is opened by a ticket of this newsletter and this day only', async () => {
    await makePublication(app, { slug: 'courier' });
    const { ticket } = await signUpOnPage('ticket@example.org');
    const query = `ticket=${encodeURIComponent(ticket)}`;
    expect((await request(server).get(`/gazette/check-inbox?${query}`)).text).toContain('ticket@');
    expect((await request(server).get(`/courier/check-inbox?${query}`)).text).not.toContain('ticket@');
    const tomorrow = createServer({ ...app, now: () => new Date(Date.now() + 25 * 3600_000) });
    expect((await request(tomorrow).get(`/gazette/check-inbox?${query}`)).text).not.toContain('ticket@');
    for (const forged of ['x', 'v1.0.0', `${ticket}x`, ticket.replace(/.$/, '_'), '%00', 'v1..'])
      expect((await request(server).get(`/gazette/check-inbox?ticket=${forged}`)).status).toBe(200);
  });
});

describe('A mail that came back', () => {
  test('is told to the browser that signed up, with the address to mend', async () => {
    const { location, ticket } = await signUpOnPage('mistyped@example.org', { rhythm: 'weekly' });
    const state = () => request(server).get('/gazette/sign-up-state').query({ ticket });
    expect((await state()).body).toEqual({ state: 'waiting' });
    await bounce('mistyped@example.org');
    const answer = await state();
    expect(answer.body).toEqual({ state: 'bounced' });
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    const page = await request(server).get(location);
    expect(page.text).toContain('That address bounced our mail');
    expect(page.text).toContain('value="mistyped@example.org"');
    expect(page.text).toMatch(/value="weekly" checked/);
  });

  test('is all that is told: readers, people who blocked us and strangers wait alike', async () => {
    await makeConsenting(app, gazette, 'state-reader@example.org');
    await app.db.raw("insert into suppressions (address_hash, reason) values (?, 'never-again')", [
      app.keys.addressHashes('state-barred@example.org')[0],
    ]);
    const { id, token } = await makePending(app, gazette, 'state-confirmed@example.org');
    await confirm(app, token, evidence);
    for (const who of ['reader', 'barred', 'confirmed', 'stranger']) {
      const { ticket } = await signUpOnPage(`state-${who}@example.org`);
      const answer = await request(server).get('/gazette/sign-up-state').query({ ticket });
      expect(answer.body).toEqual({ state: 'waiting' });
    }
    expect(await statusOf(app, id)).toBe('active');
  });

  test('is told to nobody without a ticket', async () => {
    await makePending(app, gazette, 'secret@example.org');
    await bounce('secret@example.org');
    for (const query of [{}, { ticket: 'x' }, { email: 'secret@example.org' }])
      expect(await request(server).get('/gazette/sign-up-state').query(query)).toMatchObject({
        status: 404,
        type: 'application/problem+json',
      });
  });

  async function bounce(email: string): Promise<void> {
    const id = await subscriberId(email);
    await app.db.raw("update notices set state = 'refused' where subscriber_id = ?", [id]);
    await markBounced(app, gazette.id, [id], '550 5.1.1 No such user');
  }
});

test('A sign-up by a program gets a ticket only when it asks for one: all others get the same bytes', async () => {
  const asked = await request(server)
    .post('/gazette/subscribe')
    .send({ email: 'asks@example.org', ticket: true });
  expect(asked.body).toEqual({
    status: 'check-your-inbox',
    ticket: expect.stringMatching(/^v1\./),
    address: 'asks@example.org',
  });
  const plain = await request(server).post('/gazette/subscribe').send({ email: 'plain@example.org' });
  expect(plain.text).toBe('{"status":"check-your-inbox"}');
});
