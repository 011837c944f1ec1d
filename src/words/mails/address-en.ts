import { pluralIn } from '../plural.ts';

const plural = pluralIn('en');

/** A reader moves to another address. Addresses are masked, `moment` is a date with time and zone. */
export interface AddressWords {
  /** To the new address, which is to confirm. */
  ask: {
    subject(name: string): string;
    heading: string;
    body(name: string, old: string, moment: string): string;
    button: string;
    validity(days: number): string;
    why(name: string): string;
  };
  /** To the new address, which gets the newsletter already. */
  taken: { heading(name: string): string; body(name: string, old: string, moment: string): string };
  /** To the old address, after the move. */
  moved: {
    subject(name: string): string;
    heading: string;
    body(name: string, now: string, moment: string): string;
    undo(day: string): string;
    button: string;
    why(name: string): string;
  };
}

export const englishAddress: AddressWords = {
  ask: {
    subject: (name) => `Get ${name} at this address?`,
    heading: 'Use this address from now on?',
    body: (name, old, moment) =>
      `On ${moment}, a reader of ${name}, most likely you, asked that it come to this address and no longer to ${old}. Rhythm, topics and all else stay as they are.`,
    button: 'Yes, use this address',
    validity: (days) =>
      `The button works for ${plural(days, { one: 'one day', other: '# days' })}. Until somebody presses it, nothing changes.`,
    why: (name) =>
      `You get this one email because a reader of ${name} entered this address as their new one.`,
  },
  taken: {
    heading: (name) => `This address already gets ${name}`,
    body: (name, old, moment) =>
      `On ${moment}, a reader of ${name}, most likely you, asked that it come to this address and no longer to ${old}. It comes here already, so nothing has changed. To end the mails to the other address, press “Unsubscribe” in one of them.`,
  },
  moved: {
    subject: (name) => `${name} now goes to another address`,
    heading: 'Your mail goes to another address now',
    body: (name, now, moment) =>
      `On ${moment}, ${name} moved from this address to ${now}, as confirmed there. Rhythm, topics and all else are as they were.`,
    undo: (day) => `Was it not you? You can take it back until ${day}:`,
    button: 'Keep this address',
    why: (name) => `This email is only to tell you. ${name} sends no more to this address.`,
  },
};
