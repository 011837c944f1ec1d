import type { Around } from './around.ts';

/** Being erased, and never being mailed again; `address` may be masked, `moment` is such as “14 March 2027 at 09:30 CET”. */
export interface DepartingWords {
  /** The first question, what stays and why. */
  erase: {
    title(name: string): string;
    heading: string;
    lead: Around;
    stays: string;
    whatStays(name: string): string[];
    goOn: string;
    back: string;
  };
  forGood: { heading(address: string): string; lead: string; erase: string };
  erasing: { title(name: string): string; heading: string; lead(moment: string): Around; undo: string };
  neverAgain: { heading: string; lead(name: string): Around; goOn: string; onlyThis: string };
  block: { title: string; heading(address: string): string; lead(contact: string): string; block: string };
  blocked: {
    title: string;
    heading: string;
    lead: Around;
    undo: string;
    until(moment: string, contact: string): string;
    later(contact: string): string;
  };
  unblocked: { title: string; heading: string; lead: Around };
}

export const departingEn: DepartingWords = {
  erase: {
    title: (name) => `Erase your data – ${name}`,
    heading: 'Erase everything?',
    lead: [
      '',
      ', your name and your choices are removed from every newsletter of this service. Mail stops at once. The erasure itself comes a day later, so that you can undo it if somebody else pressed the button.',
    ],
    stays: 'What stays, and why',
    whatStays: (name) => [
      'A scrambled code of your address that nobody can turn back. It keeps lists and imports from bringing you back. If you sign up and confirm again, it is lifted; otherwise only the operator can lift it.',
      `When and how somebody agreed to get mail and left, without address, name, network address or anything else that says who: ${name} must be able to show that its mail was allowed.`,
      'How many emails were sent, under a number that no longer belongs to anybody.',
      'Copies in backups, until newer ones replace them.',
    ],
    goOn: 'Go on',
    back: 'Back to your choices',
  },
  forGood: {
    heading: (address) => `Erase the data of ${address}?`,
    lead: 'Mail stops at once. Until this time tomorrow this page can take it back; then the data is gone for good.',
    erase: 'Erase my data',
  },
  erasing: {
    title: (name) => `Your data will be erased – ${name}`,
    heading: 'Your data will be erased.',
    lead: (moment) => [
      'No mail is sent to ',
      ` any more. On ${moment} your address, your name and your choices are removed; then this link is dead, too.`,
    ],
    undo: 'That was a mistake: undo',
  },
  neverAgain: {
    heading: 'Never mail me again',
    lead: (name) => [
      'Nobody will be able to sign up ',
      ` here, for ${name} or any other newsletter that this service sends.`,
    ],
    goOn: 'Go on',
    onlyThis:
      'Do you only want to avoid this newsletter? Then close this page: nothing comes unless you confirm.',
  },
  block: {
    title: 'Block this address?',
    heading: (address) => `Block ${address}?`,
    lead: (contact) =>
      `It leaves every newsletter of this service at once. You can take that back on this page for a day; later only ${contact} can.`,
    block: 'Block my address',
  },
  blocked: {
    title: 'Your address is blocked',
    heading: 'You will not hear from us again.',
    lead: ['', ' is blocked. No newsletter of this service can be sent to it.'],
    undo: 'That was not me: undo',
    until: (moment, contact) => `This works until ${moment}. Later, please write to ${contact}.`,
    later: (contact) => `Do you want mail again? Please write to ${contact}.`,
  },
  unblocked: {
    title: 'Your address is not blocked',
    heading: 'Your address is not blocked.',
    lead: ['Everything is as it was before for ', '.'],
  },
};
