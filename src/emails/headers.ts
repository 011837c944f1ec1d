import { AppError } from '../platform/errors.ts';
import { phrase } from '../platform/mail/header-words.ts';

export interface Header {
  name: string;
  value: string;
}

/** Names the sender in every Feedback-ID; constant over all installations' lifetimes (LST-10). */
const SENDER_ID = 'paperround';
/** RFC 2919 §2. */
const MAX_LIST_ID_OCTETS = 255;

/** Where mail of readers and servers comes in. */
interface InboundAddresses {
  unsubscribe: string;
  abuse: string;
  /** Undefined: there is none. */
  subscribe: string | undefined;
  help: string | undefined;
}

/**
 * The headers of mail that goes to an audience (LST-01…LST-10, RFC 2369, 2919, 8058, 9477). List-Unsubscribe has to stay
 * one line on its way out (LST-05).
 * @throws AppError for CR, LF or NUL in any value (HDR-08).
 */
export function bulkHeaders(of: {
  publication: { slug: string; name: string; fromAddress: string; replyTo: string | null };
  /** Domain of the sender's address. */
  listDomain: string;
  sendId: number;
  kind: string;
  unsubscribeUrl: string;
  /** The reader's page of choices. */
  preferencesUrl: string;
  signUpUrl: string;
  archiveUrl?: string;
  /** Left out: nobody takes mail. */
  addresses?: InboundAddresses;
}): Header[] {
  const { publication, addresses } = of;
  const headers = [
    { name: 'List-Id', value: listId(publication.name, `${publication.slug}.${of.listDomain}`) },
    { name: 'List-Unsubscribe', value: orByMail(of.unsubscribeUrl, addresses?.unsubscribe, 'unsubscribe') },
    { name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
    { name: 'List-Help', value: orByMail(of.preferencesUrl, addresses?.help, 'help') },
    ...(addresses ? inboundHeaders(of.signUpUrl, addresses) : []),
    // Nobody writes to a newsletter (RFC 2369 §3.4).
    { name: 'List-Post', value: 'NO' },
    { name: 'List-Owner', value: mailtoOf(checkedText(publication.replyTo ?? publication.fromAddress)) },
    { name: 'Feedback-ID', value: `${of.sendId}:${publication.slug}:${of.kind}:${SENDER_ID}` },
    { name: 'Precedence', value: 'bulk' },
    { name: 'X-Auto-Response-Suppress', value: 'OOF, AutoReply' },
  ];
  if (of.archiveUrl !== undefined) headers.push({ name: 'List-Archive', value: `<${of.archiveUrl}>` });
  return headers.map(checked);
}

/** The headers of mail that a program writes to one person: confirmation, welcome (LST-07, LST-09, RFC 3834). */
export function systemHeaders(): Header[] {
  return [
    { name: 'Auto-Submitted', value: 'auto-generated' },
    { name: 'X-Auto-Response-Suppress', value: 'OOF, AutoReply' },
  ];
}

function checked(header: Header): Header {
  checkedText(header.value);
  return header;
}

function checkedText(text: string): string {
  if (/[\r\n\0]/.test(text))
    throw new AppError('bad-header', 'A header of this email contains a line break or a NUL character.');
  return text;
}

/** Only where mail comes in. */
const inboundHeaders = (signUpUrl: string, { subscribe, abuse }: InboundAddresses): Header[] => [
  { name: 'List-Subscribe', value: orByMail(signUpUrl, subscribe, 'subscribe') },
  { name: 'CFBL-Address', value: `${abuse}; report=arf` },
];

/** A page, and for programs that only know mail an address that does the same. */
const orByMail = (url: string, address: string | undefined, subject: string) =>
  address === undefined ? `<${url}>` : `<${url}>, <mailto:${address}?subject=${subject}>`;

/** RFC 6068 §2: what means something in an address of this kind is percent-encoded. */
const mailtoOf = (address: string) =>
  `<mailto:${address.replace(/[^\w.!$'*+@~-]/gu, (character) => encodeURIComponent(character.toWellFormed()))}>`;

/** `Name <label.domain>`; the name gives way where the whole would be too long. */
function listId(name: string, id: string): string {
  const letters = Array.from(name);
  while (letters.length > 0) {
    const value = `${phrase(checkedText(letters.join('')), 'List-Id')} <${id}>`;
    if (value.length <= MAX_LIST_ID_OCTETS) return value;
    letters.pop();
  }
  return `<${id}>`;
}
