import { beforeEach, describe, expect, test } from 'vitest';
import { says } from '../../src/words/index.ts';
import { createSmtpMailer } from '../../src/mailers/smtp/smtp-mailer.ts';
import type { App } from '../../src/platform/app.ts';
import { rows } from '../../src/platform/database.ts';
import { deliverDueRetries, pauseSend, resendSend, resumeSend } from '../../src/sends/index.ts';
import { countAnswers } from '../../src/sends/alarm-queries.ts';
import { alarmOf, hasManyBounces } from '../../src/feedback/answers.ts';
import { makeUser } from '../support/web/admin.ts';
import { createTestApp } from '../support/app/app.ts';
import { startScriptedSmtp } from '../support/mail/scripted-smtp.ts';
import { deliver, QUICK } from '../support/sends/sends.ts';
import { sendScene, startAnew } from '../support/sends/send-scene.ts';

const smtp = await startScriptedSmtp({ extensions: ['PIPELINING'] });
const base = await createTestApp();
const mailerOf = (isPlain: boolean) =>
  createSmtpMailer({ smtpUrl: smtp.url, publicUrl: 'https://news.gazette.example', isPlain });
const app: App = { ...base, mailer: mailerOf(false) };

/** Every `nth` reader meets this reply at this step. */
const everyNth = (nth: number, step: string, reply: string) => {
  smtp.script = (at, _line, to) => {
    const [number] = /\d+/.exec(to) ?? [];
    return at === step && Number(number) % nth === 0 ? reply : undefined;
  };
};

beforeEach(() => startAnew(base, smtp));

const logged = (event: string, sendId: number) =>
  base.logged.filter((line) => line.includes(`"${event}"`) && line.includes(`"sendId":${sendId},`));
const isOnce = (values: string[]) => new Set(values).size === values.length;

describe.each([
  ['pipelined', false],
  ["by nodemailer's client", true],
])('Over a connection %s, a send', (_path, isPlain) => {
  const sender: App = { ...base, mailer: mailerOf(isPlain) };

  test('of which more than 5 % bounce is paused with the figures; a resume goes on where it stopped (SMTP-18, THR-04)', async () => {
    const { publication, sendId, show } = await sendScene(base, 1500);
    everyNth(12, 'rcpt', '550 5.1.1 No such user');
    await deliver(sender);
    const paused = await show();
    expect(paused.status).toBe('paused');
    expect(paused.reason && says(paused.reason)).toMatch(
      /\d+ of \d+ \(8\.\d%\) do not exist.*550 5\.1\.1 No such user\. The send is paused/,
    );
    expect(paused.counts.queued).toBeGreaterThan(0);
    const before = smtp.accepted.length;
    everyNth(100, 'rcpt', '550 5.1.1 No such user');
    await resumeSend(sender, publication.id, sendId);
    await deliver(sender);
    const { status, reason, counts } = await show();
    expect({ status, reason }).toEqual({ status: 'sent', reason: null });
    expect(counts.accepted + counts.rejected).toBe(1500);
    expect(smtp.accepted.length).toBeGreaterThan(before);
    expect(isOnce(smtp.accepted)).toBe(true);
  });
});

test.each([
  ['554 5.7.1 Spam', 'dot'],
  ['550 5.6.0 Bad content', 'dot'],
  ['554 Transaction failed', 'dot'],
  ['554 5.0.0 Service unavailable', 'dot'],
  ['550 5.3.0 Mail system status', 'data'],
  ['550 5.7.1 Policy', 'rcpt'],
])(
  'A send of which more than 5 %% meet "%s" is paused, and nobody is suppressed (THR-03)',
  async (reply, step) => {
    const { show } = await sendScene(base, 1500);
    everyNth(10, step, reply);
    await deliver(app);
    const { status, reason } = await show();
    expect(status).toBe('paused');
    expect(reason).toMatchObject({
      code: 'many-refusals',
      params: { refused: expect.any(Number), answered: expect.any(Number), reply },
    });
    const { rows } = await base.db.raw('select 1 from suppressions');
    expect(rows).toEqual([]);
  },
);

test('Refusals in a row stop nothing when others were accepted: a domain may have its own opinion (SMTP-18)', async () => {
  const { show } = await sendScene(base, 1500);
  smtp.script = (step, _line, to) => {
    const number = Number(/\d+/.exec(to)?.[0]);
    return step === 'dot' && number > 500 && number <= 530 ? '554 5.7.1 Not from you' : undefined;
  };
  await deliver(app);
  expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: 1470, rejected: 30 } });
});

