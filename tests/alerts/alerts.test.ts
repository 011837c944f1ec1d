import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { alertSays, type AlertNews } from '../../src/words/index.ts';
import { changeRole, listUsers, removeUser } from '../../src/accounts/index.ts';
import { purgeAlerts, raiseAlert } from '../../src/alerts/index.ts';
import { createMailer } from '../../src/transports/index.ts';
import type { App } from '../../src/platform/app.ts';
import { rows } from '../../src/platform/database.ts';
import { createJobs, type Jobs } from '../../src/platform/jobs/jobs.ts';
import { queueHandlers } from '../../src/schedule.ts';
import { getSend, resumeSend, tellOfOutages } from '../../src/sends/index.ts';
import { makeUser } from '../support/web/admin.ts';
import { createTestApp } from '../support/app/app.ts';
import { auditTrail } from '../support/app/audit.ts';
import { makePublication } from '../support/app/publications.ts';
import { decodeQuotedPrintable } from '../support/readers/readers.ts';
import { startScriptedSmtp } from '../support/mail/scripted-smtp.ts';
import { deliver, makeArticle, mendTransports, prepareSendOf } from '../support/sends/sends.ts';
import { startSmtpSink } from '../support/mail/smtp-sink.ts';
import { sendScene } from '../support/sends/send-scene.ts';
import { queues } from '../../src/queues.ts';
import { noticeQueue } from '../../src/notices/index.ts';
import { runNotice } from '../support/mail/notices.ts';

const READER = /@readers\.example$/;
const ADMINS = ['ann@gazette.example', 'bob@gazette.example'];
let refusal: string | undefined;
const sink = await startSmtpSink({ refuse: (recipient) => (READER.test(recipient) ? refusal : undefined) });
const scripted = await startScriptedSmtp({ extensions: ['PIPELINING'] });
const app = await createTestApp({ SMTP_URL: sink.url });
const mailer = createMailer({ ...app.config, smtpUrl: scripted.url }, app.db, app.keys);
const troubled: App = { ...app, mailer };
for (const email of ADMINS) await makeUser(app, 'admin', email);
await makeUser(app, 'editor');
await makeUser(app, 'viewer');

beforeEach(async () => {
  refusal = undefined;
  scripted.script = () => undefined;
  scripted.accepted.length = 0;
  await app.db.raw(`update sends set status = 'cancelled' where status in ('sending', 'paused')`);
  await mendTransports(app);
  await app.db.raw('delete from refusals');
  await app.db.raw('delete from alerts');
  await app.db.raw('delete from notices');
  await app.db.raw(`delete from jobs.job where name = 'notice.send'`);
});

/** Worker processes' queues; each of its own, as on two machines. */
let workers: Jobs[] = [];
async function work(from: App, count = 2): Promise<void> {
  workers = Array.from({ length: count }, () => createJobs(app.db, app.log, queues));
  await Promise.all(
    workers.map((jobs) => jobs.work(queueHandlers(from).filter(({ queue }) => queue === noticeQueue))),
  );
}
afterEach(async () => {
  await Promise.all(workers.splice(0).map((jobs) => jobs.stop(5)));
});

const openMails = () =>
  rows<{ id: number }>(app.db, `select id from notices where state <> 'sent' order by id`);
const countAlerts = async () => (await rows(app.db, 'select 1 from alerts')).length;
const waitsSince = (interval: string) =>
  app.db.raw(
    `update transports set faulty_since = faulty_since - ?::interval, blocked_until = now() where faults > 0`,
    [interval],
  );

test('A send that the program pauses is told to every admin of its newsletter, once, however many workers run (SMTP-18)', async () => {
  const other = await makePublication(app);
  const email = await makeUser(app, 'none', 'other@gazette.example');
  const { id = 0 } = (await listUsers(app)).find((user) => user.email === email) ?? {};
  await changeRole(app, id, other.id, { role: 'admin', maySend: true });
  refusal = '550 5.7.1 Spam for <reader1@readers.example>, ask reader1@readers.example';
  const { show, publication, sendId } = await sendScene(app, 40, { of: { title: 'Bridge & tunnel' } });
  await deliver(app);
  expect(await show()).toMatchObject({
    status: 'paused',
    reason: { params: { reply: expect.stringContaining('Spam') } },
  });
  expect((await auditTrail(app.db, `send:${sendId}`)).at(-1)).toMatchObject({
    actor: app.actor,
    action: 'send.paused',
  });
  await work(app);
  await expect.poll(openMails).toEqual([]);
  expect(sink.recipients().toSorted()).toEqual(ADMINS);
  expect(sink.messages.map(({ from }) => from)).toEqual([publication.fromAddress, publication.fromAddress]);
  const [source = ''] = sink.messages.map((message) => decodeQuotedPrintable(message.source.toString()));
  for (const words of [
    'A send is paused',
    'Bridge & tunnel',
    publication.name,
    'The mail server refuses this email for everybody.',
    'Spam for <address>, ask <address>',
    'Resume it when the cause is gone',
    `npx paperround send resume ${sendId}`,
    `${app.config.publicUrl}/admin`,
  ])
    expect(source).toContain(words);
  expect(source).not.toContain('readers.example');
  expect(source).toMatch(/^Auto-Submitted: auto-generated/m);
  expect(source).not.toMatch(/^List-/m);
  // Refused once more after a resume: that is news.
  await resumeSend(app, publication.id, sendId);
  await deliver(app);
  await expect.poll(() => sink.recipients().length).toBe(4);
});

