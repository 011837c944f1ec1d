import { describe, expect, test } from 'vitest';
import type { App } from '../../src/platform/app.ts';
import { firstRow, rows } from '../../src/platform/database.ts';
import { createKeys } from '../../src/platform/keys.ts';
import { parseEmailAddress } from '../../src/platform/mail/email-address.ts';
import type { Publication } from '../../src/publications/index.ts';
import {
  confirm,
  confirmByCode,
  eraseSubscriber,
  neverMailAgain,
  purgeUnconfirmed,
  signUp,
  unsubscribe,
} from '../../src/subscribers/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { sendNoticeTo } from '../support/mail/notices.ts';
import {
  age,
  chooseRhythm,
  codeIn,
  evidence,
  mailsTo,
  makeConsenting,
  makePending,
  otherCode,
  signUpOf,
  statusOf,
} from '../support/readers/readers.ts';

const app = await createTestApp();
const gazette = await makePublication(app);
const courier = await makePublication(app, { slug: 'courier' });

const enter = (email: string, code: string, publication: Publication = gazette, of: App = app) => {
  const address = parseEmailAddress(email);
  if (!address) throw new Error(`no address: ${email}`);
  return confirmByCode(of, publication, { address, code }, { ...evidence, channel: 'code' });
};
const hashOf = (email: string) => app.keys.addressHashes(email)[0];
const passMinutes = (email: string, minutes: number) =>
  app.db.raw(
    `update sign_up_codes set expires_at = expires_at - make_interval(mins => ?), made_at = made_at - make_interval(mins => ?)
      where address_hash = ?`,
    [minutes, minutes, hashOf(email)],
  );
const signUpAgain = async (email: string) => {
  const { subscriber } = await signUp(app, gazette, signUpOf(email));
  const kind = subscriber?.status === 'active' ? 'already-subscribed' : 'confirmation';
  await sendNoticeTo(app, kind, subscriber?.id ?? 0);
  return codeIn((await mailsTo(app, email)).at(-1) ?? '');
};

test('The code of a mail confirms as its link does: one record, which names the way, and one welcome', async () => {
  const { id, code, token } = await makePending(app, gazette, 'typed@example.org');
  expect(await enter('typed@example.org', code)).toMatchObject({
    subscriber: { id, status: 'active' },
    wasReader: false,
  });
  expect(await confirm(app, token, evidence)).toBe('confirmed');
  const records = await rows<{ channel: string; details: object }>(
    app.db,
    "select channel, details from consent_records where subscriber_id = ? and kind = 'confirmed'",
    [id],
  );
  expect(records).toEqual([
    {
      channel: 'code',
      details: expect.objectContaining({ isLikelyAutomated: false, secondsSinceMail: expect.any(Number) }),
    },
  ]);
  const welcomes = await rows(app.db, "select id from notices where subscriber_id = ? and kind = 'welcome'", [
    id,
  ]);
  expect(welcomes).toHaveLength(1);
});

test('Code and link at once, or the same code twice, end in one confirmation (CNF-05)', async () => {
  const { id, code, token } = await makePending(app, gazette, 'race@example.org');
  const ends = await Promise.all([
    enter('race@example.org', code),
    confirm(app, token, evidence),
    enter('race@example.org', code),
    confirm(app, token, evidence),
  ]);
  expect(ends.map((end) => (typeof end === 'object' ? end.subscriber.status : end))).toEqual([
    'active',
    'confirmed',
    'active',
    'confirmed',
  ]);
  expect(
    await rows(app.db, "select 1 from consent_records where subscriber_id = ? and kind = 'confirmed'", [id]),
  ).toHaveLength(1);
});

test('Somebody whose link was pressed by a scanner first can still type the code', async () => {
  const { code, token } = await makePending(app, gazette, 'scanned@example.org');
  await confirm(app, token, evidence);
  expect(await enter('scanned@example.org', code)).toMatchObject({ wasReader: false });
});

