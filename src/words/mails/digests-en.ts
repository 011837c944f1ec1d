import { pluralIn } from '../plural.ts';

/** How often somebody gets mail. */
export type Rhythm = 'each' | 'daily' | 'weekly';

/** What digests say, and every mail about rhythms. `titles` are clipped, `day` is such as "4 December". */
export interface DigestWords {
  /** What it is called until its articles are known. */
  names: Record<'daily' | 'weekly' | 'busy-day' | 'catch-up', string>;
  /** The news first; `more` articles follow. */
  subject(titles: string[], more: number): string;
  week(day: string): string;
  busyDay(count: number): string;
  welcomeBack: string;
  articles(count: number): string;
  minutes(count: number): string;
  /** Of more articles, so many stand on top. */
  startWith(count: number): string;
  /** Why articles come together although the reader gets each. */
  busy(count: number): string;
  afterPause: string;
  whyAfterPause(name: string): string;
  /** Over articles without a topic, behind those that have one. */
  further: string;
  readStory: string;
}

export interface RhythmWords {
  heading: string;
  /** What comes now, and what a tap does. */
  why: Record<Rhythm, string>;
  whyNone: string;
  labels: Record<Rhythm, string>;
  now(label: string): string;
  means: Record<Rhythm, string>;
  pause: string;
  untilDate: string;
  /** The publication changed the rhythm of those who never chose one. */
  changed: Record<Rhythm, string>;
  keep: string;
}

/** What goes to those who were mailed a mistake. */
export interface CorrectionWords {
  subject(title: string): string;
  heading: string;
  about(title: string): string;
  button: string;
  why(name: string): string;
}

const plural = pluralIn('en');

export const englishDigest: DigestWords = {
  names: {
    daily: 'Daily digest',
    weekly: 'Weekly digest',
    'busy-day': 'End of a busy day',
    'catch-up': 'Welcome back',
  },
  subject: (titles, more) => [...titles, ...(more > 0 ? [`and ${more} more`] : [])].join(', '),
  week: (day) => `Your week to ${day}`,
  busyDay: (count) => plural(count, { one: 'A busy day: one more', other: 'A busy day: # more' }),
  welcomeBack: 'Welcome back',
  articles: (count) => plural(count, { one: '# article', other: '# articles' }),
  minutes: (count) => plural(count, { one: 'about # minute to read', other: 'about # minutes to read' }),
  startWith: (count) => `${count} to start with:`,
  busy: (count) =>
    plural(count, {
      one: 'There were many single mails today. This article waited until now, so that your inbox had some rest.',
      other: 'There were many single mails today. Rather than # more, here they are in one.',
    }),
  afterPause:
    'Your pause has ended. These articles appeared in the meantime, the best first and 50 at most. Nothing else will be sent after the fact.',
  whyAfterPause: (name) => `You get this email because your pause from ${name} has ended.`,
  further: 'More',
  readStory: 'Read the story',
};

export const englishRhythm: RhythmWords = {
  heading: 'How many mails would you like?',
  why: {
    each: 'You get a mail for each article. A tap opens a page with one button.',
    daily: 'You get one mail a day. A tap opens a page with one button.',
    weekly: 'You get one mail a week. A tap opens a page with one button.',
  },
  whyNone: 'A tap opens a page with one button.',
  labels: { each: 'Each article', daily: 'Once a day', weekly: 'Once a week' },
  now: (label) => `${label} (now)`,
  means: { each: 'as it appears', daily: 'up to 7 a week', weekly: '1 a week' },
  pause: 'Pause the mails',
  untilDate: 'until a date',
  changed: {
    each: 'Until now you got a mail for each article. That has changed.',
    daily: 'Until now you got one mail a day. That has changed.',
    weekly: 'Until now you got one mail a week. That has changed.',
  },
  keep: 'Keep it as it was',
};

export const englishCorrection: CorrectionWords = {
  subject: (title) => `Correction: ${title}`,
  heading: 'A correction',
  about: (title) =>
    `Our mail about “${title}” had a mistake in it. It went to you, so the correction does too.`,
  button: 'Read the corrected article',
  why: (name) =>
    `You get this email because ${name} sent you the article with the mistake. Corrections come at once, however often you get mail.`,
};