test('What goes wrong late in a large send weighs as much as what goes wrong early (SMTP-18)', async () => {
  const { sendId } = await sendScene(base, 1);
  const good = { answered: 5000, accepted: 5000, bounced: 0, refused: 0, complained: 0 };
  for (let count = 0; count < 40; count += 1) await countAnswers(base.db, sendId, good);
  const bad = { answered: 700, accepted: 100, bounced: 0, refused: 600, complained: 0 };
  expect(alarmOf(await countAnswers(base.db, sendId, bad))).toBe('refusals');
});

test('A server that never says whether it took a message pauses the send before many are in doubt (SMTP-07)', async () => {
  const { publication, sendId, show } = await sendScene(base, 1500);
  smtp.script = (step) => (step === 'dot' ? 'close' : undefined);
  await deliver(app);
  const { status, reason, counts } = await show();
  expect(status).toBe('paused');
  expect(reason?.code).toBe('in-doubt');
  expect(counts.unknown).toBeLessThan(500);
  expect(counts.unknown + counts.queued).toBe(1500);
  smtp.script = () => undefined;
  await resumeSend(app, publication.id, sendId);
  await deliver(app);
  expect((await show()).counts).toMatchObject({ accepted: counts.queued, unknown: counts.unknown });
});

test('An address that does not exist is suppressed also when that fails at first (THR-01)', async () => {
  const { sendId, show } = await sendScene(base, 20);
  everyNth(20, 'rcpt', '550 5.1.1 No such user');
  await base.db.raw('alter table suppressions add constraint full_up check (false) not valid');
  await expect(deliver(app)).rejects.toThrow();
  expect((await show()).counts).toMatchObject({ accepted: 19, rejected: 1 });
  await base.db.raw('alter table suppressions drop constraint full_up');
  const bounced = () =>
    rows<{ email: string }>(
      base.db,
      `select email from subscribers s join suppressions using (address_hash)
        where s.status = 'bounced' and id in (select subscriber_id from messages where send_id = ?)`,
      [sendId],
    );
  expect(await bounced()).toEqual([]);
  await deliver(app);
  expect(await bounced()).toEqual([{ email: 'reader20@readers.example' }]);
});

test('A full mailbox or a greylisting server stops nothing, however many there are', async () => {
  const { show } = await sendScene(base, 600);
  everyNth(2, 'rcpt', '552 5.2.2 Mailbox full');
  await deliver(app);
  expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: 300, rejected: 300 } });
  const next = await sendScene(base, 600);
  everyNth(2, 'rcpt', '450 4.7.1 Greylisted');
  await deliver(app);
  expect(await next.show()).toMatchObject({ status: 'sending', counts: { accepted: 300, deferred: 300 } });
});

