import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { relaxedBody, relaxedField } from '../../../src/sender-domains/dkim/relaxed-form.ts';
import { signMessage, type SigningKey } from '../../../src/sender-domains/dkim/sign-message.ts';
import { verdicts, zoneOf } from '../../support/domains/dkim.ts';

const domain = 'gazette.example';
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ed25519 = generateKeyPairSync('ed25519');
const base64 = (key: KeyObject) => key.export({ type: 'spki', format: 'der' });
const keys: SigningKey[] = [
  { domain, selector: 'one', algorithm: 'rsa', privateKey: rsa.privateKey },
  { domain, selector: 'two', algorithm: 'ed25519', privateKey: ed25519.privateKey },
];
const zone = zoneOf([
  { domain, selector: 'one', algorithm: 'rsa', publicKey: base64(rsa.publicKey).toString('base64') },
  {
    domain,
    selector: 'two',
    algorithm: 'ed25519',
    publicKey: base64(ed25519.publicKey).subarray(-32).toString('base64'),
  },
]);
const PASS = ['rsa-sha256 one pass', 'ed25519-sha256 two pass'];

const HEADERS = [
  'From: "The Gazette" <news@gazette.example>',
  'To: reader@example.org',
  'Reply-To: desk@gazette.example',
  'Subject: Bridge opens\r\n  at  noon\t',
  'Date: Mon, 23 Nov 2026 12:00:00 +0100',
  'Message-ID: <opaque@gazette.example>',
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: 7bit',
  'List-Id: The Gazette <gazette.gazette.example>',
  'List-Unsubscribe: <https://news.gazette.example/unsubscribe/token>',
  'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
  'Feedback-ID: 1:gazette:article:paperround',
  'Precedence: bulk',
];

async function signed(lines: string[] = HEADERS, body = 'Bridge opens.\r\n', with_ = keys) {
  const headers = Buffer.from(lines.map((line) => `${line}\r\n`).join(''), 'latin1');
  const bytes = Buffer.from(body, 'latin1');
  const signatures = await signMessage(with_, headers, bytes);
  return Buffer.concat([signatures, headers, Buffer.from('\r\n'), bytes]);
}
const text = async (...message: Parameters<typeof signed>) => (await signed(...message)).toString('latin1');
const tag = (source: string, name: string) =>
  new RegExp(`[:;]\\s*${name}=([^;]*?)(?:;|\\r\\n(?!\\s))`).exec(source)?.[1]?.replaceAll(/\s/g, '');

describe('A signed message', () => {
  test('verifies under RSA and Ed25519, RSA first (AUTH-01, AUTH-04)', async () => {
    expect(await verdicts(await signed(), zone)).toEqual(PASS);
  });

  test('names in h= exactly what it has of AUTH-02, and the fields of AUTH-03 once more', async () => {
    const twice = (names: string[]) => names.flatMap((name) => [name, name]);
    expect(tag(await text(), 'h')?.split(':')).toEqual([
      ...twice(['from', 'to']),
      'cc',
      ...twice(['subject', 'date', 'message-id', 'reply-to']),
      'mime-version',
      'content-type',
      'content-type',
      'content-transfer-encoding',
      'list-id',
      ...twice(['list-unsubscribe', 'list-unsubscribe-post']),
      'feedback-id',
    ]);
    const few = ['From: a@gazette.example', 'Auto-Submitted: auto-generated', 'Return-Path: <a@b.example>'];
    expect(tag(await text([...few, 'Received: by x', 'Bcc: c@d.example']), 'h')).toBe(
      'from:from:to:cc:subject:date:message-id:reply-to:content-type:list-unsubscribe:list-unsubscribe-post:auto-submitted',
    );
  });

  test('is relaxed/relaxed, hides no part of the body (no l=) and takes t= from its Date (HDR-07)', async () => {
    const source = await text();
    expect(source).toContain('c=relaxed/relaxed;');
    expect(tag(source, 'l')).toBeUndefined();
    expect(tag(source, 't')).toBe(String(Date.UTC(2026, 10, 23, 11) / 1000));
    expect(tag(await text(['From: a@gazette.example']), 't')).toBeUndefined();
  });

  test('is the same bytes every time (HDR-07)', async () => {
    expect(await signed()).toEqual(await signed());
  });

  test('has no line over 78 octets, whatever the domain', async () => {
    const long = keys.map((key) => ({ ...key, domain: `${'a'.repeat(50)}.gazette.example` }));
    for (const line of (await text(HEADERS, '', long)).split('\r\n')) expect(line.length).toBeLessThan(79);
  });

  test('without From is refused', async () => {
    await expect(signed(['Subject: x'])).rejects.toThrow('From');
  });
});

