import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createSmtpMailer } from '../../src/mailers/smtp/smtp-mailer.ts';
import type { App } from '../../src/platform/app.ts';
import { updatePublication } from '../../src/publications/index.ts';
import { deliverDueRetries, resendSend, resumeSend } from '../../src/sends/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { startScriptedSmtp } from '../support/mail/scripted-smtp.ts';
import { deliver, mendTransports, QUICK, shiftRetries, statesOf } from '../support/sends/sends.ts';
import { sendScene, startAnew } from '../support/sends/send-scene.ts';

const smtp = await startScriptedSmtp({ extensions: ['PIPELINING', 'AUTH PLAIN'] });
const base = await createTestApp();
const app: App = { ...base, mailer: mailerTo(smtp.url) };

/** @param patienceMs how long a server may be silent; short only where silence is what is tested. */
function mailerTo(smtpUrl: string, patienceMs = 20_000) {
  return createSmtpMailer({
    smtpUrl,
    publicUrl: 'https://news.gazette.example',
    timeouts: { greetingTimeout: patienceMs, socketTimeout: patienceMs, connectionTimeout: 5000 },
  });
}
const IMPATIENT_MS = 1000;

beforeEach(() => startAnew(base, smtp));

const retries = () => deliverDueRetries(app, { settings: QUICK });
const once = (values: string[]) => new Set(values).size === values.length;

const atSignIn = (act: string) => async () => ({
  url: smtp.url.replace('smtp://', 'smtp://user:secret@'),
  script: (step: string) => (step === 'auth' ? act : undefined),
});

describe('A mail server that cannot be used', () => {
  test.each([
    ['is down', async () => smtpAway],
    ['refuses every connection', async () => ({ url: smtp.url, script: () => '421 4.3.2 Busy' as const })],
    [
      'hangs before the greeting',
      async () => ({ url: smtp.url, script: (step: string) => (step === 'connect' ? 'silent' : undefined) }),
    ],
    ['hangs up while we sign in', atSignIn('close')],
    ['resets the connection while we sign in', atSignIn('reset')],
    ['hangs while we sign in', atSignIn('silent')],
    [
      'refuses the sender',
      async () => ({
        url: smtp.url,
        script: (step: string) => (step === 'mail' ? '550 5.7.1 No' : undefined),
      }),
    ],
    [
      'throttles',
      async () => ({
        url: smtp.url,
        script: (step: string) => (step === 'dot' ? '454 Throttled' : undefined),
      }),
    ],
  ])('that %s charges nobody; the send says why and goes on by itself', async (_what, fault) => {
    const { show, sendId } = await sendScene(base, 120);
    const { url, script } = await fault();
    smtp.script = script;
    const mailer = mailerTo(url, IMPATIENT_MS);
    await deliver({ ...app, mailer });
    await mailer.close();
    expect(await show()).toMatchObject({
      status: 'sending',
      reason: { code: expect.stringMatching(/^(server-unusable|send-refused-for-now)$/) },
      counts: { audience: 120, queued: 120, sending: 0, accepted: 0, deferred: 0, unknown: 0 },
    });
    expect(await statesOf(base, sendId)).toEqual({});
    smtp.script = () => undefined;
    await vi.waitFor(
      async () => {
        await deliver(app);
        expect(await show()).toMatchObject({ status: 'sent', reason: null, counts: { accepted: 120 } });
      },
      { timeout: 100_000 },
    );
    expect(smtp.accepted).toHaveLength(120);
    expect(once(smtp.accepted)).toBe(true);
  });

  const smtpAway = { url: 'smtp://127.0.0.1:9', script: () => undefined };

  test('that goes away in mid-send loses and doubles nobody', async () => {
    const { show } = await sendScene(base, 300);
    smtp.script = (step) => (step === 'mail' && smtp.accepted.length >= 130 ? '421 Going down' : undefined);
    await deliver(app);
    const { counts, status } = await show();
    expect(status).toBe('sending');
    expect(counts.accepted).toBe(smtp.accepted.length);
    expect(counts.accepted + counts.queued).toBe(300);
    smtp.script = () => undefined;
    await vi.waitFor(
      async () => {
        await deliver(app);
        expect((await show()).counts.accepted).toBe(300);
      },
      { timeout: 100_000 },
    );
    expect(smtp.accepted).toHaveLength(300);
    expect(once(smtp.accepted)).toBe(true);
  });

  test('makes all workers wait, longer with each fault in a row', async () => {
    const { sendId } = await sendScene(base, 5);
    smtp.script = () => '421 Busy';
    const blockedFor = async () => {
      await deliver(app, { settings: { firstSeconds: 100, longestSeconds: 1000 } });
      const { rows } = await base.db.raw(
        `select faults, extract(epoch from blocked_until - now())::float8 as seconds from transports where name = 'default'`,
      );
      return rows[0];
    };
    const first = await blockedFor();
    expect(first.seconds).toBeGreaterThan(70);
    expect(await blockedFor()).toMatchObject({ faults: first.faults });
    await base.db.raw('update transports set blocked_until = now()');
    expect((await blockedFor()).seconds).toBeGreaterThan(first.seconds * 0.9);
    await base.db.raw(`update sends set status = 'cancelled' where id = ?`, [sendId]);
  });
});

