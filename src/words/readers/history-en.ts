import type { Around } from './around.ts';

/** What is on record about somebody's consent, in plain words. */
export interface HistoryWords {
  heading: string;
  lead: Around;
  requested: string;
  /** A page's address. */
  on(page: string): string;
  /** What somebody agreed to. */
  said(text: string): string;
  confirmedBy: Record<'code' | 'link' | 'reply', string>;
  imported: string;
  /** By the reader, and by the newsletter's people. */
  changed(what: string): string;
  changedFor(what: string): string;
  oneClick: string;
  byMail: string;
  left: string;
  leftFor: string;
  back: string;
  address: Record<'asked' | 'moved' | 'restored', string>;
  fields: Record<
    | 'rhythm'
    | 'topicIds'
    | 'follows'
    | 'localHour'
    | 'timeZone'
    | 'busyDayCap'
    | 'pausedUntil'
    | 'language'
    | 'name',
    string
  >;
  none: string;
  noTracking: string;
}

export const historyEn: HistoryWords = {
  heading: 'What happened so far',
  lead: ['Every yes and no that is on record for ', ', newest first.'],
  requested: 'This address was entered to sign up.',
  on: (page) => `It was on ${page}.`,
  said: (text) => `What was shown: “${text}”`,
  confirmedBy: {
    code: 'You confirmed with the code from our mail.',
    link: 'You confirmed with the button in our mail.',
    reply: 'You confirmed by replying to our email.',
  },
  imported: 'The newsletter brought your address over from a list.',
  changed: (what) => `You changed ${what}.`,
  changedFor: (what) => `The newsletter changed ${what} for you.`,
  oneClick: 'You unsubscribed with one click in your mail program.',
  byMail: 'You unsubscribed by email.',
  left: 'You unsubscribed.',
  leftFor: 'The newsletter unsubscribed you.',
  back: 'You took that back: mail goes on.',
  address: {
    asked: 'A move to another address was asked for.',
    moved: 'Mail moved to another address.',
    restored: 'The move to another address was taken back.',
  },
  fields: {
    rhythm: 'how often mail comes',
    topicIds: 'your topics',
    follows: 'what you follow',
    localHour: 'the hour',
    timeZone: 'your time zone',
    busyDayCap: 'how many single mails come a day',
    pausedUntil: 'your break',
    language: 'the language',
    name: 'your name',
  },
  none: 'Nothing is on record yet.',
  noTracking: 'Whether you open a mail or click in it is not recorded.',
};
