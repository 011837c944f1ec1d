import request from 'supertest';
import { beforeEach, describe, expect, test } from 'vitest';
import { openDatabase, rows } from '../../../src/platform/database.ts';
import { createRateLimit } from '../../../src/platform/rate-limit.ts';
import { confirm, depart, liftSuppression, linksOf } from '../../../src/subscribers/index.ts';
import { eraseDeparted, eraseReader } from '../../../src/web/erase-reader.ts';
import { createServer } from '../../../src/web/server.ts';
import { apiAuthorization, createTestApp } from '../../support/app/app.ts';
import { auditTrail } from '../../support/app/audit.ts';
import { makePublication } from '../../support/app/publications.ts';
import { sendNoticeTo } from '../../support/mail/notices.ts';
import {
  evidence,
  fingerprint,
  mailsTo,
  makePending,
  statusOf,
  tokenIn,
  yourDataOf,
} from '../../support/readers/readers.ts';

const app = await createTestApp();
const server = createServer(app);
const gazette = await makePublication(app, {
  slug: 'gazette',
  topics: [
    { slug: 'sport', name: 'Sport' },
    { slug: 'arts', name: 'Arts' },
  ],
});

const post = (path: string) => request(server).post(path).set('Accept', 'text/html').type('form');
const authorization = await apiAuthorization(app);
const pathOf = (url = '') => new URL(url).pathname;

let serial = 0;
async function makeReader() {
  serial += 1;
  const email = `reader${serial}@example.org`;
  const pending = await makePending(app, gazette, email);
  await confirm(app, pending.token, evidence);
  const links = await linksOf(app, pending.id);
  return {
    ...pending,
    email,
    unsubscribe: pathOf(links?.unsubscribeUrl),
    preferences: pathOf(links?.preferencesUrl),
    rhythm: pathOf(links?.rhythmUrl),
    yourData: await yourDataOf(app, pending.id),
  };
}

describe('A link scanner changes nothing (CNF-01, OC-08)', () => {
  test.each(['get', 'head', 'options'] as const)('by %s of every personal link', async (method) => {
    const pending = await makePending(app, gazette, `scanned-${method}@example.org`);
    const reader = await makeReader();
    const paths = [
      `/confirm/${pending.token}`,
      `/confirm/${pending.token}/welcome`,
      `/never-again/${pending.neverAgainToken}`,
      reader.unsubscribe,
      `${reader.unsubscribe}?by=page`,
      reader.preferences,
      `${reader.preferences}/your-data`,
      reader.yourData,
      `${reader.yourData}/erase`,
      `${reader.yourData}/my-data.json`,
      `${reader.rhythm}?to=weekly`,
      `${reader.rhythm}/done?from=daily`,
      `${reader.rhythm}/paused`,
    ];
    const before = await fingerprint(app);
    for (const path of paths) {
      const answer = await request(server)[method](path);
      // The box asks from other sites whether it may change a rhythm.
      const isPreflight = method === 'options' && path.startsWith(`${reader.rhythm}?`);
      expect(answer.status).toBe(isPreflight ? 204 : 200);
      expect(answer.headers['cache-control']).toBe(method === 'options' ? 'no-store' : 'no-store');
      expect(answer.headers['referrer-policy']).toBe('no-referrer');
      expect(answer.headers['x-robots-tag']).toBe('noindex');
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
    expect(await fingerprint(app)).toBe(before);
  });

  test('and personal pages load nothing from elsewhere (SEC-08, LAW-07)', async () => {
    const reader = await makeReader();
    await app.db.raw("update publications set logo_url = 'https://cdn.example/logo.png' where id = ?", [
      gazette.id,
    ]);
    for (const path of [`/confirm/${reader.token}`, reader.unsubscribe, reader.preferences]) {
      const { text } = await request(server).get(path);
      const loaded = [...text.matchAll(/<(?:img|script|link|iframe)[^>]+(?:src|href)="([^"]*)"/g)].map(
        ([, url]) => url,
      );
      expect(loaded.length).toBeGreaterThan(1);
      expect(loaded.filter((url) => !url?.startsWith('/') || url.startsWith('//'))).toEqual([]);
    }
  });
});

