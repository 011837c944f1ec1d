import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import { afterAll, describe, expect, test } from 'vitest';
import { heedDueMails, listenForMail, purgeInboundMails } from '../../src/inbound/index.ts';
import { createConnections } from '../../src/inbound/listener/connections.ts';
import { readConfig } from '../../src/platform/config.ts';
import { openDatabase, rows } from '../../src/platform/database.ts';
import { mailAddresses, type MailAddresses } from '../../src/subscribers/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { SELF_SIGNED } from '../support/mail/certificate.ts';
import { handOver, talkTo } from '../support/mail/hand-over.ts';
import { letterTo, reportTo } from '../support/mail/returned-mails.ts';
import { makeReaders } from '../support/sends/sends.ts';

const SMTP = { protocol: 'smtp', host: '127.0.0.1', port: 0 } as const;

const app = await createTestApp({ INBOUND_SMTP: '127.0.0.1:0' });
const gazette = await makePublication(app, { slug: 'gazette', inboundDomain: 'back.gazette.example' });
const addresses = mailAddresses(app, gazette) as MailAddresses;
const { port, close } = await listenForMail(app, SMTP);
afterAll(() => close(0));

interface Reader {
  id: number;
  linkKey: number;
  status: string;
}

async function readersAt(domain: string): Promise<Reader[]> {
  return rows(
    app.db,
    `select id, link_key as "linkKey", status from subscribers where email like ? order by id`,
    [`%@${domain}`],
  );
}

async function makeReader(domain: string): Promise<Reader> {
  await makeReaders(app, gazette, 1, domain);
  const [reader] = await readersAt(domain);
  if (!reader) throw new Error('no reader');
  return reader;
}

const stored = () =>
  rows<{ id: number; state: string; from: string; to: string[]; way: string; tries: number; size: number }>(
    app.db,
    `select id, state, envelope_from as "from", envelope_to as "to", way, tries, length(octets) as size from inbound_mails order by id`,
  );
const events = () =>
  rows<{ type: string; kind: string; subscriberId: number }>(
    app.db,
    'select type, kind, subscriber_id as "subscriberId" from events order by id',
  );
const empty = () => app.db.raw('truncate inbound_mails; truncate events');

