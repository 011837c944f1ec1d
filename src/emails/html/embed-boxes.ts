import { linkEmbeds, type EmbedKind } from '../../platform/html/embeds.ts';
import { escapeHtml } from '../../platform/html/escape-html.ts';

const MARKED = /<a ([^<>]*\bdata-embed="[^<>]*)>([^<]*)<\/a>/g;

/** Marks the paragraph that stands in the place of a player; the styling of elements takes it off again. */
export const BOX_MARK = 'data-box';

/**
 * HTML with a linked picture or line in the place of whatever plays or is framed on the page; still to be sanitised. Only a
 * picture that the page itself names is shown: one of the player's would tell a third party who opens the email.
 */
export function embedBoxes(html: string, base: string | null, say: Record<EmbedKind, string>): string {
  return linkEmbeds(html, base).replace(MARKED, (_all, attributes: string, words: string) => {
    const value = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';
    const kind = value('data-embed') as EmbedKind;
    const picture = value('data-picture');
    const host = hostOf(value('href'));
    const title = words.trim() === host ? '' : `: ${words.trim()}`;
    const image = picture === '' ? '' : `<img src="${picture}" alt="" ${BOX_MARK}="1">`;
    const mark = image !== '' ? '' : kind === 'other' || kind === 'post' ? '↗\u00A0' : '▶\u00A0';
    const link = `<a href="${value('href')}">${image}${escapeHtml(say[kind] ?? say.other)}${title}</a>`;
    return `<p ${BOX_MARK}="1">${mark}${link} <small>(${escapeHtml(host)})</small></p>`;
  });
}

function hostOf(href: string): string {
  return URL.parse(href.replaceAll('&amp;', '&'))?.hostname.replace(/^www\./, '') ?? '';
}
