import { describe, expect, test } from 'vitest';
import { clockChangeNote, instantOf, readWallTime } from '../../src/letters/wall-time.ts';

describe('A wall-clock time means one instant, also when the clocks change (TIM-03)', () => {
  test.each([
    ['a skipped time moves on', '2027-03-28T02:30', 'Europe/Berlin', '2027-03-28T01:30:00.000Z'],
    ['of a repeated time the first', '2027-10-31T02:30', 'Europe/Berlin', '2027-10-31T00:30:00.000Z'],
    ['half an hour, forward', '2027-10-03T02:15', 'Australia/Lord_Howe', '2027-10-02T15:45:00.000Z'],
    ['half an hour, back', '2027-04-04T01:45', 'Australia/Lord_Howe', '2027-04-03T14:45:00.000Z'],
    ['an odd offset', '2027-07-01T09:00', 'America/St_Johns', '2027-07-01T11:30:00.000Z'],
    ['two hours, forward', '2027-03-28T02:30', 'Antarctica/Troll', '2027-03-28T02:30:00.000Z'],
    ['a day that was left out', '2011-12-30T12:00', 'Pacific/Apia', '2011-12-30T22:00:00.000Z'],
    ['an ordinary day', '2027-01-15T09:00', 'America/New_York', '2027-01-15T14:00:00.000Z'],
  ])('%s: %s in %s', (_what, wallTime, timeZone, instant) => {
    expect(instantOf({ wallTime, timeZone }).toISOString()).toBe(instant);
  });
});

test('An editor is told of a time that the clocks skip or repeat', () => {
  const note = (wallTime: string) => clockChangeNote({ wallTime, timeZone: 'Europe/Berlin' });
  expect(note('2027-03-28T02:30:00')).toEqual({
    code: 'clocks-skip',
    params: { timeZone: 'Europe/Berlin', at: '02:30', moved: '03:30' },
  });
  expect(note('2027-10-31T02:30:00')).toEqual({
    code: 'clocks-repeat',
    params: { timeZone: 'Europe/Berlin', at: '02:30' },
  });
  expect(note('2027-10-31T09:00:00')).toBeUndefined();
});

test.each([
  ['2027-03-28T09:00', '2027-03-28T09:00:00'],
  ['2027-03-28 09:00:30', '2027-03-28T09:00:30'],
  ['2028-02-29T23:59', '2028-02-29T23:59:00'],
  ['2027-02-29T09:00', undefined],
  ['2027-03-28T24:00', undefined],
  ['2027-03-28T09:00Z', undefined],
  ['2027-03-28', undefined],
  ['tomorrow', undefined],
])('%s is read as %s', (text, read) => {
  expect(readWallTime(text)).toBe(read);
});
