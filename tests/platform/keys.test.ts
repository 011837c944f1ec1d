import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createHmacSha256 } from '../../src/platform/hmac.ts';
import { createKeys, loadSecrets, type TokenPurpose } from '../../src/platform/keys.ts';

const OLD = 'an old secret of this installation';
const NEW = 'the secret that replaced the old one';
const keys = createKeys([OLD]);

test('Derived keys are HMAC-SHA-256, of keys and data of every length (RFC 2104)', () => {
  for (const length of [0, 1, 31, 63, 64, 65, 120, 127, 128, 129, 192, 193, 300]) {
    const key = Buffer.from(Array.from({ length }, (_, at) => (at * 37 + length) % 256));
    const hmac = createHmacSha256(key);
    for (const data of ['', 'é😀', 'a'.repeat(115), 'a'.repeat(180), 'b'.repeat(5000), key]) {
      const expected = createHmac('sha256', key).update('label\0').update(data).digest('hex');
      expect(hmac('label\0', data).toString('hex')).toBe(expected);
      expect(hmac('label\0', Buffer.from(data)).toString('hex')).toBe(expected);
    }
  }
});

describe('Tokens that carry ids', () => {
  test('A token gives back the ids it was made of, up to the largest safe integer', () => {
    for (const ids of [[0], [1, 2], [127, 128], [2 ** 32, 2 ** 40 + 5], [Number.MAX_SAFE_INTEGER, 0, 1]])
      expect(keys.readIds('unsubscribe', keys.signIds('unsubscribe', ids))).toEqual(ids);
  });

  test('A token for one purpose is refused for every other (TOK-03)', () => {
    const purposes: TokenPurpose[] = ['confirm', 'unsubscribe', 'preferences', 'never-again', 'device'];
    for (const made of purposes) {
      const token = keys.signIds(made, [7, 9]);
      const accepted = purposes.filter((purpose) => keys.readIds(purpose, token));
      expect(accepted).toEqual([made]);
    }
  });

  test('After a rotation the new secret signs and links made by the old one still work (OC-07)', () => {
    const rotated = createKeys([NEW, OLD]);
    expect(rotated.readIds('unsubscribe', keys.signIds('unsubscribe', [5]))).toEqual([5]);
    expect(keys.readIds('unsubscribe', rotated.signIds('unsubscribe', [5]))).toBeUndefined();
    expect(createKeys([NEW]).readIds('unsubscribe', keys.signIds('unsubscribe', [5]))).toBeUndefined();
  });

  test('A token has one spelling: padding, other alphabets, spare bits and white space are refused', () => {
    const token = keys.signIds('unsubscribe', [1234, 56]);
    const bytes = Buffer.from(token, 'base64url');
    const last = token.at(-1) ?? '';
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const twins = alphabet
      .split('')
      .filter((letter) => letter !== last)
      .map((letter) => token.slice(0, -1) + letter)
      .filter((twin) => Buffer.from(twin, 'base64url').equals(bytes));
    expect(twins.length).toBeGreaterThan(0);
    for (const spelling of [...twins, `${token}=`, ` ${token}`, `${token}\n`, `${token}%3D`])
      expect(keys.readIds('unsubscribe', spelling)).toBeUndefined();
  });

  test('No token with a flipped bit, a cut end or random bytes is ever accepted', () => {
    const token = keys.signIds('unsubscribe', [987_654, 3]);
    const bytes = Buffer.from(token, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const forged = Buffer.from(bytes);
      forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(keys.readIds('unsubscribe', forged.toString('base64url'))).toBeUndefined();
    }
    for (let length = 0; length < token.length; length += 1)
      expect(keys.readIds('unsubscribe', token.slice(0, length))).toBeUndefined();
    for (let round = 0; round < 500; round += 1) {
      const noise = Buffer.from(Array.from({ length: 17 + (round % 20) }, () => Math.random() * 256));
      expect(keys.readIds('unsubscribe', noise.toString('base64url'))).toBeUndefined();
    }
  });

  test('No token ends in a dash, which mail programs take for punctuation and cut off', () => {
    for (let round = 0; round < 10_000; round += 1) {
      const ids = Array.from({ length: 1 + (round % 4) }, () => Math.floor(2 ** (Math.random() * 48)));
      const token = keys.signIds('unsubscribe', ids);
      expect(token).toMatch(/[A-Za-z0-9]$/);
      expect(keys.readIds('unsubscribe', token)).toEqual(ids);
      expect(keys.readIds('unsubscribe', `${token}_`)).toEqual(ids);
    }
  });

  test('A token that ended in dashes, as they did before, is taken without them', () => {
    let cut = 0;
    for (let send = 20_000; send < 30_000; send += 1) {
      // The ids 1000 and `send`, seven bits a byte, as they were signed.
      const body = Buffer.from([0xe8, 7, (send & 127) | 128, ((send >> 7) & 127) | 128, send >> 14]);
      const mac = createHmac('sha256', OLD).update('token:unsubscribe\0').update(body).digest();
      const token = Buffer.concat([body, mac.subarray(0, 16)]).toString('base64url');
      const shortened = token.replace(/[-_]+$/, '');
      if (shortened !== token) cut += 1;
      expect(keys.readIds('unsubscribe', shortened)).toEqual([1000, send]);
    }
    expect(cut).toBeGreaterThan(100);
  });

  test('What is no id cannot be signed', () => {
    for (const id of [-1, 1.5, Number.NaN, 2 ** 53]) expect(() => keys.signIds('confirm', [id])).toThrow();
  });
});

