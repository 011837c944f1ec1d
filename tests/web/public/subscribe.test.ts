import { gzipSync } from 'node:zlib';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { rows } from '../../../src/platform/database.ts';
import { confirm, markBounced, signUp, unsubscribe } from '../../../src/subscribers/index.ts';
import { makeStamp } from '../../../src/web/public/subscribe/form-stamp.ts';
import { networkOf, networksOf } from '../../../src/platform/fetch/network.ts';
import { findPublication, updatePublication } from '../../../src/publications/index.ts';
import { createRateLimit } from '../../../src/platform/rate-limit.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp, type TestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { peopleOfKinds } from '../../support/readers/kinds.ts';
import { evidence, mailsTo, makeConsenting, makePending, signUpOf } from '../../support/readers/readers.ts';

const app = await createTestApp();
const server = createServer(app);
const gazette = await makePublication(app, {
  slug: 'gazette',
  topics: [
    { slug: 'sport', name: 'Sport' },
    { slug: 'arts', name: 'Arts & <Culture>' },
  ],
});
await makePublication(app, { slug: 'plain', consentText: 'I want the Plain News.' });

const postForm = (fields: Record<string, unknown>, slug = 'gazette') =>
  request(server).post(`/${slug}/subscribe`).type('form').send(fields);
const postJson = (fields: object) => request(server).post('/gazette/subscribe').send(fields);
const subscriberWith = async (email: string) =>
  (
    await rows<{ status: string; topics: string[]; source: string; name: string }>(
      app.db,
      `select status, name, source, array(select slug from topics where id = any(topic_ids) order by 1) as topics
       from subscribers where email = ?`,
      [email],
    )
  )[0];

