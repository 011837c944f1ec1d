import type { Rhythm } from '../mails/digests-en.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('en');

/** What follows a sign-up until somebody is a reader. `{name}`, `{address}` and such are set in bold. */
export interface CheckInboxWords {
  title(name: string): string;
  heading: string;
  look: string;
  /** The same where the page does not know the address. */
  lookFor: string;
  code: string;
  confirm: string;
  orButton: string;
  open(site: string): string;
  /** Around the address that was typed, the one that was probably meant, and the link. */
  slip: { typed: string; meant: string; andThen: string; again: string };
  noMail: string;
  spam: string;
  from(address: string): string;
  sendAgain: string;
  /** While `{time}`, such as 14:08, has to pass. */
  sendAgainIn: string;
  threeADay: string;
  another: string;
  cameBack: string;
  thenSays: string;
  slow: string;
  blockedOnce(contact: string): string;
  sixDigits: string;
  wrong(triesLeft: number): string;
  spent: string;
  newCode: string;
  bounced: { title(name: string): string; heading: string; why: string; check: string };
  already: { title(name: string): string; heading: string; gets: string; chose: string; leave: string };
  /** Such as “once a week”. */
  rhythms: Record<Rhythm, string>;
}

export const checkInboxEn: CheckInboxWords = {
  title: (name) => `Check your inbox – ${name}`,
  heading: 'Check your inbox',
  look: 'Look for a mail from {name} at {address}. Its subject begins with a code.',
  lookFor: 'Look for a mail from {name}. Its subject begins with a code.',
  code: 'Six-digit code',
  confirm: 'Confirm',
  orButton: 'Or press the button in the mail: both do the same.',
  open: (site) => `Open ${site}`,
  slip: {
    typed: 'You typed',
    meant: 'Did you mean',
    andThen: 'Then',
    again: 'enter your address again',
  },
  noMail: 'No mail after two minutes?',
  spam: 'Check your spam folder',
  from: (address) => `from ${address}`,
  sendAgain: 'Send it again',
  sendAgainIn: 'Send it again (in {time})',
  threeADay: 'three times a day at most',
  another: 'Use another address',
  cameBack: 'Did it come back to us?',
  thenSays: 'then this page says so',
  slow: 'It takes longer when many people sign up from your network, or when you signed up for another newsletter a moment ago.',
  blockedOnce: (contact) =>
    `Did you once block your address here, or report our mail as spam? Then we may not email you. Please ask ${contact} to change that.`,
  sixDigits: 'A code has six digits. Its mail has it in the subject.',
  wrong: (triesLeft) =>
    `That is not the code, or it is older than 30 minutes. ${plural(triesLeft, { one: 'One try', other: '# tries' })} left; copying it from the mail is safest.`,
  spent: 'That is not the code either, so it is no longer valid. The button in the mail still works.',
  newCode: 'Send a new code',
  bounced: {
    title: (name) => `Please check your address – ${name}`,
    heading: 'That address bounced our mail',
    why: 'The mail server of {domain} says that {address} does not exist. A typing error, perhaps?',
    check: 'Please check this address.',
  },
  already: {
    title: (name) => `You get ${name} already`,
    heading: 'You are on the list already',
    gets: '{address} gets {name} {comes}.',
    chose: 'Just now you chose {rhythm}.',
    leave: 'Leave it as it is',
  },
  rhythms: { each: 'each article', daily: 'once a day', weekly: 'once a week' },
};