describe('Confirming', () => {
  test('takes one button, the first thing on the page that can be focused (CNF-02)', async () => {
    const { id, token } = await makePending(app, gazette, 'button@example.org');
    const page = await request(server).get(`/confirm/${token}`);
    expect(page.text).not.toContain('<script');
    expect(page.text.search(/<(a|button|input|select|textarea)\b/)).toBe(page.text.indexOf('<button'));
    const answer = await request(server).post(`/confirm/${token}`);
    expect([answer.status, answer.headers['location']]).toEqual([303, `/confirm/${token}/welcome`]);
    expect(await statusOf(app, id)).toBe('active');
    expect((await request(server).get(`/confirm/${token}/welcome`)).text).toContain('You are subscribed.');
  });

  test('by a scanner first and the person later ends well for both (CNF-05, TOK-04)', async () => {
    const { token } = await makePending(app, gazette, 'both@example.org');
    await request(server).post(`/confirm/${token}`);
    const opened = await request(server).get(`/confirm/${token}`);
    expect([opened.status, opened.text.includes('You are already subscribed.')]).toEqual([200, true]);
    const pressed = await request(server).post(`/confirm/${token}`).redirects(1);
    expect([pressed.status, pressed.text.includes('You are subscribed')]).toEqual([200, true]);
  });

  test('by a link that has expired offers a new mail (TOK-04)', async () => {
    const { id, token } = await makePending(app, gazette, 'expired@example.org');
    await app.db.raw(
      "update confirmations set expires_at = now() - interval '1 hour', requested_at = '2026-03-02' where subscriber_id = ?",
      [id],
    );
    const page = await request(server).get(`/confirm/${token}`);
    expect(page.text).toContain(`action="/confirm/${token}/resend"`);
    expect(page.text).toMatch(/Yours was from Monday,? 2 March/);
    expect(page.text).toMatch(/It goes to <strong><bdi dir="ltr">e•••@e•••\.org</);
    const answer = await request(server).post(`/confirm/${token}/resend`);
    expect([answer.status, answer.headers['location']]).toEqual([303, '/gazette/check-inbox']);
    expect((await request(server).post('/confirm/forged/resend')).status).toBe(404);
    expect((await request(server).post('/confirm/forged')).status).toBe(404);
  });

  test('after "never mail me again" is refused with a word why', async () => {
    const { token, neverAgainToken } = await makePending(app, gazette, 'blocked@example.org');
    const done = await request(server).post(`/never-again/${neverAgainToken}/block`);
    expect([done.status, done.text.includes('You will not hear from us again.')]).toEqual([200, true]);
    expect((await request(server).get(`/never-again/${neverAgainToken}`)).text).toContain(
      'You will not hear from us',
    );
    for (const page of [
      await request(server).get(`/confirm/${token}`),
      await request(server).post(`/confirm/${token}`),
    ])
      expect(page.text).toContain('This address is blocked');
    expect((await request(server).post('/never-again/forged')).status).toBe(404);
  });
});

