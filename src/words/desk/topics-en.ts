import { countEn } from './count.ts';

const readers = (count: number) => countEn(count, 'reader', 'readers');
const articles = (count: number) => countEn(count, 'article', 'articles');

/** What readers can follow. */
export const topicsEn = {
  title: 'Topics',
  lede: 'What readers can follow. An article belongs to a topic by its categories.',
  add: 'Add a topic',
  none: 'No topics yet',
  noneText: 'Every reader gets every article. With topics, readers choose what they follow.',
  categories: (names: string) => (names === '' ? 'No category besides its name' : `Categories: ${names}`),
  follow: (count: number, isExact: boolean) =>
    `${isExact ? '' : 'about '}${countEn(count, 'reader follows it', 'readers follow it')}`,
  recent: (count: number) => `${articles(count)} in 30 days`,
  who: 'See who follows it',
  edit: 'Edit',
  merge: 'Merge into another',
  split: 'Split',
  menu: (name: string) => `More for: ${name}`,
  strays: (count: number) =>
    count === 1 ? 'One category has no topic:' : `${count} categories have no topic:`,
  straysMean:
    'Their articles go only to readers who follow everything. Put a category into a topic to change that.',
  stray: (category: string, count: number) => `${category} (${articles(count)})`,
  labels: { name: 'Name', categories: 'Categories', into: 'Merge into' },
  nameHint: 'Readers see it. As a category it counts, too.',
  categoriesHint: 'One a line, as your site’s articles have them. Capital and small letters are the same.',
  editTitle: (name: string) => `Topic ${name}`,
  effect: 'What happens',
  show: 'Show what happens',
  mergeTitle: (name: string) => `Merge ${name} into another topic`,
  mergeLede: 'The other topic takes over its categories and readers. You cannot undo that.',
  mergeOnly: 'There is no other topic to merge it into.',
  moves: (count: number, into: string) =>
    `${readers(count)} who chose it ${count === 1 ? 'follows' : 'follow'} ${into} from then on.`,
  both: (count: number) => `${readers(count)} chose both already. Nothing changes for them.`,
  others: (count: number, from: string) =>
    `${readers(count)} who chose the other one alone ${count === 1 ? 'gets' : 'get'} the articles of ${from}, too.`,
  everything: 'Nothing changes for readers who follow everything.',
  sends: (count: number) =>
    count === 0
      ? 'No send to come is for it.'
      : count === 1
        ? 'One send to come is for it, and then for the other topic:'
        : `${count} sends to come are for it, and then for the other topic:`,
  segments: (names: string) =>
    names === '' ? 'No segment names it.' : `These segments name the other topic from then on: ${names}.`,
  forms: (slug: string) => `A form on your own site that names “${slug}” needs to be changed.`,
  safe: 'Nobody loses an article, and nobody gets one twice. What has gone out stays as it is.',
  mergeButton: (name: string, into: string) => `Merge ${name} into ${into}`,
  splitTitle: (name: string) => `Split ${name}`,
  splitLede: 'The categories that you choose become a topic of their own.',
  splitNone: 'A topic needs categories besides its name before you can split it.',
  splitName: 'Name of the new topic',
  takes: 'The new topic takes',
  splitMoves: (count: number) =>
    `${readers(count)} who chose it ${count === 1 ? 'follows' : 'follow'} both from then on, so nothing changes for them. They can leave one of the two.`,
  splitButton: 'Split it',
  leave: 'Leave it as it is',
};
export type TopicsWords = typeof topicsEn;

export const topicNoticesEn = {
  'topic-added': 'Added. Readers can follow it now.',
  'topic-saved': 'The topic is saved.',
  'topic-gone': 'This topic is not there any more.',
  'topic-merged': ({ readers: count = '', into = '' }: Record<string, string>) =>
    `Merged. Readers who followed the other topic and follow ${into} now: ${count}.`,
  'topic-split': ({ readers: count = '', name = '' }: Record<string, string>) =>
    `Split. ${name} is a topic now. Readers who follow both: ${count}.`,
};
