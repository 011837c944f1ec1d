import { holdsMessage } from './original.ts';
import type { Mail } from '../mail/read-mail.ts';

/** Where the message begins that came back below the words. */
const QUOTED =
  /^[ \t]{0,20}(?:[-=*_]{2,80} ?.{0,40}\b(?:original|returned|unsent|undelivered|undeliverable|copy of (?:the|your)|start of|headers? of|message headers?|your (?:message|mail)|forwarded)\b.{0,60}|.{0,40}\b(?:copy of (?:the|your) (?:original )?message|original message follows|text of the original message|beginning of (?:your|the) (?:original )?message|contents of (?:your|the) (?:mail|message)|headers? of (?:the|your) (?:original )?message|first \d+ (?:lines|bytes))\b.{0,40}|[-=*_]{2,80}[^-\n]{0,20}(?:Исходное|Ursprüngliche|元のメール|原邮件)[^\n]{0,30})$|^(?:Received|Return-Path|DKIM-Signature|X-Received|Message-ID) ?:/im;

const MOST_WORDS = 20_000;

/** What a mail tells people, and what stands quoted below. */
export function wordsOfMail({ parts }: Mail): { own: string; quoted: string } {
  const texts = parts.filter((part) => part.type.startsWith('text/') && !holdsMessage(part));
  const plain = texts.filter(({ type }) => type === 'text/plain');
  const text = (plain.length > 0 ? plain : texts)
    .slice(0, 4)
    .map((part) => part.text())
    .join('\n');
  const at = QUOTED.exec(text);
  if (at === null) return { own: text.slice(0, MOST_WORDS), quoted: '' };
  const quoted = text.slice(at.index);
  const head = /^[\w-]+ ?:/.test(quoted) ? quoted : quoted.slice(quoted.indexOf('\n') + 1);
  const begin = head.search(/^[A-Za-z][\w-]* ?:/m);
  const clean = begin === -1 ? '' : head.slice(begin);
  const end = clean.indexOf('\n\n');
  return {
    own: text.slice(0, Math.min(at.index, MOST_WORDS)),
    quoted: end === -1 ? clean : clean.slice(0, end),
  };
}

/** What is said of one address: from its line to one that begins with another. The whole text where it is not named. */
export function sectionAbout(text: string, address: string, others: string[]): string {
  // Once: a report may name a hundred people.
  const lower = text.toLowerCase();
  const at = address === '' ? -1 : lower.indexOf(address.toLowerCase());
  if (at === -1) return text;
  const from = text.lastIndexOf('\n', at) + 1;
  const ends = others
    .map((other) => lower.indexOf(other.toLowerCase(), at + address.length))
    .filter((end) => end > from)
    .map((end) => text.lastIndexOf('\n', end))
    .filter((end) => end > from);
  return text.slice(from, Math.min(...ends, text.length));
}