describe('One-click unsubscribe (RFC 8058)', () => {
  let reader: Awaited<ReturnType<typeof makeReader>>;
  beforeEach(async () => {
    reader = await makeReader();
  });

  test.each([
    ['a form', 'application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
    [
      'a multipart form',
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n',
    ],
    ['JSON', 'application/json', '{"broken'],
    ['an unknown type', 'application/x-strange', '\u0000\u0001'],
  ])('works from the URL alone with %s (OC-01, OC-02, OC-03)', async (_what, type, body) => {
    const answer = await request(server).post(reader.unsubscribe).set('Content-Type', type).send(body);
    expect([answer.status, answer.text]).toEqual([200, 'You are unsubscribed.\n']);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(await statusOf(app, reader.id)).toBe('unsubscribed');
  });

  test('works without body and type, from another origin, with words in the query, and with a slash at the end', async () => {
    for (const path of [
      reader.unsubscribe,
      `${reader.unsubscribe}?List-Unsubscribe=One-Click`,
      `${reader.unsubscribe}/`,
    ]) {
      await app.db.raw("update subscribers set status = 'active' where id = ?", [reader.id]);
      const answer = await request(server)
        .post(path)
        .set('Origin', 'https://mail.example')
        .set('Sec-Fetch-Site', 'cross-site');
      expect(answer.status).toBe(200);
      expect(await statusOf(app, reader.id)).toBe('unsubscribed');
    }
    const channels = await rows(
      app.db,
      "select distinct channel from consent_records where subscriber_id = ? and kind = 'unsubscribed'",
      [reader.id],
    );
    expect(channels).toEqual([{ channel: 'one-click' }]);
  });

  test('is answered 200 again, and when the subscriber is erased; 404 in constant words when forged (OC-04)', async () => {
    expect((await request(server).post(reader.unsubscribe)).status).toBe(200);
    expect((await request(server).post(reader.unsubscribe)).status).toBe(200);
    await eraseReader(app, reader.id, evidence);
    expect(await statusOf(app, reader.id)).toBeUndefined();
    expect((await request(server).post(reader.unsubscribe)).status).toBe(200);
    expect((await request(server).get(reader.unsubscribe)).status).toBe(200);
    const forged = await Promise.all(
      ['forged', `${reader.unsubscribe.slice(13)}x`, app.keys.signIds('preferences', [reader.id, 3])].map(
        (token) => request(server).post(`/unsubscribe/${token}`),
      ),
    );
    expect(forged.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(new Set(forged.map(({ text }) => text)).size).toBe(1);
  });

  test('is answered 503 while the database is away, never 200 (OC-04)', async () => {
    const away = { ...app, db: openDatabase('postgres://nobody@127.0.0.1:1/none') };
    const answer = await request(createServer(away)).post(reader.unsubscribe);
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '60']);
    expect((await request(createServer(away)).get('/gazette')).status).toBe(503);
    await away.db.destroy();
  });

  test('is never limited: fifty in a row from one address all count (OC-05)', async () => {
    const statuses = await Promise.all(
      Array.from({ length: 50 }, () =>
        request(server)
          .post(reader.unsubscribe)
          .then(({ status }) => status),
      ),
    );
    expect(new Set(statuses)).toEqual(new Set([200]));
  });
});

describe('The unsubscribe page', () => {
  test('has one button, masks the address, and offers to take it back (CNF-04, TOK-05)', async () => {
    const reader = await makeReader();
    const page = await request(server).get(reader.unsubscribe);
    expect(page.text).toContain('r•••@e•••.org');
    expect(page.text).not.toContain('reader1');
    expect(page.text.indexOf('<button')).toBeLessThan(page.text.indexOf('Or just fewer mails'));
    const action = /action="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const left = await request(server).post(action);
    expect(left.text).toContain('You are unsubscribed.');
    const undo = /action="([^"]+\/undo)"/.exec(left.text)?.[1] ?? '';
    expect((await request(server).post(undo)).text).toContain('Good to have you back.');
    expect(await statusOf(app, reader.id)).toBe('active');
    const channels = await rows(
      app.db,
      "select kind, channel from consent_records where subscriber_id = ? and kind in ('unsubscribed', 'resubscribed') order by id",
      [reader.id],
    );
    expect(channels).toEqual([
      { kind: 'unsubscribed', channel: 'page' },
      { kind: 'resubscribed', channel: 'page' },
    ]);
  });
});

