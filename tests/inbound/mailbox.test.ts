import { beforeEach, expect, test, vi } from 'vitest';
import { heedDueMails, watchMailbox } from '../../src/inbound/index.ts';
import { readImapUrl } from '../../src/inbound/mailbox/imap-url.ts';
import { lookThrough } from '../../src/inbound/mailbox/look-through.ts';
import { rows } from '../../src/platform/database.ts';
import { mailAddresses, type MailAddresses } from '../../src/subscribers/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { startImapServer } from '../support/mail/imap-server.ts';
import { letterTo, reportTo } from '../support/mail/returned-mails.ts';
import { makeReaders } from '../support/sends/sends.ts';

const imap = await startImapServer();
const app = await createTestApp({ INBOUND_IMAP: imap.url });
const gazette = await makePublication(app, { slug: 'gazette' });
const addresses = mailAddresses(app, gazette) as MailAddresses;

beforeEach(async () => {
  imap.mails.length = 0;
  imap.heard.length = 0;
  imap.uidValidity += 1;
  await app.db.raw('truncate inbound_mails, inbound_mailboxes, events');
});

const DAY = 24 * 3600_000;
const ago = (days: number) => new Date(Date.now() - days * DAY);
const kept = () =>
  rows<{ at: Date; size: number; way: string; from: string | null }>(
    app.db,
    'select received_at as at, length(octets) as size, way, envelope_from as "from" from inbound_mails order by id',
  );

test('New mail is kept once and marked as read; what people read before is new to us all the same', async () => {
  imap.put(letterTo('help+gazette@gazette.example', { words: 'long ago' }), ago(20));
  imap.put(letterTo('help+gazette@gazette.example', { words: 'one' }), ago(2));
  imap.mails[1]?.flags.add('\\Seen');
  expect(await lookThrough(app, imap.url)).toBe(1);
  expect(await kept()).toMatchObject([{ way: 'imap', from: null }]);
  expect((await kept())[0]?.at.getTime()).toBeCloseTo(ago(2).getTime(), -4);
  expect(await lookThrough(app, imap.url)).toBe(0);
  for (let i = 0; i < 25; i++) imap.put(letterTo('help+gazette@gazette.example', { words: `letter ${i}` }));
  expect(await lookThrough(app, imap.url)).toBe(25);
  expect(await kept()).toHaveLength(26);
  expect(imap.mails.filter(({ flags }) => !flags.has('\\Seen'))).toHaveLength(1);
});

test('A connection that breaks loses no mail and keeps none twice, nor does a mailbox that was made anew', async () => {
  for (let i = 0; i < 45; i++) imap.put(letterTo('help+gazette@gazette.example', { words: `letter ${i}` }));
  // The marks of the first twenty are lost, and what follows.
  imap.dropAt('UID STORE');
  await expect(lookThrough(app, imap.url)).rejects.toThrow();
  expect(await kept()).toHaveLength(20);
  imap.dropAt('UID FETCH');
  await expect(lookThrough(app, imap.url)).rejects.toThrow();
  await Promise.all([lookThrough(app, imap.url), lookThrough(app, imap.url)]);
  expect(await kept()).toHaveLength(45);
  imap.uidValidity += 1;
  for (const mail of imap.mails) mail.uid += 100;
  imap.put(letterTo('help+gazette@gazette.example', { words: 'after' }));
  await lookThrough(app, imap.url);
  expect(await kept()).toHaveLength(46);
});

test('What lies there is heeded as what is handed over: a report, mail to leave, a sign-up; and of a large mail the beginning is kept', async () => {
  await makeReaders(app, gazette, 5, 'shore.example');
  const [dead, leaver, third, fourth, stays] = await rows<{ id: number; linkKey: number }>(
    app.db,
    'select id, link_key as "linkKey" from subscribers where email like \'%@shore.example\' order by id',
  );
  if (!dead || !leaver || !third || !fourth || !stays) throw new Error('no readers');
  const bounce = addresses.bounce(dead);
  imap.put(`Return-Path: <>\nDelivered-To: ${bounce}\n${reportTo(bounce)}`);
  imap.put(letterTo(addresses.unsubscribe(leaver)));
  // To two addresses, each of which says something; a copy that was delivered to one of them is for that one.
  imap.put(letterTo(`${addresses.unsubscribe(third)}>, <${addresses.unsubscribe(fourth)}`));
  const both = letterTo(`${addresses.unsubscribe(third)}>, <${addresses.unsubscribe(stays)}`);
  imap.put(`Delivered-To: ${addresses.unsubscribe(third)}\n${both}`);
  imap.put(letterTo('subscribe+gazette@gazette.example', { from: 'new@shore.example' }));
  // What only stands within a mail that a person forwards is nobody's wish.
  imap.put(
    letterTo('news@gazette.example', {
      words: `unsubscribe\n\nList-Unsubscribe: <mailto:${addresses.unsubscribe(dead)}>`,
    }),
  );
  imap.put(letterTo('help+gazette@gazette.example', { words: 'word '.repeat(200_000) }));
  expect(await lookThrough(app, imap.url)).toBe(7);
  expect((await kept()).map(({ size }) => size).at(-1)).toBe(512 * 1024);
  await heedDueMails(app);
  const states = await rows<{ status: string }>(
    app.db,
    "select status from subscribers where email like '%@shore.example' order by id",
  );
  expect(states.map(({ status }) => status)).toEqual([
    'bounced',
    'unsubscribed',
    'unsubscribed',
    'unsubscribed',
    'active',
    'pending',
  ]);
});

test('The watch looks by itself, and says no password when it cannot', async () => {
  imap.put(letterTo('help+gazette@gazette.example'));
  const watch = watchMailbox(app, imap.url);
  await vi.waitFor(async () => expect(await kept()).toHaveLength(1), 20_000);
  await watch.stop();
  const wrong = watchMailbox(app, imap.url.replace('secret', 'other-secret'));
  await vi.waitFor(() => expect(app.logged.join('')).toContain('inbound.mailbox-failed'), 20_000);
  await wrong.stop();
  expect(app.logged.join('')).not.toContain('other-secret');
});

test('A server that is not this machine must encrypt, with a certificate that somebody vouches for, unless the address says otherwise', () => {
  expect(readImapUrl('imap://a%40b.example:p%23@mail.example')).toMatchObject({
    folder: 'INBOX',
    options: {
      port: 143,
      secure: false,
      doSTARTTLS: true,
      auth: { user: 'a@b.example', pass: 'p#' },
      tls: { rejectUnauthorized: true },
    },
  });
  expect(readImapUrl('imaps://a:b@mail.example/Returned%20mail?tls.rejectUnauthorized=false')).toMatchObject({
    folder: 'Returned mail',
    options: { port: 993, secure: true, tls: { rejectUnauthorized: false } },
  });
  expect(readImapUrl('imap://a:b@127.0.0.1:1143').options).toMatchObject({ port: 1143, doSTARTTLS: false });
});
