import type { Around } from './around.ts';

/** A reader's choices. */
export interface PreferencesWords {
  heading: string;
  /** What follows the address; `comes` is such as “once a day at 7:00”. */
  gets(name: string, comes: string, topics: string): string;
  allTopics: string;
  someTopics(names: string): string;
  pausedUntil(day: string): string;
  nothingSent: Around;
  saved: string;
  notSaved: string;
  name: string;
  optional: string;
  hour: string;
  hourHint: string;
  zone: string;
  cap: string;
  capHint: string;
  noLimit: string;
  language: string;
  /** The first choice of a list: what the publication gives to everybody. */
  asPaper(what: string): string;
  topics: string;
  everything: string;
  onlyThese: string;
  save: string;
  notYet: string;
  leave: string;
  leaveWhy: string;
  unsubscribe: string;
  comeBack: string;
  comeBackWhy: string;
  again: string;
  barred(contact: string): string;
  data: string;
  dataWhy: string;
  download: string;
  erase: string;
  faults: {
    name: string;
    rhythm: string;
    hour: string;
    zone: string;
    cap: string;
    language: string;
    noTopic: string;
    goneTopic: string;
  };
}

export const preferencesEn: PreferencesWords = {
  heading: 'Your choices',
  gets: (name, comes, topics) => `gets ${[`${name} ${comes}`, topics].filter(Boolean).join(', ')}.`,
  allTopics: 'all topics',
  someTopics: (names) => `only ${names}`,
  pausedUntil: (day) => `It is paused until ${day}.`,
  nothingSent: ['At the moment, nothing is sent to ', '.'],
  saved: 'Your choices are saved.',
  notSaved: 'Not saved yet.',
  name: 'Your name',
  optional: '(optional)',
  hour: 'At what time',
  hourHint: 'for “once a day” and “once a week”',
  zone: 'Your time zone',
  cap: 'Single mails a day, at most',
  capHint: 'for “each article”; the rest of the day comes in one mail',
  noLimit: 'No limit',
  language: 'Language of mails and pages',
  asPaper: (what) => `As usual: ${what}`,
  topics: 'Topics',
  everything: 'Everything, including new topics',
  onlyThese: 'Only these:',
  save: 'Save my choices',
  notYet: 'Nothing is changed until you save.',
  leave: 'Leave',
  leaveWhy: 'It takes effect at once.',
  unsubscribe: 'Unsubscribe',
  comeBack: 'Come back',
  comeBackWhy: 'Just sign up again and confirm.',
  again: 'Subscribe again',
  barred: (contact) =>
    `Your address is blocked, so no newsletter can be sent to it. Do you want mail again? Please write to ${contact}.`,
  data: 'Your data',
  dataWhy: 'Download everything we store about you, or have it erased for good.',
  download: 'Download',
  erase: 'Erase',
  faults: {
    name: 'The name can have 100 characters or fewer, in one line.',
    rhythm: 'Choose how often mail comes: each article, once a day or once a week.',
    hour: 'Choose an hour from the list.',
    zone: 'Choose a time zone from the list.',
    cap: 'Choose a number of mails from the list.',
    language: 'Choose a language from the list.',
    noTopic: 'Tick at least one topic, or choose everything.',
    goneTopic: 'There is no such topic here.',
  },
};
