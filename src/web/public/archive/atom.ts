import { createHash } from 'node:crypto';
import type { Publication } from '../../../publications/index.ts';
import type { ArchivedMail } from '../../../sends/index.ts';
import { readerSpeechIn } from '../../../words/index.ts';

/** RFC 4287. Ids are made of what never changes, so they outlive a move to another address. */
export function atomFeed(
  publication: Publication,
  mails: Omit<ArchivedMail, 'html'>[],
  publicUrl: string,
): string {
  const { slug, name, language, createdAt } = publication;
  const base = `${publicUrl}/${slug}`;
  const { title } = readerSpeechIn(language).words.archive;
  const id = uuidOf(createHash('sha256').update(`${slug} ${createdAt.toISOString()}`).digest());
  const updated = mails[0]?.sentAt ?? createdAt;
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xml(language)}">
<id>${id}</id>
<title>${xml(name)}</title>
<subtitle>${xml(title)}</subtitle>
<updated>${updated.toISOString()}</updated>
<author><name>${xml(name)}</name></author>
<link rel="self" type="application/atom+xml" href="${xml(`${base}/archive.xml`)}"/>
<link rel="alternate" type="text/html" href="${xml(`${base}/archive`)}"/>
${mails.map((mail) => entry(mail, base)).join('')}</feed>
`;
}

function entry(
  { sendId, subject, summary, sentAt, fingerprint }: Omit<ArchivedMail, 'html'>,
  base: string,
): string {
  const at = sentAt.toISOString();
  return `<entry>
<id>${uuidOf(fingerprint)}</id>
<title>${xml(subject)}</title>
<published>${at}</published>
<updated>${at}</updated>
<link rel="alternate" type="text/html" href="${xml(`${base}/archive/${sendId}`)}"/>
<summary>${xml(summary)}</summary>
</entry>
`;
}

/** RFC 9562, version 8: of our own making. */
function uuidOf(hash: Buffer): string {
  const hex = hash.toString('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for XML 1.0, which has no place for some characters. */
export const xml = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
