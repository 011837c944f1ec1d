import { addressOfPage, type EmbedKind } from './embed-addresses.ts';

export type { EmbedKind };

/** What a page plays or frames, which no mail program does. */
interface Embed {
  kind: EmbedKind;
  url: string;
  /** What stands for it: a title, or else the host. */
  words: string;
  picture: string | undefined;
}

const STARTS =
  /<(!--|(?:iframe|video|audio|object|embed|script|style|noscript|template|textarea|amp-(?:iframe|video|audio|youtube|vimeo|twitter|instagram)|lite-youtube|lite-vimeo|youtube-video|vimeo-video)(?=[\s/>]))/gi;
/** Of a tag and of what stands in it, in characters; an element without an end is its tag alone. */
const MAX_TAG = 20_000;
const MAX_INNER = 50_000;
const MAX_EMBEDS = 100;

/**
 * HTML with a link in the place of every player and frame: `<a data-embed="video" data-picture="…" href="…">Title</a>`. What
 * nobody would see is left out. The result still has to be sanitised.
 * @param base what relative addresses are relative to, and what a player without an address of its own leads to
 */
export function linkEmbeds(html: string, base: string | null): string {
  let output = '';
  let copied = 0;
  const lower = html.toLowerCase();
  const ends = new Map<string, number>();
  const lastEnd = (end: string) => {
    const known = ends.get(end) ?? lower.lastIndexOf(end);
    ends.set(end, known);
    return known;
  };
  const hasQuotedPost = /<blockquote[^<>]*wp-embedded-content/i.test(html);
  let count = 0;
  STARTS.lastIndex = 0;
  for (let found = STARTS.exec(html); found && count < MAX_EMBEDS; found = STARTS.exec(html)) {
    const name = (found[1] ?? '').toLowerCase();
    const element = elementAt(html, lower, name, found.index, lastEnd);
    STARTS.lastIndex = element.end;
    const link = linkFor(name, element, base, hasQuotedPost);
    if (link === undefined) continue;
    count += 1;
    output += html.slice(copied, found.index) + link;
    copied = element.end;
  }
  return output + html.slice(copied);
}

interface Element {
  attributes: Map<string, string>;
  inner: string;
  end: number;
}

/** @param lastEnd where an end stands last: to look for what is not there takes time for every element that lacks it */
function elementAt(
  html: string,
  lower: string,
  name: string,
  start: number,
  lastEnd: (end: string) => number,
): Element {
  if (name === '!--') {
    const end = lastEnd('-->') > start ? html.indexOf('-->', start) + 3 : start + 4;
    return { attributes: new Map(), inner: '', end };
  }
  const tagEnd = endOfTag(html, start);
  const attributes = attributesOf(html.slice(start, tagEnd));
  const closing =
    name === 'embed' || lastEnd(`</${name}`) < tagEnd
      ? -1
      : lower.slice(tagEnd, tagEnd + MAX_INNER).indexOf(`</${name}`);
  if (closing < 0) return { attributes, inner: '', end: tagEnd };
  const inner = html.slice(tagEnd, tagEnd + closing);
  const end = html.indexOf('>', tagEnd + closing);
  return { attributes, inner, end: end < 0 ? html.length : end + 1 };
}

/** A value may hold a `>`; one that is never closed ends with its tag. */
function endOfTag(html: string, start: number): number {
  let quote = '';
  for (let at = start; at < Math.min(html.length, start + MAX_TAG); at += 1) {
    const character = html.charAt(at);
    if (quote !== '') quote = character === quote ? '' : quote;
    else if ((character === '"' || character === "'") && html.charAt(at - 1) === '=') quote = character;
    else if (character === '>') return at + 1;
  }
  const first = html.indexOf('>', start);
  return first < 0 ? html.length : first + 1;
}

function attributesOf(tag: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', a, b, c] of tag.matchAll(
    /([a-z][\w:-]*)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/gi,
  ))
    attributes.set(name.toLowerCase(), decoded(a ?? b ?? c ?? ''));
  return attributes;
}

/** Undefined where the element is none of ours; empty where it shows nothing. */
function linkFor(
  name: string,
  element: Element,
  base: string | null,
  hasQuotedPost: boolean,
): string | undefined {
  const { attributes, inner } = element;
  if (name === 'script') return gistLink(attributes);
  if (['!--', 'style', 'noscript', 'template', 'textarea'].includes(name)) return undefined;
  if (isHidden(attributes)) return '';
  // A post of another WordPress stands there twice: as a quotation, and as a frame that replaces it.
  if (hasQuotedPost && /\bwp-embedded-content\b/.test(attributes.get('class') ?? '')) return '';
  const kind = kindOf(name);
  const source = sourceOf(name, attributes, inner);
  const found = addressOfPage(source, base, kind) ?? (base === null ? undefined : { url: base, kind });
  if (!found || found.kind === 'none') return '';
  const { url } = found;
  const picture = webAddress(attributes.get('poster') ?? attributes.get('data-poster'), base);
  return linkTo({ kind: found.kind, url, words: titleOf(attributes) ?? hostOf(url), picture });
}

