import { pluralIn } from '../plural.ts';

/** What can go wrong on a reader's page. */
export type Trouble = 'page' | 'link' | 'refused' | 'large' | 'check' | 'too-many' | 'ours' | 'busy';

/** What happens too often. */
export type TooOften = 'changes' | 'undos' | 'network';

/** What readers read when something went wrong, and behind links that lead nowhere. */
export interface TroubleWords {
  headings: Record<Trouble, string>;
  says: Record<Trouble, string>;
  tooOften: Record<TooOften, string>;
  /** Another way to sign up, where mail is taken. */
  byMail(address: string): string;
  /** When it may go well, such as “Please try again in 5 minutes.” */
  inMinutes(minutes: number): string;
  inHours(hours: number): string;
  start: string;
  /** Our number of the fault. */
  tell(id: string): string;
  noEmail: string;
  email: string;
  /** Of a field that nobody types into. */
  field: string;
  gone: { heading: string; lead: string; newest: string };
  test: { title: string; heading: string; lead: string };
  home: {
    heading: string;
    subscribe: string;
    subscribeTo(name: string): string;
    quiet: string;
    quietWhy: string;
  };
}

const plural = pluralIn('en');

export const troubleEn: TroubleWords = {
  headings: {
    page: 'Nothing here',
    link: 'This link does not work',
    refused: 'That did not work',
    large: 'That is too large',
    check: 'Please check what you entered',
    'too-many': 'One moment, please',
    ours: 'That went wrong',
    busy: 'Back in a minute',
  },
  says: {
    page: 'There is no such page. Perhaps the address has a mistake in it.',
    link: 'It is not complete, or a newer email has replaced it. Please use the link in the newest email.',
    refused: 'The request could not be read. Please go back and try again.',
    large: 'More was sent than fits here.',
    check: 'Something in the form is not right. Please go back and look at it again.',
    'too-many': 'This has happened very often just now.',
    ours: 'Something went wrong on our side. Please try again in a minute.',
    busy: 'We cannot do that at the moment. Please try again in a minute.',
  },
  tooOften: {
    changes: 'Your choices have changed very often today, so this change was not saved.',
    undos: 'You have undone this very often today, so nothing was changed.',
    network: 'Very many people have just signed up from your network.',
  },
  byMail: (address) =>
    `It also works by mail, right now: send an empty email to ${address} and reply to ours.`,
  inMinutes: (minutes) =>
    plural(minutes, {
      one: 'Please try again in a minute.',
      other: 'Please try again in # minutes.',
    }),
  inHours: (hours) =>
    plural(hours, { one: 'Please try again in an hour.', other: 'Please try again in # hours.' }),
  start: 'Go to the start page',
  tell: (id) => `If it stays, tell the site this number: ${id}`,
  noEmail: 'Please enter your email address.',
  email: 'Please enter a valid email address, such as name@example.org.',
  field: 'Please reload the page and try again.',
  gone: {
    heading: 'This link is no longer in use',
    lead: 'It belonged to a reader whose data is no longer stored here. It shows nothing, changes nothing, and causes no mail.',
    newest: 'Do you still get emails? Then please use the link in the newest one.',
  },
  test: {
    title: 'A link from a test email',
    heading: 'All is well: that was a test email',
    lead: 'In a real email, this link lets readers unsubscribe and change their choices. Links in a test email belong to nobody, so nothing was changed.',
  },
  home: {
    heading: 'Newsletters',
    subscribe: 'Subscribe',
    subscribeTo: (name) => `Subscribe to ${name}`,
    quiet: 'Newsletters are sent from here',
    quietWhy:
      'You can subscribe on their sites. Every email has links to unsubscribe and to change your choices.',
  },
};
