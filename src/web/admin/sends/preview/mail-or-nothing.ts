import { AppError } from '../../../../platform/errors.ts';
import { escapeHtml } from '../../../../platform/html/escape-html.ts';
import type { MailPreview } from '../../../../sends/index.ts';
import type { Desk } from '../../../../words/index.ts';

/** The HTML of a mail; of a digest that has no article yet, a page for its frame that says so. */
export async function mailOrNothing(desk: Desk, mail: Promise<MailPreview>): Promise<string> {
  try {
    return (await mail).html;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'digest-has-nothing') throw error;
    const says = escapeHtml(desk.words.edition.nothing);
    return `<html lang="${desk.language}"><head><title>${says}</title></head><body><main><p>${says}</p></main></body></html>`;
  }
}
