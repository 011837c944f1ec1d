import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startScriptedSmtp } from '../support/mail/scripted-smtp.ts';
import { makeStory, type Size } from './drill/make-story.ts';
import { play, type Played } from './drill/play.ts';
import { onlyReaders, shrinkStory } from './drill/shrink-story.ts';
import { tell, type Story } from './drill/story.ts';

/** More of everything for a night: DRILL_READERS=2000 DRILL_DAYS=42 DRILL_SEEDS=1,2,3. */
const SIZE: Size = {
  readers: Number(process.env['DRILL_READERS'] ?? 10),
  days: Number(process.env['DRILL_DAYS'] ?? 7),
  articlesADay: Number(process.env['DRILL_ARTICLES'] ?? 4),
  changesAWeek: Number(process.env['DRILL_CHANGES'] ?? 3),
};
const SEEDS = (process.env['DRILL_SEEDS'] ?? '1,2,3').split(',').map(Number);
const TRIES = Number(process.env['DRILL_TRIES'] ?? 25);

const smtp = await startScriptedSmtp({ extensions: ['PIPELINING'] });

test.each(SEEDS)(
  'Every reader gets each article of their topics exactly once by their rhythm, whatever changes meanwhile: seed %i',
  async (seed) => {
    const story = makeStory(seed, SIZE);
    const played = await play(story, smtp);
    console.log(
      `seed ${seed}: ${played.articles} articles, ${played.mails} mails, ${played.steps} moments, begins ${story.begins}`,
    );
    expect(
      played.faults,
      played.faults.length === 0 || TRIES === 0 ? '' : await explain(story, played),
    ).toEqual([]);
    expect(played.mails).toBeGreaterThan(SIZE.readers);
  },
  3 * 3600_000,
);

/** A story that went wrong before, as a file that `explain` printed. */
const told = process.env['DRILL_STORY'];
if (told)
  test('The story of DRILL_STORY ends well', async () => {
    const story = JSON.parse(readFileSync(told, 'utf8')) as Story;
    expect((await play(story, smtp)).faults).toEqual([]);
  });

/** What somebody needs to see what went wrong: the shortest story that goes wrong. */
async function explain(story: Story, { faults, until }: Played): Promise<string> {
  const early = {
    ...story,
    lasts: Math.ceil((until + 30) / (24 * 60)),
    happenings: story.happenings.filter(({ at }) => at <= until),
  };
  const guilty = new Set(faults.flatMap((fault) => /reader (\d+):/.exec(fault)?.[1] ?? []).map(Number));
  const inFront = {
    ...early,
    readers: early.readers.toSorted(
      (one, other) => Number(guilty.has(other.name)) - Number(guilty.has(one.name)),
    ),
  };
  const isWrong = async (shorter: Story) => (await play(shorter, smtp)).faults.length > 0;
  // The whole again and again would take hours; one of a few readers is short.
  console.log(faults.join('\n'));
  let start: Story | undefined;
  for (const count of [1, 12, 100]) {
    const some = onlyReaders(inFront, new Set(inFront.readers.slice(0, count).map(({ name }) => name)));
    if (!start && (await isWrong(some))) start = some;
  }
  if (!start) return [...faults, 'no story of a few of these readers goes wrong'].join('\n');
  const short = await shrinkStory(start, isWrong, TRIES);
  const { faults: shortFaults } = await play(short, smtp);
  return [...faults, 'shortest story:', ...shortFaults, tell(short), JSON.stringify(short)].join('\n');
}
