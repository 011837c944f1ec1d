import { expect, test } from 'vitest';
import { createGoodwill } from '../../../src/delivery/limits/goodwill.ts';

test('A 421 to the only domain that is mailed is the server’s own', () => {
  const goodwill = createGoodwill();
  expect(goodwill.turnedAway('one.example')).toBe(false);
  goodwill.accepted('one.example');
  goodwill.accepted('one.example');
  expect(goodwill.turnedAway('one.example')).toBe(false);
});

test('A 421 to one domain, while others are taken, is about that domain', () => {
  const goodwill = createGoodwill();
  goodwill.accepted('two.example');
  expect(goodwill.turnedAway('one.example')).toBe(true);
  goodwill.accepted('one.example');
  expect(goodwill.turnedAway('one.example')).toBe(true);
});

test('Three domains, or ten refusals, with no acceptance between them are the server’s', () => {
  const goodwill = createGoodwill();
  goodwill.accepted('quick.example');
  expect(['a', 'b', 'c'].map((domain) => goodwill.turnedAway(domain))).toEqual([true, true, false]);
  goodwill.accepted('quick.example');
  const answers = Array.from({ length: 10 }, () => goodwill.turnedAway('a'));
  expect(answers).toEqual([...Array.from({ length: 9 }, () => true), false]);
});
