import { beforeEach, describe, expect, test } from 'vitest';
import { createSmtpMailer } from '../../src/mailers/smtp/smtp-mailer.ts';
import type { App } from '../../src/platform/app.ts';
import { rows } from '../../src/platform/database.ts';
import type { Publication } from '../../src/publications/index.ts';
import { deliverDueRetries, resumeSend } from '../../src/sends/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { startScriptedSmtp } from '../support/mail/scripted-smtp.ts';
import { deliver, makeArticle, prepareSendOf, QUICK } from '../support/sends/sends.ts';
import { sendScene } from '../support/sends/send-scene.ts';

const smtp = await startScriptedSmtp({ extensions: ['PIPELINING'] });
const base = await createTestApp();
const mailer = createSmtpMailer({ smtpUrl: smtp.url, publicUrl: 'https://news.gazette.example' });
const app: App = { ...base, mailer };

const NO_USER = '550 5.1.1 No such user';
const numberOf = (address: string) => Number(/^reader(\d+)@/.exec(address)?.[1] ?? 0);
const domainOf = (address: string) => address.slice(address.indexOf('@') + 1);
/** What the server says to RCPT TO. */
const atRcpt = (reply: (to: string) => string | undefined) => {
  smtp.script = (step, _line, to) => (step === 'rcpt' ? reply(to) : undefined);
};

beforeEach(async () => {
  smtp.script = () => undefined;
  smtp.accepted.length = 0;
  await base.db.raw(`update sends set status = 'cancelled' where status in ('sending', 'paused')`);
  await base.db.raw('update transports set accepted_at = null');
  await base.db.raw('delete from suppressions');
});

const goOn = async () => {
  await deliver(app);
  await deliverDueRetries(app, { settings: QUICK });
};
const suppressed = async () =>
  (
    await rows<{ email: string }>(
      base.db,
      `select email from suppressions x join subscribers s using (address_hash) where s.status = 'bounced' order by s.id`,
    )
  ).map(({ email }) => email);
const countOf = async (table: string) =>
  (await base.db.raw(`select count(*)::int as n from ${table}`)).rows[0].n;
const alertsOf = async ({ id }: Publication) =>
  (await base.db.raw('select code, params from alerts where publication_id = ? order by id', [id])).rows;
const once = (values: string[]) => new Set(values).size === values.length;

describe('A relay that refuses everybody suppresses nobody (SMTP-01, SMTP-18)', () => {
  test.each([
    [300, '550 relay not permitted'],
    [3000, '550 relay not permitted'],
    [300, '550 I cannot deliver mail for <reader@readers.example>'],
    [
      300,
      '550 5.1.1 <reader@readers.example>: Recipient address rejected: User unknown in local recipient table',
    ],
    [300, '550 Unrouteable address'],
    [300, '550 Go away'],
    [300, '552 5.2.2 Over quota'],
    [300, '554 5.7.1 Service unavailable; Client host blocked using zen.spamhaus.org'],
  ])(
    'of %i readers: with "%s" the send pauses soon, quotes it, and a resume reaches everybody once',
    async (count, reply) => {
      const { publication, sendId, show } = await sendScene(base, { 'readers.example': count });
      atRcpt(() => reply);
      await deliver(app);
      const { status, reason, counts } = await show();
      expect(status).toBe('paused');
      expect(counts.rejected).toBeLessThan(60);
      expect(reason).toMatchObject({
        code: 'refused-by-all',
        params: { reply: expect.stringContaining(reply.replace(/<.*>/, '<address>')) },
      });
      expect(await suppressed()).toEqual([]);
      expect(await countOf(`subscribers where status = 'bounced'`)).toBe(0);
      expect(await alertsOf(publication)).toMatchObject([{ code: 'send-paused' }]);
      smtp.script = () => undefined;
      await resumeSend(app, publication.id, sendId);
      await goOn();
      await goOn();
      expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: count, rejected: 0 } });
      expect(smtp.accepted).toHaveLength(count);
      expect(once(smtp.accepted)).toBe(true);
      expect(await countOf('refusals')).toBe(0);
    },
  );

  test('in a small audience, too; who is refused again after the resume stays refused', async () => {
    const { publication, sendId, show } = await sendScene(base, {
      'a.example': 1,
      'b.example': 1,
      'c.example': 1,
    });
    atRcpt(() => '550 relay not permitted');
    await deliver(app);
    expect(await show()).toMatchObject({ status: 'paused', counts: { rejected: 3 } });
    await resumeSend(app, publication.id, sendId);
    await goOn();
    expect(await show()).toMatchObject({ status: 'paused', counts: { rejected: 3 } });
    await resumeSend(app, publication.id, sendId);
    await goOn();
    expect(await show()).toMatchObject({ status: 'sent', counts: { rejected: 3 } });
    expect(await suppressed()).toEqual([]);
  });

  test.each([
    NO_USER,
    '550 Your account has been suspended',
    '550 This account is locked',
    '552 5.2.2 Mailbox full',
  ])(
    'also when it took some before (%s): nobody is suppressed, and a resume reaches everybody',
    async (reply) => {
      const { publication, sendId, show } = await sendScene(base, { 'readers.example': 600 });
      atRcpt(() => (smtp.accepted.length >= 100 ? reply : undefined));
      await deliver(app);
      expect((await show()).status).toBe('paused');
      expect(await suppressed()).toEqual([]);
      smtp.script = () => undefined;
      await resumeSend(app, publication.id, sendId);
      await goOn();
      expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: 600 } });
      expect(once(smtp.accepted)).toBe(true);
      expect(await suppressed()).toEqual([]);
    },
  );

  test('nor does one that takes its own domain alone', async () => {
    const { publication, sendId, show } = await sendScene(base, {
      'own.example': 40,
      'a.example': 140,
      'b.example': 140,
    });
    atRcpt((to) => (domainOf(to) === 'own.example' ? undefined : '550 relay not permitted'));
    await deliver(app);
    const { status, reason } = await show();
    expect(status).toBe('paused');
    expect(reason?.params).toMatchObject({ reply: expect.stringContaining('550 relay not permitted') });
    smtp.script = () => undefined;
    await resumeSend(app, publication.id, sendId);
    await goOn();
    expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: 320 } });
    expect(await suppressed()).toEqual([]);
  });
});

