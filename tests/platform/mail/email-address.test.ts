import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { likelyDomain } from '../../../src/platform/mail/domain-typo.ts';
import { abuseKey, parseEmailAddress } from '../../../src/platform/mail/email-address.ts';
import { processorMsOf } from '../../support/app/processor-time.ts';

interface Case {
  id: string;
  address: string;
  /** `null`: either way. */
  valid_for_signup: boolean | null;
}

const casesOf = (file: string) =>
  readFileSync(`tests/fixtures/addresses/${file}.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Case);

/** A letter outside ASCII before the @: refused unless the relay is known to take it (ADR-05). */
const isInternational = ({ address }: Case) => /[^\u0000-\u007f].*@/.test(address);

describe.each(['isemail', 'validatorjs'])('The address collection %s (ADR-03)', (file) => {
  const cases = casesOf(file);

  test('every address that is fit for a sign-up is accepted', () => {
    const fit = cases.filter((entry) => entry.valid_for_signup === true && !isInternational(entry));
    expect(fit.length).toBeGreaterThan(10);
    expect(fit.filter(({ address }) => !parseEmailAddress(address)).map(({ id }) => id)).toEqual([]);
  });

  test('every address that is unfit is refused', () => {
    const unfit = cases.filter((entry) => entry.valid_for_signup === false);
    expect(unfit.length).toBeGreaterThan(10);
    expect(unfit.filter(({ address }) => parseEmailAddress(address)).map(({ id }) => id)).toEqual([]);
  });
});

test.each([
  "o'brien@example.org",
  'a+b@example.org',
  'x_y@example.org',
  'a&b@example.org',
  '#!$%*/=?^`{|}~-@example.org',
  'a@b.photography',
  `${'l'.repeat(64)}@example.org`,
  `a@${'d'.repeat(63)}.org`,
  'a@münchen.example',
  'a@ünïcode.example.рф',
])('%s is accepted (ADR-03)', (address) => {
  expect(parseEmailAddress(address)).toBeDefined();
});

test.each([
  'a b@example.org',
  'a@exa mple.org',
  ' a@example.org',
  'a\u0000@example.org',
  'a@example.org\r\nRCPT TO:<evil@example.org>',
  '"a b"@example.org',
  'a(comment)@example.org',
  'a@[127.0.0.1]',
  'a@localhost',
  '.a@example.org',
  'a.@example.org',
  'a..b@example.org',
  'a@@example.org',
  'a@b@example.org',
  `a@${'d'.repeat(64)}.org`,
  'a@-example.org',
  'a@example-.org',
  'A Person <a@example.org>',
  'a@example.org,b@example.org',
  `${'l'.repeat(65)}@example.org`,
  `${'l'.repeat(60)}@${'d'.repeat(60)}.${'d'.repeat(60)}.${'d'.repeat(60)}.${'d'.repeat(20)}`,
  'a@example.123',
  'jörg@example.org',
])('%j is refused (ADR-03, ADR-05)', (address) => {
  expect(parseEmailAddress(address)).toBeUndefined();
});

test('Capitals make no other person, and mail goes to the local part as typed (ADR-01)', () => {
  expect(parseEmailAddress('User.Name@MÜNCHEN.Example')).toEqual({
    key: 'user.name@xn--mnchen-3ya.example',
    delivery: 'User.Name@xn--mnchen-3ya.example',
    domain: 'xn--mnchen-3ya.example',
  });
});

test('Tags and dots make another person, but not for the limits (ADR-02)', () => {
  const keys = ['a.b+x@gmail.com', 'ab@googlemail.com', 'A.B@gmail.com'].map((text) =>
    parseEmailAddress(text),
  );
  expect(new Set(keys.map((address) => address?.key)).size).toBe(3);
  expect(keys.map((address) => address && abuseKey(address))).toEqual(Array(3).fill('ab@gmail.com'));
  const elsewhere = parseEmailAddress('a.b+x@example.org');
  expect(elsewhere && abuseKey(elsewhere)).toBe('a.b@example.org');
});

test.each([
  '@'.repeat(50_000),
  `${'a.'.repeat(25_000)}@b.c`,
  `a@${'b.'.repeat(25_000)}`,
  `${'a'.repeat(50_000)}@`,
])('A hostile text of 50 kB costs no time (SEC-16)', async (text) => {
  const spent = await processorMsOf(() => expect(parseEmailAddress(text)).toBeUndefined());
  // What takes the square of its length takes seconds.
  expect(spent).toBeLessThan(500);
});

test.each([
  ['gmial.com', 'gmail.com'],
  ['gmail.co', 'gmail.com'],
  ['gmail.con', 'gmail.com'],
  ['hotmial.com', 'hotmail.com'],
  ['outlok.com', 'outlook.com'],
  ['yahooo.com', 'yahoo.com'],
])('%s looks like a slip for %s (ADR-06)', (typed, meant) => {
  expect(likelyDomain(typed)).toBe(meant);
});

test.each(['gmail.com', 'ymail.com', 'mail.com', 'example.org', 'hotmail.de', 'gmx.net'])(
  '%s is nobody’s slip of the pen (ADR-06)',
  (domain) => {
    expect(likelyDomain(domain)).toBeUndefined();
  },
);
