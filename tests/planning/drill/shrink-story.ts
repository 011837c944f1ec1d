import { inOrder } from './make-story.ts';
import type { Happening, Story } from './story.ts';

/** A shorter story that goes wrong as well, found by leaving out readers and happenings. @param isWrong plays it. @param patience how many tries. */
export async function shrinkStory(
  story: Story,
  isWrong: (shorter: Story) => Promise<boolean>,
  patience: number,
): Promise<Story> {
  let best = story;
  let left = patience;
  const attempt = async (shorter: Story): Promise<boolean> => {
    if (left <= 0) return false;
    left -= 1;
    if (!(await isWrong(shorter))) return false;
    best = shorter;
    return true;
  };
  // Most faults concern one reader.
  for (const { name } of named(story)) if (await attempt(onlyReaders(best, new Set([name])))) break;
  const kinds = [...new Set(best.happenings.map(({ is }) => is))].filter((is) => is !== 'article');
  for (const kind of kinds)
    await attempt({ ...best, happenings: best.happenings.filter(({ is }) => is !== kind) });
  for (let part = Math.ceil(best.happenings.length / 2); part >= 1; part = Math.floor(part / 2))
    for (let from = 0; from < best.happenings.length;)
      if (!(await attempt(without(best, from, part)))) from += part;
  return best;
}

/** The readers to try alone: those whom the faults name come first in the story. */
const named = ({ readers }: Story) => readers.slice(0, 3);

const without = (story: Story, from: number, count: number): Story => ({
  ...story,
  happenings: inOrder(story.happenings.toSpliced(from, count)),
});

export function onlyReaders(story: Story, names: Set<number>): Story {
  return {
    ...story,
    readers: story.readers.filter(({ name }) => names.has(name)),
    happenings: story.happenings.flatMap((one) => withoutOthers(one, names)),
  };
}

function withoutOthers(one: Happening, names: Set<number>): Happening[] {
  if ('reader' in one) return names.has(one.reader) ? [one] : [];
  if (one.is !== 'article' || !one.midway || names.has(one.midway.reader)) return [one];
  const { midway: _midway, ...rest } = one;
  return [rest];
}
