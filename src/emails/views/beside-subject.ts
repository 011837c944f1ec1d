import { oneLine } from '../clean-text.ts';
import { htmlToText } from '../frame/text-part.ts';

/** What inboxes show beside the subject: the hidden words with which our emails begin. */
export function besideSubject(html: string): string {
  const [, hidden = ''] = /<div style="display:none[^"]*">([^<]*)</.exec(html) ?? [];
  return oneLine(htmlToText(hidden).replace(/\u2007|\ufeff|\u034f/g, ' '));
}