describe('A reader whose server', () => {
  test('asks for less for longer than the publication tries is expired, visibly (SMTP-02)', async () => {
    const { show, sendId, readerIds: ids } = await sendScene(base, 30);
    smtp.script = (step, _line, to) =>
      step === 'rcpt' && to === 'reader30@readers.example' ? '421 4.7.0 Too many from you' : undefined;
    await base.db.raw(`update subscribers set delivery_address = 'one@slow.example' where id = ?`, [
      ids.at(-1) ?? 0,
    ]);
    smtp.script = (step, _line, to) =>
      step === 'rcpt' && to === 'one@slow.example' ? '421 4.7.0 Too many from you' : undefined;
    await deliver(app);
    expect((await show()).counts).toMatchObject({ accepted: 29, deferred: 1 });
    await shiftRetries(base, '23 hours');
    await retries();
    expect((await show()).counts).toMatchObject({ deferred: 1 });
    await shiftRetries(base, '2 hours');
    await vi.waitFor(
      async () => {
        await retries();
        expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: 29, expired: 1 } });
      },
      { timeout: 100_000 },
    );
    expect((await statesOf(base, sendId))[ids.at(-1) ?? 0]).toBe('expired');
  });

  test('greylists is deferred, tried again with the same bytes and accepted, the others at once (SMTP-02, SMTP-03)', async () => {
    const { show, readerIds: ids, sendId } = await sendScene(base, 30);
    const seen: string[] = [];
    smtp.script = (step, _line, to) => {
      if (step !== 'dot' || !to.startsWith('reader7@')) return undefined;
      seen.push(smtp.messages.at(-1)?.source ?? '');
      return seen.length < 3 ? '451 4.7.1 Greylisted' : undefined;
    };
    await deliver(app);
    expect(await show()).toMatchObject({ status: 'sending', counts: { accepted: 29, deferred: 1 } });
    await retries();
    expect(seen).toHaveLength(1);
    await shiftRetries(base, '5 minutes');
    await retries();
    expect(seen).toHaveLength(1);
    await shiftRetries(base, '2 minutes');
    await retries();
    expect(seen).toHaveLength(2);
    await shiftRetries(base, '15 minutes');
    await retries();
    expect(await show()).toMatchObject({
      status: 'sent',
      counts: { accepted: 30, deferred: 0, possiblyTwice: 0 },
    });
    expect(new Set(seen).size).toBe(1);
    const { rows } = await base.db.raw(
      'select attempts from messages where send_id = ? and subscriber_id = ?',
      [sendId, ids[6] ?? 0],
    );
    expect(rows).toEqual([{ attempts: 3 }]);
  });

  test('deferred it and who left meanwhile gets no second try (OC-06)', async () => {
    const { show, readerIds: ids, sendId } = await sendScene(base, 2);
    smtp.script = (step) => (step === 'rcpt' ? '450 4.2.1 Later' : undefined);
    await deliver(app);
    await base.db.raw(`update subscribers set status = 'unsubscribed' where id = ?`, [ids[0] ?? 0]);
    smtp.script = () => undefined;
    await shiftRetries(base, '10 minutes');
    await retries();
    expect(await statesOf(base, sendId)).toEqual({ [ids[0] ?? 0]: 'skipped', [ids[1] ?? 0]: 'accepted' });
    expect(smtp.accepted).toEqual(['reader2@readers.example']);
    expect(await show()).toMatchObject({ status: 'sent', counts: { skipped: 1, accepted: 1, deferred: 0 } });
  });

  test('refuses for a day is expired, visibly, and can be sent to again (SMTP-02)', async () => {
    const { publication, show, readerIds: ids, sendId } = await sendScene(base, 1);
    smtp.script = (step) => (step === 'rcpt' ? '450 4.2.1 Later' : undefined);
    await deliver(app);
    await shiftRetries(base, '23 hours');
    await retries();
    expect((await show()).counts).toMatchObject({ deferred: 1, expired: 0 });
    await shiftRetries(base, '2 hours');
    await retries();
    expect(await show()).toMatchObject({ status: 'sent', counts: { deferred: 0, expired: 1 } });
    expect(await statesOf(base, sendId)).toEqual({ [ids[0] ?? 0]: 'expired' });
    smtp.script = () => undefined;
    expect(await resendSend(base, publication.id, sendId)).toEqual({ reopened: 1 });
    await retries();
    expect(await show()).toMatchObject({ status: 'sent', counts: { expired: 0, accepted: 1 } });
  });

  test('refuses is tried for as long as the publication says, also when that is changed in between', async () => {
    const { publication, show } = await sendScene(base, 2);
    await updatePublication(base, publication.slug, { retryHours: 48 });
    smtp.script = (step) => (step === 'rcpt' ? '450 4.2.1 Later' : undefined);
    await deliver(app);
    await shiftRetries(base, '46 hours');
    await retries();
    expect((await show()).counts).toMatchObject({ deferred: 2, expired: 0 });
    await updatePublication(base, publication.slug, { retryHours: 1 });
    await shiftRetries(base, '80 minutes');
    await retries();
    expect(await show()).toMatchObject({ status: 'sent', counts: { deferred: 0, expired: 2 } });
  });

  test('knows no such mailbox is rejected and suppressed; a full mailbox or a policy is not (SMTP-01, THR-01)', async () => {
    const { show, readerIds: ids, sendId } = await sendScene(base, 12);
    const replies: Record<string, string> = {
      'reader1@readers.example': '550 5.1.1 No such user',
      'reader2@readers.example': '552 5.2.2 Mailbox full',
      'reader3@readers.example': '550 5.7.1 Policy',
    };
    smtp.script = (step, _line, to) => (step === 'rcpt' ? replies[to] : undefined);
    await deliver(app);
    expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: 9, rejected: 3 } });
    const { rows } = await base.db.raw(
      `select s.id, s.status, x.reason from subscribers s
         left join suppressions x on x.address_hash = s.address_hash where s.id = any(?) order by s.id`,
      [ids.slice(0, 3)],
    );
    expect(rows).toEqual([
      { id: ids[0], status: 'bounced', reason: 'bounced' },
      { id: ids[1], status: 'active', reason: null },
      { id: ids[2], status: 'active', reason: null },
    ]);
    expect(Object.values(await statesOf(base, sendId)).filter((state) => state === 'rejected')).toHaveLength(
      3,
    );
    await base.db.raw('delete from suppressions');
  });

  test('alone is balked at with a protocol error waits; the others get their mail', async () => {
    const { show } = await sendScene(base, 20);
    smtp.script = (step, _line, to) =>
      step === 'rcpt' && to.startsWith('reader20@') ? '500 5.5.2 Syntax error' : undefined;
    await vi.waitFor(
      async () => {
        await deliver(app);
        expect((await show()).counts).toMatchObject({ accepted: 19, deferred: 1, queued: 0 });
      },
      { timeout: 100_000 },
    );
  });
});

