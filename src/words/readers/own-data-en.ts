import type { Around } from './around.ts';

/** Having one's data as a file, or erased: the link for it comes by mail. */
export interface OwnDataWords {
  send: string;
  title(name: string): string;
  sent: string;
  lead: Around;
  file: Around;
  expired: string;
  expiredWhy: string;
  /** What stands below the offer: how it works, or why it cannot be had. */
  states: Record<'open' | 'no-mail' | 'just-moved', (contact: string) => string>;
}

export const ownDataEn: OwnDataWords = {
  send: 'Send me the link',
  title: (name) => `Your data – ${name}`,
  sent: 'Look in your inbox',
  lead: ['A link is on its way to ', '. It works for one day.'],
  file: [
    'One file with all that is stored about ',
    ': address, choices, consent, and which mails were sent when.',
  ],
  expired: 'This link has expired',
  expiredWhy: 'It worked for one day. You can ask for a new one with your choices.',
  states: {
    open: () => 'Because emails get forwarded, we first send a link to this address.',
    'no-mail': (contact) => `No mail can be sent to this address. For your data, please write to ${contact}.`,
    'just-moved': (contact) =>
      `For seven days after a change of address your data cannot be asked for here. Do you need it now? Please write to ${contact}.`,
  },
};
