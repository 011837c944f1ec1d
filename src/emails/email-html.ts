import sanitizeHtml from 'sanitize-html';
import { webUrl } from './clean-text.ts';
import { withoutMarkers } from './slots.ts';

/** Width of the text column: 600 px less the padding. */
const COLUMN = 536;

const BLOCK_MARGIN = 'margin:0 0 18px';
const HEADING =
  "font-family:Georgia,'Times New Roman',serif;font-weight:bold;line-height:1.3;margin:30px 0 12px";
const MONO = 'font-family:ui-monospace,Consolas,Menlo,monospace;font-size:14px';
const CELL = 'border:1px solid #8f8b84;padding:7px 10px;text-align:start;vertical-align:top;font-size:15px';

/** Inline, so that the email keeps its shape where `<style>` is taken away (HTM-07). Colours are inherited: dark mode stays readable. */
const STYLE: Record<string, string> = {
  p: BLOCK_MARGIN,
  h2: `${HEADING};font-size:23px`,
  h3: `${HEADING};font-size:20px`,
  h4: `${HEADING};font-size:18px`,
  h5: `${HEADING};font-size:17px`,
  h6: `${HEADING};font-size:17px`,
  ul: `${BLOCK_MARGIN};padding:0 26px`,
  ol: `${BLOCK_MARGIN};padding:0 26px`,
  li: 'margin:0 0 8px',
  dl: BLOCK_MARGIN,
  dt: 'font-weight:bold',
  dd: 'margin:0 0 8px 26px',
  blockquote: `${BLOCK_MARGIN};padding:2px 20px;border-left:4px solid #8f8b84;border-right:0;font-style:italic`,
  pre: `${BLOCK_MARGIN};${MONO};line-height:1.5;padding:14px;border:1px solid #8f8b84;border-radius:4px;white-space:pre-wrap;overflow-wrap:anywhere`,
  code: MONO,
  kbd: MONO,
  samp: MONO,
  table: 'border-collapse:collapse;margin:0 0 18px;width:100%',
  caption: 'text-align:start;font-size:15px;padding:0 0 6px',
  th: `${CELL};font-weight:bold`,
  td: CELL,
  hr: 'border:0;border-top:1px solid #8f8b84;margin:28px 0',
  figcaption: 'margin:-8px 0 18px;font-size:14px;line-height:1.4',
  img: 'display:block;max-width:100%;height:auto;border:0',
  a: 'text-decoration:underline',
};

/** Boxes that say nothing themselves: their content is set out in blocks. */
const TRANSPARENT = new Set([
  'div',
  'section',
  'article',
  'main',
  'header',
  'footer',
  'aside',
  'figure',
  'center',
]);
const VOID = new Set(['img', 'br', 'hr']);
const BLOCKS = new Set('p h2 h3 h4 h5 h6 ul ol dl blockquote pre table hr'.split(' '));
const INLINE =
  'a abbr b bdi bdo br cite code del dfn em i img ins kbd mark q s samp small span strong sub sup u var';
const INNER = 'li dt dd thead tbody tfoot tr th td caption h1';

/**
 * Article HTML as blocks that can stand in an email one by one: styled inline, links absolute, nothing that loads or runs.
 * Already sanitised HTML is sanitised again: an email cannot be taken back.
 * @param base what relative links are relative to
 * @param color of links, `#rrggbb`
 */
export function emailBlocks(html: string, base: string | null, color: string): string[] {
  const headings = headingOrder();
  const restyle = (tagName: string, attribs: sanitizeHtml.Attributes): sanitizeHtml.Tag => {
    const level = /^h[1-6]$/.test(tagName) ? headings(Number(tagName[1])) : undefined;
    const tag = level ?? (tagName === 'figcaption' ? 'p' : TRANSPARENT.has(tagName) ? 'div' : tagName);
    const style = STYLE[tagName === 'figcaption' ? tagName : tag];
    const kept = attributesOf(tag, attribs, base, color);
    return { tagName: tag, attribs: style === undefined ? kept : { style, ...kept } };
  };
  const clean = sanitizeHtml(withoutMarkers(html), {
    allowedTags: [...BLOCKS, ...INLINE.split(' '), ...INNER.split(' '), ...TRANSPARENT, 'figcaption'],
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
    transformTags: { '*': restyle },
    exclusiveFilter: (frame) => frame.tag === 'img' && !frame.attribs['src'],
    nestingLimit: 30,
  });
  return blocksOf(clean);
}

