import type { EndSlots, EndWords } from './end-of-mail.ts';
import type { Frame } from './frame.ts';
import { paragraphs, wrap } from './text-part.ts';

export const RULE = '-'.repeat(40);

/** How the text part of a mail to an audience ends: why it came, how to get out of it, who sent it. */
export function footerText(mail: {
  brand: Frame['brand'];
  address: string[];
  footerLine: string;
  say: EndWords & { why: string };
  slots: EndSlots;
}): string {
  const { say, slots } = mail;
  return paragraphs(
    wrap(mail.footerLine),
    wrap(say.why),
    `${say.unsubscribe}:\n${slots.unsubscribeUrl}`,
    `${say.preferences}:\n${slots.preferencesUrl}`,
    `${say.viewInBrowser}:\n${slots.viewUrl}`,
    ...senderParagraphs(mail, say.imprint),
  ).trimEnd();
}

/** Who sent it, with what the law asks for; empty ones are left out by `paragraphs`. @param site the address of the site, where it is told. */
export const senderParagraphs = (
  { brand, address }: Pick<Frame, 'brand' | 'address'>,
  imprint: string,
  site = '',
): (string | null)[] => [
  brand.imprintUrl && `${imprint}:\n${brand.imprintUrl}`,
  brand.privacy && `${brand.privacy.word}:\n${brand.privacy.url}`,
  site,
  [brand.name, ...address].map(wrap).join('\n'),
];
