import { parseEmailAddress, type EmailAddress } from '../../platform/mail/email-address.ts';
import { parseTypedAddress } from '../../platform/mail/typed-address.ts';

/** An address as it stands in a list, with the name beside it if there is one. */
export interface Mailbox {
  address: EmailAddress;
  name: string;
}

const MAX_LENGTH = 1000;
/** Signs that nobody sees: they come along when text is copied. */
const INVISIBLE = /[\u0000\u00ad\u200b-\u200f\u2060\ufeff]/g;

/** `ann@example.org`, `<ann@example.org>`, `mailto:…`, or `Ann, "A" <B> <ann@example.org>`: the last brackets count. */
export function readMailbox(text: string): Mailbox | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  // An apostrophe guards spreadsheets against formulas; it is no part of the address.
  const unguarded = /^'[=+@-]/.test(text) ? text.slice(1) : text;
  const bare = parseEmailAddress(unguarded);
  if (bare) return { address: bare, name: '' };
  const plain = unguarded.replaceAll(INVISIBLE, '').trim();
  const [, name = '', within] = /^(.*?)\s*<([^<>]*)>[\s;,]*$/s.exec(plain) ?? [];
  const isSeveral = /<[^<>]*@[^<>]*>/.test(name);
  const address = isSeveral ? undefined : parseTypedAddress(within ?? plain);
  return (
    address && {
      address,
      name: cleanName(name.replace(/^"(.*)"$/s, (_all, quoted: string) => quoted.replaceAll('\\"', '"'))),
    }
  );
}

/** What most names by far do not have. */
const ODD = /[^ -~]| {2}|^[ ']| $/;

/** A name on one line: breaks and tabs are blanks, what nobody can see or show is taken out. */
export function cleanName(text: string): string {
  if (!ODD.test(text)) return text;
  const plain = text
    .replaceAll(/[\s\u0085]+/gu, ' ')
    .replaceAll(/[\p{Cc}\p{Cs}\u2028\u2029\ufeff]/gu, '')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
  // Ghost and others put an apostrophe before what a spreadsheet would take for a formula.
  return /^'[=+@-]/.test(plain) ? plain.slice(1) : plain;
}
