import { countEn } from './count.ts';

/** A digest made by hand: articles picked and ordered, with an introduction. */
export const digestEn = {
  digest: 'Digest',
  newDigest: 'Make a digest',
  orDigest: 'Make a digest instead',
  orLetter: 'Write a letter instead',
  introduction: 'Introduction, in Markdown',
  preheaderEmpty: 'Empty: the first words, or the first headlines',
  articles: 'Articles',
  count: (count: number) => countEn(count, 'article', 'articles'),
  none: 'No article yet. Add some below; the first one is the lead.',
  lead: 'Lead: large picture',
  heading: 'Heading',
  up: (title: string) => `Move up: ${title}`,
  down: (title: string) => `Move down: ${title}`,
  takeOut: (title: string) => `Take out: ${title}`,
  move: (title: string) => `Move: ${title}`,
  moveHint: 'Space lifts it, arrows move it, Space puts it down, Escape takes it back.',
  lifted: (title: string) => `“${title}” is lifted.`,
  nowAt: (title: string, place: number | string, count: number | string) =>
    `“${title}” is now number ${place} of ${count}.`,
  putDown: (title: string) => `“${title}” is put down.`,
  putBack: (title: string) => `“${title}” is back where it was.`,
  takenOut: (title: string) => `“${title}” is taken out.`,
  undo: 'Undo',
  addHeading: 'Add the heading',
  newHeading: 'Own heading',
  addArticles: 'Add articles',
  find: 'Find an article',
  findButton: 'Find',
  add: (title: string) => `Add: ${title}`,
  addShort: 'Add',
  notFound: 'No published article has these words in its title.',
};
export type DigestWords = typeof digestEn;

export const digestNoticesEn = {
  'digest-taken-out': ({ title = '' }: Record<string, string>) => `“${title}” is taken out.`,
  'digest-put-back': 'It is in the digest again.',
};