test('Who leaves after a robot did, or before it, has left: nothing that the robot presses takes it back (CNF-05)', async () => {
  const reader = await makeReader();
  const press = (path: string) => request(server).post(`${reader.unsubscribe}${path}`);
  const undoIn = ({ text }: { text: string }) => /action="[^"]+\/undo"/.test(text);
  expect(undoIn(await press('?by=page'))).toBe(true);
  expect(undoIn(await press('?by=page'))).toBe(false);
  expect((await press('/undo')).text).toContain('You are unsubscribed.');
  expect(await statusOf(app, reader.id)).toBe('unsubscribed');
  // Whoever signs up again and leaves once more has an undo again.
  await app.db.raw("update subscribers set status = 'active', unsubscribed_at = null where id = ?", [
    reader.id,
  ]);
  expect(undoIn(await press('?by=page'))).toBe(true);
  expect((await press('/undo')).text).toContain('Good to have you back.');
});

test('No page says that somebody left who came back: two undo at once, and a form that was left open (CNF-05)', async () => {
  const reader = await makeReader();
  const send = (path: string) => request(server).post(`${reader.unsubscribe}${path}`);
  await send('?by=page');
  const undone = await Promise.all([1, 2, 3].map(() => send('/undo')));
  const asked = await send('/reason').type('form').send({ reason: 'too-many' });
  for (const { text } of [...undone, asked]) expect(text).toContain('Good to have you back.');
  expect(await statusOf(app, reader.id)).toBe('active');
  await send('?by=page');
  expect((await send('/reason').type('form').send({ reason: 'unasked' })).text).toContain('It is counted.');
  const { id, token } = await makePending(app, gazette, 'not-yet@example.org');
  const unsubscribe = pathOf((await linksOf(app, id))?.unsubscribeUrl);
  const pending = await request(server).post(`${unsubscribe}/reason`).type('form').send({ reason: 'topics' });
  expect([pending.status, pending.headers['location']]).toEqual([303, unsubscribe]);
  expect((await request(server).post(`/confirm/${token}`)).status).toBe(303);
  const counted = await rows(app.db, "select reason, readers from leaving_reasons where reason = 'unasked'");
  expect(counted).toEqual([{ reason: 'unasked', readers: 1 }]);
  await app.db.raw('delete from leaving_reasons');
});

describe('Why somebody left', () => {
  const tell = (reader: { unsubscribe: string }, reason: string) =>
    request(server).post(`${reader.unsubscribe}/reason`).type('form').send({ reason });
  const reasons = async (query = '') =>
    (
      await request(server)
        .get(`/api/v1/publications/gazette/leaving-reasons${query}`)
        .set('Authorization', authorization)
    ).body.data;

  test('is asked after they left, counted by day without who, and once', async () => {
    const [one, other, stays] = [await makeReader(), await makeReader(), await makeReader()];
    expect((await request(server).get(one.unsubscribe)).text).not.toContain('/reason');
    expect((await tell(stays, 'topics')).status).toBe(200);
    for (const reader of [one, other]) {
      const left = await request(server).post(`${reader.unsubscribe}?by=page`);
      expect(left.text).toMatch(/Would you tell us why\?.*value="too-many" required/);
      expect(left.text).toMatch(/works until \d+:\d\d/);
    }
    const before = await fingerprint(app);
    const thanked = await tell(one, 'too-many');
    expect(thanked.text).toContain('Thank you. It is counted.');
    expect(thanked.text).not.toContain('Would you tell us why?');
    expect(thanked.text).toContain('/undo"');
    expect((await tell(one, 'unasked')).text).toContain('Thank you. It is counted.');
    await tell(other, 'too-many');
    await tell(other, 'because');
    expect(await fingerprint(app)).toBe(before);
    expect(await reasons()).toEqual([{ reason: 'too-many', readers: 2 }]);
    // What was said too early has not cost them their word.
    await request(server).post(`${stays.unsubscribe}?by=page`);
    await tell(stays, 'topics');
    expect(await reasons()).toContainEqual({ reason: 'topics', readers: 1 });
    expect(await reasons('?from=2026-01-01&to=2026-01-02')).toEqual([]);
  });

  test('may be too many topics: the page to leave leads to the choice of topics', async () => {
    const reader = await makeReader();
    const link = () => request(server).get(reader.unsubscribe);
    expect((await link()).text).toContain(`${reader.preferences}#topics`);
    await request(server).post(reader.preferences).type('form').send({ topics: 'arts' });
    expect((await link()).text).not.toContain('#topics');
  });
});

