import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createKeyRing } from '../../../src/sender-domains/dkim/key-ring.ts';
import { createMailer } from '../../../src/transports/index.ts';
import {
  activateDkimKeys,
  createDkimKeys,
  listDkimKeys,
  retireDkimKey,
} from '../../../src/sender-domains/index.ts';
import { createKeys } from '../../../src/platform/keys.ts';
import { openDatabase } from '../../../src/platform/database.ts';
import type { Mail } from '../../../src/platform/mail/mailer.ts';
import { getSend } from '../../../src/sends/index.ts';
import { signUp } from '../../../src/subscribers/index.ts';
import { createTestApp } from '../../support/app/app.ts';
import { activeKeys, verdicts, zoneOf } from '../../support/domains/dkim.ts';
import { makePublication } from '../../support/app/publications.ts';
import { signUpOf } from '../../support/readers/readers.ts';
import { deliver, makeArticle, makeReaders, prepareSendOf } from '../../support/sends/sends.ts';
import { startSmtpSink } from '../../support/mail/smtp-sink.ts';
import { sendNoticeTo } from '../../support/mail/notices.ts';

const sink = await startSmtpSink();
const plain = await startSmtpSink({ isUnchecked: true });
const app = await createTestApp({ SMTP_URL: sink.url });
afterEach(async () => {
  await app.db.raw('truncate dkim_keys');
  plain.messages.length = 0;
});

const mail = (from: string): Mail => ({
  envelopeFrom: from,
  from: { name: 'The Gazette', address: from },
  to: { name: '', address: 'reader@example.org' },
  replyTo: undefined,
  subject: 'Bridge  opens',
  html: `<p>Bridge\t opens</p>${' '.repeat(200)}\n\n\n`,
  text: '.\r\n..\r\nFrom the bridge\r\n-- \r\nBridge opens \t',
  messageId: '<opaque@gazette.example>',
  date: new Date('2026-11-23T12:00:00Z'),
  headers: [],
});

/** A mailer that has read no keys yet, and what a mail from an address arrives as. */
function mailer(keys = app.keys) {
  const made = createMailer({ ...app.config, smtpUrl: plain.url }, app.db, keys);
  onTestFinished(() => made.close());
  return {
    send: (from: string) => made.send(mail(from)),
    async arrived(from: string): Promise<Buffer> {
      expect(await made.send(mail(from))).toMatchObject({ kind: 'accepted' });
      return plain.messages.at(-1)?.source ?? Buffer.alloc(0);
    },
  };
}

describe('With active keys', () => {
  test('every message that leaves is signed and verifies, to an audience and to one person (AUTH-01, AUTH-05, LST-04)', async () => {
    const keys = await activeKeys(app, 'gazette.example', { selector: 'pr' });
    const publication = await makePublication(app, { replyTo: 'desk@gazette.example' });
    await makeReaders(app, publication, 120, 'signed.example');
    await prepareSendOf(app, await makeArticle(app, publication));
    await deliver(app);
    const { subscriber } = await signUp(app, publication, signUpOf('pending@signed.example'));
    await sendNoticeTo(app, 'confirmation', subscriber?.id ?? 0);

    expect(sink.messages).toHaveLength(121);
    for (const { source } of sink.messages)
      expect(await verdicts(source, zoneOf(keys))).toEqual([
        'rsa-sha256 pr pass',
        'ed25519-sha256 pr-ed25519 pass',
      ]);
    const bulk = sink.messages[0]?.source.toString('latin1') ?? '';
    const [, names = ''] = /\sh=([^;]*);/.exec(bulk) ?? [];
    expect(names.replaceAll(/\s/g, '').split(':')).toEqual(
      expect.arrayContaining(['list-id', 'list-unsubscribe', 'list-unsubscribe-post', 'feedback-id']),
    );
  });

  test('a second try has the same bytes (HDR-07)', async () => {
    await activeKeys(app, 'gazette.example');
    const first = await mailer().arrived('news@gazette.example');
    expect(await mailer().arrived('news@gazette.example')).toEqual(first);
    expect(first.toString()).toMatch(/^DKIM-Signature: /);
  });

  test('mail of another domain is left alone; mail from below the domain is signed (AUTH-01)', async () => {
    const keys = await activeKeys(app, 'gazette.example', { algorithm: 'rsa', selector: 'pr' });
    const { arrived } = mailer();
    for (const from of ['a@other.example', 'a@notgazette.example', 'a@gazette.example.org'])
      expect((await arrived(from)).toString()).not.toMatch(/^DKIM-Signature/im);
    for (const from of ['a@gazette.example', 'A@Gazette.Example', 'a@mail.news.gazette.example'])
      expect(await verdicts(await arrived(from), zoneOf(keys))).toEqual(['rsa-sha256 pr pass']);
  });

  test('a domain’s own key is preferred to that of the domain above', async () => {
    await activeKeys(app, 'gazette.example', { algorithm: 'rsa', selector: 'above' });
    const own = await activeKeys(app, 'news.gazette.example', { algorithm: 'rsa', selector: 'own' });
    const source = await mailer().arrived('a@news.gazette.example');
    expect(await verdicts(source, zoneOf(own))).toEqual(['rsa-sha256 own pass']);
  });
});

