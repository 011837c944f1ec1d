/** What a reader can follow: a name with its kind. */
export type StrandKind = 'story' | 'author' | 'tag';

/** An article's mail offers to follow its story, an author or a tag. */
export interface FollowWords {
  heading: string;
  how(days: number): string;
  /** A link, by what it is about. */
  link: Record<StrandKind, (name: string) => string>;
  /** At the end of a mail that comes at once although the reader gets digests. */
  why: Record<'daily' | 'weekly', (name: string, site: string) => string>;
  /** The same over the rhythms. */
  beside: Record<'daily' | 'weekly', string>;
}

export const englishFollow: FollowWords = {
  heading: 'Follow this',
  how: (days) =>
    `A mail at once when there is news, whatever your rhythm. It ends by itself after ${days} quiet days.`,
  link: {
    story: (name) => `Follow the story “${name}”`,
    author: (name) => `Follow ${name}`,
    tag: (name) => `Follow #${name}`,
  },
  why: {
    daily: (name, site) =>
      `You get this email at once, beside your mail once a day from ${name} at ${site}, because you follow something in it.`,
    weekly: (name, site) =>
      `You get this email at once, beside your mail once a week from ${name} at ${site}, because you follow something in it.`,
  },
  beside: {
    daily: 'You get one mail a day, and this at once because you follow it. A tap changes the rhythm.',
    weekly: 'You get one mail a week, and this at once because you follow it. A tap changes the rhythm.',
  },
};