describe('The preferences page', () => {
  const save = (path: string, fields: object) => request(server).post(path).type('form').send(fields);

  test('changes name and topics and records that it did', async () => {
    const reader = await makeReader();
    const answer = await save(reader.preferences, { name: 'Ada <b>', topics: 'arts' });
    expect([answer.status, answer.headers['location']]).toEqual([303, `${reader.preferences}?saved`]);
    const page = await request(server).get(`${reader.preferences}?saved`);
    expect(page.text).toContain('Your choices are saved.');
    expect(page.text).toContain('value="Ada &lt;b>"');
    expect(page.text).toMatch(/value="arts" checked/);
    await save(reader.preferences, { name: '', scope: 'all' });
    const [row] = await rows(app.db, 'select name, topic_ids from subscribers where id = ?', [reader.id]);
    expect(row).toEqual({ name: '', topic_ids: [] });
    const records = await rows(
      app.db,
      "select 1 from consent_records where subscriber_id = ? and kind = 'changed'",
      [reader.id],
    );
    expect(records).toHaveLength(2);
  });

  test('refuses what is not offered and says so', async () => {
    const reader = await makeReader();
    expect((await save(reader.preferences, { name: 'x', topics: 'gossip' })).status).toBe(422);
    expect((await save(reader.preferences, { name: 'x'.repeat(101) })).text).toContain(
      '100 characters or fewer',
    );
    expect((await request(server).get('/preferences/forged')).status).toBe(404);
    const unsubscribeToken = reader.unsubscribe.split('/')[2];
    expect((await request(server).get(`/preferences/${unsubscribeToken}`)).status).toBe(404);
  });

  test('tells in plain words what was agreed to, changed and left, the newest first, and nothing of where', async () => {
    const reader = await makeReader();
    await save(reader.preferences, { name: 'Ada', topics: 'arts' });
    await post(reader.unsubscribe);
    await post(`${reader.unsubscribe}/undo`);
    const page = (await request(server).get(`${reader.preferences}/history`)).text;
    const said = [...page.matchAll(/<p dir="auto">(.*?)<\/p>/g)].map(([, sentence]) => sentence);
    expect(said).toEqual([
      'You took that back: mail goes on.',
      'You unsubscribed with one click in your mail program.',
      'You changed your topics and your name.',
      'You confirmed with the button in our mail.',
      'This address was entered to sign up.',
      'It was on https://gazette.example/.',
      expect.stringMatching(/^What was shown: “.*agree.*”$/),
    ]);
    expect(page).not.toMatch(/192\.0\.2|@example\.org/);
    expect((await request(server).get(reader.preferences)).text).toContain(`${reader.preferences}/history`);
  });

  test('masks the address: whoever has a forwarded mail has its links, too (TOK-05)', async () => {
    const reader = await makeReader();
    const page = (await request(server).get(reader.preferences)).text;
    expect(page).toContain('r•••@e•••.org');
    expect(page).not.toContain('@example.org');
  });
});