describe('On its way', () => {
  test('a relay may put Received in front, fold anew and change the case of names (AUTH-05)', async () => {
    const changed = (await text())
      .replace('From: "The Gazette" <', 'FROM:\r\n\t"The   Gazette"\r\n  <')
      .replace('Subject: Bridge opens\r\n  at  noon\t', 'Subject:Bridge\r\n opens at noon')
      .replaceAll(/; (?=[a-z]+=)/g, ';\r\n\t')
      .replace('Bridge opens.\r\n', 'Bridge   opens. \t\r\n\r\n\r\n');
    const relayed = `Received: from a by b; Mon, 23 Nov 2026 12:00:01 +0100\r\nReturn-Path: <x@y.example>\r\n${changed}`;
    expect(await verdicts(Buffer.from(relayed, 'latin1'), zone)).toEqual(PASS);
  });

  test.each([
    ['a second Subject', 'Subject: You won'],
    ['a second From', 'From: evil@gazette.example'],
    ['a Cc', 'Cc: all@example.org'],
    ['another Content-Type', 'Content-Type: text/html'],
    ['a second List-Unsubscribe', 'List-Unsubscribe: <https://evil.example/>'],
  ])('%s in front breaks it (AUTH-03)', async (_what, line) => {
    const forged = Buffer.concat([Buffer.from(`${line}\r\n`), await signed()]);
    expect((await verdicts(forged, zone)).filter((verdict) => verdict.endsWith('pass'))).toEqual([]);
    const harmless = Buffer.concat([Buffer.from('X-Spam: no\r\n'), await signed()]);
    expect(await verdicts(harmless, zone)).toEqual(PASS);
  });

  test.each([
    ['List-Unsubscribe (LST-04)', '/unsubscribe/token', '/unsubscribe/other'],
    ['List-Unsubscribe-Post (LST-04)', 'One-Click', 'Two-Clicks'],
    ['the subject', 'Bridge opens', 'Bridge closes'],
    ['the body', 'opens.', 'opens!'],
    ['a field that is left out', 'Feedback-ID: 1:gazette:article:paperround\r\n', ''],
  ])('a change of %s breaks it', async (_what, from, to) => {
    const source = await text();
    const changed = source.replace(from, to);
    expect(changed).not.toBe(source);
    const found = await verdicts(Buffer.from(changed, 'latin1'), zone);
    expect(found.filter((verdict) => verdict.endsWith('pass'))).toEqual([]);
  });
});

describe('Relaxed form', () => {
  test.each([
    ['', ''],
    ['\r\n', ''],
    [' \t\r\n\r\n', ''],
    ['a', 'a\r\n'],
    ['a \t', 'a\r\n'],
    [' C \r\nD \t E\r\n\r\n\r\n', ' C\r\nD E\r\n'],
    ['.\r\n..\r\n\tx', '.\r\n..\r\n x\r\n'],
    ['a\r\n\r\nb\r\n', 'a\r\n\r\nb\r\n'],
    ['a\rb\r\n', 'a\rb\r\n'],
  ])('of the body %j is %j (RFC 6376 §3.4.4)', (body, relaxed) => {
    expect(relaxedBody(Buffer.from(body)).toString()).toBe(relaxed);
  });

  test.each([
    ['A: X', 'a:X'],
    ['B : Y\t\r\n\tZ  ', 'b:Y Z'],
    ['Empty:', 'empty:'],
    ['Two:  a: b', 'two:a: b'],
  ])('of the field %j is %j (RFC 6376 §3.4.5)', (field, relaxed) => {
    expect(relaxedField(field)).toBe(relaxed);
  });

  test('of any body is what mailauth makes of it: 600 random ones verify', async () => {
    const pieces = [
      ' ',
      '  ',
      '\t',
      '\r\n',
      '\r\n\r\n',
      '.',
      '..',
      '\r\n.\r\n',
      'word',
      '=20',
      'Ã¤',
      '\0',
      '=\r\n',
    ];
    const pick = () => pieces[Math.floor(Math.random() * pieces.length)] ?? '';
    for (let round = 0; round < 600; round += 1) {
      const body = Array.from({ length: round % 24 }, pick).join('');
      const source = await signed(HEADERS.slice(0, 6), body, keys.slice(1));
      expect(await verdicts(source, zone), JSON.stringify(body)).toEqual(PASS.slice(1));
    }
  });
});
