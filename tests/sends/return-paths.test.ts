import { simpleParser } from 'mailparser';
import { expect, test } from 'vitest';
import { KINDS } from '../../src/kinds.ts';
import { rows } from '../../src/platform/database.ts';
import { deliverDueRetries, sendTest } from '../../src/sends/index.ts';
import { openMailAddress, remindUnconfirmed, signUp } from '../../src/subscribers/index.ts';
import { createMailer } from '../../src/transports/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { runNotices } from '../support/mail/notices.ts';
import { startScriptedSmtp } from '../support/mail/scripted-smtp.ts';
import { startSmtpSink } from '../support/mail/smtp-sink.ts';
import { decodeQuotedPrintable, signUpOf } from '../support/readers/readers.ts';
import {
  deliver,
  makeArticle,
  makeReaders,
  prepareSendOf,
  QUICK,
  shiftRetries,
} from '../support/sends/sends.ts';

const sink = await startSmtpSink();
const scripted = await startScriptedSmtp();
const app = await createTestApp({ SMTP_URL: sink.url, INBOUND_SMTP: '127.0.0.1:0' });
const gazette = await makePublication(app, {
  inboundDomain: 'in.gazette.example',
  replyTo: 'desk@gazette.example',
});
const mailTo = async (address: string) => {
  const found = sink.messages.findLast(({ to }) => to[0] === address);
  if (!found) throw new Error(`no mail to ${address}`);
  const mail = await simpleParser(found.source);
  const lines = Object.fromEntries(
    mail.headerLines.map(({ key, line }) => [key, line.replace(/^[^:]+: /, '').replace(/\r\n\s+/g, ' ')]),
  );
  return { from: found.from, lines, source: found.source.toString('latin1') };
};
const addressIn = (line = '') => /mailto:([^?>]+)/.exec(line)?.[1] ?? '';

test('Each message of a send has a return path and addresses that name its reader; a test has some of nobody (LST-02, AUTH-07)', async () => {
  await makeReaders(app, gazette, 2, 'paths.example');
  const sendId = await prepareSendOf(app, await makeArticle(app, gazette));
  await sendTest(app, KINDS, gazette.id, sendId, { to: ['me@test.example'] });
  await deliver(app);
  const readers = await rows<{ id: number; email: string }>(
    app.db,
    "select id, email from subscribers where email like '%@paths.example' order by id",
  );
  expect(readers).toHaveLength(2);
  for (const { id, email } of readers) {
    const { from, lines, source } = await mailTo(email);
    const of = { publicationId: gazette.id, subscriberId: id, sendId };
    expect(from).toMatch(/^bounce\+[a-z2-7]+@in\.gazette\.example$/);
    expect(await openMailAddress(app, from)).toEqual({ purpose: 'bounce', ...of });
    const unsubscribe = lines['list-unsubscribe'] ?? '';
    expect(unsubscribe).toMatch(
      /^<http:\/\/news\.example\.test\/unsubscribe\/[\w-]+>, <mailto:unsubscribe\+[a-z2-7]+@in\.gazette\.example\?subject=unsubscribe>$/,
    );
    expect(await openMailAddress(app, addressIn(unsubscribe))).toEqual({ purpose: 'unsubscribe', ...of });
    const [complaints = ''] = (lines['cfbl-address'] ?? '').split(';');
    expect(await openMailAddress(app, complaints)).toEqual({ purpose: 'abuse', ...of });
    expect(lines['list-subscribe']).toBe(
      `<http://news.example.test/${gazette.slug}>, <mailto:subscribe+${gazette.slug}@in.gazette.example?subject=subscribe>`,
    );
    const [page = ''] = /http[^>]+/.exec(lines['list-help'] ?? '') ?? [];
    expect(page).toContain('/preferences/');
    expect(decodeQuotedPrintable(source)).toContain(page);
    expect(addressIn(lines['list-help'])).toBe(`help+${gazette.slug}@in.gazette.example`);
    expect(lines).toMatchObject({ 'list-post': 'NO', 'reply-to': 'desk@gazette.example' });
  }
  const tested = await mailTo('me@test.example');
  for (const address of [tested.from, addressIn(tested.lines['list-unsubscribe'])])
    expect(await openMailAddress(app, address)).toMatchObject({ gone: true });
});