describe('One’s own data, to have or to erase, is behind a link that comes by mail', () => {
  test('which the page of choices sends to the address; it gives all data as a file (GDPR-01)', async () => {
    const reader = await makeReader();
    const asked = await request(server).post(`${reader.preferences}/your-data`);
    expect(asked.headers['location']).toBe(`${reader.preferences}/your-data`);
    await post(`${reader.preferences}/your-data`);
    expect(
      await rows(app.db, `select 1 from notices where subscriber_id = ? and kind = 'own-data'`, [reader.id]),
    ).toHaveLength(1);
    await sendNoticeTo(app, 'own-data', reader.id);
    const mail = (await mailsTo(app, reader.email)).at(-1) ?? '';
    expect(mail).toContain('Subject: Your data at');
    const yourData = `/your-data/${tokenIn(mail, 'your-data')}`;
    expect((await request(server).get(yourData)).text).toContain(reader.email);
    const file = await request(server).get(`${yourData}/my-data.json`);
    expect(file.headers['content-disposition']).toContain('my-data.json');
    expect(JSON.parse(file.text)).toMatchObject({ profile: { status: 'active' }, emails: [] });
  });

  test('and not behind the links of other mails, or an old one', async () => {
    const reader = await makeReader();
    for (const page of ['my-data.json', 'erase']) {
      const answer = await request(server).get(`${reader.preferences}/${page}`);
      expect([answer.status, answer.headers['location']]).toEqual([303, `${reader.preferences}#data`]);
    }
    expect((await post(`${reader.preferences}/erase/for-good`)).status).toBe(404);
    const token = reader.preferences.split('/')[2];
    expect((await request(server).get(`/your-data/${token}/my-data.json`)).status).toBe(404);
    const old = await yourDataOf(app, reader.id, 25);
    for (const path of ['', '/my-data.json', '/erase'])
      expect((await request(server).get(`${old}${path}`)).text).toContain('This link has expired');
    expect((await post(`${old}/erase/for-good`)).status).toBe(410);
    expect(await statusOf(app, reader.id)).toBe('active');
  });

  test('asked for five times a day at most, and by nobody to whom no mail can go', async () => {
    const reader = await makeReader();
    const answers = [];
    for (let n = 0; n < 6; n += 1) answers.push((await post(`${reader.preferences}/your-data`)).status);
    expect(answers).toEqual([303, 303, 303, 303, 303, 429]);
    const blocked = await makeReader();
    await depart(app, 'never-again', blocked.id, evidence);
    expect((await request(server).get(blocked.preferences)).text).toContain('For your data, please write to');
    await post(`${blocked.preferences}/your-data`);
    expect(
      await rows(app.db, `select 1 from notices where subscriber_id = ? and kind = 'own-data'`, [blocked.id]),
    ).toEqual([]);
  });
});

const nextForm = (html: string) => /<form[^>]+action="([^"]+)"/.exec(html)?.[1] ?? '';
const press = async (path: string) => (await request(server).post(path).redirects(1)).text;
const aDayPasses = () => app.db.raw("update departures set at = at - interval '24 hours'");