test('A pause without its alert does not happen, nor the alert without the pause', async () => {
  refusal = '550 5.7.1 Spam';
  const { show } = await sendScene(app, 40);
  const add: Jobs['addAll'] = async () => {
    throw new Error('The queue is away.');
  };
  await expect(deliver({ ...app, jobs: { ...app.jobs, addAll: add } })).rejects.toThrow('The queue is away.');
  expect((await show()).status).toBe('sending');
  expect(await countAlerts()).toBe(0);
});

test('A send with many addresses that do not exist is told to every admin, once, and goes on (THR-04)', async () => {
  const { show } = await sendScene(app, 600);
  scripted.script = (step, _line, to) =>
    step === 'rcpt' && Number(/\d+/.exec(to)?.[0]) % 33 === 0 ? `550 5.1.1 <${to}> No such user` : undefined;
  await deliver(troubled);
  expect(await show()).toMatchObject({ status: 'sent', reason: null });
  const before = sink.messages.length;
  await work(app);
  await expect.poll(openMails).toEqual([]);
  const mails = sink.messages.slice(before);
  expect(mails.flatMap(({ to }) => to).toSorted()).toEqual(ADMINS);
  const source = decodeQuotedPrintable(mails[0]?.source.toString() ?? '');
  for (const words of ['Many addresses of a send do not exist', 'The send goes on.', 'No such user'])
    expect(source).toContain(words);
  expect(source).not.toContain('readers.example');
});

describe('A mail server that is away', () => {
  const down = () => {
    scripted.script = () => '421 4.3.2 Out for <lunch@readers.example>';
  };
  /** Faults have happened, and `interval` passes. */
  const waitFor = async (interval: string) => {
    await waitsSince(interval);
    await deliver(troubled);
    await Promise.all([tellOfOutages(troubled), tellOfOutages(troubled)]);
  };

  test('for ten minutes without progress is told once, and the mail arrives when the server is back', async () => {
    const { show } = await sendScene(app, 40);
    down();
    await deliver(troubled);
    await waitFor('9 minutes');
    expect(await countAlerts()).toBe(0);
    await Promise.all([waitFor('2 minutes'), deliver(troubled)]);
    await waitFor('30 minutes');
    expect(await countAlerts()).toBe(1);
    await work(troubled);
    await expect
      .poll(() => app.logged.filter((line) => line.includes('notice.put-off')).length, {
        timeout: 100_000,
      })
      .toBeGreaterThan(0);
    scripted.script = () => undefined;
    await expect.poll(openMails).toEqual([]);
    expect(scripted.accepted.toSorted()).toEqual(ADMINS);
    const source = decodeQuotedPrintable(scripted.messages.at(-1)?.source ?? '');
    expect(source).toContain('Sends wait for the mail server');
    expect(source).toContain('421 4.3.2 Out for');
    expect(source).not.toContain('readers.example');
    await waitsSince('0 minutes');
    await deliver(troubled);
    expect((await show()).status).toBe('sent');
  });

  test.each([
    ['which waits while the circuit is closed', ['default'], false, 'Sends wait for the mail server'],
    ['which has no other way', ['default'], true, 'Sends wait for the mail server'],
    ['which takes another way', ['default', 'spare'], true, 'Meanwhile mail goes out through spare.'],
  ])('is told with what it means for the mail, %s', async (_what, transports, isCircuitOpen, words) => {
    await sendScene(app, 40);
    await app.db.raw(
      `insert into transports (name, kind) values ('spare', 'mailbox') on conflict do nothing`,
    );
    await app.db.raw(`update publications set transports = ?`, [transports]);
    await app.db.raw(
      `update transports set faults = 2, is_circuit_open = ?, last_fault = 'x', faulty_since = now() - interval '1 hour' where name = 'default'`,
      [isCircuitOpen],
    );
    await tellOfOutages(app);
    const [alert] = await rows<{ news: AlertNews }>(
      app.db,
      `select json_build_object('code', code, 'params', params) as news from alerts`,
    );
    const { headline = '', what = '' } = alert ? alertSays(alert.news, 'en') : {};
    expect(`${headline} ${what}`).toContain(words);
  });

  test('is told once for all sends of a publication, and again when it goes away once more', async () => {
    const { publication, show } = await sendScene(app, 40);
    const second = await prepareSendOf(app, await makeArticle(app, publication));
    down();
    await deliver(troubled);
    await waitFor('20 minutes');
    await waitFor('20 minutes');
    expect(await countAlerts()).toBe(1);
    scripted.script = (step) => (step === 'mail' && scripted.accepted.length > 10 ? '421 Later' : undefined);
    await waitsSince('0 minutes');
    await deliver(troubled);
    await waitsSince('0 minutes');
    expect((await show()).status).toBe('sending');
    scripted.script = () => undefined;
    await deliver(troubled);
    expect([(await show()).status, (await getSend(app.db, publication.id, second)).status]).toEqual([
      'sent',
      'sent',
    ]);
    await prepareSendOf(app, await makeArticle(app, publication));
    down();
    await deliver(troubled);
    await waitFor('11 minutes');
    expect(await countAlerts()).toBe(2);
  });
});

