import { expect, test } from 'vitest';
import { createGoodwill } from '../../../src/transports/throttle/throttle-blame.ts';

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

test('What a server takes is learnt from the last minute', () => {
  let now = 0;
  const goodwill = createGoodwill(() => now);
  for (let count = 0; count < 100; count += 1) goodwill.accepted('one.example');
  now = 30_000;
  for (let count = 0; count < 20; count += 1) goodwill.accepted('two.example');
  expect(goodwill.taken()).toBe(2);
  now = 61_000;
  expect(goodwill.taken()).toBeCloseTo(1 / 3);
  now = 200_000;
  expect(goodwill.taken()).toBe(0);
});

test('Ten in a row that are put off without a reason, after others were taken, mean the server', () => {
  const goodwill = createGoodwill();
  expect(Array.from({ length: 20 }, goodwill.putOff)).not.toContain(true);
  goodwill.accepted('one.example');
  expect(Array.from({ length: 10 }, goodwill.putOff).indexOf(true)).toBe(9);
  goodwill.accepted('one.example');
  expect(goodwill.putOff()).toBe(false);
});
