import { pluralIn } from '../plural.ts';

const plural = pluralIn('en-GB');

/** Past mails that everybody may read, and a reader's own copy. `count` and `total` are written numbers. */
export interface ArchiveWords {
  title: string;
  found(words: string): string;
  nothing(words: string): string;
  search: string;
  month: string;
  allMonths: string;
  topic: string;
  allTopics: string;
  submit: string;
  mails(count: number): string;
  /** Of more mails than a page holds. */
  shown(count: string, total: string): string;
  showAll: string;
  noneSince(day: string): string;
  none: string;
  pages: string;
  earlier: string;
  newest: string;
  getIt: string;
  feed: string;
  mailOf(day: string): string;
  neighbours: string;
  earlierMail(subject: string): string;
  laterMail(subject: string): string;
  ownCopy: string;
  publicPage: string;
}

export const archiveEn: ArchiveWords = {
  title: 'Past mails',
  found: (words) => `Past mails with “${words}”`,
  nothing: (words) => `Nothing with “${words}”`,
  search: 'Search past mails',
  month: 'Month',
  allMonths: 'All months',
  topic: 'Topic',
  allTopics: 'All topics',
  submit: 'Search',
  mails: (count) => plural(count, { one: '# mail', other: '# mails' }),
  shown: (count, total) => `${count} of ${total} mails`,
  showAll: 'Show all past mails',
  noneSince: (day) => `No mail since ${day} has these words. Try fewer or shorter ones.`,
  none: 'There is no mail here.',
  pages: 'Pages',
  earlier: 'Earlier mails',
  newest: 'Newest mails',
  getIt: 'Get it by email',
  feed: 'Atom feed',
  mailOf: (day) => `Mail of ${day}`,
  neighbours: 'Neighbouring mails',
  earlierMail: (subject) => `Earlier: ${subject}`,
  laterMail: (subject) => `Later: ${subject}`,
  ownCopy: 'This is your own copy: its links are yours alone.',
  publicPage: 'Show others the public page',
};