describe('A plain HTML form on any site', () => {
  test('asks the database for the newsletter and its topics once, also when it is shown again with a fault', async () => {
    const asked: string[] = [];
    const look = ({ sql }: { sql: string }) => asked.push(sql);
    app.db.on('query', look);
    const answer = await postForm({ email: 'no address' });
    app.db.off('query', look);
    expect(answer.status).toBe(422);
    const count = (table: string) => asked.filter((sql) => sql.includes(`from ${table}`)).length;
    expect([count('publications'), count('topics')]).toEqual([1, 1]);
  });

  test('is answered by 303 to a page that says what to do', async () => {
    const answer = await postForm({
      email: 'form@example.org',
      name: 'Ada',
      topics: ['sport', 'arts'],
      utm: 'x',
    }).set('Referer', 'https://gazette.example/a-story');
    expect(answer.status).toBe(303);
    expect(answer.headers['location']).toBe('/gazette/check-inbox');
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(await subscriberWith('form@example.org')).toEqual({
      status: 'pending',
      name: 'Ada',
      topics: ['arts', 'sport'],
      source: 'https://gazette.example/a-story',
    });
    const page = await request(server).get('/gazette/check-inbox');
    expect(page.status).toBe(200);
    expect(page.text).toContain('Check your inbox');
  });

  test('may be sent as multipart/form-data, by a form or by a script with FormData', async () => {
    const answer = await request(server)
      .post('/gazette/subscribe')
      .field('email', 'multipart@example.org')
      .field('topics', 'sport')
      .field('topics', 'arts')
      .attach('picture', Buffer.from('GIF89a'), 'picture.gif');
    expect([answer.status, answer.headers['location']]).toEqual([303, '/gazette/check-inbox']);
    expect(await subscriberWith('multipart@example.org')).toMatchObject({ topics: ['arts', 'sport'] });
    const json = await request(server)
      .post('/gazette/subscribe')
      .set('Accept', 'application/json')
      .field('email', 'formdata@example.org');
    expect([json.status, json.body]).toEqual([202, { status: 'check-your-inbox' }]);
  });

  test.each([
    ['without a boundary', 'multipart/form-data', '--x\r\n'],
    [
      'that breaks off',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="email"\r\n\r\nada@',
    ],
    ['with nonsense in it', 'multipart/form-data; boundary=x', 'nonsense'],
  ])('a multipart form %s is answered by a page, and the server lives on', async (_what, type, body) => {
    const answer = await request(server).post('/gazette/subscribe').set('Content-Type', type).send(body);
    expect([400, 422]).toContain(answer.status);
    expect(answer.type).toBe('text/html');
    expect((await request(server).get('/gazette')).status).toBe(200);
  });

  test('takes an address as it was pasted', async () => {
    const answer = await postForm({ email: ' \u202a“Pasted@example.org”,\u200b ' });
    expect(answer.status).toBe(303);
    expect(await subscriberWith('pasted@example.org')).toBeDefined();
  });

  test.each([
    'Asia/Kolkata',
    'Asia/Calcutta',
    'Europe/Kyiv',
    'Europe/Kiev',
    'America/Argentina/Buenos_Aires',
    'US/Pacific',
    'Etc/GMT+5',
    'UTC',
    'GMT',
  ])('takes the time zone %s, and keeps the name as it was given (TIM-02)', async (timeZone) => {
    const email = `${timeZone.replaceAll(/\W/g, '-').toLowerCase()}@zones.example`;
    expect((await postJson({ email, timeZone })).status).toBe(202);
    expect(await rows(app.db, 'select time_zone from subscribers where email = ?', [email])).toEqual([
      { time_zone: timeZone },
    ]);
  });

  test.each(['+02:00', 'utc+2', 'Mars/Phobos'])('%j is no time zone (TIM-02)', async (timeZone) => {
    expect((await postJson({ email: 'zone@example.org', timeZone })).status).toBe(422);
  });

  test.each([
    ['empty fields', { name: '', topics: '', timeZone: '', rhythm: '', source: '' }],
    ['a long source with line breaks', { source: `a\n${'x'.repeat(2000)}` }],
    ['fields that come twice', { email: ['', 'EMAIL', 'EMAIL'], name: ['', 'Ada'] }],
  ])('is not lost for what the reader cannot mend: %s', async (what, fields) => {
    const email = `${what.replaceAll(/\W/g, '-')}@mend.example`;
    const filled = { email, ...JSON.parse(JSON.stringify(fields).replaceAll('EMAIL', email)) };
    expect((await postForm(filled)).status).toBe(303);
    expect(await subscriberWith(email)).toMatchObject({ topics: [] });
    expect((await postJson({ ...filled, name: null, topics: null })).status).toBe(202);
  });

  test('with one topic ticked takes that one', async () => {
    await postForm({ email: 'one@example.org', topics: 'sport' });
    expect((await subscriberWith('one@example.org'))?.topics).toEqual(['sport']);
  });

  test.each([
    ['', 'Please enter your email address.'],
    ['nonsense', 'Please enter a valid email address'],
    ['a@b', 'Please enter a valid email address'],
    ['x@example.org, y@example.org', 'Please enter a valid email address'],
  ])('with the address %j shows the page again, with the value and a message', async (email, message) => {
    const answer = await postForm({ email, topics: ['arts'] });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(message);
    expect(answer.text).toContain(email === '' ? ' value ' : ` value="${email}"`);
    expect(answer.text).toMatch(/value="arts" checked/);
    expect(answer.text).toContain('aria-invalid="true"');
  });

  test('shows what was typed as text, never as markup', async () => {
    const answer = await postForm({ email: '"><script>alert(1)</script>' });
    expect(answer.text).not.toContain('<script>alert');
  });

  test('with a rhythm or a topic that is not offered says so', async () => {
    expect((await postForm({ email: 'a@example.org', rhythm: 'hourly' })).text).toContain(
      'The rhythm must be each, daily or weekly.',
    );
    expect((await postForm({ email: 'a@example.org', topics: 'gossip' })).text).toContain(
      'There is no such topic here.',
    );
  });

  test('for a publication that does not exist is a 404 page', async () => {
    const answer = await postForm({ email: 'a@example.org' }, 'nowhere');
    expect(answer.status).toBe(404);
    expect(answer.type).toBe('text/html');
  });
});