describe('Erasing oneself (GDPR-02)', () => {
  test('takes two pages, so that a scanner that submits the form of the first erases nobody', async () => {
    const reader = await makeReader();
    const first = await request(server).get(`${reader.yourData}/erase`);
    expect(first.text).toContain('Erase everything?');
    expect(first.text).toContain('What stays, and why');
    const before = await fingerprint(app);
    const second = await press(nextForm(first.text));
    expect(await fingerprint(app)).toBe(before);
    expect(nextForm(second)).not.toBe(nextForm(first.text));
    expect(await press(nextForm(second))).toContain('Your data will be erased.');
  });

  test('stops mail at once, can be taken back for a day, and then happens by itself', async () => {
    const reader = await makeReader();
    const gone = await makeReader();
    for (const { yourData } of [reader, gone]) await press(`${yourData}/erase/for-good`);
    expect(await statusOf(app, reader.id)).toBe('unsubscribed');
    await eraseDeparted(app);
    const page = await request(server).get(reader.preferences);
    expect(page.text).toContain('Your data will be erased.');
    expect(await press(nextForm(page.text))).toContain('Your choices');
    expect(await statusOf(app, reader.id)).toBe('active');
    await aDayPasses();
    expect(await press(`${gone.preferences}/erase/undo`)).not.toContain('articles from');
    await Promise.all([eraseDeparted(app), eraseDeparted(app)]);
    expect([await statusOf(app, reader.id), await statusOf(app, gone.id)]).toEqual(['active', undefined]);
    expect((await auditTrail(app.db, `subscriber:${gone.id}`)).at(-1)).toMatchObject({
      actor: `subscriber:${gone.id}`,
      action: 'subscriber.erased',
    });
    const dead = await request(server).get(gone.preferences);
    expect([dead.status, dead.text.includes('This link is no longer in use')]).toEqual([410, true]);
    expect(await rows(app.db, 'select 1 from departures')).toEqual([]);
  });

  test('pressed twice at once happens once, and is taken back whole', async () => {
    const reader = await makeReader();
    await Promise.all([1, 2, 3].map(() => press(`${reader.yourData}/erase/for-good`)));
    await press(`${reader.preferences}/erase/undo`);
    expect(await statusOf(app, reader.id)).toBe('active');
    const [own] = await rows(
      app.db,
      'select 1 from suppressions join subscribers using (address_hash) where id = ?',
      [reader.id],
    );
    expect(own).toBeUndefined();
  });
});

describe('"Never mail me again"', () => {
  test('takes two pages, so that a scanner that submits the form of the first bars nobody (BOMB-06)', async () => {
    const { id, neverAgainToken } = await makePending(app, gazette, 'twosteps@example.org');
    const first = await request(server).get(`/never-again/${neverAgainToken}`);
    const before = await fingerprint(app);
    const second = await press(nextForm(first.text));
    expect(await fingerprint(app)).toBe(before);
    expect(nextForm(second)).not.toBe(nextForm(first.text));
    expect(await press(nextForm(second))).toContain('You will not hear from us again.');
    expect(await statusOf(app, id)).toBe('unsubscribed');
  });

  test('no page tells a person to sign up again whom that would bring no mail (SUP-04)', async () => {
    const reader = await makeReader();
    const pages = [`/confirm/${reader.token}`, reader.unsubscribe, reader.preferences];
    const textOf = async (path: string) => (await request(server).get(path)).text;
    await press(`/never-again/${reader.neverAgainToken}/block`);
    for (const page of pages) {
      expect(await textOf(page), page).not.toMatch(/sign up|subscribe again/i);
      expect(await textOf(page), page).toContain(`write to ${gazette.fromAddress}`);
    }
    await liftSuppression(app, { email: `reader${serial}@example.org` });
    for (const page of pages) expect(await textOf(page), page).toMatch(/sign up|subscribe again/i);
  });

  test('can be taken back for a day, and everything is as it was', async () => {
    const pending = await makePending(app, gazette, 'barred@example.org');
    const path = `/never-again/${pending.neverAgainToken}`;
    const blocked = await press(`${path}/block`);
    expect(await press(nextForm(blocked))).toContain('Your address is not blocked.');
    expect(await statusOf(app, pending.id)).toBe('pending');
    expect(await confirm(app, pending.token, evidence)).toBe('confirmed');
    await press(`${path}/block`);
    await aDayPasses();
    expect(await press(`${path}/undo`)).toContain('You will not hear from us again.');
    expect((await request(server).get(path)).text).not.toContain('<form');
    expect(await statusOf(app, pending.id)).toBe('unsubscribed');
  });
});

