import { addressesIn, field } from '../mail/head.ts';
import type { Mail } from '../mail/read-mail.ts';
import { wordsOfMail } from './words-of.ts';

const LONGEST = 200;

/** Whom From names, when that is one. */
export function senderOf({ head }: Mail): string | null {
  const fields = head.get('from') ?? [];
  const [sender = null, ...others] = fields.length === 1 ? addressesIn(field(head, 'from')) : [];
  return others.length === 0 ? sender : null;
}

/** What the writer says first: above everything quoted. Of a mail without words its subject. */
export function firstLineOf(mail: Mail): string {
  const first = wordsOfMail(mail)
    .own.split('\n')
    .map((line) => line.trim())
    .find((line) => line !== '');
  const line = first ?? field(mail.head, 'subject').replace(/^(?:\s*(?:re|aw|antw|rép|sv|odp)\s*:)+/i, '');
  return line.startsWith('>') ? '' : line.trim().slice(0, LONGEST);
}