describe('A sign-up as JSON', () => {
  test('is answered by 202 on any site', async () => {
    const answer = await postJson({ email: 'json@example.org', topics: ['sport'], source: 'app' }).set(
      'Origin',
      'https://elsewhere.example',
    );
    expect(answer.status).toBe(202);
    expect(answer.body).toEqual({ status: 'check-your-inbox' });
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
    expect(await subscriberWith('json@example.org')).toMatchObject({ topics: ['sport'], source: 'app' });
  });

  test('may be asked for by a preflight', async () => {
    const answer = await request(server)
      .options('/gazette/subscribe')
      .set('Origin', 'https://elsewhere.example');
    expect(answer.status).toBe(204);
    expect(answer.headers['access-control-allow-headers']).toBe('Content-Type');
    const elsewhere = await request(server).get('/gazette').set('Origin', 'https://elsewhere.example');
    expect(elsewhere.headers['access-control-allow-origin']).toBeUndefined();
  });

  test.each([
    [{}, 'email'],
    [{ email: 5 }, 'email'],
    [{ email: 'nonsense' }, 'email'],
    [{ email: 'a@example.org', rhythm: 'hourly' }, 'rhythm'],
    [{ email: 'a@example.org', timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ email: 'a@example.org', language: 'not a tag' }, 'language'],
    [{ email: 'a@example.org', topics: ['gossip'] }, 'topics.0'],
    [{ email: 'a@example.org', name: 'x\r\nBcc: y' }, 'name'],
  ])('with %j is a problem document that names the field', async (body, field) => {
    const answer = await postJson(body);
    expect(answer.status).toBe(422);
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body.errors).toEqual([{ field, message: expect.stringMatching(/\.$/) }]);
  });

  test('that is larger than 100 kB or broken is refused', async () => {
    expect((await postJson({ email: 'a@example.org', name: 'x'.repeat(110_000) })).status).toBe(413);
    const broken = await request(server).post('/gazette/subscribe').type('json').send('{"email"');
    expect([broken.status, broken.type, broken.body.detail]).toEqual([
      400,
      'application/problem+json',
      'The body is not valid JSON.',
    ]);
  });

  test('with a domain that looks mistyped gets a suggestion, and the address as typed (ADR-06)', async () => {
    const answer = await postJson({ email: 'ada@gmial.com' });
    expect(answer.body).toEqual({ status: 'check-your-inbox', didYouMean: 'gmail.com' });
    expect(await subscriberWith('ada@gmial.com')).toBeDefined();
    const form = await postForm({ email: 'bob@gmial.com' });
    expect((await request(server).get(form.headers['location'] ?? '')).text).toContain('gmail.com');
    expect((await request(server).get('/gazette/check-inbox?typed=evil.example')).text).not.toContain('evil');
  });
});

describe('The answer tells nothing of the address (ENU-01)', () => {
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
    capped: FEW,
    bounced: FEW,
    refused: FEW,
  };
  type Kind = keyof typeof KINDS;
  const people = peopleOfKinds(KINDS, 'example.org');

  test(`${SAMPLES} addresses of every kind get the same bytes for the same work`, async () => {
    await makeKinds();
    const seen = new Map<string, Set<string>>();
    const work = new Map<string, Set<number>>();
    let statements = 0;
    const count = () => (statements += 1);
    app.db.on('query', count);
    for (const { kind, email } of people) {
      statements = 0;
      const answer = await postForm({ email });
      const { 'x-request-id': _id, date: _date, ...headers } = answer.headers as Record<string, string>;
      seen.set(
        kind,
        (seen.get(kind) ?? new Set()).add(JSON.stringify([answer.status, answer.text, headers])),
      );
      work.set(kind, (work.get(kind) ?? new Set()).add(statements));
    }
    app.db.off('query', count);
    expect([...seen.keys()].sort()).toEqual(Object.keys(KINDS).sort());
    expect(new Set([...seen.values()].flatMap((answers) => [...answers])).size).toBe(1);
    // The job queue reads its settings anew once a minute, whoever asks then.
    expect(new Set([...work.values()].map((counts) => Math.min(...counts))).size).toBe(1);
  });

  async function makeKinds(): Promise<void> {
    const ofKind = (...kinds: Kind[]) =>
      people.filter(({ kind }) => kinds.includes(kind)).map(({ email }) => email);
    for (const email of ofKind('pending')) await signUp(app, gazette, signUpOf(email));
    for (const email of ofKind('active', 'unsubscribed')) {
      const { id } = await makeConsenting(app, gazette, email);
      if (email.startsWith('un')) await unsubscribe(app, { subscriberId: id, sendId: 0 }, evidence);
    }
    for (const email of ofKind('capped', 'bounced', 'refused')) {
      const { id, token } = await makePending(app, gazette, email);
      if (email.startsWith('bounced')) await confirm(app, token, evidence);
      if (!email.startsWith('capped')) await markBounced(app, gazette.id, [id], '550 5.1.1 No such user');
    }
    const hashes = (selected: string[]) => selected.map((email) => app.keys.addressHashes(email)[0]);
    await app.db.raw(
      "insert into suppressions (address_hash, reason) select unnest(?::bytea[]), 'complained'",
      [hashes(ofKind('suppressed'))],
    );
    const capped = ofKind('capped').map((email) => app.keys.derive('abuse', email));
    await app.db.raw(
      "update confirmation_requests set at = now() - interval '1 hour' where not abuse_hash = any(?::bytea[])",
      [capped],
    );
  }
});

