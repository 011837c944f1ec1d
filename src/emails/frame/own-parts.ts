// Unicode noncharacters, as slots are, so nothing that comes in can forge one. They are in emails that are stored, and never leave.
const OPEN = '\uFDD4';
const CLOSE = '\uFDD5';

/** In the text part, behind the last of an email's own words: links and the rest of the frame follow. */
export const END_OF_WORDS = '\uFDD6';

/** Words that are one reader's alone. */
export const asOwnPart = (text: string) => `${OPEN}${text}${CLOSE}`;

/** Around what is one reader's alone: how often they get mail, and the way out. For templates, between sections or blocks of a column. */
export const OWN_PART = { open: `<mj-raw>${OPEN}</mj-raw>`, close: `<mj-raw>${CLOSE}</mj-raw>` };

/** An email as it leaves. */
export const withoutOwnMarks = (part: string): string => part.replace(/[\uFDD4-\uFDD6]/g, '');

/** Without its readers' own parts; `end` is put where the last of them was. */
export function withoutOwnParts(html: string, end = ''): string {
  const parts = html.split(/\uFDD4[^\uFDD5]*\uFDD5/);
  const last = parts.pop() ?? '';
  return withoutOwnMarks(parts.length === 0 ? last : `${parts.join('')}${end}${last}`);
}

/** What the email itself says, without links and frame; undefined for one that was stored before there were marks. */
export function ownWords(text: string): string | undefined {
  const end = text.indexOf(END_OF_WORDS);
  return end < 0 ? undefined : withoutOwnMarks(text.slice(0, end));
}
