import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createSmtpMailer } from '../../src/mailers/smtp/smtp-mailer.ts';
import type { App } from '../../src/platform/app.ts';
import { rows } from '../../src/platform/database.ts';
import { deliverDueRetries, resumeSend } from '../../src/sends/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { startScriptedSmtp, type ScriptedSmtp, type SmtpStep } from '../support/mail/scripted-smtp.ts';
import { deliver, QUICK, shiftRetries, statesOf } from '../support/sends/sends.ts';
import { sendScene, startAnew } from '../support/sends/send-scene.ts';

const pipelining = await startScriptedSmtp({ extensions: ['PIPELINING'] });
const lockstep = await startScriptedSmtp();
const small = await startScriptedSmtp({ extensions: ['PIPELINING', 'SIZE 3000'] });
const base = await createTestApp();

function senderTo(smtp: ScriptedSmtp, isPlain: boolean, patienceMs = 20_000): App {
  const mailer = createSmtpMailer({
    smtpUrl: smtp.url,
    publicUrl: 'https://news.gazette.example',
    isPlain,
    timeouts: { greetingTimeout: patienceMs, socketTimeout: patienceMs },
  });
  onTestFinished(() => mailer.close());
  return { ...base, mailer };
}

beforeEach(() => startAnew(base, pipelining, lockstep, small));

const PATIENCE = { timeout: 100_000 };
const numberOf = (address: string) => Number(/^reader(\d+)@/.exec(address)?.[1] ?? 0);
const isOnce = (values: string[]) => new Set(values).size === values.length;

/** The rows of SMTP-01 that concern one reader: step, reply, what becomes of the message, whether the address is suppressed. */
const ROWS: [SmtpStep, string, string, boolean][] = [
  ['rcpt', '450 Later', 'deferred', false],
  ['rcpt', '451 4.3.0 Local error', 'deferred', false],
  ['rcpt', '452 4.2.2 Mailbox full', 'deferred', false],
  ['rcpt', '450 4.7.1 Greylisted', 'deferred', false],
  ['data', '451 4.3.0 Later', 'deferred', false],
  ['dot', '452 4.3.1 No room', 'deferred', false],
  ['rcpt', '550 No such user', 'rejected', true],
  ['rcpt', '551 User not local', 'rejected', true],
  ['rcpt', '553 Mailbox name not allowed', 'rejected', true],
  ['rcpt', '550-5.1.1 The account\n550 5.1.1 does not exist', 'rejected', true],
  ['rcpt', '550 5.1.2 Bad system', 'rejected', true],
  ['rcpt', '501 5.1.3 Bad syntax', 'rejected', true],
  ['rcpt', '550 5.1.6 Moved', 'rejected', true],
  ['rcpt', '550 5.1.10 Not found', 'rejected', true],
  ['rcpt', '550 5.2.1 Disabled', 'rejected', true],
  ['dot', '554 5.1.1 Unknown user, said late', 'rejected', true],
  ['rcpt', '552 5.2.2 Mailbox full', 'rejected', false],
  ['rcpt', '550 5.4.1 Access denied', 'rejected', false],
  ['dot', '550 5.4.7 Delivery expired', 'rejected', false],
  ['rcpt', '550 5.7.1 Policy', 'rejected', false],
  ['dot', '550 5.7.26 Unauthenticated', 'rejected', false],
  ['dot', '554 5.6.0 Bad content', 'rejected', false],
  ['dot', '552 5.3.4 Too big', 'rejected', false],
  ['dot', '554 Rejected as spam', 'rejected', false],
  ['rcpt', '500 5.5.2 Syntax error', 'deferred', false],
];
/** Answers that concern the server, at any step. */
const FAULTS: [SmtpStep, string][] = [
  ['connect', 'close'],
  ['connect', '554 No service here'],
  ['mail', 'close'],
  ['mail', '530 5.7.0 Authentication required'],
  ['mail', '354 Go ahead'],
  ['rcpt', '354 Go ahead'],
  ['rcpt', '421 4.3.2 Closing'],
  ['rcpt', '454 4.7.0 Temporary authentication failure'],
  ['rcpt', '503 5.5.1 Bad sequence'],
  ['data', 'close'],
  ['data', '421 4.3.2 Closing'],
  ['dot', '421 4.7.0 Slow down'],
  ['dot', '454 Throttling failure: maximum sending rate exceeded'],
];

