import { beforeEach, expect, test } from 'vitest';
import { changeLimit, openGate } from '../../../src/delivery/index.ts';
import { createTestApp } from '../../support/app.ts';

const app = await createTestApp();
const SLOW = { domain: 'slow.example' };

/** The limits as they are now, and not as they were a moment ago. */
const readLimits = () => openGate(app.db, { freshMs: 0 });
const setLimit = (values: object) => changeLimit(app, SLOW, values, 'tests');
const readers = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ address: `reader${at + 1}@${SLOW.domain}` }));

beforeEach(async () => {
  await app.db.raw('truncate send_limits');
  await readLimits();
});

test('A limit that is lifted and set again at once holds', async () => {
  await setLimit({ perSecond: 1000 });
  const gate = await readLimits();
  await setLimit({});
  // It asks for permits, and learns that there are none to be had because nothing is limited.
  gate.pick(readers(1));
  await gate.change();
  await setLimit({ perHour: 1 });
  await readLimits();
  const waiting = readers(20);
  while (gate.pick(waiting));
  expect(waiting.length).toBeGreaterThan(18);
});

test('A limit too small to count with, as earlier versions took, holds up nobody else', async () => {
  await app.db.raw(`insert into send_limits (scope, per_second) values ('domain:slow.example', 1e-310)`);
  const gate = await readLimits();
  const waiting = [...readers(1), { address: 'ada@quick.example' }];
  expect(gate.pick(waiting)).toEqual({ address: 'ada@quick.example' });
});
