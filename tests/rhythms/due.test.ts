import { readFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { instantOfLocal } from '../../src/platform/time-zone.ts';
import {
  lastDue,
  localDay,
  nextDue,
  startOfLocalDay,
  WEEKDAYS,
  type DigestTimes,
} from '../../src/rhythms/index.ts';
import { cronRuns, type CronCase } from './cron-runs.ts';
import { readClock } from './read-clock.ts';
import { randomOf } from '../support/app/random.ts';

/** One of so many changes of clocks; 1 for a night. */
const ONE_OF = Number(process.env['DUE_ONE_OF'] ?? 40);
const SEED = Number(process.env['DUE_SEED'] ?? 1);

interface WallCase {
  id: string;
  zone: string;
  wall: string;
  expected: string;
}

const read = (file: string) =>
  readFileSync(new URL(`../fixtures/cron-dst/${file}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
const iso = (moment: Date | undefined) => moment?.toISOString().replace('.000', '');

const duesFrom = (times: DigestTimes, from: string, count: number): string[] => {
  const dues: Date[] = [];
  for (let at = new Date(from); dues.length < count;) dues.push((at = nextDue(times, at)));
  return dues.map((due) => due.toISOString().replace(':00.000Z', 'Z'));
};

describe('As the zone rules have it', () => {
  test.each(read('wall') as WallCase[])('$id means $expected (TIM-03)', ({ zone, wall, expected }) => {
    expect(iso(instantOfLocal(Temporal.PlainDateTime.from(wall), zone))).toBe(expected);
    const times: DigestTimes = { rhythm: 'daily', timeZone: zone, at: wall.slice(11) };
    expect(iso(lastDue(times, new Date(expected)))).toBe(expected);
    expect(iso(nextDue(times, new Date(Date.parse(expected) - 1)))).toBe(expected);
  });

  const runs = (read('next-runs') as CronCase[]).filter((one) => one.agrees_with_compatible !== false);
  test.each(runs)('$id runs when it is due (TIM-04)', (one) => {
    expect(cronRuns(one)).toEqual(one.expected.map((moment) => new Date(moment)));
  });
});

describe('A daily digest comes once for each day that a place has', () => {
  test.each([
    [
      'half an hour is skipped',
      'Australia/Lord_Howe',
      '02:15',
      ['2027-10-01T15:45Z', '2027-10-02T15:45Z', '2027-10-03T15:15Z'],
    ],
    [
      'half an hour comes twice',
      'Australia/Lord_Howe',
      '01:45',
      ['2027-04-02T14:45Z', '2027-04-03T14:45Z', '2027-04-04T15:15Z'],
    ],
    [
      'two hours are skipped',
      'Antarctica/Troll',
      '02:30',
      ['2027-03-27T02:30Z', '2027-03-28T02:30Z', '2027-03-29T00:30Z'],
    ],
    [
      'two hours come twice',
      'Antarctica/Troll',
      '01:30',
      ['2027-10-29T23:30Z', '2027-10-30T23:30Z', '2027-11-01T01:30Z'],
    ],
    [
      'midnight is skipped in Havana',
      'America/Havana',
      '00:00',
      ['2027-03-13T05:00Z', '2027-03-14T05:00Z', '2027-03-15T04:00Z'],
    ],
    [
      'midnight is skipped in Cairo',
      'Africa/Cairo',
      '00:30',
      ['2027-04-28T22:30Z', '2027-04-29T22:30Z', '2027-04-30T21:30Z'],
    ],
    [
      'midnight is skipped in Santiago',
      'America/Santiago',
      '00:00',
      ['2027-09-04T04:00Z', '2027-09-05T04:00Z', '2027-09-06T03:00Z'],
    ],
    [
      '30 December was left out',
      'Pacific/Apia',
      '18:00',
      ['2011-12-29T04:00Z', '2011-12-30T04:00Z', '2011-12-31T04:00Z'],
    ],
    [
      'a minute of the next day comes first',
      'America/St_Johns',
      '00:00',
      ['2010-11-06T02:30Z', '2010-11-07T02:30Z', '2010-11-08T03:30Z'],
    ],
    [
      '45 minutes',
      'Asia/Kathmandu',
      '07:30',
      ['2027-01-01T01:45Z', '2027-01-02T01:45Z', '2027-01-03T01:45Z'],
    ],
    [
      'Ramadan begins',
      'Africa/Casablanca',
      '02:30',
      ['2025-02-22T01:30Z', '2025-02-23T01:30Z', '2025-02-24T02:30Z'],
    ],
    ['after 2038', 'Europe/Berlin', '02:30', ['2040-03-24T01:30Z', '2040-03-25T01:30Z', '2040-03-26T00:30Z']],
    ['a leap day', 'UTC', '23:59', ['2028-02-28T23:59Z', '2028-02-29T23:59Z', '2028-03-01T23:59Z']],
  ] as const)('%s: %s at %s', (_what, timeZone, at, dues) => {
    const times: DigestTimes = { rhythm: 'daily', timeZone, at };
    expect(duesFrom(times, new Date(Date.parse(dues[0]) - 1).toISOString(), dues.length)).toEqual(dues);
  });

  test('a day that was left out in Apia has no digest of its own', () => {
    const times: DigestTimes = { rhythm: 'daily', timeZone: 'Pacific/Apia', at: '12:00' };
    const dues = duesFrom(times, '2011-12-28T00:00:00Z', 4).map((due) =>
      localDay('Pacific/Apia', new Date(due)),
    );
    expect(dues).toEqual(['2011-12-28', '2011-12-29', '2011-12-31', '2012-01-01']);
  });
});

describe('A weekly digest', () => {
  test('comes on its weekday, at the same hour on either side of a change', () => {
    const times: DigestTimes = { rhythm: 'weekly', timeZone: 'Europe/Berlin', at: '09:00', on: 'friday' };
    expect(duesFrom(times, '2027-03-19T08:00:00Z', 3)).toEqual([
      '2027-03-26T08:00Z',
      '2027-04-02T07:00Z',
      '2027-04-09T07:00Z',
    ]);
  });

  test('whose day a place left out comes at the next moment there is, and once', () => {
    const on = (day: DigestTimes['on']) =>
      duesFrom(
        { rhythm: 'weekly', timeZone: 'Pacific/Apia', at: '09:00', ...(day && { on: day }) },
        '2011-12-22T00:00:00Z',
        3,
      );
    expect(on('friday')).toEqual(['2011-12-23T19:00Z', '2011-12-30T19:00Z', '2012-01-05T19:00Z']);
    expect(on('saturday')).toEqual(['2011-12-24T19:00Z', '2011-12-30T19:00Z', '2012-01-06T19:00Z']);
  });
});

test('A moment of an odd night has a digest before it and after it', () => {
  const inApia: DigestTimes = { rhythm: 'daily', timeZone: 'Pacific/Apia', at: '23:00' };
  expect(iso(lastDue(inApia, new Date('2011-12-30T20:00:00Z')))).toBe('2011-12-30T09:00:00Z');
  // The clocks showed 00:00 of the next day for a minute, and went back to 23:01.
  const inStJohns: DigestTimes = { rhythm: 'daily', timeZone: 'America/St_Johns', at: '00:00' };
  expect(iso(nextDue(inStJohns, new Date('2010-11-07T02:45:00Z')))).toBe('2010-11-08T03:30:00Z');
  expect(iso(lastDue(inStJohns, new Date('2010-11-07T02:45:00Z')))).toBe('2010-11-07T02:30:00Z');
});

test('A local day begins with its first moment', () => {
  const start = (zone: string, at: string) => iso(startOfLocalDay(zone, new Date(at)));
  expect(start('Europe/Berlin', '2027-03-28T12:00:00Z')).toBe('2027-03-27T23:00:00Z');
  expect(start('America/Havana', '2027-03-14T12:00:00Z')).toBe('2027-03-14T05:00:00Z');
  expect(start('Asia/Kathmandu', '2027-03-14T18:15:00Z')).toBe('2027-03-14T18:15:00Z');
  expect(localDay('Asia/Kathmandu', new Date('2027-03-14T18:14:59.999Z'))).toBe('2027-03-14');
});

describe(`In every zone, from 2010 to 2040, around each change of clocks (one of ${ONE_OF}, seed ${SEED})`, () => {
  const random = randomOf(SEED);
  const times = Array.from({ length: 96 }, (_, quarter) =>
    Temporal.PlainTime.from('00:00')
      .add({ minutes: quarter * 15 })
      .toString()
      .slice(0, 5),
  );
  const some = (): string => times[Math.floor(random() * times.length)] ?? '';
  const moments = Intl.supportedValuesOf('timeZone').flatMap((zone) =>
    [...changesOf(zone), Date.UTC(2010 + Math.floor(random() * 30), 5, 15)]
      .filter(() => random() * ONE_OF < 1)
      .map((at) => ({ zone, at })),
  );

  test('a daily digest is due when a walk through the clocks first comes to its time', () => {
    for (const { zone, at } of moments) {
      const clock = readClock(zone, at);
      const local = localDay(zone, new Date(at));
      for (const time of [some(), ...timesNear(zone, at)])
        expect(
          walk({ rhythm: 'daily', timeZone: zone, at: time }, clock.from, clock.to),
          `${zone} ${local} ${time}`,
        ).toEqual(clock.duesAt(time));
    }
  });

  test('a weekly digest is due on those days of the week, and on no two days of one', () => {
    for (const { zone, at } of moments) {
      const clock = readClock(zone, at);
      const on = WEEKDAYS[Math.floor(random() * 7)] ?? 'monday';
      const time = some();
      const weekly = walk({ rhythm: 'weekly', timeZone: zone, at: time, on }, clock.from, clock.to);
      expect(weekly, `${zone} ${time} ${on}`).toEqual(clock.duesAt(time, on));
    }
  });

  test('the last one before the next is this one', () => {
    for (const { zone, at } of moments) {
      const rhythm = random() < 0.5 ? 'daily' : 'weekly';
      const on = WEEKDAYS[Math.floor(random() * 7)] ?? 'monday';
      const digest: DigestTimes = { rhythm, timeZone: zone, at: some(), on };
      const moment = new Date(at + (random() - 0.5) * 3 * 24 * 3600_000);
      const [last, next] = [lastDue(digest, moment), nextDue(digest, moment)];
      expect(last <= moment && moment < next).toBe(true);
      expect(nextDue(digest, last), `${zone} ${digest.at} ${moment.toISOString()}`).toEqual(next);
      expect(lastDue(digest, next)).toEqual(next);
      expect(lastDue(digest, new Date(next.getTime() - 1))).toEqual(last);
    }
  });
});

function walk(times: DigestTimes, from: number, to: number): string[] {
  const dues: string[] = [];
  for (let due = nextDue(times, new Date(from)); due.getTime() <= to; due = nextDue(times, due))
    dues.push(due.toISOString());
  return dues;
}

function changesOf(zone: string): number[] {
  const changes: number[] = [];
  let at = Temporal.Instant.from('2010-01-01T00:00Z').toZonedDateTimeISO(zone).getTimeZoneTransition('next');
  for (; at && at.epochMilliseconds < Date.UTC(2041, 0); at = at.getTimeZoneTransition('next'))
    changes.push(at.epochMilliseconds);
  return changes;
}

/** The quarters that the clocks show around a change, where it is easiest to be wrong. */
function timesNear(zone: string, at: number): string[] {
  const quarter = 15 * 60_000;
  return [-4, -2, -1, 0, 1, 2, 4].map((by) => {
    const local = Temporal.Instant.fromEpochMilliseconds(
      Math.floor(at / quarter) * quarter + by * quarter,
    ).toZonedDateTimeISO('UTC');
    const offset =
      Temporal.Instant.fromEpochMilliseconds(at - 1).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
    return local
      .add({ milliseconds: offset })
      .toPlainTime()
      .round({ smallestUnit: 'minute', roundingIncrement: 15 })
      .toString()
      .slice(0, 5);
  });
}
