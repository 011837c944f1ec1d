import type { Rhythm } from '../mails/digests-en.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('en');

/** What a rhythm is called on readers' pages, and what it means; `when` is such as “on Saturday 5 December at 8:00”. */
export interface RhythmPageWords {
  howOften: string;
  labels: Record<Rhythm, string>;
  /** Such as “about 29 mails a week”. */
  aWeek: Record<Rhythm, (count: number) => string>;
  /** For a paper of which nothing is known yet. */
  means: Record<Rhythm, string>;
  /** Such as “once a week, on Saturdays at 8:00”: what becomes of “NAME comes …”. */
  comes: Record<Rhythm, (weekday: string, time: string) => string>;
  nextMail(when: string): string;
  nextWithArticle: string;
  nextAfterPause(when: string): string;
  /** Asked before anything changes. */
  ask: Record<Rhythm, string>;
  keepAsk: string;
  keepWhy(name: string, comesNow: string): string;
  yes: Record<Rhythm, string>;
  /** What would come, and rather than what. */
  would: Record<Rhythm, (weekday: string, time: string) => string>;
  ratherThan: Record<Rhythm, string>;
  isKept: string;
  nothingYet: string;
  allChoices: string;
  already: Record<Rhythm, string>;
  done: Record<Rhythm, string>;
  undo: Record<Rhythm, string>;
  choose: string;
  notReader: string;
  notReaderWhy(name: string): string;
  subscribe: string;
}

export const rhythmEn: RhythmPageWords = {
  howOften: 'How often?',
  labels: { each: 'Each article', daily: 'Once a day', weekly: 'Once a week' },
  aWeek: {
    each: (count) => plural(count, { one: 'about # mail a week', other: 'about # mails a week' }),
    daily: (count) => plural(count, { one: '# mail a week', other: '# mails a week' }),
    weekly: () => '1 mail a week',
  },
  means: { each: 'a mail at once', daily: 'the day in one mail', weekly: 'the week in one mail' },
  comes: {
    each: () => 'with a mail for each article',
    daily: (_weekday, time) => `once a day at ${time}`,
    weekly: (weekday, time) => `once a week, on ${weekday}s at ${time}`,
  },
  nextMail: (when) => `The next mail comes ${when}, if anything new has appeared by then.`,
  nextWithArticle: 'The next mail comes with the next article.',
  nextAfterPause: (when) => `You have paused your mails. The next one comes ${when}.`,
  ask: {
    each: 'A mail for each article from now on?',
    daily: 'Once a day from now on?',
    weekly: 'Once a week from now on?',
  },
  keepAsk: 'Keep it as it was?',
  keepWhy: (name, comesNow) => `To readers who have not chosen, ${name} now comes ${comesNow}.`,
  yes: { each: 'Yes, each article', daily: 'Yes, once a day', weekly: 'Yes, once a week' },
  would: {
    each: () => 'A mail as soon as an article appears',
    daily: (_weekday, time) => `One mail a day at ${time}`,
    weekly: (weekday, time) => `One mail on ${weekday}s at ${time}`,
  },
  ratherThan: {
    each: 'rather than one for each article.',
    daily: 'rather than one a day.',
    weekly: 'rather than one a week.',
  },
  isKept: 'What has not been sent to you yet still comes.',
  nothingYet: 'Nothing has changed yet.',
  allChoices: 'See all choices',
  already: {
    each: 'You get a mail for each article already',
    daily: 'You get one mail a day already',
    weekly: 'You get one mail a week already',
  },
  done: { each: 'Each article it is', daily: 'Once a day it is', weekly: 'Once a week it is' },
  undo: { each: 'Undo: each article', daily: 'Undo: once a day', weekly: 'Undo: once a week' },
  choose: 'How often would you like mail?',
  notReader: 'No mail is sent to you',
  notReaderWhy: (name) => `You are not subscribed to ${name} at the moment, so nothing was changed.`,
  subscribe: 'Subscribe',
};