describe('A server that says, when it hears a reader’s name, that it cannot be used (454, 530)', () => {
  const STRANGE = ['454 4.7.1 Relay access denied', '530 5.7.0 Authentication required'];
  const transport = async () => {
    const [row] = (
      await base.db.raw(
        `select faults, is_circuit_open as "isCircuitOpen" from transports where name = 'default'`,
      )
    ).rows;
    return row;
  };
  const balkAt = (isStrange: (reader: number) => boolean, reply: string) => {
    smtp.script = (step, _line, to) =>
      step === 'rcpt' && isStrange(Number(/\d+/.exec(to))) ? reply : undefined;
  };

  test.each(STRANGE)(
    'holds up nobody else: "%s" is charged to that reader, who is tried for a day and expires',
    async (reply) => {
      const { show } = await sendScene(base, 120);
      const strange = new Set([1, 2, 50, 51, 52, 120]);
      balkAt((reader) => strange.has(reader), reply);
      await deliver(app);
      expect(await show()).toMatchObject({ reason: null, counts: { accepted: 114, deferred: 6 } });
      await shiftRetries(base, '10 minutes');
      await retries();
      expect(await transport()).toEqual({ faults: 0, isCircuitOpen: false });
      await shiftRetries(base, '25 hours');
      await retries();
      expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: 114, expired: 6 } });
      expect(await transport()).toEqual({ faults: 0, isCircuitOpen: false });
    },
  );

  test('is not asked for ever about readers whom nobody follows', async () => {
    const { show } = await sendScene(base, 13);
    balkAt(() => true, '454 4.7.1 Relay access denied');
    await vi.waitFor(
      async () => {
        await deliver(app);
        expect((await show()).counts).toMatchObject({ queued: 0, deferred: 13 });
      },
      { timeout: 100_000 },
    );
    await mendTransports(base);
    await shiftRetries(base, '25 hours');
    await retries();
    expect(await show()).toMatchObject({ status: 'sent', counts: { expired: 13 } });
    expect(await transport()).toEqual({ faults: 0, isCircuitOpen: false });
  });

  test.each(STRANGE)(
    'and says so ("%s") of everybody from then on, charges nobody; all get it afterwards, once',
    async (reply) => {
      const { sendId, show } = await sendScene(base, 400);
      let isOut = false;
      smtp.script = (step) => {
        isOut ||= smtp.accepted.length >= 150;
        return step === 'rcpt' && isOut ? reply : undefined;
      };
      await deliver(app, { settings: { firstSeconds: 100, longestSeconds: 1000 } });
      const { status, reason, counts } = await show();
      expect({ status, left: counts.queued + counts.accepted }).toEqual({ status: 'sending', left: 400 });
      expect(reason?.params).toMatchObject({ reply: expect.stringContaining(reply) });
      expect(await transport()).toMatchObject({ faults: 1 });
      expect(new Set(Object.values(await statesOf(base, sendId)))).toEqual(new Set(['accepted']));
      smtp.script = () => undefined;
      await mendTransports(base);
      await vi.waitFor(
        async () => {
          await deliver(app);
          expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: 400, possiblyTwice: 0 } });
        },
        { timeout: 100_000 },
      );
      expect(smtp.accepted).toHaveLength(400);
      expect(once(smtp.accepted)).toBe(true);
    },
  );
});