describe('A code', () => {
  test('is six digits of one address in one newsletter', async () => {
    const { code } = await makePending(app, gazette, 'bound@example.org');
    await makePending(app, gazette, 'other@example.org');
    expect(code).toMatch(/^\d{6}$/);
    expect(await enter('other@example.org', code)).toBeUndefined();
    expect(await enter('bound@example.org', code, courier)).toBeUndefined();
    expect(await enter('bound@example.org', otherCode(code))).toBeUndefined();
    expect(await enter('Bound@Example.org', code)).toBeDefined();
  });

  test('cannot be found with the database alone', async () => {
    const { code } = await makePending(app, gazette, 'dump@example.org');
    const elsewhere = { ...app, keys: createKeys(['quite another secret of a thief']) };
    const row = await firstRow<{ text: string }>(
      app.db,
      'select string_agg(c::text, chr(10)) as text from sign_up_codes c',
    );
    expect(row?.text).not.toContain(code);
    expect(await enter('dump@example.org', code, gazette, elsewhere)).toBeUndefined();
    expect(await enter('dump@example.org', code)).toBeDefined();
  });

  test('works on when the installation’s secret has changed meanwhile (OC-07)', async () => {
    const { id, code } = await makePending(app, gazette, 'rotated@example.org');
    const of = { ...app, keys: createKeys(['the secret of from now on', 'a secret that only tests know']) };
    expect(await enter('rotated@example.org', otherCode(code), gazette, of)).toBeUndefined();
    expect(await enter('rotated@example.org', code, gazette, of)).toMatchObject({ wasReader: false });
    expect(await statusOf(app, id)).toBe('active');
    await makePending(of, gazette, 'after@example.org');
    const later = codeIn((await mailsTo(app, 'after@example.org')).at(-1) ?? '');
    expect(await enter('after@example.org', later, gazette, of)).toMatchObject({ wasReader: false });
  });

  test('works for half an hour from the mail on; the link works on', async () => {
    const { id, code, token } = await makePending(app, gazette, 'slow@example.org');
    await passMinutes('slow@example.org', 29);
    expect(await enter('slow@example.org', otherCode(code))).toBeUndefined();
    await passMinutes('slow@example.org', 2);
    expect(await enter('slow@example.org', code)).toBeUndefined();
    expect(await statusOf(app, id)).toBe('pending');
    expect(await confirm(app, token, evidence)).toBe('confirmed');
  });

  test('is ended by five wrong ones, also when they come at once; the link works on', async () => {
    const { id, code, token } = await makePending(app, gazette, 'guessed@example.org');
    const guesses = Array.from({ length: 5 }, (_, more) => String((Number(code) + 1 + more) % 1_000_000));
    await Promise.all(guesses.map((guess) => enter('guessed@example.org', guess.padStart(6, '0'))));
    expect(await enter('guessed@example.org', code)).toBeUndefined();
    expect(await statusOf(app, id)).toBe('pending');
    expect(await confirm(app, token, evidence)).toBe('confirmed');
  });

  test('still works after four wrong ones', async () => {
    const { code } = await makePending(app, gazette, 'fourth@example.org');
    for (let count = 0; count < 4; count += 1) await enter('fourth@example.org', otherCode(code));
    expect(await enter('fourth@example.org', code)).toBeDefined();
  });

  test('is the same in a repeated mail, so that both work, and its wrong tries stay counted', async () => {
    const email = 'again@example.org';
    const { code } = await makePending(app, gazette, email);
    for (let count = 0; count < 4; count += 1) await enter(email, otherCode(code));
    await passMinutes(email, 31);
    await age(app, '16 minutes');
    expect(await signUpAgain(email)).toBe(code);
    await enter(email, otherCode(code));
    expect(await enter(email, code)).toBeUndefined();
  });

  test('is a new one after five wrong ones, in a mail that waits for its turn (BOMB-01)', async () => {
    const email = 'spent@example.org';
    const { id, code } = await makePending(app, gazette, email);
    for (let count = 0; count < 5; count += 1) await enter(email, otherCode(code));
    const { isMailed } = await signUp(app, gazette, signUpOf(email));
    expect(isMailed).toBe(false);
    const held = "select id from notices where subscriber_id = ? and state = 'held'";
    expect(await rows(app.db, held, [id])).toHaveLength(1);
    await signUp(app, gazette, signUpOf(email));
    expect(await rows(app.db, held, [id])).toHaveLength(1);
    await app.db.raw("update notices set state = 'queued' where subscriber_id = ? and state = 'held'", [id]);
    await sendNoticeTo(app, 'confirmation', id);
    const fresh = codeIn((await mailsTo(app, email)).at(-1) ?? '');
    expect(fresh).not.toBe(code);
    expect(await enter(email, code)).toBeUndefined();
    expect(await enter(email, fresh)).toBeDefined();
  });

  test('is a new one after a day', async () => {
    const email = 'day@example.org';
    const { code } = await makePending(app, gazette, email);
    await passMinutes(email, 25 * 60);
    await age(app, '25 hours');
    expect(await signUpAgain(email)).not.toBe(code);
  });

  test('tried before there was one counts nothing against the one that comes', async () => {
    const email = 'early@example.org';
    for (let count = 0; count < 7; count += 1) await enter(email, '123456');
    const { code } = await makePending(app, gazette, email);
    expect(await enter(email, code)).toBeDefined();
  });
});

