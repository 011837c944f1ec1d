import { expect, test } from 'vitest';
import { startScriptedSmtp } from '../support/mail/scripted-smtp.ts';
import { play } from './drill/play.ts';
import type { Happening, Paper, Reader, Story, Ways } from './drill/story.ts';

const smtp = await startScriptedSmtp();

const PAPER: Paper = {
  timeZone: 'Europe/Berlin',
  topics: 2,
  defaultRhythm: 'each',
  dailyAt: '07:00',
  weeklyOn: 'friday',
  weeklyAt: '08:00',
  busyDayCap: null,
  digestMinArticles: 1,
  digestMaxArticles: 30,
  holdMinutes: 0,
};
const HOUR = 60;
const DAY = 24 * HOUR;

/** Somebody else, who has a digest every day. */
const NEIGHBOUR: Reader = {
  name: 1,
  paper: 0,
  ways: { rhythm: 'daily', topics: [], timeZone: null, localHour: null, busyDayCap: null },
  isLate: false,
};

/** One reader of one paper; the story begins at midnight in Greenwich. */
function story(ways: Partial<Ways>, happenings: Happening[], paper: Partial<Paper> = {}): Story {
  const reader: Reader = {
    name: 0,
    paper: 0,
    ways: { rhythm: 'daily', topics: [], timeZone: null, localHour: null, busyDayCap: null, ...ways },
    isLate: false,
  };
  return {
    begins: '2027-03-24T00:00:00Z',
    lasts: 4,
    papers: [{ ...PAPER, ...paper }],
    readers: [reader],
    happenings,
  };
}

const article = (at: number, name: number, topics: number[] = [0]): Happening => ({
  at,
  is: 'article',
  paper: 0,
  article: name,
  topics,
});

test('A reader who moves to a later hour has no second digest that day, and misses nothing', async () => {
  const moving = story({ timeZone: 'Asia/Tokyo', localHour: 7 }, [
    article(20 * HOUR + 7, 1),
    article(DAY + 7, 2),
    { at: DAY + HOUR + 7, is: 'change', reader: 0, ways: { localHour: 18 } },
  ]);
  expect((await play(moving, smtp)).faults).toEqual([]);
});

test('A reader who flies west has one digest a local day', async () => {
  const flying = story({ timeZone: 'America/Los_Angeles', localHour: 7 }, [
    article(10 * HOUR + 7, 1),
    article(16 * HOUR + 7, 2),
    { at: 17 * HOUR + 7, is: 'change', reader: 0, ways: { timeZone: 'Asia/Tokyo' } },
    article(30 * HOUR + 7, 3),
  ]);
  expect((await play(flying, smtp)).faults).toEqual([]);
});

test('A reader of single mails who flies east has one digest at the end of a local day', async () => {
  const flying = story({ rhythm: 'each', timeZone: 'Europe/Berlin', busyDayCap: 1 }, [
    article(10 * HOUR + 7, 1),
    article(11 * HOUR + 7, 2),
    { at: 20 * HOUR + 7, is: 'change', reader: 0, ways: { timeZone: 'Australia/Adelaide' } },
    article(23 * HOUR + 7, 3),
    article(DAY + 7, 4),
    article(2 * DAY + 7, 5),
  ]);
  expect((await play(flying, smtp)).faults).toEqual([]);
});

test('What was to come by a mail of its own is decided by the topics of the digest that brings it', async () => {
  const changing = story(
    { rhythm: 'each', topics: [0] },
    [
      article(8 * HOUR + 7, 1, [1]),
      { at: 8 * HOUR + 22, is: 'change', reader: 0, ways: { rhythm: 'daily' } },
      { at: 8 * HOUR + 37, is: 'change', reader: 0, ways: { topics: [1] } },
    ],
    { holdMinutes: 60 },
  );
  expect((await play(changing, smtp)).faults).toEqual([]);
});

test('After three days without a worker there is one digest with everything', async () => {
  const standstill = story({}, [article(7, 1), { at: 22, is: 'down', until: 3 * DAY + 22 }]);
  const { faults, mails } = await play(standstill, smtp);
  expect(faults).toEqual([]);
  expect(mails).toBe(1);
});

test('A reader who goes over to single mails has the rest of the day at its end', async () => {
  const changing = story({}, [
    article(8 * HOUR + 7, 1),
    { at: 9 * HOUR + 7, is: 'change', reader: 0, ways: { rhythm: 'each' } },
    article(10 * HOUR + 7, 2),
  ]);
  const { faults, mails } = await play(changing, smtp);
  expect(faults).toEqual([]);
  expect(mails).toBe(2);
});

test('A reader who goes over from weeks to days has what no mail has brought, however many days had digests', async () => {
  const changing = story({ rhythm: 'weekly' }, [
    article(2 * HOUR + 7, 1),
    article(DAY + 2 * HOUR + 7, 2),
    { at: DAY + 3 * HOUR + 7, is: 'change', reader: 0, ways: { rhythm: 'daily' } },
  ]);
  changing.readers.push(NEIGHBOUR);
  const { faults, mails } = await play(changing, smtp);
  expect(faults).toEqual([]);
  expect(mails).toBe(3);
});