describe('Without an active key', () => {
  test('nothing changes: a new or retired key signs nothing', async () => {
    await createDkimKeys(app, { domain: 'gazette.example', algorithm: 'rsa', selector: 'fresh' });
    await activeKeys(app, 'gazette.example', { algorithm: 'rsa', selector: 'former' });
    await retireDkimKey(app, { domain: 'gazette.example', selector: 'former' });
    expect((await mailer().arrived('a@gazette.example')).toString()).not.toMatch(/^DKIM-Signature/im);
  });
});

describe('A rotation (AUTH-06)', () => {
  test('signs with both selectors while both are active, then with the new one', async () => {
    const old = await activeKeys(app, 'gazette.example', { algorithm: 'rsa', selector: 'old' });
    const fresh = await activeKeys(app, 'gazette.example', { algorithm: 'rsa', selector: 'fresh' });
    const zone = zoneOf([...old, ...fresh]);
    const during = await mailer().arrived('a@gazette.example');
    expect(await verdicts(during, zone)).toEqual(['rsa-sha256 old pass', 'rsa-sha256 fresh pass']);
    await retireDkimKey(app, { domain: 'gazette.example', selector: 'old' });
    const after = await mailer().arrived('a@gazette.example');
    expect(await verdicts(after, zone)).toEqual(['rsa-sha256 fresh pass']);
  });

  test('of the secret leaves the keys usable', async () => {
    const keys = await activeKeys(app, 'gazette.example', { algorithm: 'rsa', selector: 'pr' });
    const rotated = createKeys(['a newer secret of this place', 'a secret that only tests know']);
    const source = await mailer(rotated).arrived('a@gazette.example');
    expect(await verdicts(source, zoneOf(keys))).toEqual(['rsa-sha256 pr pass']);
  });

  test('is noticed by a running process within half a minute', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const { arrived } = mailer();
    await activeKeys(app, 'gazette.example', { algorithm: 'rsa', selector: 'old' });
    const [, signature] = [await arrived('a@gazette.example'), /s=(\w+);/];
    expect(signature.exec((await arrived('a@gazette.example')).toString())?.[1]).toBe('old');
    await activeKeys(app, 'gazette.example', { algorithm: 'rsa', selector: 'fresh' });
    await retireDkimKey(app, { domain: 'gazette.example', selector: 'old' });
    vi.advanceTimersByTime(30_000);
    expect(signature.exec((await arrived('a@gazette.example')).toString())?.[1]).toBe('fresh');
  });
});

