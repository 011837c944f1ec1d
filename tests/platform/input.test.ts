import { expect, test } from 'vitest';
import { z } from 'zod';
import { InvalidInput } from '../../src/platform/errors.ts';
import { parseInput } from '../../src/platform/input.ts';
import { publicationFields } from '../../src/publications/index.ts';
import { newLetter } from '../../src/letters/index.ts';

function messagesOf(work: () => unknown): string[] {
  try {
    work();
    return [];
  } catch (error) {
    if (error instanceof InvalidInput) return error.errors.map(({ message }) => message);
    throw error;
  }
}

test.each([
  ['replyTo', 'nobody', 'The reply address is not a valid email address.'],
  ['logoUrl', 'logo.png', 'The logo must be a web address that begins with https:// or http://.'],
  ['postalAddress', 'x'.repeat(501), 'The postal address must have 500 characters or fewer.'],
])(
  'A %s of the wrong form is told what it must be, although it may also be left empty',
  (field, value, says) => {
    expect(messagesOf(() => parseInput(publicationFields.partial(), { [field]: value }))).toEqual([says]);
  },
);

test('A value of the wrong size, or none of a list, is told in plain words', () => {
  const shape = z.object({
    name: z.string().min(1),
    code: z.string().min(4).max(9),
    days: z.int().min(1).max(30),
    tags: z.array(z.string()).min(1).max(2),
    way: z.enum(['each', 'daily']),
    is: z.literal('on'),
  });
  const small = { name: '', code: 'x', days: 0, tags: [], way: 'never', is: 'off' };
  expect(messagesOf(() => parseInput(shape, small))).toEqual([
    'name is missing.',
    'code must have 4 characters or more.',
    'days must be 1 or more.',
    'tags must have 1 entry or more.',
    'way must be one of each, daily.',
    'is must be on.',
  ]);
  const large = { name: 'x', code: 'x'.repeat(10), days: 31, tags: ['a', 'b', 'c'], way: 'each', is: 'on' };
  expect(messagesOf(() => parseInput(shape, large))).toEqual([
    'code must have 9 characters or fewer.',
    'days must be 30 or less.',
    'tags must have 2 entries or fewer.',
  ]);
});

test('A value of the wrong kind is told in plain words', () => {
  const shape = z.strictObject({
    name: z.string(),
    count: z.int(),
    tags: z.array(z.string()),
    flag: z.boolean(),
  });
  expect(messagesOf(() => parseInput(shape, { count: 'x', tags: null, flag: 1 }))).toEqual([
    'name is missing.',
    'count must be a number.',
    'tags must be a list.',
    'flag must be true or false.',
  ]);
  expect(messagesOf(() => parseInput(shape, []))).toEqual(['The request must be an object.']);
});

test('A rhythm that is none is told which there are', () => {
  const letter = { subject: 'x', markdown: 'x', audience: { rhythm: 'hourly' } };
  expect(messagesOf(() => parseInput(newLetter, letter))).toEqual([
    'The rhythm must be each, daily or weekly.',
  ]);
});