describe('The listener', () => {
  test('keeps a report before its sender hears 250, with its envelope; nobody knows more than that it is here', async () => {
    await empty();
    const { id, linkKey } = await makeReader('kept.example');
    const to = addresses.bounce({ id, linkKey });
    expect(to).toMatch(/@back\.gazette\.example$/);
    const said = await handOver(port, { to: [to], mail: reportTo(to) });
    expect(said.mail).toEqual([expect.stringMatching(/^250 /)]);
    expect(await stored()).toMatchObject([{ state: 'waiting', from: '', to: [to], way: 'smtp', tries: 0 }]);
  });

  test('is no relay: only the domain of a newsletter, and only names that it gave away, are taken', async () => {
    await empty();
    const to = [
      'someone@elsewhere.example',
      'news@gazette.example',
      'editor@back.gazette.example',
      'subscribe+nobody@back.gazette.example',
      'someone%elsewhere.example@back.gazette.example',
    ];
    const { recipients } = await handOver(port, { from: 'a@elsewhere.example', to, mail: 'Subject: x\n\nx' });
    expect(recipients.map((reply) => reply.slice(0, 9))).toEqual([
      '550 5.7.1',
      '550 5.7.1',
      '550 5.1.1',
      '550 5.1.1',
      '550 5.1.1',
    ]);
    const named = [
      'Subscribe+Gazette@Back.Gazette.example',
      'postmaster@back.gazette.example',
      'bounce+forged@back.gazette.example',
    ];
    const taken = await handOver(port, {
      from: 'a@elsewhere.example',
      to: named,
      mail: letterTo('x@y.example'),
    });
    expect(taken.recipients.map((reply) => reply.slice(0, 3))).toEqual(['250', '250', '250']);
    expect(await stored()).toHaveLength(1);
  });

  test('says 4xx while the database is away, to recipients and to the mail, so that the sender comes again', async () => {
    await empty();
    const nowhere = openDatabase('postgres://nobody@127.0.0.1:1/none');
    let isAway = false;
    const away = await listenForMail(
      {
        ...app,
        get db() {
          return isAway ? nowhere : app.db;
        },
      },
      SMTP,
    );
    const talk = await talkTo(away.port);
    await talk.say('EHLO mx.example');
    await talk.say('MAIL FROM:<>');
    isAway = true;
    expect(await talk.say('RCPT TO:<bounce@back.gazette.example>')).toEqual([
      expect.stringMatching(/^451 4\.3\.0 /),
    ]);
    isAway = false;
    expect(await talk.say('RCPT TO:<bounce@back.gazette.example>')).toEqual([expect.stringMatching(/^250 /)]);
    await talk.say('DATA');
    isAway = true;
    expect(
      await talk.say(`${letterTo('bounce@back.gazette.example').replaceAll('\n', '\r\n')}\r\n.`),
    ).toEqual([expect.stringMatching(/^451 4\.3\.0 /)]);
    isAway = false;
    talk.end();
    await away.close(0);
    await nowhere.destroy();
    expect(await stored()).toEqual([]);
  });

  test('encrypts with a certificate of its own, and refuses to sign anybody in', async () => {
    await empty();
    const transport = createTransport({
      host: '127.0.0.1',
      port,
      requireTLS: true,
      tls: { rejectUnauthorized: false },
    });
    const to = 'bounce@back.gazette.example';
    const sent = await transport.sendMail({ envelope: { from: 'a@shore.example', to }, raw: letterTo(to) });
    expect(sent.accepted).toEqual([to]);
    transport.close();
    const talk = await talkTo(port);
    expect(talk.greeting).toBe('220 news.example.test ESMTP Paperround');
    const [offered = ''] = await talk.say('EHLO mx.example');
    expect(offered).toMatch(/STARTTLS/);
    expect(offered).not.toMatch(/AUTH/);
    expect(await talk.say('AUTH PLAIN AGEAYg==')).toEqual([expect.stringMatching(/^5\d\d /)]);
    talk.end();
    expect(await stored()).toHaveLength(1);
  });

  test('has the certificate that it is given, and says which variable names a file that cannot be read', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'paperround-tls-'));
    const [certFile, keyFile] = [path.join(folder, 'cert.pem'), path.join(folder, 'key.pem')];
    writeFileSync(certFile, SELF_SIGNED.cert);
    writeFileSync(keyFile, SELF_SIGNED.key);
    const config = readConfig({ INBOUND_TLS_CERT: certFile, INBOUND_TLS_KEY: keyFile });
    const given = await listenForMail({ ...app, config }, SMTP);
    const transport = createTransport({
      host: '127.0.0.1',
      port: given.port,
      requireTLS: true,
      tls: { ca: SELF_SIGNED.cert },
    });
    expect(await transport.verify()).toBe(true);
    transport.close();
    await given.close(0);
    rmSync(folder, { recursive: true });
    await expect(listenForMail({ ...app, config }, SMTP)).rejects.toThrow(
      /^INBOUND_TLS_CERT names .*cert\.pem/,
    );
    expect(() => readConfig({ INBOUND_TLS_CERT: certFile })).toThrow(/INBOUND_TLS_KEY/);
  });

  test('of a large mail the beginning is kept, and what is beyond the limit is refused at once', async () => {
    await empty();
    const to = 'bounce@back.gazette.example';
    const large = letterTo(to, { words: `${'word '.repeat(15)}\n`.repeat(20_000) });
    expect(large.length).toBeGreaterThan(1_500_000);
    expect((await handOver(port, { to: [to], mail: large })).mail).toEqual([expect.stringMatching(/^250 /)]);
    expect((await stored()).map(({ size }) => size)).toEqual([512 * 1024]);
    const talk = await talkTo(port);
    await talk.say('EHLO mx.example');
    expect(await talk.say('MAIL FROM:<a@shore.example> SIZE=27000000')).toEqual([
      expect.stringMatching(/^552 /),
    ]);
    talk.end();
  });

  test('by LMTP each recipient has its own reply', async () => {
    await empty();
    const lmtp = await listenForMail(app, { ...SMTP, protocol: 'lmtp' });
    const to = ['bounce@back.gazette.example', 'nobody@elsewhere.example', 'abuse@back.gazette.example'];
    const said = await handOver(lmtp.port, { to, mail: letterTo('x@y.example'), isLmtp: true });
    expect(said.recipients.map((reply) => reply.slice(0, 3))).toEqual(['250', '550', '250']);
    expect(said.mail).toEqual([expect.stringMatching(/^250 /), expect.stringMatching(/^250 /)]);
    expect(await stored()).toMatchObject([{ way: 'lmtp', to: [to[0], to[2]] }]);
    await lmtp.close(0);
  });

  test('one network has twenty connections, this machine as many as come', () => {
    const connections = createConnections();
    const opened = (address: string, count: number) =>
      Array.from({ length: count }, (_, n) =>
        connections.open(
          { connections: new Set() } as never,
          { id: `${address} ${n}`, remoteAddress: address } as never,
        ),
      ).filter((why) => why !== undefined);
    expect(opened('192.0.2.1', 21)).toMatchObject([{ responseCode: 421 }]);
    expect(opened('192.0.2.2', 20)).toEqual([]);
    expect(opened('127.0.0.1', 50)).toEqual([]);
    connections.close({ id: '192.0.2.1 0' } as never);
    expect(opened('192.0.2.1', 1)).toEqual([]);
  });
});

