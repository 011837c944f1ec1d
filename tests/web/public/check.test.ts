import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import request from 'supertest';
import { beforeEach, describe, expect, test } from 'vitest';
import { checkInstallation } from '../../../src/cli/doctor/examine.ts';
import { firstRow, rows } from '../../../src/platform/database.ts';
import { updatePublication } from '../../../src/publications/index.ts';
import {
  letHeldMailsGo,
  makeChallenge,
  purgeUnconfirmed,
  releaseSignUps,
} from '../../../src/subscribers/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { sendNoticeTo } from '../../support/mail/notices.ts';
import { flood } from '../../support/readers/flood.ts';

const app = await createTestApp();
const server = createServer(app);
await makePublication(app, { slug: 'gazette' });
await makePublication(app, { slug: 'herald', signUpCheck: 'never' });

beforeEach(async () => {
  await app.db.raw(
    `truncate webhook_events, webhook_deliveries, events, inbound_mails, address_changes, confirmation_requests, confirmations, notices, sign_up_companions, followed_strands, import_changes, bulk_befores, subscriber_notes, sign_up_waits, subscribers, consent_records, sign_up_holds,
              sign_up_releases, sign_up_proofs, rate_limits, mailbox`,
  );
});

const post = (fields: object, slug = 'gazette') => request(server).post(`/${slug}/subscribe`).send(fields);
const postForm = (fields: object) => request(server).post('/gazette/subscribe').type('form').send(fields);
const answerTo = async (challenge: Challenge) => {
  const solution = await solveChallenge({ challenge, deriveKey });
  return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
};
const solved = async () => answerTo((await request(server).get('/gazette/challenge')).body as Challenge);
const hold = () => app.db.raw("insert into sign_up_holds (domain_hash) values ('')");

/** Runs the mail's job as a worker does. Returns whether it left. */
async function mailed(email: string): Promise<boolean> {
  const reader = await firstRow<{ id: number }>(app.db, 'select id from subscribers where email = ?', [
    email,
  ]);
  await sendNoticeTo(app, 'confirmation', reader?.id ?? 0);
  return (await rows(app.db, 'select 1 from mailbox where envelope_to = ?', [email])).length > 0;
}