/** A link to the first of an item's files that is no picture, for an item without a page. @returns '' when there is none */
export function linkToFile(addresses: string[]): string {
  const address = addresses.find((entry) => !/\.(jpe?g|png|gif|webp|avif|svg)(\?|$)/i.test(entry));
  const found = addressOfPage(address, null, 'other');
  if (!found || found.kind === 'none') return '';
  return linkTo({ kind: found.kind, url: found.url, words: hostOf(found.url), picture: undefined });
}

function gistLink(attributes: Map<string, string>): string | undefined {
  const source = attributes.get('src') ?? '';
  const [, url] = /^(https:\/\/gist\.github\.com\/[\w-]+\/\w+)\.js/.exec(source) ?? [];
  return url === undefined
    ? undefined
    : linkTo({ kind: 'other', url, words: 'gist.github.com', picture: undefined });
}

const linkTo = ({ kind, url, words, picture }: Embed) =>
  ` <a data-embed="${kind}"${picture === undefined ? '' : ` data-picture="${escaped(picture)}"`} href="${escaped(url)}">${escaped(words)}</a> `;

function kindOf(name: string): EmbedKind {
  if (/video|youtube|vimeo/.test(name)) return 'video';
  if (name.includes('audio')) return 'audio';
  return /twitter|instagram/.test(name) ? 'post' : 'other';
}

/** The frame of a tracker, and what a page hides. */
function isHidden(attributes: Map<string, string>): boolean {
  const style = attributes.get('style') ?? '';
  const isTiny = ['width', 'height'].some((side) => /^[0-2](px)?$/.test(attributes.get(side)?.trim() ?? ''));
  return isTiny || attributes.has('hidden') || /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style);
}

/** Pages that load late, or after a click on consent, keep the address elsewhere. */
function sourceOf(name: string, attributes: Map<string, string>, inner: string): string | undefined {
  const id = attributes.get('videoid') ?? attributes.get('data-videoid') ?? attributes.get('video-id');
  if (id !== undefined && /^[\w-]+$/.test(id))
    return name.includes('vimeo') ? `https://vimeo.com/${id}` : `https://www.youtube.com/watch?v=${id}`;
  const tweet = attributes.get('data-tweetid');
  if (tweet !== undefined) return `https://x.com/i/status/${encodeURIComponent(tweet)}`;
  const shortcode = attributes.get('data-shortcode');
  if (shortcode !== undefined) return `https://www.instagram.com/p/${encodeURIComponent(shortcode)}/`;
  const own = attributes.get('src') ?? attributes.get('data');
  if (own !== undefined && own !== '' && !/^(about|javascript|data|blob):/i.test(own.trim())) return own;
  const late = [...attributes].find(
    ([key, value]) => /^data-.*(src|url)/.test(key) && /^(https?:)?\/\//.test(value),
  );
  if (late) return late[1];
  const [, within] = /<(?:source|embed)\s[^<>]*\bsrc\s*=\s*["']?([^"'\s>]+)/i.exec(inner) ?? [];
  return within === undefined ? undefined : decoded(within);
}

/** What every player of its kind is called says nothing. */
const GENERIC =
  /^(youtube|vimeo|video|audio|media|podcast|spotify|soundcloud|embedded?|iframe|player|content|post|untitled|frame|einbettung|[\s:-])*$/i;
const MAX_TITLE = 120;

function titleOf(attributes: Map<string, string>): string | undefined {
  const given = attributes.get('title') ?? attributes.get('aria-label') ?? attributes.get('playlabel') ?? '';
  const title = given
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^Spotify Embed: /, '')
    .trim();
  if (GENERIC.test(title)) return undefined;
  return title.length <= MAX_TITLE ? title : `${title.slice(0, MAX_TITLE).toWellFormed().trimEnd()}…`;
}

const hostOf = (url: string) => new URL(url).hostname.replace(/^www\./, '');

function webAddress(text: string | undefined, base: string | null): string | undefined {
  const url = text === undefined ? null : URL.parse(text, base ?? undefined);
  return url && /^https?:$/.test(url.protocol) ? url.href : undefined;
}

const NAMED: Record<string, string> = { amp: '&', quot: '"', apos: "'", lt: '<', gt: '>', nbsp: ' ' };

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi, (all, decimal, hex, name) => {
    if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? all;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code).toWellFormed() : '';
  });
}

const escaped = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
