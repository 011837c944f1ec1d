import type { Around } from './around.ts';

/** Having one's data as a file, or erased: the link for it comes by mail. */
export interface OwnDataWords {
  byMail: string;
  send: string;
  title(name: string): string;
  sent: string;
  lead: Around;
  file: Around;
  expired: string;
  expiredWhy: string;
  noMail(contact: string): string;
}

export const ownDataEn: OwnDataWords = {
  byMail: 'Because emails get forwarded, we first send a link to this address.',
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
  noMail: (contact) => `No mail can be sent to this address. For your data, please write to ${contact}.`,
};