test('A message that is put off comes again from the same return path, and no server’s words of it are kept', async () => {
  const herald = await makePublication(app);
  await makeReaders(app, herald, 1, 'again.example');
  const sendId = await prepareSendOf(app, await makeArticle(app, herald));
  const mailer = createMailer({ ...app.config, smtpUrl: scripted.url }, app.db, app.keys);
  let tries = 0;
  let from = '';
  scripted.script = (step, line) => {
    if (step === 'mail') from = /<([^>]+)>/.exec(line)?.[1] ?? '';
    return step === 'rcpt' && (tries += 1) < 3 ? `450 4.7.1 <${from}>: greylisted, come again` : undefined;
  };
  for (const interval of ['0 hours', '2 hours', '8 hours']) {
    await shiftRetries(app, interval);
    await deliver({ ...app, mailer });
    await deliverDueRetries({ ...app, mailer }, { settings: QUICK });
  }
  await mailer.close();
  const paths = scripted.commands.flatMap((line) => /^MAIL FROM:<([^>]+)>/.exec(line)?.[1] ?? []);
  expect(paths.length).toBeGreaterThanOrEqual(3);
  expect(new Set(paths).size).toBe(1);
  expect(scripted.accepted).toHaveLength(1);
  expect(await openMailAddress(app, paths[0] ?? '')).toMatchObject({ purpose: 'bounce', sendId });
  const kept = await rows(app.db, 'select row_to_json(m) as row from messages m where send_id = ?', [sendId]);
  expect(kept).toHaveLength(1);
  expect(JSON.stringify(kept) + app.logged.join('')).not.toMatch(/bounce\+[a-z2-7]{20}/);
});

test('A reply to a confirmation mail confirms; what comes back of it names the person', async () => {
  const { subscriber } = await signUp(app, gazette, signUpOf('ada@replies.example'));
  const of = { publicationId: gazette.id, subscriberId: subscriber?.id, sendId: null };
  for (const kind of ['confirmation', 'reminder']) {
    if (kind === 'reminder') {
      await app.db.raw("update confirmations set expires_at = expires_at - interval '25 hours'");
      await app.db.raw("update notices set settled_at = settled_at - interval '25 hours'");
      await app.db.raw("update confirmation_requests set at = at - interval '25 hours'");
      expect(await remindUnconfirmed(app)).toBe(1);
    }
    await runNotices(app, kind);
    const { from, lines, source } = await mailTo('ada@replies.example');
    expect(await openMailAddress(app, from)).toEqual({ purpose: 'bounce', ...of });
    expect(await openMailAddress(app, lines['reply-to'] ?? '')).toEqual({ purpose: 'confirm', ...of });
    expect(lines['list-unsubscribe']).toBeUndefined();
    // In both parts.
    expect(decodeQuotedPrintable(source).split('just reply to this email')).toHaveLength(3);
  }
  expect(sink.recipients().filter((to) => to === 'ada@replies.example')).toHaveLength(2);
});

test('Without a listener, and for a send from before the addresses, mail has the return path of old', async () => {
  const deaf = { ...app, config: { ...app.config, inboundSmtp: undefined } };
  const send = async (domain: string, by: typeof app) => {
    await makeReaders(app, gazette, 1, domain);
    const sendId = await prepareSendOf(app, await makeArticle(app, gazette));
    if (by === app)
      await app.db.raw("update send_contents set sender = sender - 'inboundDomain' where send_id = ?", [
        sendId,
      ]);
    await deliver(by);
    return mailTo(`reader1@${domain}`);
  };
  for (const mail of [await send('deaf.example', deaf), await send('old.example', app)]) {
    expect(mail.from).toBe('news@gazette.example');
    expect(mail.lines['list-unsubscribe']).not.toContain('mailto');
    expect(mail.lines['list-help']).toMatch(/^<http:\/\/news\.example\.test\/preferences\/[\w-]+>$/);
    expect(mail.lines).not.toHaveProperty('list-subscribe');
    expect(mail.lines).not.toHaveProperty('cfbl-address');
  }
});