describe('A link that came with what stood around it', () => {
  test.each([
    '.',
    ')',
    '>',
    ',',
    ';',
    '"',
    "'",
    '%3E',
    '%29.',
    '%E2%80%9D',
    '%20',
    '%',
    '…',
    '*',
    '_',
    '-',
    '/.',
  ])('works with %s at its end', async (junk) => {
    const reader = await makeReader();
    const pending = await makePending(app, gazette, `junk${reader.id}@example.org`);
    for (const path of [
      `/confirm/${pending.token}`,
      `/never-again/${pending.neverAgainToken}`,
      reader.unsubscribe,
      reader.preferences,
    ])
      expect((await request(server).get(`${path}${junk}`)).status, path).toBe(200);
    expect((await request(server).get(`${reader.preferences}${junk}?saved`)).status).toBe(200);
    expect((await request(server).post(`${reader.unsubscribe}${junk}`)).status).toBe(200);
    expect(await statusOf(app, reader.id)).toBe('unsubscribed');
  });
});

test('No log line of all this holds an address or a token (SEC-17)', () => {
  const log = app.logged.join('');
  expect(log.length).toBeGreaterThan(1000);
  expect(log).not.toMatch(/@example|\/(confirm|unsubscribe|preferences|rhythm|never-again)\/[\w-]{10}/);
});

describe('A link that is pressed without end fills no database', () => {
  const recordsOf = async (id: number) =>
    (await rows(app.db, 'select 1 from consent_records where subscriber_id = ?', [id])).length;
  let saved = 0;
  /** What changes nothing is not written. */
  const save = (reader: { preferences: string }) =>
    post(reader.preferences).send({ name: `Name ${(saved += 1)}`, topics: 'sport' });

  test('choices are saved two hundred times a day; then a page says when to try again, and another reader is free', async () => {
    const [reader, other] = [await makeReader(), await makeReader()];
    const limit = createRateLimit(app.db, { name: 'reader-changes-day', tries: 200, seconds: 86_400 });
    await limit.take(String(reader.id), 198);
    const answers: number[] = [];
    for (let n = 0; n < 3; n += 1) answers.push((await save(reader)).status);
    expect(answers).toEqual([303, 303, 429]);
    const before = await recordsOf(reader.id);
    const refused = await save(reader);
    expect([refused.status, refused.type]).toEqual([429, 'text/html']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(80_000);
    expect(refused.text).toMatch(
      /changed very often today, so this change was not saved\. Please try again in 24 hours\./,
    );
    expect(await recordsOf(reader.id)).toBe(before);
    expect((await save(other)).status).toBe(303);
    expect((await post(reader.unsubscribe)).status).toBe(200);
    expect(await statusOf(app, reader.id)).toBe('unsubscribed');
  });

  test('leaving is taken back ten times a day on all pages together, and is itself never refused', async () => {
    const reader = await makeReader();
    const neverAgain = `/never-again/${reader.neverAgainToken}`;
    const ways = [
      [reader.unsubscribe, `${reader.unsubscribe}/undo`],
      [`${reader.yourData}/erase/for-good`, `${reader.preferences}/erase/undo`],
      [`${neverAgain}/block`, `${neverAgain}/undo`],
    ] as const;
    const round = async ([leave, undo]: (typeof ways)[number]) => {
      expect((await post(leave)).status).toBeLessThan(400);
      expect(await statusOf(app, reader.id)).toBe('unsubscribed');
      return (await post(undo)).status;
    };
    for (let n = 0; n < 10; n += 1) {
      expect(await round(ways[n % 3] ?? ways[0])).toBeLessThan(400);
      expect(await statusOf(app, reader.id)).toBe('active');
    }
    for (const way of ways) expect(await round(way)).toBe(429);
    const before = await recordsOf(reader.id);
    for (let n = 0; n < 20; n += 1)
      expect((await post(reader.unsubscribe).send('List-Unsubscribe=One-Click')).status).toBe(200);
    expect(await recordsOf(reader.id)).toBe(before);
    const refused = await post(ways[0][1]);
    expect(refused.text).toMatch(/undone this very often today, so nothing was changed\..* in 24 hours\./s);
    expect(await statusOf(app, reader.id)).toBe('unsubscribed');
  });
});
