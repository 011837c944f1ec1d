import { pluralIn } from '../plural.ts';
import type { StrandKind } from '../mails/follow-en.ts';
import type { Rhythm } from '../mails/digests-en.ts';

const plural = pluralIn('en');

/** Stories, authors and tags that a reader follows. */
export interface FollowPageWords {
  /** Asked before anything changes, by what it is about. */
  ask: Record<StrandKind, (name: string) => string>;
  /** What would come, by the reader’s rhythm. */
  would: Record<Rhythm, string>;
  endsByItself(days: number): string;
  soFar(articles: number, weeks: number): string;
  yes: string;
  /** What is followed, as one of a list, and as a heading. */
  name: Record<StrandKind, (name: string) => string>;
  follows(what: string): string;
  no(what: string): string;
  /** Such as “on Saturday 5 December at 8:00”. */
  endsOn(day: string): string;
  ended(day: string): string;
  stop: string;
  again: string;
  heading: string;
  /** A link that is about nothing that there is. */
  gone: string;
  goneWhy(name: string): string;
  tooMany(most: number): string;
}

export const followEn: FollowPageWords = {
  ask: {
    story: (name) => `Follow “${name}”?`,
    author: (name) => `Follow ${name}?`,
    tag: (name) => `Follow #${name}?`,
  },
  would: {
    each: 'A mail at once when there is news about it, also where your topics would leave it out.',
    daily: 'A mail at once when there is news about it, beside your mail once a day.',
    weekly: 'A mail at once when there is news about it, beside your mail once a week.',
  },
  endsByItself: (days) => `It ends by itself after ${days} days without news.`,
  soFar: (articles, weeks) =>
    `So far: ${plural(articles, { one: '# article', other: '# articles' })} in ${weeks} weeks.`,
  yes: 'Yes, follow it',
  name: {
    story: (name) => `Story “${name}”`,
    author: (name) => `Everything by ${name}`,
    tag: (name) => `Everything about #${name}`,
  },
  follows: (what) => `You follow: ${what}`,
  no: (what) => `You no longer follow: ${what}`,
  endsOn: (day) => `Without news it ends on ${day}.`,
  ended: (day) => `It ended by itself on ${day}: there was no news.`,
  stop: 'Stop following',
  again: 'Follow again',
  heading: 'What you follow',
  gone: 'There is nothing to follow here any more',
  goneWhy: (name) => `${name} has had nothing new about it for a long time. Nothing has changed.`,
  tooMany: (most) => `You follow ${most} things already. Stop one of them first.`,
};
