import type { BulkMessage, MailOutcome } from '../platform/mail/mailer.ts';

export interface Envelope {
  from: string;
  to: string;
}

export const envelopeOf = ({ envelopeFrom, to }: BulkMessage): Envelope => ({ from: envelopeFrom, to });

export const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1);

const refused = (reply: string): MailOutcome => ({
  kind: 'recipient',
  isPermanent: true,
  isHard: false,
  reply,
});

/** What is wrong with an envelope, before a server sees it: it could name other recipients, or nobody (ADR-04, ADR-05). */
export function envelopeFault({ from, to }: Envelope): MailOutcome | undefined {
  const both = from + to;
  // RFC 6531: the server may not take SMTPUTF8, and raw UTF-8 would go out all the same.
  if (/[^\0-\x7f]/.test(both))
    return refused('553 5.6.7 The address has characters beyond ASCII, so no mail can be sent to it.');
  if (from === '' || to === '' || /[^!-~]|[<>]/.test(both))
    return refused('553 5.1.3 The address has characters that no address can have.');
  return undefined;
}
