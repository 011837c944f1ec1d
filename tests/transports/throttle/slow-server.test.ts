import { describe, expect, test, vi } from 'vitest';
import { demandOf } from '../../../src/transports/throttle/limit.ts';
import { createSmtpMailer } from '../../../src/mailers/smtp/smtp-mailer.ts';
import type { App } from '../../../src/platform/app.ts';
import { rows } from '../../../src/platform/database.ts';
import { deliverDueBatches, deliverDueRetries, getSend } from '../../../src/sends/index.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { startScriptedSmtp } from '../../support/mail/scripted-smtp.ts';
import { makeArticle, makeReaders, prepareSendOf, QUICK, shiftRetries } from '../../support/sends/sends.ts';

const smtp = await startScriptedSmtp({ extensions: ['PIPELINING'] });
const base = await createTestApp();
/** One connection: nobody is accepted over another one once the server puts everybody off. */
const mailer = createSmtpMailer({
  smtpUrl: smtp.url,
  publicUrl: 'https://news.gazette.example',
  connections: 1,
});
const app: App = { ...base, mailer };

const deferral = (reply: string) =>
  ({ kind: 'recipient', isPermanent: false, isHard: false, reply }) as const;

test.each([
  // Postfix, Exim and providers, when they count.
  ['450 4.7.1 Error: too many recipients from 127.0.0.1', 'less', 'less'],
  ['451 4.7.1 Error: too much mail from 127.0.0.1', 'less', 'less'],
  ['451 Sender rate 101.3 / 1m', 'less', 'less'],
  ['450 Rate limit exceeded, slow down', 'less', 'less'],
  ['451 4.7.28 Too much from you, slow down', 'less', 'less'],
  // Greylisting, and a first refusal that may be.
  ['451 4.7.1 Greylisted, come back in 300 seconds', 'patience', undefined],
  ['450 4.2.0 <a@b.example>: Recipient address rejected: Greylisted', 'patience', undefined],
  ['451 4.7.1 Try again later', 'patience', undefined],
  ['451 Please try again later', 'patience', undefined],
  ['450 4.7.0 Not now', 'unclear', 'less'],
  ['451 Temporary local problem - please try later', 'unclear', 'unclear'],
  // One reader's mailbox.
  [
    '450-4.2.1 The user you are trying to contact is receiving mail at a rate that\n450 4.2.1 prevents',
    undefined,
    undefined,
  ],
  ['452 4.2.2 Mailbox full', undefined, undefined],
])('“%s” asks at first for %s, and later for %s', (reply, first, later) => {
  expect([demandOf(deferral(reply), true), demandOf(deferral(reply), false)]).toEqual([first, later]);
});

describe.each([
  '450 4.7.1 Error: too many recipients from 127.0.0.1',
  '451 Sender rate overlimit - 41.2 / 1m',
  '451 Temporary local problem - please try later',
])('A relay that puts off everybody with “%s” after it took some', (reply) => {
  test('charges nobody and slows no domain: mail leaves as fast as it took it, and the send says so', async () => {
    smtp.accepted.length = 0;
    await base.db.raw('delete from send_limits');
    const publication = await makePublication(base);
    await makeReaders(base, publication, 120, 'one.example');
    const sendId = await prepareSendOf(base, await makeArticle(base, publication));
    let isFull = false;
    smtp.script = (step) => {
      isFull ||= smtp.accepted.length >= 60;
      return step === 'rcpt' && isFull ? reply : undefined;
    };
    const stopping = new AbortController();
    const limits = () =>
      rows<{ scope: string; pace: number }>(base.db, 'select scope, slowed_to as pace from send_limits');
    const delivering = deliverDueBatches(app, { settings: QUICK, signal: stopping.signal });
    await vi.waitFor(async () => expect(await limits()).toHaveLength(1), { timeout: 100_000 });
    const show = () => getSend(base.db, publication.id, sendId);
    const { status, reason } = await show();
    stopping.abort();
    await delivering;
    expect(status).toBe('sending');
    expect(reason).toMatchObject({
      code: 'slow-server',
      params: { perMinute: expect.any(Number), reply: expect.stringContaining(reply) },
    });
    expect(await limits()).toMatchObject([{ scope: 'transport:default' }]);
    const tried = await rows<{ attempts: number }>(
      base.db,
      `select attempts from messages where send_id = ? and state = 'deferred' and attempts > 0`,
      [sendId],
    );
    // Without a reason, it takes some in a row to know.
    expect(tried.length).toBeLessThanOrEqual(reply.includes('problem') ? 9 : 0);
    smtp.script = () => undefined;
    await base.db.raw('delete from send_limits');
    await vi.waitFor(
      async () => {
        await shiftRetries(base, '10 minutes');
        await deliverDueBatches(app, { settings: QUICK });
        await deliverDueRetries(app, { settings: QUICK });
        expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: 120 } });
      },
      { timeout: 100_000 },
    );
    expect(new Set(smtp.accepted).size).toBe(smtp.accepted.length);
  });
});
