import { expect, test } from 'vitest';
import { deskIn } from '../../src/words/index.ts';

const NOW = new Date('2027-03-01T12:00:00Z');

test.each([
  [45, 'in 45 seconds'],
  [89, 'in 89 seconds'],
  [102, 'in 2 minutes'],
  [119 * 60, 'in 119 minutes'],
  [47 * 3600, 'in 47 hours'],
  [48 * 3600, 'in 2 days'],
  [-102, '2 minutes ago'],
])('%i seconds from now are %s', (seconds, says) => {
  expect(deskIn('en').relative(new Date(NOW.getTime() + seconds * 1000), NOW)).toBe(says);
});