function attributesOf(
  tag: string,
  given: sanitizeHtml.Attributes,
  base: string | null,
  color: string,
): sanitizeHtml.Attributes {
  const { dir, lang, colspan, rowspan, scope, start, reversed, type } = given;
  if (tag === 'a') return linkAttributes(given, base, color);
  if (tag === 'img') return imageAttributes(given, base);
  const kept = { dir, lang, colspan, rowspan, scope, start, reversed, type };
  return Object.fromEntries(
    Object.entries(kept).filter(([, value]) => value !== undefined),
  ) as sanitizeHtml.Attributes;
}

function linkAttributes(
  given: sanitizeHtml.Attributes,
  base: string | null,
  color: string,
): sanitizeHtml.Attributes {
  const href = given['href']?.trim() ?? '';
  const target = /^(mailto|tel):/i.test(href) ? href : webUrl(href, base);
  // A link without a target is text: no colour and no line may promise more.
  if (!target || href === '') return { style: 'color:inherit;text-decoration:none' };
  return { href: target, class: 'link', style: `color:${color};text-decoration:underline` };
}

function imageAttributes(given: sanitizeHtml.Attributes, base: string | null): sanitizeHtml.Attributes {
  const src = webUrl(given['src'], base);
  const width = Number.parseInt(given['width'] ?? '', 10);
  const isPixel = width <= 2 || Number.parseInt(given['height'] ?? '', 10) <= 2;
  if (!src || isPixel) return {};
  // Outlook knows no max-width: the attribute keeps a large picture inside the column there.
  const shown = width > 0 && width < COLUMN ? width : COLUMN;
  const isKnown = width > 0;
  return {
    src,
    alt: given['alt'] ?? '',
    width: String(shown),
    style: `${STYLE['img']};width:${isKnown ? `${shown}px` : 'auto'}`,
  };
}

/** Headings below the title's h1, without a jump in level (HTM-03). */
function headingOrder(): (given: number) => string {
  let last = 1;
  return (given) => {
    last = Math.min(Math.max(given, 2), last + 1);
    return `h${last}`;
  };
}

/** Cuts well-formed HTML (our sanitiser's own output) into its outermost blocks; loose text becomes paragraphs. */
function blocksOf(html: string): string[] {
  const blocks: string[] = [];
  let loose = '';
  let block = '';
  let depth = 0;
  const endParagraph = () => {
    if (/[^\s]/.test(loose.replace(/<(?!img)[^>]*>|&nbsp;/g, ''))) {
      blocks.push(`<p style="${STYLE['p']}">${loose.trim()}</p>`);
    }
    loose = '';
  };
  for (const [token, closing, name = ''] of html.matchAll(/<(\/?)([a-z0-9]+)[^>]*>|[^<]+/g)) {
    const isBlock = BLOCKS.has(name);
    if (depth === 0 && name === 'div') endParagraph();
    else if (depth === 0 && !isBlock) loose += token;
    else block += token;
    if (!isBlock) continue;
    if (depth === 0) endParagraph();
    if (!VOID.has(name)) depth += closing === '/' ? -1 : 1;
    if (depth === 0) {
      blocks.push(block);
      block = '';
    }
  }
  endParagraph();
  return blocks.filter((entry) => !/^<(p|h\d)[^>]*>(\s|&nbsp;|<br[^>]*>)*<\/\1>$/.test(entry));
}
