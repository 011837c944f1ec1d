import { asShown } from '../../../emails/index.ts';
import { escapeHtml } from '../../../platform/html/escape-html.ts';
import type { Desk } from '../../../words/index.ts';
import { framePolicy } from '../sends/preview/frame-policy.ts';
import type { Foreign } from '../view.ts';
import type { MailView } from './look-values.ts';

/** A mail for its frame; where there is none, why. */
export function mailView(
  desk: Desk,
  mail: { html: string } | undefined,
  { look }: Pick<MailView, 'look'>,
  why = desk.words.look.cannotShow,
): Foreign {
  const html =
    mail?.html ??
    `<html lang="${desk.language}"><head><title>${escapeHtml(why)}</title></head><body><p>${escapeHtml(why)}</p></body></html>`;
  const body = `<!doctype html><base target="_blank"><style>:root{forced-color-adjust:none}</style>${asShown(html, look)}`;
  return { type: 'html', policy: framePolicy('ours'), body };
}
