import { expect, test } from 'vitest';
import { createRateLimit, createSteppedLimit, purgeRateLimits } from '../../src/platform/rate-limit.ts';
import { createTestApp } from '../support/app/app.ts';

const { db } = await createTestApp();
const limit = createRateLimit(db, { name: 'test', tries: 3, seconds: 60 });
const shift = (seconds: number) =>
  db.raw('update rate_limits set expire = expire + ?::bigint', [seconds * 1000]);

test('So many tries are let through, and how long to wait is told; a look counts nothing', async () => {
  for (const _ of [1, 2, 3]) expect(await limit.take('ann')).toBeUndefined();
  expect(await limit.check('ann')).toBeGreaterThan(50);
  expect(await limit.take('ann')).toBeLessThanOrEqual(60);
  expect(await limit.take('bob', 2)).toBeUndefined();
  expect(await limit.check('bob')).toBeUndefined();
  expect(await limit.take('bob', 2)).toBeGreaterThan(50);
  await limit.forget('bob');
  expect(await limit.take('bob')).toBeUndefined();
});

test('Tries at the same moment are all counted', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => limit.take('crowd')));
  expect(answers.filter((answer) => answer === undefined)).toHaveLength(3);
});

test('A count ends with its time, or with a clock that is set back, which would make it last for hours (TIM-06)', async () => {
  for (const seconds of [-61, 3600]) {
    for (const _ of [1, 2, 3, 4]) await limit.take('carl');
    await shift(seconds);
    expect(await limit.check('carl')).toBeUndefined();
    expect(await limit.take('carl')).toBeUndefined();
    await limit.forget('carl');
  }
  await limit.take('dora');
  await shift(-61);
  expect(await purgeRateLimits(db)).toBeGreaterThan(0);
});

test('What a narrow count refuses uses up no room of a wider one, also when a crowd comes at once', async () => {
  const steps = [
    { name: 'house', tries: 2 },
    { name: 'street', tries: 5 },
  ];
  const take = createSteppedLimit(db, { steps, seconds: 60 });
  const ask = (house: string) => take([house, 'high-street']);
  const refused = async (houses: string[]) =>
    (await Promise.all(houses.map(ask))).map((wait) => wait !== undefined);
  expect(await refused(['1', '1', '1', '2'])).toEqual([false, false, true, false]);
  for (const _ of [1, 2, 3]) expect(await ask('1')).toBeGreaterThan(50);
  // Of the five of the street four are taken: the third of house 1 came in one statement with others.
  const street = createRateLimit(db, { name: 'street', tries: 5, seconds: 60 });
  expect(await street.check('high-street')).toBeUndefined();
  expect(await refused(['3', '4', '4', '4'])).toEqual([false, true, true, true]);
  expect(await take(['5', undefined])).toBeUndefined();
  await shift(-61);
  expect(await refused(['1', '4'])).toEqual([false, false]);
});
