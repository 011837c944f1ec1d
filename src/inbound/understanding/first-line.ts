import { addressesIn, field } from '../mail/head.ts';
import type { Mail } from '../mail/read-mail.ts';
import { holdsMessage } from './original.ts';
import { wordsOfMail } from './words-of.ts';

const LONGEST = 200;

/** Whom From names, when that is one. */
export const senderOf = (mail: Mail): string | null => onlyOneIn(mail, 'from');

/** Where its writer wants answers, when that is one address. */
export const replyToOf = (mail: Mail): string | null => onlyOneIn(mail, 'reply-to');

function onlyOneIn({ head }: Mail, name: string): string | null {
  const fields = head.get(name) ?? [];
  const [one = null, ...others] = fields.length === 1 ? addressesIn(field(head, name)) : [];
  return others.length === 0 ? one : null;
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

const MOST_LINES = 4;
const MOST_TEXTS = 4;
/** Where a signature begins, or the head of a mail that is quoted without marks. */
const BELOW = /^(?:>|--\s*$|(?:from|von|de|差出人|من)\s?[:：])/i;
/** “… wrote:”, above what is quoted; below nothing, only where something is quoted. */
const INTRODUCTION = /[:：]$/;

/** The lines in which the writer says what they want; none in a mail without words of their own. */
export function openingOf(mail: Mail, isQuoting: boolean): string {
  const lines = wordsOfMail(mail)
    .own.split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const quote = lines.findIndex(
    (line, at) => BELOW.test(line) || ((at > 0 || isQuoting) && INTRODUCTION.test(line)),
  );
  return lines
    .slice(0, Math.min(quote === -1 ? MOST_LINES : quote, MOST_LINES))
    .map((line) => line.slice(0, LONGEST))
    .join('\n');
}

/** Whether it holds the mail that it answers, as people's mail programs put it below: behind marks, or with a link of ours. */
export const isQuoting = ({ parts }: Mail, ownUrl: string | undefined): boolean =>
  parts
    .filter((part) => part.type.startsWith('text/') && !holdsMessage(part))
    .slice(0, MOST_TEXTS)
    .map((part) => part.text())
    .some((text) => /^[ \t]*>/m.test(text) || (ownUrl !== undefined && text.includes(ownUrl)));