describe('While sign-ups spike, a sign-up needs a calculation by the browser (BOMB-04)', () => {
  test('a program is told what to do, whatever is known of the address (ENU-01)', async () => {
    await post({ email: 'known@example.org' });
    await hold();
    const known = await post({ email: 'known@example.org' });
    const stranger = await post({ email: 'stranger@example.org' });
    expect(known.status).toBe(403);
    expect(known.body).toMatchObject({
      code: 'challenge-required',
      challenge: `${app.config.publicUrl}/gazette/challenge`,
      field: 'altcha',
    });
    expect(stranger.text).toBe(known.text);
    const german = await post({ email: 'a@example.org' }).set('Accept-Language', 'de');
    expect(german.body.code).toBe('challenge-required');
    expect((await post({ email: 'a@example.org' }, 'herald')).status).toBe(202);
  });

  test('whoever did it gets the mail at once, and the others wait', async () => {
    await flood(app, { count: 2001 });
    await post({ email: 'early@example.org' });
    expect(await mailed('early@example.org')).toBe(false);
    expect((await post({ email: 'proven@example.org' })).status).toBe(403);
    expect((await post({ email: 'proven@example.org', altcha: await solved() })).status).toBe(202);
    expect(await mailed('proven@example.org')).toBe(true);
    const later = await post({ email: 'patient@example.org', altcha: 'later' });
    expect([later.status, later.body]).toEqual([202, { status: 'check-your-inbox', mail: 'later' }]);
    expect(await mailed('patient@example.org')).toBe(false);
    await releaseSignUps(app);
    await letHeldMailsGo(app);
    expect(await mailed('patient@example.org')).toBe(true);
  });

  test('an answer counts for one address, also when it comes from many at once, and a repeat of the same is let pass', async () => {
    await hold();
    const altcha = await solved();
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) => post({ email: `${name}@example.org`, altcha })),
    );
    const taken = answers.findIndex(({ status }) => status === 202);
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(3);
    const email = `${'abcd'[taken]}@example.org`;
    expect((await post({ email, altcha })).status).toBe(202);
    expect(await rows(app.db, 'select email from subscribers')).toEqual([{ email }]);
    await app.db.raw("update sign_up_proofs set spent_at = now() - interval '61 minutes'");
    await purgeUnconfirmed(app);
    expect(await rows(app.db, 'select 1 from sign_up_proofs')).toEqual([]);
  });

  test.each([
    ['made up', () => 'eyJjaGFsbGVuZ2UiOnt9fQ=='],
    ['that is no base64', () => '%%%'],
    [
      'to a challenge that was made easier',
      async () => {
        const challenge = await makeChallenge(app);
        return answerTo({ ...challenge, parameters: { ...challenge.parameters, keyPrefix: '00' } });
      },
    ],
    [
      'that is wrong',
      async () => {
        const challenge = await makeChallenge(app);
        const solution = { counter: 1, derivedKey: '00'.repeat(32) };
        return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
      },
    ],
    [
      'that comes ten minutes late',
      async () => answerTo(await makeChallenge({ ...app, now: () => new Date(Date.now() - 601_000) })),
    ],
  ])('an answer %s does not count', async (_what, answer) => {
    await hold();
    expect((await post({ email: 'a@example.org', altcha: await answer() })).status).toBe(403);
    expect(await rows(app.db, 'select 1 from subscribers')).toEqual([]);
  });

  test('a flood that calculates waits from 10,000 an hour on', async () => {
    await hold();
    await flood(app, { count: 2001 });
    await post({ email: 'proven@example.org', altcha: await solved() });
    await app.db.raw(`
      insert into subscribers (publication_id, email, delivery_address, address_hash, status, source)
        select publication_id, 'bot-' || n || '@example.org', 'bot', sha256(n::text::bytea), 'pending', ''
          from subscribers, generate_series(1, 10000) n`);
    await app.db.raw(`
      insert into confirmations (subscriber_id, token_hash, nonce, expires_at, choices, proven_at)
        select id, address_hash, address_hash, now() + interval '1 day', '{}', now() from subscribers where email like 'bot-%'`);
    expect(await mailed('proven@example.org')).toBe(false);
  });

  test('those who wait share one lane, so a bot in it holds up nobody else', async () => {
    await hold();
    await app.db.raw(
      `insert into confirmation_requests (abuse_hash, domain_hash, block_hash, mailed, confirmed)
       select sha256(n::text::bytea), sha256(n::text::bytea), ?, true, false from generate_series(1, 100) n`,
      [app.keys.derive('ip', 'slow-lane').subarray(0, 16)],
    );
    await post({ email: 'patient@example.org', altcha: 'later' });
    expect(await rows(app.db, 'select waits_for as why from sign_up_waits')).toEqual([{ why: 'network' }]);
    await post({ email: 'proven@example.org', altcha: await solved() });
    expect(await mailed('proven@example.org')).toBe(true);
  });

  test('a form gets a page with everything that was typed, and where it stood', async () => {
    await hold();
    const typed = { email: 'form@example.org', rhythm: 'weekly', name: '<b>Ada</b>', ticket: '1' };
    const page = await postForm(typed).set('Referer', 'https://gazette.example/a-story');
    expect(page.status).toBe(403);
    for (const kept of ['form@example.org', 'weekly', '&lt;b>Ada', 'https://gazette.example/a-story'])
      expect(page.text).toContain(`value="${kept}`);
    expect(page.headers['x-frame-options']).toBe('SAMEORIGIN');
    const framed = await postForm({ ...typed, frame: '1' });
    expect(framed.headers['x-frame-options']).toBeUndefined();
    const sent = await postForm({ ...typed, altcha: await solved() });
    expect([sent.status, sent.headers['location']]).toEqual([303, expect.stringContaining('/check-inbox')]);
  });

  test('the doctor says so, and an editor can have it always', async () => {
    const finding = async () =>
      (await checkInstallation(app.db, app.config)).find(({ name }) => name === 'sign-ups')?.state;
    expect(await finding()).toBe('good');
    await updatePublication(app, 'gazette', { signUpCheck: 'always' });
    expect((await post({ email: 'a@example.org' })).status).toBe(403);
    await updatePublication(app, 'gazette', { signUpCheck: 'auto' });
    expect((await post({ email: 'a@example.org' })).status).toBe(202);
    await flood(app, { count: 2001 });
    expect(await mailed('a@example.org')).toBe(false);
    expect(await finding()).toBe('warning');
  });
});
