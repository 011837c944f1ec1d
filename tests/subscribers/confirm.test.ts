import { describe, expect, test } from 'vitest';
import { rows } from '../../src/platform/database.ts';
import { createKeys } from '../../src/platform/keys.ts';
import {
  confirm,
  neverMailAgain,
  purgeUnconfirmed,
  readConfirmation,
  resendConfirmation,
  signUp,
  unsubscribe,
} from '../../src/subscribers/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import {
  age,
  evidence,
  fingerprint,
  mailsTo,
  makePending,
  signUpOf,
  statusOf,
  tokenIn,
} from '../support/readers/readers.ts';
import { sendNoticeTo } from '../support/mail/notices.ts';

const app = await createTestApp();
const gazette = await makePublication(app);

const confirmedRecords = (id: number) =>
  rows<{ details: Record<string, unknown> }>(
    app.db,
    "select details from consent_records where subscriber_id = ? and kind = 'confirmed'",
    [id],
  );
const expire = (id: number) =>
  app.db.raw("update confirmations set expires_at = now() - interval '1 second' where subscriber_id = ?", [
    id,
  ]);

test('Confirming twice at once is confirming once: one record, one welcome (CNF-05)', async () => {
  const { id, token } = await makePending(app, gazette, 'both@example.org');
  const outcomes = await Promise.all([1, 2, 3].map(() => confirm(app, token, evidence)));
  expect(outcomes).toEqual(['confirmed', 'confirmed', 'confirmed']);
  expect(await statusOf(app, id)).toBe('active');
  expect(await confirmedRecords(id)).toHaveLength(1);
  // One of the two may be told that the other has it.
  await Promise.allSettled([1, 2].map(() => sendNoticeTo(app, 'welcome', id)));
  await sendNoticeTo(app, 'welcome', id);
  const mails = await mailsTo(app, 'both@example.org');
  expect(mails).toHaveLength(2);
  expect(mails[1]).toContain('/unsubscribe/');
});

test('The evidence tells how long after the mail the button was pressed (CNF-06)', async () => {
  const quick = await makePending(app, gazette, 'quick@example.org');
  await confirm(app, quick.token, { ...evidence, details: { secFetchUser: '?1' } });
  expect((await confirmedRecords(quick.id))[0]?.details).toMatchObject({
    secondsSinceMail: 0,
    isLikelyAutomated: true,
    secFetchUser: '?1',
  });
  const slow = await makePending(app, gazette, 'slow@example.org');
  await app.db.raw(
    "update consent_records set at = at - interval '90 seconds' where subscriber_id = ? and kind = 'mail-accepted'",
    [slow.id],
  );
  await confirm(app, slow.token, evidence);
  const { details } = (await confirmedRecords(slow.id))[0] ?? {};
  expect(details).toMatchObject({ isLikelyAutomated: false });
  expect(details?.['secondsSinceMail']).toBeGreaterThanOrEqual(90);
});

test('Looking at a link changes nothing, and what it says depends on its state (CNF-01, TOK-04)', async () => {
  const { id, token } = await makePending(app, gazette, 'looker@example.org');
  const before = await fingerprint(app);
  expect(await readConfirmation(app, token)).toMatchObject({ state: 'open', maskedAddress: 'l•••@e•••.org' });
  expect(await fingerprint(app)).toBe(before);
  await confirm(app, token, evidence);
  expect(await readConfirmation(app, token)).toMatchObject({ state: 'confirmed' });
  await unsubscribe(app, { subscriberId: id, sendId: 0 }, evidence);
  expect(await readConfirmation(app, token)).toMatchObject({ state: 'left' });
  expect(await confirm(app, token, evidence)).toBe('left');
  expect(await statusOf(app, id)).toBe('unsubscribed');
});

test.each(['', 'x', 'A'.repeat(43), '../../etc/passwd', "' or 1=1 --"])(
  'The forged token %j is unknown',
  async (token) => {
    expect(await readConfirmation(app, token)).toBeUndefined();
    expect(await confirm(app, token, evidence)).toBe('unknown');
  },
);

