import { englishAddress, type AddressWords } from './address-en.ts';
import { englishFollow, type FollowWords } from './follow-en.ts';
import type { EmbedKind } from '../../platform/html/embeds.ts';
import {
  englishCorrection,
  englishDigest,
  englishRhythm,
  type CorrectionWords,
  type DigestWords,
  type Rhythm,
  type RhythmWords,
} from './digests-en.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('en');

/** Every sentence that our emails say. `name` is the publication, `site` its host, `moment` a date with time and zone. */
export interface Words {
  by(names: string): string;
  minutesToRead(minutes: number): string;
  pictureOf(title: string): string;
  readOnSite: string;
  continueReading: string;
  shortened: string;
  /** Before the names of places. */
  share: string;
  shareOn(name: string): string;
  shareByEmail: string;
  shareByEmailSays: string;
  /** Over the link to the comments. */
  think: string;
  comment: string;
  related: string;
  /** Behind the articles of a digest that has no room for all. */
  moreOnSite(count: number): string;
  /** What leads to a player or a frame, by what it holds. */
  embeds: Record<EmbedKind, string>;
  digest: DigestWords;
  rhythm: RhythmWords;
  correction: CorrectionWords;
  follow: FollowWords;
  whyArticle(name: string, site: string): string;
  unsubscribe: string;
  preferences: string;
  viewInBrowser: string;
  /** At the end of a mail that everybody may read. */
  archive: { publicCopy(moment: string): string; getIt: string; pastMails: string };
  imprint: string;
  privacy: string;
  topics: string;
  /** Six digits that prove an address where somebody signed up. */
  code: { subject(code: string, name: string): string; works(minutes: number): string };
  confirmation: {
    preheader: string;
    heading: string;
    request(name: string, site: string, moment: string): string;
    codeLabel: string;
    orButton: string;
    button: string;
    /** Newsletters that were asked for together with this one. */
    together(names: string): string;
    validity(minutes: number, days: number): string;
    /** Where mail is taken. */
    byReply: string;
    ignore: string;
    neverAgainAsk: string;
    neverAgain: string;
    whatIsThis(name: string): string;
    why(name: string): string;
  };
  /** A day after a sign-up that nobody confirmed; days are such as “December 4, 2026”. */
  reminder: {
    subject(name: string): string;
    preheader: string;
    heading: string;
    body(name: string, day: string): string;
    ifNot(day: string): string;
  };
  /** The link to one's own data; `moment` is such as “November 12, 2026 at 4:20 PM (Europe/Berlin)”. */
  ownData: {
    subject(name: string): string;
    heading: string;
    body(name: string, moment: string): string;
    button: string;
    validity: string;
    why(name: string): string;
  };
  address: AddressWords;
  welcome: {
    subject(name: string): string;
    heading: string;
    body(name: string): string;
    /** What comes, by rhythm, and when the first mail does. */
    mails: Record<Rhythm, string>;
    first(moment: string): string;
    firstWithArticle: string;
    /** Promises only what the preference page offers. */
    control(hasTopics: boolean): string;
    why(name: string, site: string): string;
  };
  alreadySubscribed: {
    heading: string;
    body(name: string, site: string, moment: string): string;
    codeLabel: string;
    control: string;
    ignore: string;
    why(name: string): string;
  };
}