test('A sender that the server refuses for ten minutes is told once, however many of its sends wait', async () => {
  const { publication } = await sendScene(app, 40);
  const second = await prepareSendOf(app, await makeArticle(app, publication));
  scripted.script = (step) => (step === 'mail' ? '550 5.7.1 Not you' : undefined);
  const laterBy = async (interval: string) => {
    await app.db.raw(
      `update sends set fault_since = fault_since - ?::interval, blocked_until = now() where fault_since is not null`,
      [interval],
    );
    await Promise.all([deliver(troubled), deliver({ ...troubled })]);
  };
  await deliver(troubled);
  await laterBy('9 minutes');
  expect(await countAlerts()).toBe(0);
  await laterBy('2 minutes');
  await laterBy('2 hours');
  expect(await countAlerts()).toBe(1);
  expect((await getSend(app.db, publication.id, second)).reason).toMatchObject({
    params: { reply: expect.stringContaining('550 5.7.1 Not you') },
  });
  expect(await rows(app.db, `select 1 from transports where faults > 0`)).toEqual([]);
});

describe('The mail of an alert', () => {
  const alert = async () => {
    const { id: publicationId } = await makePublication(app);
    await raiseAlert(app, { publicationId, news: { code: 'sign-ups-crowd', params: { mails: 100 } } });
    const [first] = await openMails();
    if (!first) throw new Error('no mail is due');
    return first.id;
  };

  test('whose reply was lost is tried once more under the same Message-ID, and no third time (SMTP-07)', async () => {
    const due = await alert();
    scripted.messages.length = 0;
    scripted.script = (step) => (step === 'dot' ? 'close' : undefined);
    await expect(runNotice(troubled, due)).rejects.toThrow('did not accept');
    await runNotice(troubled, due);
    await runNotice(troubled, due);
    expect(scripted.messages).toHaveLength(2);
    expect(new Set(scripted.messages.map(({ source }) => source)).size).toBe(1);
  });

  test('that another process holds is left to it', async () => {
    const due = await alert();
    const lease = `update notices set lease_until = now() + ?::interval`;
    await app.db.raw(lease, ['1 minute']);
    await expect(runNotice(troubled, due)).rejects.toThrow('Another worker is sending');
    await app.db.raw(lease, ['-1 second']);
    await runNotice(troubled, due);
    await runNotice(troubled, due);
    expect(scripted.accepted).toHaveLength(1);
  });

  test('goes to nobody who is no admin any more', async () => {
    await makeUser(app, 'admin', 'former@gazette.example');
    await alert();
    const due = await openMails();
    await removeUser(app, 'former@gazette.example');
    for (const { id } of due) await runNotice(troubled, id);
    expect(scripted.accepted.toSorted()).toEqual(ADMINS);
  });
});

test('An alert is kept for a year', async () => {
  const { publication } = await sendScene(app, 1);
  const raise = (mails: number) =>
    raiseAlert(app, { publicationId: publication.id, news: { code: 'sign-ups-crowd', params: { mails } } });
  await raise(366);
  await raise(364);
  await app.db.raw(
    `update alerts set raised_at = now() - interval '366 days' where params->>'mails' = '366'`,
  );
  await app.db.raw(
    `update alerts set raised_at = now() - interval '364 days' where params->>'mails' = '364'`,
  );
  expect(await purgeAlerts(app.db)).toBe(1);
  expect(await rows(app.db, 'select params from alerts')).toEqual([{ params: { mails: 364 } }]);
});