test('A link for one purpose is of no use for another (TOK-03)', async () => {
  const { id, token } = await makePending(app, gazette, 'purpose@example.org');
  const others = (['unsubscribe', 'preferences', 'never-again'] as const).map((purpose) =>
    app.keys.signIds(purpose, [id, 0]),
  );
  for (const other of others) expect(await confirm(app, other, evidence)).toBe('unknown');
  expect(await neverMailAgain(app, app.keys.signIds('unsubscribe', [id, 0]), evidence)).toBe(false);
  expect(app.keys.readIds('unsubscribe', token)).toBeUndefined();
});

describe('A link expires after seven days (TOK-04)', () => {
  test('and is good until then', async () => {
    const { id } = await makePending(app, gazette, 'week@example.org');
    const [row] = await rows<{ days: number }>(
      app.db,
      'select extract(epoch from expires_at - requested_at)::float / 86400 as days from confirmations where subscriber_id = ?',
      [id],
    );
    expect(row?.days).toBeCloseTo(7, 3);
  });

  test('then it confirms nobody, but a new mail can be had, and the old link stays dead', async () => {
    const { id, token } = await makePending(app, gazette, 'late@example.org');
    await expire(id);
    expect(await confirm(app, token, evidence)).toBe('expired');
    expect(await statusOf(app, id)).toBe('pending');
    await age(app, '8 days');
    await resendConfirmation(app, token, { evidence });
    await sendNoticeTo(app, 'confirmation', id);
    const fresh = tokenIn((await mailsTo(app, 'late@example.org')).at(-1) ?? '', 'confirm');
    expect(await confirm(app, token, evidence)).toBe('unknown');
    expect(await confirm(app, fresh, evidence)).toBe('confirmed');
  });

  test('a new mail counts against the caps like any other (BOMB-01)', async () => {
    const { id, token } = await makePending(app, gazette, 'impatient@example.org');
    await expire(id);
    await resendConfirmation(app, token, { evidence });
    await sendNoticeTo(app, 'confirmation', id);
    expect(await mailsTo(app, 'impatient@example.org')).toHaveLength(1);
  });
});

test('Someone who asked never to be mailed is not confirmed by a later click', async () => {
  const { id, token, neverAgainToken } = await makePending(app, gazette, 'never@example.org');
  expect(await neverMailAgain(app, neverAgainToken, evidence)).toBe(true);
  expect(await neverMailAgain(app, neverAgainToken, evidence)).toBe(true);
  expect(await confirm(app, token, evidence)).toBe('suppressed');
  expect(await statusOf(app, id)).toBe('unsubscribed');
  const other = await makePublication(app);
  expect(await signUp(app, other, signUpOf('Never@Example.org'))).toMatchObject({ isMailed: false });
});

test('A link mailed before the signing secret changed still confirms, and so does one mailed after (OC-07)', async () => {
  const before = await makePending(app, gazette, 'rotated@example.org');
  const rotated = { ...app, keys: createKeys(['a newer secret of ours', 'a secret that only tests know']) };
  const { subscriber } = await signUp(app, gazette, signUpOf('between@example.org'));
  await sendNoticeTo(rotated, 'confirmation', subscriber?.id ?? 0);
  const token = tokenIn((await mailsTo(app, 'between@example.org'))[0] ?? '', 'confirm');
  expect(await confirm(rotated, before.token, evidence)).toBe('confirmed');
  expect(await confirm(rotated, token, evidence)).toBe('confirmed');
});

test('People who never confirm are forgotten after 30 days, with all traces; others stay (TOK-04)', async () => {
  const gone = await makePending(app, gazette, 'gone@example.org');
  const recent = await makePending(app, gazette, 'recent@example.org');
  const reader = await makePending(app, gazette, 'stays@example.org');
  await confirm(app, reader.token, evidence);
  const ids = [gone.id, recent.id, reader.id];
  await app.db.raw("update subscribers set created_at = now() - interval '31 days' where id = any(?)", [ids]);
  await app.db.raw(
    "update confirmations set requested_at = now() - interval '31 days' where subscriber_id = any(?)",
    [[gone.id, reader.id]],
  );
  await purgeUnconfirmed(app);
  expect(await Promise.all(ids.map((id) => statusOf(app, id)))).toEqual([undefined, 'pending', 'active']);
  for (const table of ['confirmations', 'consent_records', 'notices'])
    expect(await rows(app.db, `select 1 from ${table} where subscriber_id = ?`, [gone.id])).toEqual([]);
  expect(await purgeUnconfirmed(app)).toBe(0);
});
