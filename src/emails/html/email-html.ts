import sanitizeHtml, { type Attributes, type Tag } from 'sanitize-html';
import { boundHtml } from '../../platform/html/bound-html.ts';
import { clip, webUrl } from '../clean-text.ts';
import { BOX_MARK, embedBoxes } from './embed-boxes.ts';
import { BOX, COLUMN, styleOf } from './email-styles.ts';
import { fitTable } from './email-tables.ts';
import { BLOCKS, blocksOf } from './html-blocks.ts';
import { withoutMarkers } from '../compile/slots.ts';
import type { Words } from '../../words/index.ts';

/** What article HTML takes on from the email around it. */
export interface EmailContext {
  /** What relative links are relative to. */
  base: string | null;
  /** Of links, `#rrggbb`. */
  color: string;
  /** Where lines begin. */
  start: 'left' | 'right';
  /** Of headings; left out: Georgia. */
  headFont?: string;
  /** What leads to a player of each kind. */
  embeds: Words['embeds'];
}

/** Boxes that say nothing themselves: their content is set out in blocks. */
const TRANSPARENT = new Set(
  'div section article main header footer aside figure center hgroup nav details'.split(' '),
);
const INLINE =
  'a abbr b bdi bdo br cite code del dfn em i img ins kbd mark q s samp small strong sub sup u var'.split(
    ' ',
  );
const INNER = 'li dt dd thead tbody tfoot tr th td caption'.split(' ');
/** Attributes of the source that are kept where their element allows them. */
const PLAIN_ATTRIBUTES = new Set(['dir', 'lang', 'colspan', 'rowspan', 'scope', 'start', 'reversed', 'type']);
/** What stands in a picture's place while pictures are off; a longer one hides the words around it. */
const MAX_ALT = 160;
/** Characters of an article that are looked at; an email shows 100 kB of them at most. */
const MAX_SOURCE = 300_000;
/**
 * Article HTML as blocks that can stand in an email one by one: styled inline, links absolute, nothing that loads or runs.
 * HTML that was sanitised before is sanitised again: an email cannot be taken back.
 */
export function emailBlocks(html: string, context: EmailContext): string[] {
  const bounded = boundHtml(withoutMarkers(html.slice(0, MAX_SOURCE)).toWellFormed());
  const clean = sanitizeHtml(embedBoxes(bounded, context.base, context.embeds), {
    allowedTags: [...BLOCKS, ...INLINE, ...INNER, 'div'],
    allowedAttributes: {
      '*': ['style', 'dir', 'lang'],
      a: ['href', 'class'],
      img: ['src', 'alt', 'width'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan', 'scope'],
      ol: ['start', 'reversed', 'type'],
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowProtocolRelative: false,
    parseStyleAttributes: false,
    transformTags: { '*': restyler(context) },
    exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !attribs['src'],
    nestingLimit: 30,
  });
  return blocksOf(nameLinks(clean), styleOf('p', context.start)).flatMap((block) =>
    block.startsWith('<table') ? fitTable(block) : [block],
  );
}

/** Gives every element of one article its name, style and attributes in the email. */
function restyler(context: EmailContext): (tagName: string, attribs: Attributes) => Tag {
  const headings = headingOrder();
  const spans = spanBounds();
  return (tagName, given) => {
    const tag = emailTag(tagName, headings);
    const style = styleOf(tagName === 'figcaption' ? tagName : tag, context.start, context.headFont);
    if (tag === 'a') return { tagName: tag, attribs: linkAttributes(given, context) };
    if (tag === 'img') {
      const margin = given[BOX_MARK] === undefined ? style : `${style};margin:0 0 10px`;
      return { tagName: tag, attribs: imageAttributes(given, context.base, margin) };
    }
    if (tag === 'p' && given[BOX_MARK] !== undefined) return { tagName: tag, attribs: { style: BOX } };
    const kept = Object.entries(given).filter(([name]) => PLAIN_ATTRIBUTES.has(name));
    const attribs = { ...Object.fromEntries(kept), ...(style && { style }) };
    return { tagName: tag, attribs: spans(attribs) };
  };
}

function emailTag(tagName: string, headings: (level: number) => string): string {
  if (/^h[1-6]$/.test(tagName)) return headings(Number(tagName[1]));
  if (tagName === 'figcaption') return 'p';
  return TRANSPARENT.has(tagName) ? 'div' : tagName;
}

/** Cells that one article may declare beyond those it has; whoever lays a table out makes room for every one of them. */
const MAX_SPANNED_CELLS = 2_000;
const MAX_SPAN = 100;

/** Takes away what a cell declares beyond all measure, before anything makes a grid of it. */
function spanBounds(): (attribs: Attributes) => Attributes {
  let room = MAX_SPANNED_CELLS;
  return ({ colspan, rowspan, ...rest }) => {
    if (colspan === undefined && rowspan === undefined) return rest;
    const [across, down] = [spanOf(colspan), spanOf(rowspan)];
    room -= across * down - 1;
    if (room < 0) return rest;
    return {
      ...rest,
      ...(across > 1 && { colspan: String(across) }),
      ...(down > 1 && { rowspan: String(down) }),
    };
  };
}

function spanOf(given: string | undefined): number {
  const span = Number.parseInt(given ?? '1', 10);
  return span >= 1 && span <= MAX_SPAN ? span : 1;
}

/** Headings below the title's h1, without a jump in level (HTM-03). */
function headingOrder(): (level: number) => string {
  let last = 1;
  return (level) => {
    last = Math.min(Math.max(level, 2), last + 1);
    return `h${last}`;
  };
}

function linkAttributes(given: Attributes, { base, color }: EmailContext): Attributes {
  const href = given['href']?.trim() ?? '';
  const target = /^(mailto|tel):/i.test(href) ? href : href === '' ? null : webUrl(href, base);
  // A link without a target is text: neither colour nor line may promise more.
  if (!target) return { style: 'color:inherit;text-decoration:none' };
  return { href: target, class: 'link', style: `color:${color};text-decoration:underline` };
}

function imageAttributes(given: Attributes, base: string | null, style: string): Attributes {
  const src = webUrl(given['src'], base);
  const width = Number.parseInt(given['width'] ?? '', 10);
  const isPixel = width <= 2 || Number.parseInt(given['height'] ?? '', 10) <= 2;
  if (!src || isPixel) return {};
  // Outlook knows no max-width: the attribute keeps a large picture inside the column there.
  const shown = width > 0 && width < COLUMN ? width : COLUMN;
  return {
    src,
    alt: clip(given['alt'] ?? '', MAX_ALT),
    width: String(shown),
    // A fixed width would hold the layout open on a phone while pictures are off.
    style: `${style};${width > 0 ? `width:100%;max-width:${shown}px` : 'width:auto;max-width:100%'}`,
  };
}

const PICTURE_LINK =
  /<a [^>]*href="[^"]+\.(?:jpe?g|png|gif|webp|avif)(?:\?[^"]*)?"[^>]*>(\s*<img [^>]*>\s*)<\/a>/gi;
const NAMELESS_LINK = /(<a [^>]*href="https?:\/\/([^"/]+)[^"]*"[^>]*>\s*<img [^>]*alt=")("[^>]*>\s*<\/a>)/g;
const EMPTY_LINK = /<a [^>]*>\s*<\/a>/g;

/** No link is left without words to read out (HTM-03): a picture that leads to its larger self is only a picture. */
function nameLinks(html: string): string {
  return html.replace(PICTURE_LINK, '$1').replace(NAMELESS_LINK, '$1$2$3').replace(EMPTY_LINK, '');
}
