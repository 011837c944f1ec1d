import { describe, expect, test } from 'vitest';
import { passwordFault } from '../../src/accounts/index.ts';
import { hashPassword, isOutdatedHash, verifyPassword } from '../../src/accounts/password-hash.ts';

describe('A password may be chosen (SEC-01)', () => {
  test.each([
    ['of ten characters', 'gräftzu9kw'],
    ['of 128 characters', 'plain words in a row '.repeat(7).slice(0, 128)],
    ['with spaces at the ends, emoji and any script', ' 鍵 🗝️ ключ kľúč '],
  ])('%s', async (_what, password) => {
    expect(await passwordFault(password, 'ed@gazette.example')).toBeUndefined();
  });
});

describe('A password is refused (SEC-01)', () => {
  test.each([
    ['nothing', '', 'missing'],
    ['nine characters', 'gräftzu9k', '10 characters'],
    ['129 characters', 'plain words in a row '.repeat(7).slice(0, 129), '128 characters'],
    ['a common one', 'qwertyuiop', 'common'],
    ['a common word with trimmings', 'Sunshine2024!', 'common'],
    ['few different characters', 'abababababab', 'varied'],
    ['the email address', 'Ed@Gazette.example', 'email'],
    ['the mailbox with digits', 'editorial-desk12345', 'email'],
  ])('%s', async (_what, password, words) => {
    const email = password.startsWith('editorial') ? 'editorial-desk@gazette.example' : 'ed@gazette.example';
    expect((await passwordFault(password, email))?.message).toContain(words);
  });
});

describe('Password hashes (SEC-02)', () => {
  test('are argon2id with their cost and a salt of their own', async () => {
    const [first, second] = await Promise.all([
      hashPassword('correct horse 9'),
      hashPassword('correct horse 9'),
    ]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w-]{22}\$[\w-]{43}$/);
    expect(first).not.toBe(second);
    expect(await verifyPassword('correct horse 9', first)).toBe(true);
    expect(await verifyPassword('correct horse 8', first)).toBe(false);
    expect(isOutdatedHash(first ?? '')).toBe(false);
  });

  test('of scrypt still verify, and are due for renewal', async () => {
    const { scryptSync } = await import('node:crypto');
    const salt = Buffer.alloc(16, 7);
    const hash = scryptSync('correct horse 9', salt, 32, { N: 2 ** 17, r: 8, p: 1, maxmem: 2 ** 28 });
    const stored = `$scrypt$ln=17,r=8,p=1$${salt.toString('base64url')}$${hash.toString('base64url')}`;
    expect(await verifyPassword('correct horse 9', stored)).toBe(true);
    expect(await verifyPassword('correct horse 8', stored)).toBe(false);
    expect(isOutdatedHash(stored)).toBe(true);
  });

  test.each([undefined, '', '$argon2id$v=19$m=19456,t=2,p=1$$', 'nonsense'])(
    'nothing verifies against %j',
    async (stored) => {
      expect(await verifyPassword('', stored)).toBe(false);
      expect(await verifyPassword('correct horse 9', stored)).toBe(false);
    },
  );
});