describe('A mail that is kept', () => {
  test('is heeded once, however many look at the same time, and the same mail again says nothing new', async () => {
    await empty();
    await makeReaders(app, gazette, 50, 'many.example');
    const readers = await readersAt('many.example');
    await Promise.all(
      readers.map((reader) => {
        const to = addresses.bounce(reader);
        return handOver(port, { to: [to], mail: reportTo(to) });
      }),
    );
    const [first] = readers;
    const again = first ? addresses.bounce(first) : '';
    await handOver(port, { to: [again], mail: reportTo(again) });
    await Promise.all([heedDueMails(app), heedDueMails(app)]);
    await heedDueMails(app);
    expect(new Set((await stored()).map(({ state }) => state))).toEqual(new Set(['heeded']));
    const told = await events();
    expect(told).toHaveLength(50);
    expect(new Set(told.map(({ subscriberId }) => subscriberId))).toEqual(
      new Set(readers.map(({ id }) => id)),
    );
    expect(new Set((await readersAt('many.example')).map(({ status }) => status))).toEqual(
      new Set(['bounced']),
    );
  });

  test('whose meaning cannot be written down stays as it was, keeps up no other, and is tried again', async () => {
    await empty();
    const [one, other] = [await makeReader('poison.example'), await makeReader('sound.example')];
    await app.db.raw(`
      create function refuse_poison() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
      create trigger poison before insert on events for each row when (new.status = '5.7.77') execute function refuse_poison()`);
    const [bad, good] = [addresses.bounce(one), addresses.bounce(other)];
    await handOver(port, {
      to: [bad],
      mail: reportTo(bad, { status: '5.7.77', says: '550 5.1.1 User unknown' }),
    });
    await handOver(port, { to: [good], mail: reportTo(good) });
    await heedDueMails(app);
    expect(await stored()).toMatchObject([
      { state: 'waiting', tries: 1 },
      { state: 'heeded', tries: 0 },
    ]);
    expect(await readersAt('poison.example')).toMatchObject([{ status: 'active' }]);
    expect(await readersAt('sound.example')).toMatchObject([{ status: 'bounced' }]);
    await app.db.raw('drop trigger poison on events');
    // It waits for its time.
    expect(await heedDueMails(app)).toBe(0);
    await app.db.raw('update inbound_mails set next_try_at = now()');
    await heedDueMails(app);
    expect(await stored()).toMatchObject([{ state: 'heeded' }, { state: 'heeded' }]);
    expect(await events()).toHaveLength(2);
  });

  test('about nobody of ours keeps its beginning for three days: anybody can send as much as they like', async () => {
    await empty();
    const to = 'bounce@back.gazette.example';
    await handOver(port, { to: [to], mail: letterTo(to, { words: `${'word '.repeat(15)}\n`.repeat(2000) }) });
    expect((await stored())[0]?.size).toBeGreaterThan(100_000);
    await heedDueMails(app);
    expect((await stored())[0]?.size).toBe(4096);
    await app.db.raw("update inbound_mails set received_at = now() - interval '2 days 23 hours'");
    await purgeInboundMails(app);
    expect(await stored()).toHaveLength(1);
    await app.db.raw("update inbound_mails set received_at = now() - interval '3 days 1 hour'");
    await purgeInboundMails(app);
    expect(await stored()).toEqual([]);
  });

  test('goes after 30 days', async () => {
    await empty();
    const to = 'bounce@back.gazette.example';
    await handOver(port, { to: [to], mail: letterTo(to) });
    await app.db.raw("update inbound_mails set received_at = now() - interval '29 days 23 hours'");
    await purgeInboundMails(app);
    expect(await stored()).toHaveLength(1);
    await app.db.raw("update inbound_mails set received_at = now() - interval '30 days 1 hour'");
    await purgeInboundMails(app);
    expect(await stored()).toEqual([]);
  });
});