describe('Programs and floods', () => {
  test('a filled-in trap gets the usual answer and no mail (BOMB-03)', async () => {
    const answer = await postForm({ email: 'robot@example.org', leave_this_empty: 'http://spam.example' });
    expect([answer.status, answer.headers['location']]).toEqual([303, '/gazette/check-inbox']);
    expect(await subscriberWith('robot@example.org')).toBeUndefined();
  });

  async function behindProxy() {
    const proxied = await createTestApp({ TRUST_PROXY: 'loopback' });
    await makePublication(proxied, { slug: 'gazette' });
    const web = createServer(proxied);
    let serial = 0;
    const visit = (ip: string, fields: object = {}) => {
      serial += 1;
      return request(web)
        .post('/gazette/subscribe')
        .set('X-Forwarded-For', ip)
        .send({ email: `visitor${serial}@example.org`, ...fields });
    };
    return { proxied, visit };
  }
  const mailing = async (of: TestApp) => {
    const [row] = await rows(
      of.db,
      `select count(*) filter (where waits_for is null) as leaving,
              count(*) filter (where waits_for = 'network') as waiting
         from notices n left join sign_up_waits w on w.notice_id = n.id`,
    );
    return row;
  };

  test('one network gets five mails an hour; the sixth gets the same answer, and its mail waits (BOMB-02)', async () => {
    const { proxied, visit } = await behindProxy();
    for (let step = 0; step < 7; step += 1) {
      const answer = await visit(`2001:db8:1:2::${step + 1}`);
      expect([answer.status, answer.body]).toEqual([202, { status: 'check-your-inbox' }]);
    }
    expect(await mailing(proxied)).toEqual({ leaving: 5, waiting: 2 });
    await visit('2001:db8:1:3::1');
    expect(await mailing(proxied)).toEqual({ leaving: 6, waiting: 2 });
    const kept = await rows<{ key: string }>(proxied.db, 'select key from rate_limits');
    expect(JSON.stringify(kept)).not.toContain('2001');
  });

  test('a form that the browser filled in, or that stood open for days, costs nothing; a forged time-stamp makes its network wait longer (BOMB-03)', async () => {
    const { proxied, visit } = await behindProxy();
    const madeAgo = (ms: number) => makeStamp({ ...proxied, now: () => new Date(Date.now() - ms) });
    for (const ms of [0, 5000, 5000, 3 * 24 * 3600_000, 0]) await visit('192.0.2.8', { stamp: madeAgo(ms) });
    expect(await mailing(proxied)).toEqual({ leaving: 5, waiting: 0 });
    await visit('192.0.2.7', { stamp: 'forged.stamp' });
    await visit('192.0.2.7', { stamp: 'forged.stamp' });
    await visit('192.0.2.7', { stamp: madeAgo(5000) });
    expect(await mailing(proxied)).toEqual({ leaving: 7, waiting: 1 });
  });

  test('a network that sends hundreds an hour is told to wait, whatever the address', async () => {
    const { proxied, visit } = await behindProxy();
    const limit = createRateLimit(proxied.db, { name: 'sign-up-hour', tries: 300, seconds: 3600 });
    const key = proxied.keys.derive('ip', '192.0.2.9').subarray(0, 16).toString('base64url');
    await limit.take(key, 300);
    const answer = await visit('192.0.2.9');
    expect([answer.status, answer.body.code]).toEqual([429, 'too-many']);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(3000);
    const page = await visit('192.0.2.9').set('Accept', 'text/html').type('form');
    expect([page.status, page.type]).toEqual([429, 'text/html']);
    // Where mail is taken, it works by mail meanwhile.
    const inboundSmtp = { protocol: 'smtp', host: '127.0.0.1', port: 25 } as const;
    const taking = createServer({ ...proxied, config: { ...proxied.config, inboundSmtp } });
    const told = await request(taking)
      .post('/gazette/subscribe')
      .set('X-Forwarded-For', '192.0.2.9')
      .send({ email: 'sent-away@example.org' });
    expect(told.body.detail).toContain('send an empty email to subscribe+gazette@gazette.example');
    expect([answer.body.detail, page.text].join()).not.toContain('subscribe+');
    // A link that has expired asks for a mail, too.
    const again = (ip: string) =>
      request(createServer(proxied)).post('/confirm/expired/resend').set('X-Forwarded-For', ip);
    expect([(await again('192.0.2.9')).status, (await again('192.0.2.10')).status]).toEqual([429, 404]);
    expect((await visit('192.0.2.10')).status).toBe(202);
  });

  test('a /48 that gives each sign-up a network of its own is told to wait, and refusals of one network use up nobody else’s', async () => {
    const { proxied, visit } = await behindProxy();
    const hashOf = (name: string | undefined) =>
      proxied.keys.derive('ip', String(name)).subarray(0, 16).toString('base64url');
    const limit = createRateLimit(proxied.db, { name: 'sign-up-hour-block', tries: 1200, seconds: 3600 });
    await limit.take(hashOf(networksOf('2001:db8:9::1')?.block), 1200);
    expect((await visit('2001:db8:9:77::1')).status).toBe(429);
    expect((await visit('2001:db8:a:77::1')).status).toBe(202);
    const narrow = createRateLimit(proxied.db, { name: 'sign-up-hour', tries: 300, seconds: 3600 });
    await narrow.take(hashOf('192.0.2.20'), 300);
    await limit.take(hashOf(networksOf('192.0.2.20')?.block), 1198);
    for (let n = 0; n < 3; n += 1) expect((await visit('192.0.2.20')).status).toBe(429);
    expect((await visit('192.0.2.21')).status).toBe(202);
  });

  test('a forwarded address counts only when a configured proxy says it (BOMB-05)', async () => {
    await postForm({ email: 'spoof@example.org' }).set('X-Forwarded-For', '203.0.113.9');
    const [row] = await rows<{ ip: string }>(
      app.db,
      "select ip from consent_records r join subscribers s on s.id = r.subscriber_id where email = 'spoof@example.org'",
    );
    expect(row?.ip).toContain('127.0.0.1');
  });

  test('networks are single IPv4 addresses and /64 blocks of IPv6, and the /24, /56 and /48 around them', () => {
    expect(networkOf('::ffff:192.0.2.1')).toBe(networkOf('192.0.2.1'));
    expect(networkOf('2001:db8::1')).toBe(networkOf('2001:db8::ffff:ffff'));
    expect(networkOf('2001:db8::1')).not.toBe(networkOf('2001:db8:0:1::1'));
    expect(networksOf('2001:db8::1')).toMatchObject({
      site: networksOf('2001:db8:0:ff::1')?.site,
      block: networksOf('2001:db8:0:ffff::1')?.block,
    });
    expect(networksOf('2001:db8::1')?.block).not.toBe(networksOf('2001:db8:1::1')?.block);
    expect(networksOf('192.0.2.1')?.block).toBe(networksOf('::ffff:192.0.2.200')?.block);
    expect(networkOf('::1')).toBe('loopback');
    expect(networkOf('unknown')).toBeUndefined();
  });
});

