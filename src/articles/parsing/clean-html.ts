import sanitizeHtml from 'sanitize-html';
import { boundHtml } from '../../platform/html/bound-html.ts';
import { linkEmbeds } from '../../platform/html/embeds.ts';
import { asShown } from './as-shown.ts';

/** Deeper nesting is cut: mail programs choke on it (FED-12). */
const MAX_NESTING = 60;
const TAGS =
  `a abbr b bdi bdo blockquote br caption center cite code col colgroup dd del dfn div dl dt em figcaption figure h1 h2
 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strike strong sub sup table tbody td tfoot th thead time
 tr u ul var wbr`.split(/\s+/);
/** What stands between these is no text for a reader. */
const SILENT = 'script style textarea option noscript template title desc metadata datalist'.split(' ');
const SIZE = /^\d{1,4}%?$/;

type Attributes = Record<string, string>;

/** The article that HTML belongs to. */
export interface Belonging {
  /** Its page, to which a mere `#note` leads. */
  page?: string | undefined;
  /** A picture that says it as its alt says nothing new. */
  title?: string | undefined;
}

/**
 * Foreign HTML made fit for an email and for our pages (SEC-12): an allow-list of tags and attributes, addresses made
 * absolute and only http, https and mailto kept, no style, no srcset, no embedded documents. What a page would hide is
 * gone, and pictures of emoji are characters again.
 * @param base what relative addresses are relative to.
 */
export function cleanHtml(html: string, base: string, article: Belonging = {}): string {
  return sanitizeHtml(linkEmbeds(shown(html), base), {
    allowedTags: TAGS,
    nonTextTags: SILENT,
    allowedAttributes: {
      '*': ['dir', 'lang'],
      a: ['href', 'title', 'data-embed', 'data-picture'],
      img: ['src', 'alt', 'title', 'width', 'height'],
      abbr: ['title'],
      li: ['value'],
      ol: ['start', 'reversed'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan'],
      time: ['datetime'],
    },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowedSchemesByTag: { img: ['http', 'https'] },
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    enforceHtmlBoundary: false,
    nestingLimit: MAX_NESTING,
    transformTags: {
      a: (tagName, attributes) => {
        const address = linkAddress(attributes['href'], base, article.page);
        return { tagName, attribs: withAddress(attributes, 'href', address) };
      },
      img: (tagName, attributes) => ({ tagName, attribs: cleanImage(attributes, base, article.title) }),
    },
    exclusiveFilter: (frame) => frame.tag === 'img' && !frame.attribs['src'],
  }).trim();
}

/** What stands in the place of a player, in HTML that was cleaned. */
const PLAYER_LINK = /<a data-embed="[^<>]*>[^<]*<\/a>/g;

/** Text without any markup: tags off, entities decoded, blanks folded. */
export function plainText(html: string): string {
  const escaped = sanitizeHtml(shown(html).replace(PLAYER_LINK, ' '), {
    allowedTags: [],
    allowedAttributes: {},
    nonTextTags: SILENT,
  });
  return foldBlanks(
    escaped
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, '&'),
  );
}

const shown = (html: string) => asShown(boundHtml(withoutOpenComment(html)));

/** A comment that never ends would hide the rest of the article. */
function withoutOpenComment(html: string): string {
  const start = html.lastIndexOf('<!--');
  if (start < 0 || html.includes('-->', start)) return html;
  const end = html.indexOf('>', start);
  return html.slice(0, start) + (end < 0 ? '' : html.slice(end + 1));
}

export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

export function foldBlanks(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The first picture in cleaned HTML that is not a tracking pixel or an icon. */
export function firstImage(html: string): string | undefined {
  for (const [tag] of html.matchAll(/<img [^<>]*>/g)) {
    const [, source] = / src="([^"]*)"/.exec(tag) ?? [];
    const [, width = '999'] = / width="(\d+)"/.exec(tag) ?? [];
    if (source && Number(width) >= 100) return source.replace(/&amp;/g, '&');
  }
  return undefined;
}

/** An absolute http or https address without userinfo; undefined for anything else. */
export function webAddress(text: string | undefined, base: string): string | undefined {
  const url = text === undefined ? null : URL.parse(text.trim(), base);
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return undefined;
  return url.href.length <= 2000 ? url.href : undefined;
}

function linkAddress(text: string | undefined, base: string, page: string | undefined): string | undefined {
  if (/^\s*mailto:/i.test(text ?? '')) return text?.trim();
  return webAddress(text, /^\s*#/.test(text ?? '') ? (page ?? base) : base);
}

function withAddress(attributes: Attributes, name: string, address: string | undefined) {
  const { [name]: _before, ...rest } = attributes;
  return address === undefined ? rest : { ...rest, [name]: address };
}

/** Pictures that a script of the page would have loaded later are named in a data attribute. */
function cleanImage(attributes: Attributes, base: string, articleTitle: string | undefined): Attributes {
  const { src, title, width, height } = attributes;
  const alt = saysNothingNew(attributes['alt'], articleTitle) ? '' : attributes['alt'];
  const address =
    webAddress(src, base) ?? webAddress(attributes['data-src'] ?? attributes['data-lazy-src'], base);
  const kept = Object.entries({
    alt,
    title,
    width: width !== undefined && SIZE.test(width) ? width : undefined,
    height: height !== undefined && SIZE.test(height) ? height : undefined,
  }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return withAddress(Object.fromEntries(kept), 'src', address);
}

const saysNothingNew = (alt: string | undefined, title: string | undefined) =>
  alt !== undefined && !!title && foldBlanks(alt).toLowerCase() === title.toLowerCase();
