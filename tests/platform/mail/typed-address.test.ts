import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseTypedAddress } from '../../../src/platform/mail/typed-address.ts';

const read = (text: string) => parseTypedAddress(text)?.delivery;

describe('A pasted address is taken without what came along', () => {
  test.each([
    '  ada@example.org\n',
    '\u00a0ada@example.org\u3000',
    '\ufeffada@example.org\u200b',
    'ada\u200b@exam\u00adple.org',
    '\u202aada@example.org\u202c',
    '\u2068ada@example.org\u2069\u200e',
    'ada@example.org.',
    'ada@example.org,',
    'ada@example.org;',
    'ada@example.org …',
    'mailto:ada@example.org',
    'MAILTO:ada@example.org?subject=hello',
    'mailto:ada%40example.org',
    '<ada@example.org>',
    '<mailto:ada@example.org>',
    'Ada Lovelace <ada@example.org>',
    '"Lovelace, Ada" <ada@example.org>,',
    '"ada@example.org"',
    "'ada@example.org'",
    '`ada@example.org`',
    '“ada@example.org”',
    '„ada@example.org“.',
    '«ada@example.org»',
    '(ada@example.org)',
    '[ada@example.org]',
    '{ada@example.org}',
    '_ada@example.org_',
    '("ada@example.org")',
    '“ada@example.org',
    'ada@example.org)',
    '**ada@example.org**',
    'ada＠example.org',
    'ada＠example．org',
    'ａｄａ＠ｅｘａｍｐｌｅ．ｏｒｇ',
    'ada@example。org',
    '"<mailto:ada@example.org>",',
    'ada@example.org/',
    'ada @example.org',
    'ada@ example.org',
  ])('%j', (text) => {
    expect(read(text)).toBe('ada@example.org');
  });

  test('and stays as it is when there is nothing to clean', () => {
    for (const text of [
      "o'brien@example.org",
      "'quoted@example.org",
      '{a}@example.org',
      'x_@example.org',
      '_x@example.org',
    ])
      expect(read(text)).toBe(text);
    expect(read('ada@münchen.example')).toBe('ada@xn--mnchen-3ya.example');
    // A joiner between letters of Persian is part of the name.
    expect(read('ada@نامه\u200cای.example')).not.toBe(read('ada@نامهای.example'));
  });

  test.each([
    '',
    '@',
    'ada',
    'ada@',
    'ada example@example.org',
    'ada@exa mple.org',
    'ada@localhost',
    'ada@@example.org',
    'a@example.org, b@example.org',
    '<a@example.org> <b@example.org>',
    'ada@example.org-',
    'mailto:',
    `${'.'.repeat(500)}x@y`,
  ])('%j is no address all the same (ADR-03)', (text) => {
    expect(read(text)).toBeUndefined();
  });

  test('what collections call unfit stays unfit but for what stands around an address', () => {
    const unfit = ['isemail', 'validatorjs'].flatMap((file) =>
      readFileSync(`tests/fixtures/addresses/${file}.jsonl`, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { address: string; valid_for_signup: boolean | null })
        .filter(({ valid_for_signup }) => valid_for_signup === false),
    );
    const taken = unfit.map(({ address }) => address).filter((address) => read(address));
    // A full stop behind an address ends a sentence.
    expect(taken).toEqual(['test@iana.org.', 'foo@bar.com.', 'foo@bar.co.uk.']);
  });
});
