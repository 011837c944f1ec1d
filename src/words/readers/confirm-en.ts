import type { Around } from './around.ts';

/** Confirming a subscription; `comes` is such as “once a day at 7:00”. */
export interface ConfirmWords {
  title(name: string): string;
  heading: string;
  /** What follows the masked address. */
  will(name: string, comes: string): string;
  /** Newsletters that were asked for together with this one. */
  together(names: string): string;
  yes: string;
  notYou: string;
  doneTitle(name: string): string;
  welcome: string;
  already: string;
  nothingToDo: string;
  firstMail(when: string): string;
  firstWithArticle: string;
  /** Beside what they are: rhythm, topics, address. */
  facts: { often: string; topics: string; everything: string; to: string };
  keepFromSpam(address: string): string;
  everyEmail: string;
  goTo(site: string): string;
  backToArticle: string;
  expiredTitle(name: string): string;
  expired: string;
  expiredWhy(day: string): string;
  /** Around the masked address. */
  goesTo: Around;
  newLink: string;
  leftTitle(name: string): string;
  used: string;
  usedWhy: string;
  again: string;
  blockedTitle(name: string): string;
  blocked: string;
  blockedWhy(contact: string): string;
}

export const confirmEn: ConfirmWords = {
  title: (name) => `Confirm your subscription to ${name}`,
  heading: 'One click to go',
  will: (name, comes) => `will get ${name} ${comes}.`,
  together: (names) => `With the same click: ${names}.`,
  yes: 'Yes, subscribe me',
  notYou: 'Not you? Close this page and nothing will be sent.',
  doneTitle: (name) => `You are subscribed to ${name}`,
  welcome: 'Welcome! You are subscribed.',
  already: 'You are already subscribed.',
  nothingToDo: 'is confirmed. There is nothing left to do.',
  firstMail: (when) => `The first mail comes ${when}, if anything new has appeared by then.`,
  firstWithArticle: 'The first mail comes with the next article.',
  facts: { often: 'How often', topics: 'Topics', everything: 'Everything', to: 'Sent to' },
  keepFromSpam: (address) => `To keep our mails out of the spam folder, add ${address} to your contacts.`,
  everyEmail: 'Every email has a link to unsubscribe and a link to your choices.',
  goTo: (site) => `Go to ${site}`,
  backToArticle: 'Back to the article',
  expiredTitle: (name) => `This link has expired – ${name}`,
  expired: 'This link has expired',
  expiredWhy: (day) =>
    `Links to confirm work for seven days. Yours was from ${day}. A fresh mail takes a minute.`,
  goesTo: ['It goes to ', '.'],
  newLink: 'Send me a new one',
  leftTitle: (name) => `You left ${name}`,
  used: 'This link was already used',
  usedWhy: 'You confirmed with it, and unsubscribed later. To get articles again, sign up again.',
  again: 'Sign up again',
  blockedTitle: (name) => `Not subscribed – ${name}`,
  blocked: 'This address is blocked',
  blockedWhy: (contact) =>
    `No newsletter can be sent to it, so nothing was changed. Do you want mail again? Please write to ${contact}.`,
};