describe('A mail that cannot be signed stays here and says why', () => {
  const arrivals = () => plain.messages.length;

  test('when the secret of its key is gone; other domains are not touched', async () => {
    await activeKeys(app, 'gazette.example');
    const { send } = mailer(createKeys(['a secret of some other place']));
    expect(await send('a@gazette.example')).toEqual({
      kind: 'server',
      scope: 'sender',
      reply: expect.stringMatching(/could not be signed.*pr\d{8} of gazette\.example.*APP_SECRET/),
    });
    expect(arrivals()).toBe(0);
    expect(await send('a@other.example')).toMatchObject({ kind: 'accepted' });
  });

  test('when one of two keys cannot be opened', async () => {
    await activeKeys(app, 'gazette.example');
    await app.db.raw(`update dkim_keys set sealed_private_key = 'v1.x.y' where algorithm = 'ed25519'`);
    expect(await mailer().send('a@gazette.example')).toMatchObject({ kind: 'server' });
    expect(arrivals()).toBe(0);
  });

  test('when the keys cannot be read, and it goes out once they can', async () => {
    await activeKeys(app, 'gazette.example', { algorithm: 'rsa' });
    await app.db.raw('alter table dkim_keys rename to elsewhere');
    const { send } = mailer();
    expect(await send('a@gazette.example')).toMatchObject({
      kind: 'server',
      reply: expect.stringContaining('could not be signed'),
    });
    expect(arrivals()).toBe(0);
    await app.db.raw('alter table elsewhere rename to dkim_keys');
    expect(await send('a@gazette.example')).toMatchObject({ kind: 'accepted' });
    expect(plain.messages[0]?.source.toString()).toMatch(/^DKIM-Signature: /);
  });
});

test('A send whose mail cannot be signed says why, charges nobody, and goes out signed when it can be', async () => {
  const keys = await activeKeys(app, 'gazette.example', { algorithm: 'rsa', selector: 'pr' });
  const publication = await makePublication(app);
  await makeReaders(app, publication, 60, 'waiting.example');
  const sendId = await prepareSendOf(app, await makeArticle(app, publication));
  const show = () => getSend(app.db, publication.id, sendId);
  const blind = createMailer(app.config, app.db, createKeys(['a secret of some other place']));
  onTestFinished(() => blind.close());
  await deliver({ ...app, mailer: blind });
  expect(await show()).toMatchObject({
    status: 'sending',
    reason: {
      code: 'send-refused-for-now',
      params: { reply: expect.stringContaining('could not be signed') },
    },
    counts: { audience: 60, queued: 60, accepted: 0, deferred: 0, unknown: 0 },
  });
  const able = createMailer(app.config, app.db, app.keys);
  onTestFinished(() => able.close());
  await vi.waitFor(
    async () => {
      await deliver({ ...app, mailer: able });
      expect(await show()).toMatchObject({ status: 'sent', reason: null, counts: { accepted: 60 } });
    },
    { timeout: 100_000, interval: 100 },
  );
  const arrived = sink.messages.filter(({ to }) => to[0]?.endsWith('@waiting.example'));
  expect(new Set(arrived.flatMap(({ to }) => to)).size).toBe(60);
  expect(arrived).toHaveLength(60);
  for (const { source } of arrived)
    expect(await verdicts(source, zoneOf(keys))).toEqual(['rsa-sha256 pr pass']);
});

test('Many mails at once read the keys once', async () => {
  await activeKeys(app, 'gazette.example', { algorithm: 'ed25519' });
  const db = openDatabase(app.databaseUrl);
  onTestFinished(() => db.destroy());
  let statements = 0;
  db.on('query', () => (statements += 1));
  const ring = createKeyRing(db, app.keys);
  await Promise.all(Array.from({ length: 50 }, () => ring.signerOf('gazette.example')));
  expect(statements).toBe(1);
});

