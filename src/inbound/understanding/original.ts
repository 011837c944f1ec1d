import { addressesIn, field, rawField, readHead, type Head } from '../mail/head.ts';
import type { Mail, Part } from '../mail/read-mail.ts';

/** What comes back with a mail of the message that it is about. */
export interface Original {
  head: Head;
  /** Whom it was to. */
  to: string[];
}

const HEAD_OF_ANOTHER =
  /^(?:message\/rfc822|message\/global|text\/rfc822-headers?|message\/global-headers|message\/rfc822-headers)$/;

export const holdsMessage = ({ type }: Part): boolean => HEAD_OF_ANOTHER.test(type);

/** The head of the message that came back, as a part or below the words of the mail. */
export function originalOf(mail: Mail, quoted: string): Original {
  const part = mail.parts.find(holdsMessage);
  const head = part === undefined ? readHead(quoted) : headOf(part);
  return {
    head,
    to: [...addressesIn(field(head, 'to')), ...addressesIn(rawField(head, 'x-hmxmroriginalrecipient'))],
  };
}

const headOf = (part: Part): Head => {
  const text = part.text().replace(/^\s+/, '');
  const end = text.indexOf('\n\n');
  return readHead(end === -1 ? text : text.slice(0, end));
};

const ID = /<([^<>\s]{1,250}@[^<>\s]{1,250})>/;

/** The Message-ID of the message that the mail is about, without its brackets. */
export function originalId(mail: Mail, { head }: Original): string | null {
  const [, own] = ID.exec(rawField(head, 'message-id')) ?? [];
  if (own !== undefined) return own;
  const [, answered] = ID.exec(rawField(mail.head, 'in-reply-to')) ?? [];
  if (answered !== undefined) return answered;
  const all = [...rawField(mail.head, 'references').matchAll(new RegExp(ID, 'g'))];
  return all.at(-1)?.[1] ?? null;
}

const OURS = /(?<![\w.+-])(?:bounce|unsubscribe|subscribe|confirm|abuse)\+[\w.~=-]{1,64}@[\w.-]{1,253}\w/gi;
const DELIVERED = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to'];
const WHERE = ['to', 'cc', ...DELIVERED, 'return-path', 'from', 'reply-to', 'received'];

/** What only a message of ours says of itself, for complaints that leave nothing else of its reader (BNC-06). */
const WHERE_WITHIN = [...WHERE, 'list-unsubscribe', 'cfbl-address'];

/** Addresses of ours with a token, in the order of trust: whom the mail is to, then what came back with it. They are not checked here. */
export function tokenAddresses(mail: Mail, { head }: Original, envelopeTo: string | undefined): string[] {
  return addressesOfOurs([
    envelopeTo ?? '',
    ...WHERE.flatMap((name) => mail.head.get(name) ?? []),
    ...WHERE_WITHIN.flatMap((name) => head.get(name) ?? []),
  ]);
}

/** Those of the mail's own recipients: to whom this copy was delivered, where that is told, else all of them. */
export function recipientAddresses({ head }: Mail): string[] {
  const namedIn = (names: string[]) => addressesOfOurs(names.flatMap((name) => head.get(name) ?? []));
  const delivered = namedIn(DELIVERED);
  return delivered.length > 0 ? delivered : namedIn(['to', 'cc']);
}

const addressesOfOurs = (texts: string[]): string[] =>
  [...new Set(texts.flatMap((text) => [...text.matchAll(OURS)].map(([address]) => address)))].slice(0, 20);
