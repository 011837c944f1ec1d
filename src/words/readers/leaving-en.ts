import type { Rhythm } from '../mails/digests-en.ts';
import { pluralIn } from '../plural.ts';
import type { Around } from './around.ts';

const plural = pluralIn('en');

/** Leaving a newsletter; `address` is masked. */
export interface LeavingWords {
  title(name: string): string;
  heading(name: string): string;
  /** What follows the address. */
  noMore: string;
  unsubscribe: string;
  changedMind: string;
  fewer: string;
  instead: Record<Rhythm, string>;
  pauseMonth: string;
  /** Such as “back on 4 January”. */
  back(day: string): string;
  /** Such as “1 mail a week rather than 7”. */
  ratherThan(fewer: number, now: number): string;
  someTopics: string;
  allNow: string;
  leftTitle(name: string): string;
  left: string;
  leftWhy(name: string): Around;
  undo: string;
  /** Such as “works until 8:41”. */
  undoUntil(time: string): string;
  /** Asked after somebody has left. */
  why: {
    heading: string;
    hint: string;
    reasons: Record<'too-many' | 'topics' | 'on-site' | 'unasked' | 'other', string>;
    send: string;
    thanks: string;
  };
  barred(contact: string): string;
  again: string;
  all: string;
  backTitle(name: string): string;
  welcomeBack: string;
  choices: string;
  asBefore(name: string): Around;
}

export const leavingEn: LeavingWords = {
  title: (name) => `Unsubscribe from ${name}`,
  heading: (name) => `Leave ${name}?`,
  noMore: 'will get no more articles from now on.',
  unsubscribe: 'Unsubscribe',
  changedMind: 'Changed your mind? Close this page and everything stays as it is.',
  fewer: 'Or just fewer mails',
  instead: { each: 'Each article instead', daily: 'Once a day instead', weekly: 'Once a week instead' },
  pauseMonth: 'Pause for a month',
  back: (day) => `back on ${day}`,
  ratherThan: (fewer, now) =>
    `${plural(fewer, { one: '# mail', other: '# mails' })} a week rather than ${now}`,
  someTopics: 'Only some topics',
  allNow: 'you get all of them now',
  leftTitle: (name) => `You are unsubscribed from ${name}`,
  left: 'You are unsubscribed.',
  leftWhy: (name) => [`No more articles from ${name} will be sent to `, '.'],
  undo: 'That was a mistake: undo',
  undoUntil: (time) => `works until ${time}`,
  why: {
    heading: 'Would you tell us why?',
    hint: 'Only if you like: it is counted without your address.',
    reasons: {
      'too-many': 'Too many mails',
      topics: 'Not my topics',
      'on-site': 'I read it on the site',
      unasked: 'I never signed up',
      other: 'Something else',
    },
    send: 'Send',
    thanks: 'Thank you. It is counted.',
  },
  barred: (contact) =>
    `The address is blocked: no newsletter can be sent to it. Do you want mail again? Please write to ${contact}.`,
  again: 'Subscribe again',
  all: 'Unsubscribe from all newsletters of this site',
  backTitle: (name) => `You are subscribed to ${name}`,
  welcomeBack: 'Good to have you back.',
  choices: 'See my choices',
  asBefore: (name) => [`Articles from ${name} come as before to `, '.'],
};