describe.each([
  ['with PIPELINING', pipelining, false],
  ['without PIPELINING', lockstep, false],
  ["by nodemailer's client", pipelining, true],
])('Over a connection %s', (_path, smtp, isPlain) => {
  test('each reply means for its reader what the table says, and nothing for the others (SMTP-01)', async () => {
    const { readerIds: ids, sendId, show } = await sendScene(base, ROWS.length + 40);
    // Some are accepted first: a server that takes nobody is another case.
    const rowOf = (to: string) => ROWS[numberOf(to) - 41];
    smtp.script = (step, _line, to) => {
      const [at, reply] = rowOf(to) ?? [];
      return at === step ? reply : undefined;
    };
    const sender = senderTo(smtp, isPlain);
    await vi.waitFor(async () => {
      await deliver(sender);
      expect((await show()).counts).toMatchObject({ queued: 0, sending: 0 });
    }, PATIENCE);
    const states = await statesOf(base, sendId);
    const suppressed = await rows<{ id: number }>(
      base.db,
      'select s.id from suppressions x join subscribers s using (address_hash)',
    );
    const bounced = new Set(suppressed.map(({ id }) => id));
    const found = ROWS.map(([step, reply], index) => {
      const id = ids[index + 40] ?? 0;
      return [step, reply, states[id], bounced.has(id)];
    });
    expect(found).toEqual(ROWS);
    expect(smtp.accepted.map(numberOf).toSorted((one, other) => one - other)).toEqual(
      Array.from({ length: 40 }, (_, index) => index + 1),
    );
    expect(await show()).toMatchObject({
      status: 'sending',
      reason: null,
      counts: { accepted: 40, unknown: 0 },
    });
  });

  test.each(FAULTS)(
    'a server that answers everybody at %s with "%s" charges nobody; the send says why and goes on by itself',
    async (step, act) => {
      const { sendId, show } = await sendScene(base, 60);
      smtp.script = (at) => (at === step ? act : undefined);
      const sender = senderTo(smtp, isPlain);
      await deliver(sender);
      const waiting = await show();
      expect(waiting).toMatchObject({ status: 'sending', counts: { queued: 60, unknown: 0 } });
      expect(waiting.reason).toMatchObject({ params: { reply: expect.any(String) } });
      if (act !== 'close')
        expect(waiting.reason?.params).toMatchObject({ reply: expect.stringContaining(act) });
      expect(await statesOf(base, sendId)).toEqual({});
      smtp.script = () => undefined;
      await vi.waitFor(async () => {
        await deliver(sender);
        expect(await show()).toMatchObject({ status: 'sent', reason: null, counts: { accepted: 60 } });
      }, PATIENCE);
      expect(smtp.accepted).toHaveLength(60);
      expect(isOnce(smtp.accepted)).toBe(true);
    },
  );

  test.each([
    ['body', 'close', 1],
    ['dot', 'close', 2],
    ['dot', 'silent', 2],
  ] as const)(
    'a connection lost at %s (%s) is doubted, tried once more and flagged; the others get one copy (SMTP-07)',
    async (step, act, copies) => {
      const { show } = await sendScene(base, 30);
      smtp.script = (at, _line, to) => (at === step && numberOf(to) === 7 ? act : undefined);
      const sender = senderTo(smtp, isPlain, 1000);
      await deliver(sender);
      expect(await show()).toMatchObject({ status: 'sending', counts: { accepted: 29, unknown: 1 } });
      smtp.script = () => undefined;
      await shiftRetries(base, '20 minutes');
      await deliverDueRetries(sender, { settings: QUICK });
      expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: 30, possiblyTwice: 1 } });
      const got = smtp.messages.filter(({ to }) => numberOf(to) === 7);
      expect(got).toHaveLength(copies);
      expect(new Set(got.map(({ source }) => source)).size).toBe(1);
      expect(isOnce(smtp.messages.flatMap(({ to }) => (numberOf(to) === 7 ? [] : [to])))).toBe(true);
    },
  );

  test('a reply with characters that no database holds is written down, and nobody is mailed twice', async () => {
    const { sendId, show } = await sendScene(base, 20);
    smtp.script = (step) => (step === 'dot' ? '250 2.0.0 ok\0x\u0007' : undefined);
    await deliver(senderTo(smtp, isPlain));
    expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: 20, possiblyTwice: 0 } });
    expect(smtp.messages).toHaveLength(20);
    expect(isOnce(smtp.accepted)).toBe(true);
    const replies = await rows(base.db, 'select distinct reply from messages where send_id = ?', [sendId]);
    expect(replies).toEqual([{ reply: '250 2.0.0 okx' }]);
  });

  test('a fault with such characters is told like any other', async () => {
    const { show } = await sendScene(base, 20);
    smtp.script = (step) => (step === 'mail' ? '451 4.3.0 No\0 room' : undefined);
    const sender = senderTo(smtp, isPlain);
    await deliver(sender);
    expect(await show()).toMatchObject({
      counts: { queued: 20, unknown: 0 },
      reason: { params: { reply: expect.stringContaining('451 4.3.0 No room') } },
    });
    smtp.script = () => undefined;
    await vi.waitFor(async () => {
      await deliver(sender);
      expect(await show()).toMatchObject({ status: 'sent', reason: null, counts: { accepted: 20 } });
    }, PATIENCE);
    expect(smtp.accepted).toHaveLength(20);
  });

  test('every tenth reader greylisted: all get it, once, the others at once (SMTP-02)', async () => {
    const { show } = await sendScene(base, 300);
    const tried = new Map<string, number>();
    smtp.script = (step, _line, to) => {
      if (step !== 'rcpt' || numberOf(to) % 10 !== 0) return undefined;
      tried.set(to, (tried.get(to) ?? 0) + 1);
      return (tried.get(to) ?? 0) < 3 ? '450 4.7.1 Greylisted, come back in five minutes' : undefined;
    };
    const sender = senderTo(smtp, isPlain);
    await deliver(sender);
    expect(await show()).toMatchObject({ status: 'sending', counts: { accepted: 270, deferred: 30 } });
    for (const wait of ['7 minutes', '15 minutes']) {
      await shiftRetries(base, wait);
      await deliverDueRetries(sender, { settings: QUICK });
    }
    expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: 300, possiblyTwice: 0 } });
    expect([...tried.values()]).toEqual(Array.from({ length: 30 }, () => 3));
    expect(smtp.accepted).toHaveLength(300);
    expect(isOnce(smtp.accepted)).toBe(true);
  });

  test('a server that throttles now and then loses and doubles nobody', async () => {
    const { show } = await sendScene(base, 200);
    let messages = 0;
    smtp.script = (step) => {
      if (step === 'dot') messages += 1;
      return step === 'dot' && messages % 40 === 0 ? '454 4.7.0 Throttled' : undefined;
    };
    const sender = senderTo(smtp, isPlain);
    await vi.waitFor(async () => {
      await deliver(sender);
      expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: 200, deferred: 0 } });
    }, PATIENCE);
    expect(smtp.accepted).toHaveLength(200);
    expect(isOnce(smtp.accepted)).toBe(true);
  });

  test('an address beyond ASCII is refused here, visibly and without being suppressed (ADR-05)', async () => {
    const { readerIds: ids, sendId, show } = await sendScene(base, 5);
    const [first = 0] = ids;
    await base.db.raw(`update subscribers set delivery_address = 'jürgen@readers.example' where id = ?`, [
      first,
    ]);
    await deliver(senderTo(pipelining, isPlain));
    expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: 4, rejected: 1 } });
    expect((await statesOf(base, sendId))[first]).toBe('rejected');
    expect(smtp.commands.join('\n')).not.toMatch(/[^\0-\x7f]/);
    expect(await rows(base.db, 'select 1 from suppressions')).toEqual([]);
  });
});

