import { beforeEach, describe, expect, test } from 'vitest';
import { changeLimit, openThrottle } from '../../../src/transports/index.ts';
import { createTestApp } from '../../support/app/app.ts';

const app = await createTestApp();
const SLOW = { domain: 'slow.example' };

/** The limits as they are now, and not as they were a moment ago. */
const readLimits = () => openThrottle(app.db, { freshMs: 0 });
const setLimit = (values: object) => changeLimit(app, SLOW, values);
const readers = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ address: `reader${at + 1}@${SLOW.domain}` }));

beforeEach(async () => {
  await app.db.raw('truncate send_limits');
  await readLimits();
});

test('A limit that is lifted and set again at once holds', async () => {
  await setLimit({ perSecond: 1000 });
  const throttle = await readLimits();
  await setLimit({});
  // It asks for slots, and learns that there are none to be had because nothing is limited.
  throttle.pick(readers(1));
  await throttle.change();
  await setLimit({ perHour: 1 });
  await readLimits();
  const waiting = readers(20);
  while (throttle.pick(waiting));
  expect(waiting.length).toBeGreaterThan(18);
});

test('A limit too small to count with, as earlier versions took, holds up nobody else', async () => {
  await app.db.raw(`insert into send_limits (scope, per_second) values ('domain:slow.example', 1e-310)`);
  const throttle = await readLimits();
  const waiting = [...readers(1), { address: 'ada@quick.example' }];
  expect(throttle.pick(waiting)?.reader).toEqual({ address: 'ada@quick.example' });
});

describe('Readers who are put aside', () => {
  const slowDown = () =>
    app.db.raw(
      `insert into send_limits (scope, slowed_to, slowed_at) values ('domain:slow.example', 0.05, now())`,
    );

  test('come back one after the other as the limit allows, all of them within minutes, and not at once', async () => {
    await slowDown();
    const throttle = await readLimits();
    const seconds = readers(3000).map(({ address }) => throttle.deferralSeconds(address));
    expect(seconds[0]).toBeCloseTo(25, 0);
    expect(seconds[1]).toBeCloseTo(45, 0);
    expect(Math.max(...seconds)).toBeLessThan(720);
    const bySecond = Object.values(Object.groupBy(seconds, (second) => Math.floor(second)));
    expect(Math.max(...bySecond.map((those) => those?.length ?? 0))).toBeLessThanOrEqual(35);
  });

  test('of an hourly limit come back within minutes, too', async () => {
    await setLimit({ perHour: 1 });
    const throttle = await readLimits();
    const seconds = readers(300).map(({ address }) => throttle.deferralSeconds(address));
    expect(Math.max(...seconds)).toBeLessThan(660);
  });

  test('do not wait behind those of a limit that was raised or lifted since', async () => {
    await slowDown();
    let throttle = await readLimits();
    for (const { address } of readers(300)) throttle.deferralSeconds(address);
    await app.db.raw(`update send_limits set slowed_at = now() - interval '6 minutes'`);
    throttle = await readLimits();
    expect(throttle.deferralSeconds('ada@slow.example')).toBeLessThan(20);
    await app.db.raw('truncate send_limits');
    throttle = await readLimits();
    expect(throttle.deferralSeconds('ada@slow.example')).toBeLessThan(6);
  });
});
