import { randomOf } from '../../support/app/random.ts';
import type { Happening, Paper, Reader, Rhythm, Story, Ways } from './story.ts';

export interface Size {
  readers: number;
  days: number;
  articlesADay: number;
  /** Changes of readers, for each reader and week. */
  changesAWeek: number;
}

/** Two weeks that have changes of clocks on both hemispheres in their first days, and the year's end that Apia spent without 30 December. */
const BEGINNINGS = ['2027-03-24T00:00:00Z', '2027-10-27T00:00:00Z', '2011-12-26T00:00:00Z'];

/** Half and three quarters of an hour, clocks that change on either hemisphere, by half an hour and by two, at midnight, and not at all. */
const ZONES = [
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Los_Angeles',
  'America/St_Johns',
  'America/Havana',
  'America/Santiago',
  'America/Sao_Paulo',
  'America/Asuncion',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Africa/Lagos',
  'Asia/Beirut',
  'Asia/Gaza',
  'Asia/Jerusalem',
  'Asia/Tehran',
  'Asia/Kabul',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Yangon',
  'Asia/Tokyo',
  'Australia/Adelaide',
  'Australia/Eucla',
  'Australia/Lord_Howe',
  'Australia/Sydney',
  'Antarctica/Troll',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Pacific/Kiritimati',
];
const HOURS = [0, 2, 7, 18, 23];
const RHYTHMS: Rhythm[] = ['each', 'daily', 'weekly'];
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const DAY = 24 * 60;

const AUTHORS = 3;

/** What people do falls beside the quarters of an hour at which digests are due: then the order is plain. */
const BESIDE = 7;

export function makeStory(seed: number, { readers, days, articlesADay, changesAWeek }: Size): Story {
  const random = randomOf(seed);
  const upTo = (limit: number) => Math.floor(random() * limit);
  const pick = <T>(list: readonly [T, ...T[]] | readonly T[]): T => list[upTo(list.length)] as T;
  const isLucky = (chance: number) => random() < chance;
  const some = (count: number, chance: number) =>
    Array.from({ length: count }, (_, place) => place).filter(() => isLucky(chance));
  // Its own, so that the rest of a seed's story stays as it is.
  const chance = randomOf(seed + 10_000);
  const begins = BEGINNINGS[seed % BEGINNINGS.length] ?? '';
  const end = days * DAY;
  const moment = () => Math.floor(random() * (end / 15 - 2)) * 15 + BESIDE;

  const papers: Paper[] = [0, 1].map((place) => ({
    timeZone: pick(ZONES),
    topics: 4,
    defaultRhythm: place === 0 ? 'each' : pick(RHYTHMS),
    dailyAt: pick(['07:00', '02:30', '00:00', '18:45']),
    weeklyOn: pick(WEEKDAYS),
    weeklyAt: pick(['08:00', '02:30', '23:30']),
    busyDayCap: place === 0 ? null : 2,
    digestMinArticles: pick([1, 1, 3]),
    digestMaxArticles: pick([30, 5]),
    holdMinutes: place === 0 ? 0 : 5,
  }));
  const ways = (): Ways => ({
    rhythm: isLucky(0.25) ? null : pick(RHYTHMS),
    topics: isLucky(0.4) ? [] : some(4, 0.5),
    timeZone: isLucky(0.8) ? pick(ZONES) : null,
    localHour: isLucky(0.4) ? pick(HOURS) : null,
    busyDayCap: pick([null, null, null, 0, 1]),
  });
  const people: Reader[] = Array.from({ length: readers }, (_, name) => ({
    name,
    paper: name % 2,
    ways: ways(),
    isLate: isLucky(0.1),
  }));

  const happenings: Happening[] = [];
  for (let article = 0; article < articlesADay * days; article += 1) {
    const paper = upTo(2);
    const at = moment();
    const topics = some(4, 0.4);
    const midway = isLucky(0.1) ? { midway: { reader: upTo(readers), until: later(at, upTo(2 * DAY)) } } : {};
    const by = chance() < 0.6 ? { author: Math.floor(chance() * AUTHORS) } : {};
    happenings.push({ at, is: 'article', paper, article, topics, ...by, ...midway });
    if (isLucky(0.06)) happenings.push({ at: later(at, upTo(DAY)), is: 'withdrawn', paper, article });
  }
  for (const { name, isLate } of people)
    if (isLate) happenings.push({ at: moment(), is: 'confirm', reader: name });
  for (let change = (readers * days * changesAWeek) / 7; change > 0; change -= 1)
    happenings.push(...changeOf(upTo(readers), moment()));
  for (let follows = (readers * days) / 4; follows > 0; follows -= 1)
    happenings.push({
      at: Math.floor(chance() * (end / 15 - 2)) * 15 + BESIDE,
      is: chance() < 0.75 ? 'follow' : 'stop',
      reader: Math.floor(chance() * readers),
      author: Math.floor(chance() * AUTHORS),
    });
  for (let week = 0; week < days; week += 7) {
    happenings.push({ at: moment(), is: 'default', paper: upTo(2), rhythm: pick(RHYTHMS) });
    for (let kills = 0; kills < 3; kills += 1)
      happenings.push({ at: moment(), is: 'kill', statement: 1 + Math.floor(2 ** (random() * 7)) });
  }
  const downAt = moment();
  happenings.push({ at: downAt, is: 'down', until: later(downAt, (1 + upTo(3)) * DAY) });
  return { begins, lasts: days, papers, readers: people, happenings: inOrder(happenings) };

  function changeOf(reader: number, at: number): Happening[] {
    const all = ways();
    const part = pick<Partial<Ways>>([
      { rhythm: pick(RHYTHMS) },
      { rhythm: pick(RHYTHMS) },
      { topics: all.topics },
      { topics: all.topics },
      { timeZone: all.timeZone },
      { localHour: all.localHour },
      { busyDayCap: all.busyDayCap },
      { rhythm: pick(RHYTHMS), topics: all.topics, timeZone: all.timeZone, localHour: all.localHour },
    ]);
    const dice = random();
    if (dice < 0.68) return [{ at, is: 'change', reader, ways: part }];
    const until = later(at, upTo(6 * DAY));
    if (dice < 0.82) return [{ at, is: 'pause', reader, until }];
    if (dice < 0.86) return [{ at, is: 'resume', reader }];
    if (dice < 0.9)
      return [
        { at, is: 'leave', reader },
        ...(isLucky(0.7) ? [{ at: until, is: 'confirm', reader } as const] : []),
      ];
    return [{ at, is: 'server', reader, says: pick(['policy', 'policy', 'later', 'unknown']), until }];
  }
}

/** Beside the quarters as well. */
const later = (at: number, minutes: number) => at + 15 * (1 + Math.floor(minutes / 15));

/** Nothing is done while nobody is there to do it for. */
export function inOrder(happenings: Happening[]): Happening[] {
  const sorted = happenings.toSorted((one, other) => one.at - other.at);
  const down = sorted.find((one) => one.is === 'down');
  if (down?.is !== 'down') return sorted;
  return sorted
    .map((one) =>
      one !== down && one.at >= down.at && one.at <= down.until ? moved(one, down.until + 15 - one.at) : one,
    )
    .toSorted((one, other) => one.at - other.at);
}

function moved(one: Happening, by: number): Happening {
  const at = one.at + by;
  if (one.is === 'pause' || one.is === 'server') return { ...one, at, until: one.until + by };
  if (one.is !== 'article' || !one.midway) return { ...one, at };
  return { ...one, at, midway: { ...one.midway, until: one.midway.until + by } };
}