export const english: Words = {
  by: (names) => `By ${names}`,
  minutesToRead: (minutes) => `${minutes} min read`,
  pictureOf: (title) => `Picture: ${title}`,
  readOnSite: 'Read on the site',
  continueReading: 'Continue reading on the site',
  shortened: 'This article was too long for an email and ends here.',
  share: 'Share it:',
  shareOn: (name) => `Share on ${name}`,
  shareByEmail: 'Email',
  shareByEmailSays: 'Share by email',
  think: 'Let us know your thoughts',
  comment: 'Write a comment',
  related: 'You may also like',
  moreOnSite: (count) => `and ${count} more on the site`,
  embeds: { video: 'Watch the video', audio: 'Listen', post: 'See the post', other: 'See it on the page' },
  digest: englishDigest,
  rhythm: englishRhythm,
  follow: englishFollow,
  correction: englishCorrection,
  whyArticle: (name, site) => `You get this email because you signed up for ${name} at ${site}.`,
  unsubscribe: 'Unsubscribe',
  preferences: 'Preferences',
  viewInBrowser: 'View in browser',
  archive: {
    publicCopy: (moment) =>
      `This is the public copy of a mail that went out on ${moment}. Personal links and addresses are left out.`,
    getIt: 'Get it by email',
    pastMails: 'All past mails',
  },
  imprint: 'Imprint',
  privacy: 'Privacy policy',
  topics: 'Topics',
  code: {
    subject: (code, name) => `${code} is your code for ${name}`,
    works: (minutes) => `The code works for ${minutes} minutes.`,
  },
  confirmation: {
    preheader:
      'Type it where you signed up, or press the button in this mail. Until then, nothing is sent to you.',
    heading: 'One more step',
    request: (name, site, moment) =>
      `On ${moment}, somebody, most likely you, asked that new articles from ${name} (${site}) be sent to this address.`,
    codeLabel: 'Type this code where you signed up:',
    orButton: 'Page closed already? This button does the same:',
    button: 'Confirm my address',
    together: (names) => `The code and the button also confirm ${names}.`,
    validity: (minutes, days) =>
      `The code works for ${minutes} minutes, the button for ${plural(days, { one: 'one day', other: '# days' })}. Until you confirm, nothing is sent to you.`,
    byReply: 'Or just reply to this email: that confirms, too.',
    ignore: 'Was it not you? Then ignore this email: nothing more will happen.',
    neverAgainAsk: 'To keep anybody from signing up this address again:',
    neverAgain: 'never email me again',
    whatIsThis: (name) => `What is ${name}? Read about it here:`,
    why: (name) =>
      `You get this one email because your address was entered in the sign-up form of ${name}. It is on no mailing list until you confirm.`,
  },
  reminder: {
    subject: (name) => `Still want ${name}?`,
    preheader:
      'You signed up and have not confirmed yet. This is the only reminder, and the button is one click.',
    heading: 'Still one step to go',
    body: (name, day) =>
      `On ${day}, somebody, most likely you, asked for ${name} at this address. It is not confirmed yet. If you still want it:`,
    ifNot: (day) =>
      `If not, do nothing. This is the only reminder, and your address is deleted after ${day}.`,
  },
  ownData: {
    subject: (name) => `Your data at ${name}`,
    heading: 'Your data',
    body: (name, moment) =>
      `On ${moment}, somebody, most likely you, asked for the data that ${name} stores about you.`,
    button: 'See my data',
    validity: 'There you can download everything, or have it erased. The button works for one day.',
    why: (name) => `You get this one email because it was asked for on your page of choices at ${name}.`,
  },
  address: englishAddress,
  welcome: {
    subject: (name) => `Welcome to ${name}`,
    heading: 'You are subscribed',
    body: (name) => `Thank you for confirming. The next articles from ${name} will come to this address.`,
    mails: {
      each: 'You get a mail for each article.',
      daily: 'You get one mail a day.',
      weekly: 'You get one mail a week.',
    },
    first: (moment) => `The first one: ${moment}, if anything new has appeared by then.`,
    firstWithArticle: 'The first one comes with the next article.',
    control: (hasTopics) =>
      hasTopics
        ? 'What we write to you about, and how often, is up to you: change topics and rhythm, or unsubscribe, at any time.'
        : 'How often we write is up to you. You can change it, or unsubscribe, at any time.',
    why: (name, site) => `You get this email because you confirmed your subscription to ${name} at ${site}.`,
  },
  alreadySubscribed: {
    heading: 'You are already subscribed',
    body: (name, site, moment) =>
      `On ${moment}, somebody, most likely you, signed up this address for ${name} (${site}). It was on the list already, so nothing has changed.`,
    codeLabel: 'To change something where you just were, type this code there:',
    control: 'Missing our emails? Look in your spam folder, or check your preferences.',
    ignore: 'Was it not you? Then ignore this email: nothing more will happen.',
    why: (name) => `You get this email because your address was entered in the sign-up form of ${name}.`,
  },
};