describe('The pages', () => {
  test('the hosted page has one field, one button, the promise, and no ticked box (CON-04)', async () => {
    const page = await request(server).get('/gazette');
    expect(page.status).toBe(200);
    expect(page.text.match(/<button/g)).toHaveLength(1);
    expect(page.text).toContain('Arts &amp; &lt;Culture>');
    expect(page.text).not.toMatch(/type="checkbox"[^>]*checked/);
    expect(page.text).not.toMatch(/ style=|<script>| on\w+=/);
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect((await request(server).get('/plain')).text).toContain('I want the Plain News.');
    expect((await request(server).get('/plain')).text).not.toContain('name="topics');
  });

  test('only the embedded box may stand in a frame (SEC-07)', async () => {
    for (const path of [
      '/gazette/embed?source=https://gazette.example/story',
      '/gazette/embed/check-inbox',
    ]) {
      const page = await request(server).get(path);
      expect(page.headers['content-security-policy']).toContain('frame-ancestors *');
      expect(page.headers['x-frame-options']).toBeUndefined();
    }
    const box = await request(server).get('/gazette/embed?source=https://gazette.example/story');
    expect(box.text).toContain('value="https://gazette.example/story"');
    const sent = await postForm({ email: 'framed@example.org', frame: '1' });
    expect(sent.headers['location']).toBe('/gazette/embed/check-inbox');
    const refused = await postForm({ email: 'nonsense', frame: '1' });
    expect(refused.status).toBe(422);
    expect(refused.headers['content-security-policy']).toContain('frame-ancestors *');
  });

  test('files that change their address with their content are kept for a year', async () => {
    const page = await request(server).get('/gazette');
    const links = [...page.text.matchAll(/href="([^"]+\.(?:css|svg)\?v=[^"]+)"/g)].map(
      ([, href = '']) => href,
    );
    expect(links).toHaveLength(3);
    for (const link of links) {
      const file = await request(server).get(link);
      expect(file.status).toBe(200);
      expect(file.headers['cache-control']).toContain('immutable');
    }
    const script = await request(server).get('/embed.js');
    expect(script.type).toMatch(/javascript/);
    expect(script.headers['cache-control']).not.toContain('immutable');
    expect(gzipSync(script.text).length).toBeLessThan(10_000);
  });

  test('whatever does not exist is a page, and API errors stay documents', async () => {
    for (const path of ['/nowhere', '/gazette/nowhere', '/assets/nowhere.css', '/confirm/forged']) {
      const page = await request(server).get(path);
      expect([page.status, page.type]).toEqual([404, 'text/html']);
      expect(page.text).toMatch(path.startsWith('/confirm') ? 'This link does not work' : 'Nothing here');
    }
    expect((await request(server).get('/api/v1/nowhere')).type).toBe('application/problem+json');
  });

  test('the start page names of several newsletters only those that want to be named', async () => {
    expect((await request(server).get('/')).text).not.toMatch(/gazette|plain/i);
    await updatePublication(app, 'gazette', { isListed: true });
    const page = await request(server).get('/');
    expect(page.text).toContain('href="/gazette"');
    expect(page.text).not.toContain('href="/plain"');
  });

  test('the consent text may have links, and nothing but links (SEC-07)', async () => {
    const consentText =
      'I agree to the [privacy policy](https://plain.example/privacy?a=1&b=2) <b>and</b> [x](javascript:alert(1)).';
    await updatePublication(app, 'plain', { consentText });
    const { text } = await request(server).get('/plain');
    expect(text).toContain(
      '<a href="https://plain.example/privacy?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">privacy policy</a>',
    );
    expect(text).toContain('&lt;b>and&lt;/b> ');
    expect(text).not.toContain('href="javascript');
    await postForm({ email: 'consenting@example.org' }, 'plain');
    const [record] = await rows<{ text: string }>(
      app.db,
      "select consent_text as text from consent_records r join subscribers s on s.id = r.subscriber_id where email = 'consenting@example.org'",
    );
    expect(record?.text).toBe(consentText);
  });

  test('the privacy policy is linked under the box, on readers’ pages and in the mails (GDPR)', async () => {
    const privacyUrl = 'https://plain.example/privacy-policy';
    await updatePublication(app, 'plain', { privacyUrl });
    const { text } = await request(server).get('/plain');
    expect(text.split(privacyUrl)).toHaveLength(3);
    expect((await request(server).get('/plain/embed')).text).toContain(privacyUrl);
    const plain = await findPublication(app.db, 'plain');
    if (!plain) throw new Error('no publication');
    const { token } = await makePending(app, plain, 'private@example.org');
    expect((await mailsTo(app, 'private@example.org'))[0]?.split(privacyUrl)).toHaveLength(3);
    expect((await request(server).get(`/confirm/${token}`)).text).toContain(privacyUrl);
  });
});

test('The hosted page shows the four newest headlines by date, none that is held or lies in the future', async () => {
  const articles = ['old', 'd', 'c', 'b', 'a', 'future'].map((title, index) => ({
    title,
    daysAgo: 5 - index - 1,
  }));
  for (const { title, daysAgo } of articles.toReversed()) {
    await app.db.raw(
      `insert into articles (publication_id, key, url, title, verdict, content_hash, published_at)
       values (?, ?, ?, ?, 'baseline', '\\x00', now() - ? * interval '1 day')`,
      [
        gazette.id,
        title,
        `https://gazette.example/${title}`,
        `Headline ${title}`,
        daysAgo + (title === 'future' ? -1 : 0.5),
      ],
    );
  }
  await app.db.raw(
    "insert into articles (publication_id, key, url, title, verdict, content_hash) values (?, 'held', 'https://x.example', 'Headline held', 'held', '\\x00')",
    [gazette.id],
  );
  const page = await request(server).get('/gazette');
  expect([...page.text.matchAll(/Headline (\w+)/g)].map(([, title]) => title)).toEqual(['a', 'b', 'c', 'd']);
});