test.each([
  ['our client', false],
  ["nodemailer's", true],
])(
  'A mail larger than the server takes is said to nobody, by %s; the send is paused before its first reader (SMTP-15)',
  async (_path, isPlain) => {
    const { publication, sendId, show } = await sendScene(base, 20);
    await deliver(senderTo(small, isPlain));
    const { status, reason, counts } = await show();
    expect({ status, queued: counts.queued }).toEqual({ status: 'paused', queued: 20 });
    expect(reason?.code).toBe('too-large');
    expect(small.commands.filter((line) => line.startsWith('RCPT'))).toEqual([]);
    expect(await statesOf(base, sendId)).toEqual({});
    await resumeSend(base, publication.id, sendId);
    await deliver(senderTo(pipelining, isPlain));
    expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: 20 } });
  },
);

test.each([
  ['our client', false],
  ["nodemailer's", true],
])(
  'An email that cannot be put together is a fault of the send, by %s: it is paused with the reason, and nobody is refused',
  async (_path, isPlain) => {
    const { publication, sendId, show } = await sendScene(base, 30);
    const sender = senderTo(pipelining, isPlain);
    // What PUBLIC_URL may not be any more; the next one will be something else.
    await deliver({ ...sender, config: { ...base.config, publicUrl: 'https://bücher.example' } });
    const { status, reason, counts } = await show();
    expect({ status, queued: counts.queued, rejected: counts.rejected }).toEqual({
      status: 'paused',
      queued: 30,
      rejected: 0,
    });
    expect(reason).toMatchObject({
      code: 'not-composed',
      params: { error: expect.stringContaining('unsubscribeUrl') },
    });
    expect(pipelining.messages).toEqual([]);
    expect(await statesOf(base, sendId)).toEqual({});
    await resumeSend(base, publication.id, sendId);
    await deliver(sender);
    expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: 30 } });
  },
);
