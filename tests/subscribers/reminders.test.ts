import { beforeEach, expect, test } from 'vitest';
import { rows } from '../../src/platform/database.ts';
import {
  confirm,
  markBounced,
  neverMailAgain,
  remindUnconfirmed,
  signUp,
  unsubscribe,
} from '../../src/subscribers/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { runNotices, sendNoticeTo } from '../support/mail/notices.ts';
import { evidence, mailsTo, makePending, signUpOf, statusOf, tokenIn } from '../support/readers/readers.ts';

const app = await createTestApp();
const gazette = await makePublication(app);

beforeEach(() =>
  app.db.raw('truncate subscribers, confirmations, confirmation_requests, suppressions cascade'),
);

/** Everything that a sign-up left lies further back. */
async function pass(interval: string): Promise<void> {
  await app.db.raw('update confirmation_requests set at = at - ?::interval', [interval]);
  await app.db.raw(
    'update confirmations set requested_at = requested_at - :by::interval, expires_at = expires_at - :by::interval',
    { by: interval },
  );
  await app.db.raw(
    'update notices set requested_at = requested_at - :by::interval, settled_at = settled_at - :by::interval',
    { by: interval },
  );
}

const remind = async () => {
  const count = await remindUnconfirmed(app);
  await runNotices(app, 'reminder');
  return count;
};

test('Who has not confirmed after a day gets one mail with the same link, and never a second', async () => {
  const { id, token } = await makePending(app, gazette, 'forgot@example.org');
  await pass('23 hours');
  expect(await remind()).toBe(0);
  await pass('2 hours');
  expect(await remind()).toBe(1);
  const [, reminder = ''] = await mailsTo(app, 'forgot@example.org');
  expect(reminder).toMatch(/^Subject: Still want /m);
  expect(tokenIn(reminder, 'confirm')).toBe(token);
  expect(reminder).toContain('/never-again/');
  expect(reminder).not.toMatch(/^List-/im);
  expect(await remind()).toBe(0);
  // Nor when they sign up once more.
  await pass('2 hours');
  await signUp(app, gazette, signUpOf('forgot@example.org'));
  await runNotices(app);
  await pass('25 hours');
  expect(await remind()).toBe(0);
  expect(await confirm(app, token, evidence)).toBe('confirmed');
  expect(await statusOf(app, id)).toBe('active');
});

test('Who confirms, leaves, blocks us, bounces or is suppressed meanwhile gets none, also when it waits in the queue', async () => {
  const make = (who: string) => makePending(app, gazette, `${who}@example.org`);
  const acts = {
    confirmed: ({ token }: { token: string }) => confirm(app, token, evidence),
    left: ({ id }: { id: number }) => unsubscribe(app, { subscriberId: id, sendId: 0 }, evidence),
    blocked: ({ neverAgainToken }: { neverAgainToken: string }) =>
      neverMailAgain(app, neverAgainToken, evidence),
    bounced: ({ id }: { id: number }) => markBounced(app, gazette.id, [id], '550 5.1.1 No such user'),
    suppressed: () =>
      app.db.raw("insert into suppressions (address_hash, reason) values (?, 'operator')", [
        app.keys.addressHashes('suppressed@example.org')[0],
      ]),
  };
  const before = await Promise.all(
    Object.entries(acts).map(async ([who, act]) => [await make(who), act] as const),
  );
  for (const [reader, act] of before) await act(reader);
  const queued = await make('queued');
  await pass('25 hours');
  expect(await remindUnconfirmed(app)).toBe(1);
  await confirm(app, queued.token, evidence);
  await runNotices(app, 'reminder');
  for (const who of [...Object.keys(acts), 'queued'])
    expect((await mailsTo(app, `${who}@example.org`)).filter((mail) => mail.includes('Still want'))).toEqual(
      [],
    );
});

test('Nobody is reminded of a mail that did not arrive or waits, nor of an old sign-up', async () => {
  const { subscriber } = await signUp(app, gazette, signUpOf('waiting@example.org'));
  await pass('25 hours');
  expect(await remind()).toBe(0);
  await sendNoticeTo(app, 'confirmation', subscriber?.id ?? 0);
  expect(await remind()).toBe(0);
  await pass('80 hours');
  expect(await remind()).toBe(0);
});

test('A reminder counts as a mail to the person (BOMB-01), and nobody is reminded while sign-ups spike (BOMB-02)', async () => {
  await makePending(app, gazette, 'capped@example.org');
  await pass('25 hours');
  const hash = app.keys.derive('abuse', 'capped@example.org');
  await app.db.raw(
    "insert into confirmation_requests (abuse_hash, domain_hash, mailed) select ?, '', true from generate_series(1, 3)",
    [hash],
  );
  expect(await remind()).toBe(0);
  await app.db.raw("update confirmation_requests set at = at - interval '25 hours'");
  await app.db.raw("insert into sign_up_holds (domain_hash) values ('\\x')");
  expect(await remind()).toBe(0);
  await app.db.raw('delete from sign_up_holds');
  expect(await remind()).toBe(1);
  const latest =
    'select mailed, domain_hash from confirmation_requests where abuse_hash = ? order by id desc limit 1';
  expect(await rows(app.db, latest, [hash])).toEqual([{ mailed: true, domain_hash: Buffer.alloc(1) }]);
});

test('Two workers at once remind once', async () => {
  await makePending(app, gazette, 'once@example.org');
  await pass('25 hours');
  const counts = await Promise.all([remindUnconfirmed(app), remindUnconfirmed(app)]);
  expect(counts.reduce((sum, count) => sum + count)).toBe(1);
});