describe('A connection lost when the server may have accepted the message (SMTP-07)', () => {
  test.each([
    ['in mid-message', 'body', 'close', 0],
    ['after the dot', 'dot', 'close', 1],
    ['by silence after the dot', 'dot', 'silent', 1],
  ] as const)(
    '%s is unknown, then tried once more after a quarter of an hour, flagged',
    async (_w, step, act, first) => {
      const { show } = await sendScene(base, 6);
      smtp.script = (at, _line, to) => (at === step && to.startsWith('reader3@') ? act : undefined);
      const mailer = mailerTo(smtp.url, IMPATIENT_MS);
      await deliver({ ...app, mailer });
      await mailer.close();
      expect(await show()).toMatchObject({
        status: 'sending',
        counts: { accepted: 5, unknown: 1, possiblyTwice: 1 },
      });
      smtp.script = () => undefined;
      await shiftRetries(base, '14 minutes');
      await retries();
      expect((await show()).counts.unknown).toBe(1);
      await shiftRetries(base, '6 minutes');
      await retries();
      expect(await show()).toMatchObject({
        status: 'sent',
        counts: { accepted: 6, unknown: 0, possiblyTwice: 1 },
      });
      const copies = smtp.messages.filter(({ to }) => to.startsWith('reader3@')).map(({ source }) => source);
      expect(copies).toHaveLength(first + 1);
      expect(new Set(copies).size).toBe(1);
    },
  );

  test('for the second time stays unknown', async () => {
    const { show } = await sendScene(base, 1);
    smtp.script = (step) => (step === 'dot' ? 'close' : undefined);
    await deliver(app);
    await shiftRetries(base, '20 minutes');
    await retries();
    expect(await show()).toMatchObject({ status: 'sent', counts: { unknown: 1, possiblyTwice: 1 } });
  });

  test('while DATA was refused a plain retry suffices: nothing was handed over', async () => {
    const { show } = await sendScene(base, 1);
    smtp.script = (step) => (step === 'data' ? 'close' : undefined);
    await deliver(app);
    expect((await show()).counts).toMatchObject({ queued: 1, unknown: 0, possiblyTwice: 0 });
    smtp.script = () => undefined;
    await vi.waitFor(
      async () => {
        await deliver(app);
        expect((await show()).counts).toMatchObject({ accepted: 1, possiblyTwice: 0 });
      },
      { timeout: 100_000 },
    );
  });
});

test.each([
  ['554 5.7.1 Spam', 'dot'],
  ['554 5.0.0 Transaction failed', 'dot'],
  ['550 5.2.0 Mailbox status', 'dot'],
  ['550 5.3.0 Mail system status', 'data'],
])(
  'A server that answers everybody with "%s" pauses the send; after a resume all get it (SMTP-18)',
  async (reply, at) => {
    const { show, publication, sendId } = await sendScene(base, 200);
    smtp.script = (step) => (step === at ? reply : undefined);
    await deliver(app);
    const { status, reason, counts } = await show();
    expect(status).toBe('paused');
    expect(reason?.params).toMatchObject({ reply: expect.stringContaining(reply) });
    expect(counts.rejected).toBeLessThan(30);
    expect(counts.queued).toBe(200 - counts.rejected);
    smtp.script = () => undefined;
    await resumeSend(app, publication.id, sendId);
    await deliver(app);
    expect((await show()).counts.accepted).toBe(200 - counts.rejected);
    await retries();
    expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: 200 } });
    expect(once(smtp.accepted)).toBe(true);
  },
);