describe('A provider that refuses all its readers alike means the sender', () => {
  test.each([
    NO_USER,
    '550 Mailbox unavailable',
    '550 Your IP is on our block list',
    '554 5.7.1 Message rejected due to DMARC policy',
    '553 (#5.7.1)',
    '550 5.4.1 Recipient address rejected: Access denied',
  ])('(“%s”): they are refused and not suppressed, and the admins hear of it', async (reply) => {
    const { publication, show } = await sendScene(base, {
      'a.example': 100,
      'blocking.example': 20,
      'b.example': 60,
    });
    atRcpt((to) => (domainOf(to) === 'blocking.example' ? reply : undefined));
    await deliver(app);
    const { status, warnings, counts } = await show();
    expect({ status, ...counts }).toMatchObject({ status: 'sent', accepted: 160, rejected: 20 });
    expect(warnings).toMatchObject([
      { code: 'domains-refuse', params: { groups: [{ domain: 'blocking.example', count: 20 }] } },
    ]);
    expect(await suppressed()).toEqual([]);
    expect(await alertsOf(publication)).toMatchObject([
      { code: 'domain-refuses', params: { domain: 'blocking.example', count: 20, reply } },
    ]);
    await prepareSendOf(base, await makeArticle(base, publication));
    await deliver(app);
    expect(await alertsOf(publication)).toHaveLength(1);
  });

  test.each([NO_USER, '550 5.7.1 Blocked'])(
    'so a share that alarms pauses the send, names it, and suppresses none of them (“%s”)',
    async (reply) => {
      const { publication, sendId, show } = await sendScene(base, {
        'a.example': 300,
        'blocking.example': 140,
        'b.example': 260,
      });
      atRcpt((to) => (domainOf(to) === 'blocking.example' ? reply : undefined));
      await deliver(app);
      const { status, reason } = await show();
      expect(status).toBe('paused');
      expect(reason?.params).toMatchObject({
        domain: 'blocking.example',
        reply: expect.stringContaining(reply),
      });
      expect(await suppressed()).toEqual([]);
      smtp.script = () => undefined;
      await resumeSend(app, publication.id, sendId);
      await goOn();
      expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: 700 } });
      expect(once(smtp.accepted)).toBe(true);
    },
  );
});

describe('A mailbox that does not exist is suppressed', () => {
  test('when others of its domain were accepted, however many are dead', async () => {
    const { publication, sendId, show } = await sendScene(base, { 'company.example': 180 });
    atRcpt((to) => (numberOf(to) % 6 === 0 && numberOf(to) < 170 ? NO_USER : undefined));
    await deliver(app);
    expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: 152, rejected: 28 } });
    expect(await suppressed()).toHaveLength(28);
    expect(await alertsOf(publication)).toEqual([]);
    expect(await rows(base.db, 'select distinct send_id as id from suppressions')).toEqual([{ id: sendId }]);
  });

  test('in a small send, once anybody was accepted', async () => {
    const { show } = await sendScene(base, { 'a.example': 1, 'b.example': 1, 'c.example': 1 });
    atRcpt((to) => (domainOf(to) === 'b.example' ? '550 No such user here' : undefined));
    await deliver(app);
    expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: 2, rejected: 1 } });
    expect(await suppressed()).toEqual(['reader1@b.example']);
  });

  test('in a send to that reader alone if the relay took mail lately, and not if it never did', async () => {
    const first = await sendScene(base, { 'dead.example': 1 });
    atRcpt(() => NO_USER);
    await deliver(app);
    expect(await first.show()).toMatchObject({ status: 'sent', counts: { rejected: 1 } });
    expect(await suppressed()).toEqual([]);
    await base.db.raw('update transports set accepted_at = now()');
    const second = await sendScene(base, { 'dead.example': 1 });
    await deliver(app);
    expect(await second.show()).toMatchObject({ status: 'sent', counts: { rejected: 1 } });
    expect(await suppressed()).toEqual(['reader1@dead.example']);
  });

  test('also when it is refused at a later try', async () => {
    const { show } = await sendScene(base, { 'a.example': 20 });
    atRcpt((to) => (numberOf(to) === 3 ? '450 4.2.1 Later' : undefined));
    await deliver(app);
    atRcpt(() => NO_USER);
    await base.db.raw(`update message_retries set next_attempt_at = now()`);
    await goOn();
    expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: 19, rejected: 1 } });
    expect(await suppressed()).toEqual(['reader3@a.example']);
  });

  test('and whoever is refused with doubtful words is not', async () => {
    await sendScene(base, { 'a.example': 20 });
    atRcpt((to) => (numberOf(to) === 3 ? '550 Mailbox unavailable' : undefined));
    await deliver(app);
    expect(await suppressed()).toEqual([]);
  });
});
