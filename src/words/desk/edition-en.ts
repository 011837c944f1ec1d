import { countEn } from './count.ts';

/** What an editor changes in a digest that is made by itself. */
export const editionEn = {
  rhythms: {
    daily: 'Daily digest',
    weekly: 'Weekly digest',
    'busy-day': 'End of a busy day',
    'catch-up': 'Welcome back',
  },
  goesOut: (moment: string, readers: number) =>
    `Goes out on ${moment} to about ${countEn(readers, 'reader', 'readers')}. Each of them gets only what they follow and what is new to them.`,
  holdsForOwn:
    'What you change here also holds for readers who chose an hour of their own: for their digests of the same day.',
  subjectEmpty: 'Empty: made of the headlines',
  introduction: 'Introduction, in Markdown',
  articles: 'Articles',
  ofAtMost: (count: number, most: number) => (count > most ? `${count}, ${most} are shown` : `${count}`),
  nothing: 'There is no article for this digest yet.',
  nothingMeans: 'If there is none when it is due, nobody gets a mail, and the digest goes from the calendar.',
  orderHint: 'Articles that come later go behind the ones that you put in order.',
  counted: 'Not shown: counted in “and more on the site”',
  carries: (title: string) =>
    `It carries the correction of “${title}” on top, for readers whose mail had another text.`,
  isNew: (moment: string) => `New since ${moment}`,
  isPicked: 'Picked',
  forSome: 'Only for some readers',
  shortened: {
    compact: 'Smaller: the mail is full',
    headline: 'Headline only: the mail is full',
    'left-out': 'Not shown: the mail is full',
  },
  drop: (title: string) => `Drop: ${title}`,
  dropped: 'Dropped',
  isDropped: (title: string) => `“${title}” is dropped`,
  dropMeans: 'Readers of this digest do not get these articles later either. Other mails are not changed.',
  putBack: 'Put back',
  putBackThat: (title: string) => `Put back: ${title}`,
  save: 'Save',
  open: 'Edit this digest',
  changedBy: (name: string) => `${name} changed this digest after you opened it.`,
  changedMeans: 'What you typed is below and not saved yet. Save again to replace what is there.',
  theirs: 'What is there now',
  somebody: 'Somebody',
};
export type EditionWords = typeof editionEn;

export const editionNoticesEn = {
  'edition-saved': 'Saved. The digest goes out like this.',
  'edition-dropped': ({ title = '' }: Record<string, string>) => `“${title}” is dropped from this digest.`,
  'edition-put-back': 'It is in the digest again.',
};
