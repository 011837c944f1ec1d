import { expect, test } from 'vitest';
import { createThrottleBlame } from '../../../src/transports/throttle/throttle-blame.ts';

test('A 421 to the only domain that is mailed is the server’s own', () => {
  const blame = createThrottleBlame();
  expect(blame.turnedAway('one.example')).toBe(false);
  blame.accepted('one.example');
  blame.accepted('one.example');
  expect(blame.turnedAway('one.example')).toBe(false);
});

test('A 421 to one domain, while others are taken, is about that domain', () => {
  const blame = createThrottleBlame();
  blame.accepted('two.example');
  expect(blame.turnedAway('one.example')).toBe(true);
  blame.accepted('one.example');
  expect(blame.turnedAway('one.example')).toBe(true);
});

test('Three domains, or ten refusals, with no acceptance between them are the server’s', () => {
  const blame = createThrottleBlame();
  blame.accepted('quick.example');
  expect(['a', 'b', 'c'].map((domain) => blame.turnedAway(domain))).toEqual([true, true, false]);
  blame.accepted('quick.example');
  const answers = Array.from({ length: 10 }, () => blame.turnedAway('a'));
  expect(answers).toEqual([...Array.from({ length: 9 }, () => true), false]);
});

test('Ten in a row that are put off without a reason, after others were taken, mean the server', () => {
  const blame = createThrottleBlame();
  expect(Array.from({ length: 20 }, blame.putOff)).not.toContain(true);
  blame.accepted('one.example');
  expect(Array.from({ length: 10 }, blame.putOff).indexOf(true)).toBe(9);
  blame.accepted('one.example');
  expect(blame.putOff()).toBe(false);
});
