import type { Around } from './around.ts';

/** Moving to another address. In sentences `to` and `from` are masked addresses. */
export interface AddressPageWords {
  heading: string;
  /** Around the present address. */
  now: Around;
  label: string;
  send: string;
  back: string;
  until: string;
  /** Around the address that was typed. */
  asked: Around;
  askedUntil(day: string): string;
  same: string;
  confirm: {
    heading(name: string): string;
    lead(name: string, to: string, from: string): string;
    yes: string;
  };
  moved: { heading: string; lead(name: string, to: string): string };
  taken: { heading(name: string): string; lead(from: string): string };
  expired: string;
  keep: { heading: string; lead(name: string, to: string, from: string): string; goOn: string };
  sure: { heading(from: string): string; lead(day: string): string; yes: string };
  kept: { heading: string; lead(name: string, from: string): string };
  late: { heading: string; lead(name: string): string };
}

export const addressEn: AddressPageWords = {
  heading: 'Use another address',
  now: [
    'Now mail goes to ',
    '. We write to the new address; once you confirm there, everything moves with you: rhythm, topics, and the links in mails that you have.',
  ],
  label: 'New address',
  send: 'Send a mail to it',
  back: 'Back to my choices',
  until: 'Until then everything stays as it is. After the move, a note goes to the old address.',
  asked: ['Look for a mail at ', '. The button in it moves your subscription there.'],
  askedUntil: (day) =>
    `It works until ${day}. Nothing has come? Look in the spam folder, or ask again in a quarter of an hour.`,
  same: 'Your mail goes to this address already.',
  confirm: {
    heading: (name) => `Get ${name} at this address?`,
    lead: (name, to, from) =>
      `${name} will go to ${to} and no longer to ${from}. Everything else stays as it is.`,
    yes: 'Yes, use this address',
  },
  moved: {
    heading: 'Your mail goes to this address now',
    lead: (name, to) => `${name} goes to ${to}. Everything else is as it was.`,
  },
  taken: {
    heading: (name) => `This address already gets ${name}`,
    lead: (from) => `Nothing was changed. To end the mails to ${from}, press “Unsubscribe” in one of them.`,
  },
  expired:
    'Links to a new address work for seven days. Every mail leads to your choices, where you can ask for a new one.',
  keep: {
    heading: 'Keep your old address?',
    lead: (name, to, from) => `${name} went to ${from} and goes to ${to} now. You can take that back.`,
    goOn: 'Go on',
  },
  sure: {
    heading: (from) => `Use ${from} again?`,
    lead: (day) => `Changes of address that were made after it are taken back, too. This works until ${day}.`,
    yes: 'Yes, take it back',
  },
  kept: { heading: 'Your old address is back', lead: (name, from) => `${name} goes to ${from} again.` },
  late: {
    heading: 'This can no longer be taken back',
    lead: (name) =>
      `A change of address can be taken back for seven days. To get ${name} at the old address, sign up with it.`,
  },
};