test('A busy day ends with what the cap kept back, and a pause with what came meanwhile', async () => {
  const busy = story({ rhythm: 'each', busyDayCap: 1 }, [
    article(8 * HOUR + 7, 1),
    article(9 * HOUR + 7, 2),
    article(10 * HOUR + 7, 3),
    { at: DAY + 7, is: 'pause', reader: 0, until: 2 * DAY + 7 },
    article(DAY + 8 * HOUR + 7, 4),
  ]);
  const { faults, mails } = await play(busy, smtp);
  expect(faults).toEqual([]);
  expect(mails).toBe(3);
});

test.each([
  ['and what came meanwhile', [article(DAY + 7, 4)]],
  ['when nothing came meanwhile', []],
])('Who comes back has what a digest that came to nothing showed and counted, %s', async (_when, since) => {
  const refused = story(
    {},
    [
      { at: 7, is: 'server', reader: 0, says: 'policy', until: 20 * HOUR + 7 },
      ...[1, 2, 3].map((name) => article(name * HOUR + 7, name)),
      { at: 12 * HOUR + 7, is: 'pause', reader: 0, until: 2 * DAY + 7 },
      ...since,
    ],
    { digestMaxArticles: 2 },
  );
  refused.readers.push(NEIGHBOUR);
  const { faults, mails } = await play(refused, smtp);
  expect(faults).toEqual([]);
  // The neighbour's, the one that was refused, and the one after the pause.
  expect(mails).toBe(3 + since.length);
});

test.each([
  ['their own', { busyDayCap: 2 }, {}],
  ['the publication’s', {}, { busyDayCap: 2 }],
])(
  'A reader who has changed nothing for days has as many single mails a day as %s cap says',
  async (_whose, ways, paper) => {
    const day = 2 * DAY;
    const busy = story(
      { rhythm: 'each', ...ways },
      [8, 9, 10, 11].map((hour, place) => article(day + hour * HOUR + 7, place + 1)),
      paper,
    );
    const { faults, mails } = await play(busy, smtp);
    expect(faults).toEqual([]);
    expect(mails).toBe(3);
  },
);

const by = (at: number, name: number, topics: number[] = [1]): Happening => ({
  at,
  is: 'article',
  paper: 0,
  article: name,
  topics,
  author: 1,
});

test('Who follows an author has each article at once beside their digest, whatever their topics, and none twice', async () => {
  const following = story({ topics: [0] }, [
    { at: 8 * HOUR + 7, is: 'follow', reader: 0, author: 1 },
    article(9 * HOUR + 7, 1),
    by(10 * HOUR + 7, 2),
    by(11 * HOUR + 7, 3, [0]),
    { at: 12 * HOUR + 7, is: 'stop', reader: 0, author: 1 },
    by(13 * HOUR + 7, 4),
    by(14 * HOUR + 7, 5, [0]),
  ]);
  const { faults, mails } = await play(following, smtp);
  expect(faults).toEqual([]);
  expect(mails).toBe(3);
});

test('A limit of single mails and a break win over what a reader follows: it comes with the next digest', async () => {
  const capped = story({ topics: [0], busyDayCap: 1 }, [
    { at: 8 * HOUR + 7, is: 'follow', reader: 0, author: 1 },
    by(9 * HOUR + 7, 1),
    by(10 * HOUR + 7, 2),
    { at: DAY + 9 * HOUR + 7, is: 'pause', reader: 0, until: 2 * DAY + 9 * HOUR + 7 },
    by(DAY + 10 * HOUR + 7, 3),
  ]);
  const { faults, mails } = await play(capped, smtp);
  expect(faults).toEqual([]);
  expect(mails).toBe(3);
});

const STOP: Happening = { at: DAY + 9 * HOUR + 37, is: 'stop', reader: 0, author: 1 };

test.each([
  ['while they do', []],
  ['also when they stop', [STOP]],
])('What a reader of single mails follows counts for the limit of their day, %s', async (_when, after) => {
  const capped = story({ rhythm: 'each', topics: [0], busyDayCap: 1 }, [
    { at: 8 * HOUR + 7, is: 'follow', reader: 0, author: 1 },
    by(DAY + 9 * HOUR + 7, 1),
    ...after,
    article(DAY + 10 * HOUR + 7, 2),
  ]);
  expect((await play(capped, smtp)).faults).toEqual([]);
});

test('Following ends after 14 days without an article, and an article before that begins them anew', async () => {
  // Weekly, so that few moments have to be looked at.
  const long = story({ rhythm: 'weekly', topics: [0] }, [
    { at: 7, is: 'follow', reader: 0, author: 1 },
    by(13 * DAY + 7, 1),
    by(26 * DAY + 7, 2),
    by(41 * DAY + 7, 3),
  ]);
  long.lasts = 43;
  const { faults, mails } = await play(long, smtp);
  expect(faults).toEqual([]);
  expect(mails).toBe(2);
});