describe('Bounces of 2 % and more (THR-04)', () => {
  const alertsOf = async ({ id }: { id: number }) =>
    (await base.db.raw('select code, params from alerts where publication_id = ?', [id])).rows;

  test('are a warning on the send and word to the admins, once with several workers, and stop nothing', async () => {
    const { publication, sendId, show } = await sendScene(base, 2000);
    expect((await show()).warnings).toEqual([]);
    everyNth(33, 'rcpt', '550 5.1.1 No such user');
    const workers = [mailerOf(false), mailerOf(false)].map((mailer) => deliver({ ...base, mailer }));
    await Promise.all(workers);
    const { status, reason, warnings } = await show();
    expect({ status, reason }).toEqual({ status: 'sent', reason: null });
    expect(warnings.map((warning) => says(warning))).toEqual([
      expect.stringMatching(/^Many addresses do not exist: \d+ of \d+ \([23]\.\d%\)/),
    ]);
    expect(logged('send.bounces-high', sendId)).toHaveLength(1);
    expect(await alertsOf(publication)).toEqual([
      {
        code: 'send-bounces',
        params: {
          subject: expect.any(String),
          bounced: expect.any(Number),
          answered: expect.any(Number),
          reply: '550 5.1.1 No such user',
        },
      },
    ]);
  });

  test('are told even if the worker that saw them first died before it could', async () => {
    const { publication, show } = await sendScene(base, 6000);
    everyNth(33, 'rcpt', '550 5.1.1 No such user');
    const addAll: App['jobs']['addAll'] = async () => {
      throw new Error('killed');
    };
    await makeUser(base, 'admin');
    await expect(deliver({ ...app, jobs: { ...base.jobs, addAll } })).rejects.toThrow('killed');
    expect(await alertsOf(publication)).toEqual([]);
    expect((await show()).warnings).toEqual([]);
    expect((await show()).counts.queued).toBeGreaterThan(500);
    await deliver(app);
    expect((await show()).warnings).toHaveLength(1);
    expect(await alertsOf(publication)).toHaveLength(1);
  });

  test('that pause the send are told as the pause and nothing else; the warning comes when they go on after a resume', async () => {
    const { publication, sendId, show } = await sendScene(base, 6000);
    everyNth(12, 'rcpt', '550 5.1.1 No such user');
    await deliver(app);
    expect(await show()).toMatchObject({ status: 'paused', warnings: [] });
    const codes = async () => (await alertsOf(publication)).map(({ code }: { code: string }) => code);
    expect(await codes()).toEqual(['send-paused']);
    everyNth(33, 'rcpt', '550 5.1.1 No such user');
    await resumeSend(base, publication.id, sendId);
    await deliver(app);
    expect(await show()).toMatchObject({ status: 'sent', warnings: [{ code: 'bounces-high' }] });
    expect(await codes()).toEqual(['send-paused', 'send-bounces']);
  });

  test('are said once for a send, also when it is paused, resumed and tried again', async () => {
    const { publication, sendId, show } = await sendScene(base, 2000);
    everyNth(33, 'rcpt', '550 5.1.1 No such user');
    let acting: Promise<unknown> | undefined;
    const { script } = smtp;
    smtp.script = (step, line, to) => {
      if (smtp.accepted.length > 300) acting ??= pauseSend(base, publication.id, sendId);
      return script(step, line, to);
    };
    await deliver(app);
    await acting;
    const { status, warnings } = await show();
    expect(status).toBe('paused');
    expect(warnings).toHaveLength(1);
    await resumeSend(base, publication.id, sendId);
    await deliver(app);
    expect(await show()).toMatchObject({ status: 'sent', warnings });
    expect(await alertsOf(publication)).toHaveLength(1);
  });
});

test('The answers of all workers count together', async () => {
  const { sendId, show } = await sendScene(base, 2000);
  everyNth(8, 'rcpt', '550 5.1.1 No such user');
  const workers = [mailerOf(false), mailerOf(false)].map((mailer) => deliver({ ...base, mailer }));
  await Promise.all(workers);
  expect((await show()).status).toBe('paused');
  expect(logged('send.bouncing', sendId)).toHaveLength(1);
  const { rows } = await base.db.raw('select answered, bounced from sends where id = ?', [sendId]);
  const { counts } = await show();
  expect(rows).toEqual([{ answered: counts.accepted + counts.rejected, bounced: counts.rejected }]);
});

test('A send that is tried again for those it did not reach is judged anew', async () => {
  const { publication, sendId, show } = await sendScene(base, 400);
  everyNth(22, 'dot', '554 5.7.1 Spam');
  await deliver(app);
  expect((await show()).status).toBe('sent');
  everyNth(44, 'dot', '554 5.7.1 Spam');
  await resendSend(base, publication.id, sendId);
  await deliverDueRetries(app, { settings: QUICK });
  expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: 391, rejected: 9 } });
});

describe('The rule', () => {
  test.each([
    [{ answered: 199, bounced: 100, refused: 0 }, undefined],
    [{ answered: 200, bounced: 10, refused: 10 }, undefined],
    [{ answered: 200, bounced: 11, refused: 0 }, 'bounces'],
    [{ answered: 200, bounced: 0, refused: 11 }, 'refusals'],
    [{ answered: 100_000, bounced: 5000, refused: 5001 }, 'refusals'],
    [{ answered: 1000, bounced: 60, refused: 0, complained: 3 }, 'complaints'],
    [{ answered: 1001, bounced: 0, refused: 0, complained: 3 }, undefined],
    [{ answered: 200, bounced: 0, refused: 0, complained: 1 }, undefined],
  ])('%j is %s', (answers, alarm) => {
    expect(alarmOf({ complained: 0, ...answers })).toBe(alarm);
  });

  test.each([
    [{ answered: 199, bounced: 10, refused: 0 }, false],
    [{ answered: 200, bounced: 3, refused: 0 }, false],
    [{ answered: 200, bounced: 4, refused: 0 }, true],
  ])('%j is worth a warning: %s', (answers, isHigh) => {
    expect(hasManyBounces(answers)).toBe(isHigh);
  });
});