test('An address has a hash under every live secret, the newest first, and none without a secret (SUP-02)', () => {
  const [first, second] = createKeys([NEW, OLD]).addressHashes('a@example.org');
  expect(first).toEqual(createKeys([NEW]).addressHashes('a@example.org')[0]);
  expect(second).toEqual(keys.addressHashes('a@example.org')[0]);
  expect(first).not.toEqual(second);
});

describe('The secret of an installation', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paperround-keys-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('Without APP_SECRET one is made once, is long, and only its owner can read it', () => {
    const dataDir = path.join(folder, 'new');
    const [secret] = loadSecrets(undefined, dataDir);
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(loadSecrets(undefined, dataDir)).toEqual([secret]);
    expect(statSync(path.join(dataDir, 'app-secret')).mode & 0o777).toBe(0o600);
    expect(readFileSync(path.join(dataDir, 'app-secret'), 'utf8').trim()).toBe(secret);
  });

  test('APP_SECRET wins over the file and needs no data folder', () => {
    expect(loadSecrets([NEW, OLD], '/proc/nowhere')).toEqual([NEW, OLD]);
  });

  test('An empty secret file is refused rather than replaced', () => {
    writeFileSync(path.join(folder, 'app-secret'), '\n');
    expect(() => loadSecrets(undefined, folder)).toThrow(/is empty/);
  });
});

describe('What is sealed (AUTH-06)', () => {
  const sealed = keys.seal('dkim:a', 'a private key, äöü');

  test('opens under its own label and any live secret', () => {
    expect(sealed).not.toContain('private');
    expect(keys.open('dkim:a', sealed)).toBe('a private key, äöü');
    expect(createKeys([NEW, OLD]).open('dkim:a', sealed)).toBe('a private key, äöü');
    expect(createKeys([NEW]).open('dkim:a', sealed)).toBeUndefined();
    expect(keys.open('dkim:b', sealed)).toBeUndefined();
  });

  test('is sealed by the newest secret and never the same twice', () => {
    const rotated = createKeys([NEW, OLD]);
    expect(createKeys([NEW]).open('x', rotated.seal('x', 'text'))).toBe('text');
    expect(rotated.seal('x', 'text')).not.toBe(rotated.seal('x', 'text'));
  });

  test('does not open when a character was changed, cut off or made up', () => {
    const at = sealed.lastIndexOf('.') + 1;
    for (let index = at; index < sealed.length; index += 1) {
      const other = sealed[index] === 'A' ? 'Q' : 'A';
      const changed = sealed.slice(0, index) + other + sealed.slice(index + 1);
      const isSpareBits = Buffer.from(changed.slice(at), 'base64url').equals(
        Buffer.from(sealed.slice(at), 'base64url'),
      );
      if (!isSpareBits) expect(keys.open('dkim:a', changed)).toBeUndefined();
      expect(keys.open('dkim:a', sealed.slice(0, index))).toBeUndefined();
    }
    for (const text of ['', 'v1', 'v1..', `v2${sealed.slice(2)}`])
      expect(keys.open('dkim:a', text)).toBeUndefined();
  });
});