describe('Somebody who is a reader already', () => {
  test('proves the address by the code of “already subscribed”, and nothing of theirs changes', async () => {
    const email = 'reader@example.org';
    const { id } = await makeConsenting(app, gazette, email);
    await chooseRhythm(app, gazette, id, 'weekly');
    const code = await signUpAgain(email);
    expect(await enter(email, otherCode(code))).toBeUndefined();
    expect(await enter(email, code)).toMatchObject({
      wasReader: true,
      subscriber: { id, rhythm: 'weekly', status: 'active' },
    });
    expect(
      await rows(app.db, "select 1 from consent_records where subscriber_id = ? and kind = 'confirmed'", [
        id,
      ]),
    ).toHaveLength(0);
  });

  test('is told so also when their first mail of today had a code that they did not need', async () => {
    const email = 'linked@example.org';
    const { code, token } = await makePending(app, gazette, email);
    await confirm(app, token, evidence);
    const second = await signUpAgain(email);
    expect(second).not.toBe(code);
    expect(await enter(email, second)).toMatchObject({ wasReader: true });
  });
});

describe('A code brings nobody back against their word', () => {
  test('who left after it was used', async () => {
    const email = 'left@example.org';
    const { id, code } = await makePending(app, gazette, email);
    await enter(email, code);
    await unsubscribe(app, { subscriberId: id, sendId: 0 }, evidence);
    expect(await enter(email, code)).toBeUndefined();
    // Nor when somebody asks anew and they have not confirmed.
    await signUp(app, gazette, signUpOf(email));
    expect(await enter(email, code)).toBeUndefined();
    expect(await statusOf(app, id)).toBe('unsubscribed');
  });

  test('who pressed “never again” or was erased while it was on its way', async () => {
    const barred = await makePending(app, gazette, 'barred@example.org');
    await neverMailAgain(app, barred.neverAgainToken, evidence);
    expect(await enter('barred@example.org', barred.code)).toBeUndefined();
    const erased = await makePending(app, gazette, 'erased@example.org');
    await eraseSubscriber(app, erased.id, evidence);
    expect(await enter('erased@example.org', erased.code)).toBeUndefined();
  });
});

test('Codes and tries are forgotten after a day; a mail that has just gone out keeps its own', async () => {
  await makePending(app, gazette, 'kept@example.org');
  await enter('stranger@example.org', '123456');
  await makePending(app, gazette, 'old@example.org');
  await passMinutes('old@example.org', 25 * 60);
  await app.db.raw(
    "update sign_up_codes set made_at = made_at - interval '25 hours' where address_hash = ?",
    [hashOf('stranger@example.org')],
  );
  await purgeUnconfirmed(app);
  const kept = async (email: string) =>
    (await rows(app.db, 'select 1 from sign_up_codes where address_hash = ?', [hashOf(email)])).length;
  expect([
    await kept('kept@example.org'),
    await kept('stranger@example.org'),
    await kept('old@example.org'),
  ]).toEqual([1, 0, 0]);
});
