import { describe, expect, test } from 'vitest';
import {
  daysOf,
  firstDayOfWeek,
  localOf,
  readDay,
  stepTo,
  type ClockChange,
} from '../../../src/web/admin/calendar/days.ts';

const HOUR = 3_600_000;
const clocksOf = (date: string, timeZone: string) => daysOf('day', date, timeZone, 1)[0]?.clocks;

describe('A month', () => {
  test.each([
    ['of four weeks', '2027-02-10', 1, 28, '2027-02-01'],
    ['of five weeks', '2027-03-09', 1, 35, '2027-03-01'],
    ['of six weeks', '2027-08-31', 1, 42, '2027-07-26'],
    ['whose weeks begin on Sunday', '2027-03-09', 7, 35, '2027-02-28'],
    ['whose weeks begin on Saturday', '2027-03-09', 6, 35, '2027-02-27'],
    ['of a leap year (TIM-09)', '2028-02-29', 1, 35, '2028-01-31'],
  ])('%s has whole weeks', (_what, date, firstDay, length, first) => {
    const days = daysOf('month', date, 'Europe/Berlin', firstDay);
    expect([days.length, days[0]?.date]).toEqual([length, first]);
    expect(days.filter(({ isOut }) => !isOut).every((day) => day.date.startsWith(date.slice(0, 7)))).toBe(
      true,
    );
  });

  test('leaves no instant out and has none twice, in every zone and over every change of clocks', () => {
    const zones = [
      'Europe/Berlin',
      'Australia/Lord_Howe',
      'America/St_Johns',
      'Africa/Casablanca',
      'Pacific/Apia',
    ];
    zones.push(
      'Antarctica/Troll',
      'America/Santiago',
      'Asia/Beirut',
      'Africa/Cairo',
      'Pacific/Chatham',
      'UTC',
    );
    for (const zone of zones)
      for (let month = '2027-01-15'; month < '2028-01-01'; month = stepTo('month', month, 1)) {
        const days = daysOf('month', month, zone, 1);
        for (const [index, day] of days.entries()) {
          expect(days[index + 1]?.from ?? day.to, `${zone} ${day.date}`).toEqual(day.to);
          const hours = (day.to.getTime() - day.from.getTime()) / HOUR;
          expect(hours === 24, `${zone} ${day.date}`).toBe(day.clocks === undefined);
          expect(hours < 24, `${zone} ${day.date}`).toBe(day.clocks?.is === 'forward');
          expect(localOf(day.from, zone).date).toBe(day.date);
          expect(localOf(new Date(day.to.getTime() - 1), zone).date).toBe(day.date);
        }
      }
  });

  test('beyond 2038 is like any other', () => {
    const [first] = daysOf('month', '2090-05-01', 'Europe/Berlin', 1);
    expect(first?.date).toBe('2090-05-01');
  });
});

test('A week is the seven days around one of them', () => {
  const dates = daysOf('week', '2027-01-01', 'UTC', 1).map(({ date }) => date);
  expect([dates[0], dates[6], dates.length]).toEqual(['2026-12-28', '2027-01-03', 7]);
});

describe('A day names what its clocks do (TIM-03)', () => {
  const forward = (at: string, becomes: string): ClockChange => ({ is: 'forward', at, becomes });
  const back = (at: string, becomes: string): ClockChange => ({ is: 'back', at, becomes });
  test.each([
    ['2027-03-28', 'Europe/Berlin', forward('02:00', '03:00')],
    ['2027-10-31', 'Europe/Berlin', back('03:00', '02:00')],
    ['2027-10-03', 'Australia/Lord_Howe', forward('02:00', '02:30')],
    ['2027-04-04', 'Australia/Lord_Howe', back('02:00', '01:30')],
    ['2027-03-28', 'Antarctica/Troll', forward('01:00', '03:00')],
    ['2027-09-05', 'America/Santiago', forward('00:00', '01:00')],
    ['2027-04-03', 'America/Santiago', back('00:00', '23:00')],
    ['2011-12-30', 'Pacific/Apia', { is: 'left-out' as const }],
    ['2027-03-27', 'Europe/Berlin', undefined],
    ['2027-04-04', 'America/Santiago', undefined],
    ['2027-03-28', 'UTC', undefined],
  ])('%s in %s', (date, zone, clocks) => {
    expect(clocksOf(date, zone)).toEqual(clocks);
  });
});

test('A moment just before midnight belongs to the day that ends', () => {
  expect(localOf(new Date('2027-03-09T22:59:59.999Z'), 'Europe/Berlin')).toEqual({
    date: '2027-03-09',
    time: '23:59',
  });
  expect(localOf(new Date('2027-03-09T23:00:00Z'), 'Europe/Berlin')).toEqual({
    date: '2027-03-10',
    time: '00:00',
  });
  expect(localOf(new Date('2027-03-09T10:00:00Z'), 'Pacific/Kiritimati')).toEqual({
    date: '2027-03-10',
    time: '00:00',
  });
});

test('A week begins as readers of the language expect it', () => {
  const first = (language: string) => firstDayOfWeek(language);
  expect(['en', 'de', 'fr', 'en-US', 'pt-BR'].map(first)).toEqual([1, 1, 1, 7, 7]);
});

test.each([
  [undefined, 'today'],
  ['2027-02-29', 'today'],
  ['2027-2-9', 'today'],
  ['-271821-04-20', 'today'],
  ['9999-12-31', 'today'],
  [['2027-02-09'], 'today'],
  ['2028-02-29', '2028-02-29'],
])('%j is read as %s', (text, day) => {
  expect(readDay(text, 'today')).toBe(day);
});

test.each([
  ['month', '2027-01-31', 1, '2027-02-01'],
  ['month', '2027-01-31', -1, '2026-12-01'],
  ['week', '2027-12-30', 1, '2028-01-06'],
  ['day', '2027-03-01', -1, '2027-02-28'],
] as const)('A step of a %s from %s by %i leads to %s', (view, from, steps, to) => {
  expect(stepTo(view, from, steps)).toBe(to);
});