test('No private key stands in the database, the log or what commands return (AUTH-06)', async () => {
  const keys = await activeKeys(app, 'gazette.example');
  const dumped = await app.db.raw(`select schema_to_xml('public', true, false, '') as dump`);
  const sealed = await app.db.raw('select selector, sealed_private_key from dkim_keys order by id');
  const places = [
    dumped.rows[0].dump,
    app.logged.join(''),
    JSON.stringify([keys, await listDkimKeys(app.db)]),
  ];
  expect(places[0]).toContain(keys[0]?.publicKey);
  for (const row of sealed.rows as { selector: string; sealed_private_key: string }[]) {
    const pem =
      app.keys.open(`dkim:${row.selector}._domainkey.gazette.example`, row.sealed_private_key) ?? '';
    expect(pem).toMatch(/^-----BEGIN PRIVATE KEY-----/);
    const [, ...lines] = pem.trim().split('\n').slice(0, -1);
    const der = Buffer.from(lines.join(''), 'base64');
    for (const place of places) {
      expect(place).not.toContain('PRIVATE KEY');
      for (const line of [...lines.slice(1), der.toString('hex'), der.toString('base64')].filter(Boolean))
        expect(place).not.toContain(line.slice(0, 60));
    }
  }
  for (const place of places.slice(1)) expect(place).not.toContain('v1.');
});

describe('Activating', () => {
  const make = () => createDkimKeys(app, { domain: 'Gazette.example', algorithm: 'both', selector: 'PR' });
  const states = async () => (await listDkimKeys(app.db)).map(({ status }) => status);
  const activate = (answer: (name: string) => Promise<string[][]>, selector?: string) =>
    activateDkimKeys(app, { domain: 'gazette.example', selector }, answer);

  test.each([
    ['there is none', [], 'There is no DKIM record at pr._domainkey.gazette.example.'],
    ['it is about something else', [['v=spf1 -all']], 'There is no DKIM record'],
    ['it holds another key', [['v=DKIM1; k=rsa; p=AAAA']], 'belongs to another key'],
    ['it was withdrawn', [['v=DKIM1; p=']], 'belongs to another key'],
    ['there are two', [['v=DKIM1; p=A'], ['v=DKIM1; p=B']], 'several records'],
  ])('asks DNS for the record, and refuses when %s', async (_what, answer, says) => {
    await make();
    await expect(activate(async () => answer)).rejects.toThrow(says);
    expect(await states()).toEqual(['new', 'new']);
  });

  test('refuses when DNS does not answer, and none or all are activated', async () => {
    const [rsa] = await make();
    const fails = async () => Promise.reject(Object.assign(new Error('x'), { code: 'ESERVFAIL' }));
    await expect(activate(fails)).rejects.toThrow('ESERVFAIL');
    const half = async (name: string) =>
      name.startsWith('pr.') ? [[`v=DKIM1; k=rsa; p=${rsa?.publicKey}`]] : Promise.reject(noName);
    await expect(activate(half)).rejects.toThrow('pr-ed25519._domainkey');
    expect(await states()).toEqual(['new', 'new']);
    expect((await activate(half, 'pr')).map(({ status }) => status)).toEqual(['active']);
    expect(await states()).toEqual(['active', 'new']);
  });

  test('takes a record in pieces, with blanks, in any order and without v= and k=', async () => {
    const [rsa] = await make();
    const { publicKey = '' } = rsa ?? {};
    const pieces = [` n=ours ;p = ${publicKey.slice(0, 99)}`, ` ${publicKey.slice(99)}; t=s`];
    await activate(async () => [['site-verification=1'], pieces], 'pr');
    expect(await states()).toEqual(['active', 'new']);
  });

  test('needs a key that is there', async () => {
    await expect(activate(async () => [])).rejects.toThrow('was not found');
    await expect(retireDkimKey(app, { domain: 'gazette.example', selector: 'x' })).rejects.toThrow(
      'not found',
    );
  });

  const noName = Object.assign(new Error('x'), { code: 'ENODATA' });
});
