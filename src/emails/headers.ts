import { AppError } from '../platform/errors.ts';

export interface Header {
  name: string;
  value: string;
}

/** Names the sender in every Feedback-ID; constant over all installations' lifetimes (LST-10). */
const SENDER_ID = 'paperround';
/** RFC 2919 §2. */
const MAX_LIST_ID_OCTETS = 255;

/**
 * The headers of mail that goes to an audience (LST-01…LST-10, RFC 2369, 2919, 8058). List-Unsubscribe has to stay
 * one line on its way out (LST-05).
 * @throws AppError for CR, LF or NUL in any value (HDR-08).
 */
export function bulkHeaders(of: {
  publication: { slug: string; name: string; siteUrl: string; fromAddress: string; replyTo: string | null };
  /** Domain of the sender's address. */
  listDomain: string;
  sendId: number;
  kind: string;
  unsubscribeUrl: string;
  archiveUrl?: string;
}): Header[] {
  const { publication } = of;
  const headers = [
    { name: 'List-Id', value: listId(publication.name, `${publication.slug}.${of.listDomain}`) },
    { name: 'List-Unsubscribe', value: `<${of.unsubscribeUrl}>` },
    { name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
    { name: 'List-Help', value: `<${publication.siteUrl}>` },
    { name: 'List-Owner', value: `<mailto:${publication.replyTo ?? publication.fromAddress}>` },
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
  if (/[\r\n\0]/.test(header.value))
    throw new AppError('bad-header', `The header ${header.name} has a line break or a NUL in it.`);
  return header;
}

/** `Name <label.domain>`; the name gives way where the whole would be too long. */
function listId(name: string, id: string): string {
  const letters = Array.from(name);
  while (letters.length > 0) {
    const value = `${phrase(letters.join(''))} <${id}>`;
    if (value.length <= MAX_LIST_ID_OCTETS) return value;
    letters.pop();
  }
  return `<${id}>`;
}

/**
 * An RFC 5322 phrase: plain words, or RFC 2047 encoded words for all else. No quoted string: nodemailer would encode it
 * together with the id behind it.
 */
function phrase(text: string): string {
  if (/[\r\n\0]/.test(text)) throw new AppError('bad-header', 'The name has a line break or a NUL in it.');
  return /^[\w!#$%&'*+/^`{|}~ -]+$/.test(text) ? text : encodedWords(text);
}

/** Base64 words of at most 75 characters, none of which splits a character (RFC 2047 §2, §5). */
function encodedWords(text: string): string {
  const MAX_OCTETS = 45;
  const words: string[] = [''];
  for (const character of text) {
    const last = words.at(-1) ?? '';
    if (Buffer.byteLength(last + character) > MAX_OCTETS) words.push(character);
    else words[words.length - 1] = last + character;
  }
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join(' ');
}
