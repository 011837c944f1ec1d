import { escapeHtml } from '../../platform/html/escape-html.ts';
import { momentText } from '../../words/index.ts';
import { fillHtml } from '../compile/slots.ts';
import { nameValues } from '../letter/placeholders.ts';
import type { Brand } from '../model.ts';
import { frameOf } from './frame.ts';
import { withoutOwnParts } from './own-parts.ts';

/**
 * The HTML of an email as everybody may see it: without what is one reader's alone, with the words for readers without a name.
 * @throws AppError `slot-without-value` rather than show a place that was meant for a reader.
 */
export function publicCopy(
  html: string,
  of: { brand: Brand; sentAt: Date; signUpUrl: string; archiveUrl: string },
): string {
  const { start, look, bodyFont, speech } = frameOf(of.brand);
  const { words, language } = speech;
  const { publicCopy: says, getIt, pastMails } = words.archive;
  const row = (padding: string, content: string) =>
    `<tr><td align="${start}" class="g soft" style="font-size:0px;padding:${padding};word-break:break-word;"><div style="font-family:${bodyFont};font-size:14px;line-height:1.6;text-align:${start};color:${look.soft};">${content}</div></td></tr>`;
  const link = (url: string, label: string) =>
    `<a href="${escapeHtml(url)}" class="quiet" style="display:inline-block;padding:12px 0;color:${look.soft};text-decoration:underline">${escapeHtml(label)}</a>`;
  const moment = momentText(of.sentAt, language, of.brand.timeZone);
  const end =
    row('0 32px', `<span dir="auto">${escapeHtml(says(moment))}</span>`) +
    row('4px 32px 0', `${link(of.signUpUrl, getIt)} &nbsp;&nbsp;&nbsp; ${link(of.archiveUrl, pastMails)}`);
  return fillHtml(withoutOwnParts(html, end), nameValues([html])(''));
}
