/** Pages of other services that a share link opens; the text part need not name them. */
const SHARE_HOSTS = /^https:\/\/(wa\.me|www\.facebook\.com|bsky\.app|www\.linkedin\.com|x\.com)\//;
const SAFE_LINK = /^(https?:\/\/[^\s]+|mailto:[^\s]*|tel:[^\s]*)$/i;

const tags = (html: string, name: string) =>
  [...html.matchAll(new RegExp(`<${name}(?=[\\s>/])[^>]*>`, 'gi'))].map(([tag]) => tag);
const attribute = (tag: string, name: string) =>
  new RegExp(`\\s${name}\\s*=\\s*("([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i')
    .exec(tag)
    ?.slice(2)
    .find((value) => value !== undefined);

const decoded = (text: string) =>
  text
    .replace(/&#(\d+);/g, (_all, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&#x([0-9a-f]+);/gi, (_all, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll('&nbsp;', '\u00A0')
    .replaceAll('&zwnj;', '\u200C')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

/** Visible words of a piece of HTML, with single spaces. */
export const wordsOf = (html: string) =>
  decoded(html.replace(/<(style|title|!--)[\s\S]*?(<\/\1>|-->)/gi, ' ').replace(/<[^>]*>/g, ' '))
    .replace(/[\s\u00A0]+/g, ' ')
    .trim();

/** Addresses that the HTML links to, without repeats. */
export const linksOf = (html: string) => [
  ...new Set(
    tags(html, 'a').flatMap((tag) =>
      attribute(tag, 'href') === undefined ? [] : [decoded(attribute(tag, 'href') ?? '')],
    ),
  ),
];

/** The hidden text that inboxes show beside the subject; undefined when there is none. */
export function preheaderOf(html: string): string | undefined {
  const hidden = /<div[^>]*style="[^"]*display:\s*none[^"]*"[^>]*>([\s\S]*?)<\/div>/i.exec(html)?.[1];
  if (hidden === undefined) return undefined;
  return decoded(hidden)
    .replace(/[\u034F\u2007\uFEFF\u200C\u00AD\u00A0]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** HTM-01, HTM-03, HTM-06, HTM-08, HDR-13: what every HTML part keeps, bulk or not. */
export function lintHtml(html: string): string[] {
  const faults: string[] = [];
  const check = (isGood: boolean, fault: string) => {
    if (!isGood) faults.push(fault);
  };
  const bytes = Buffer.byteLength(html);
  check(bytes <= 102_000, `HTM-01 the HTML has ${bytes} bytes`);
  const [root = ''] = tags(html, 'html');
  check(Boolean(attribute(root, 'lang')), 'HTM-03 html has no lang');
  check(/^(ltr|rtl)$/.test(attribute(root, 'dir') ?? ''), 'HTM-03 html has no dir');
  check(/<title[^>]*>[^<]*\S[^<]*<\/title>/i.test(html), 'HTM-03 no title');
  check(tags(html, 'h1').length === 1, `HTM-03 ${tags(html, 'h1').length} h1 instead of one`);
  check(
    tags(html, 'img').every((tag) => /\salt[\s=>]/i.test(tag)),
    'HTM-03 an image without alt',
  );
  const layoutTables = tags(html, 'table').filter((tag) => /cellpadding|role=/i.test(tag));
  check(
    layoutTables.length > 0 && layoutTables.every((tag) => attribute(tag, 'role') === 'presentation'),
    'HTM-03 a layout table without role=presentation',
  );
  check(/<meta name="?color-scheme"?/i.test(html), 'HTM-06 no color-scheme');
  check(
    !/<(script|form|iframe|object|embed|video|audio|link|base)[\s>]/i.test(html),
    'HDR-13 script, form, frame or outside CSS',
  );
  check(!/\son\w+\s*=/i.test(tagText(html)), 'HDR-13 an event handler');
  check(!/@import|url\(/i.test(html.match(/<style[^]*?<\/style>/gi)?.join('') ?? ''), 'HDR-13 outside CSS');
  const bad = linksOf(html).filter((link) => !SAFE_LINK.test(link));
  check(bad.length === 0, `HTM-08 a link that is not absolute http(s): ${bad[0]}`);
  const sources = tags(html, 'img').map((tag) => decoded(attribute(tag, 'src') ?? ''));
  check(
    sources.every((source) => /^https?:\/\//i.test(source)),
    'HTM-08 an image that is not absolute http(s)',
  );
  check(!/[\uFDD0-\uFDEF]/.test(html), 'HTM-12 a slot was left unfilled');
  faults.push(...lintPrograms(html));
  return faults;
}

/** What real programs stumble over: a class on body (Roundcube), white or endless hidden words (spam filters, text browsers). */
function lintPrograms(html: string): string[] {
  const faults: string[] = [];
  const [body = ''] = tags(html, 'body');
  if (attribute(body, 'class') !== undefined)
    faults.push('HTM-07 a class on body: Roundcube applies no style then');
  const hidden = /<div[^>]*style="([^"]*display:\s*none[^"]*)"[^>]*>([^]*?)<\/div>/i.exec(html);
  const [, style = '', words = ''] = hidden ?? [];
  if (/color:\s*(#fff(fff)?|white)\b/i.test(style))
    faults.push('HTM-05 white words: a spam filter counts them as hidden');
  if ((decoded(words).match(/\u034F/g)?.length ?? 0) > 20)
    faults.push('HTM-05 text browsers show a long chain of blanks');
  return faults;
}

/** Only what stands inside tags, without the quoted values. */
const tagText = (html: string) =>
  (html.match(/<[a-z][^>]*>/gi) ?? [])
    .join('')
    .replace(/"[^"]*"/g, '""')
    .replace(/'[^']*'/g, "''");

/** HTM-02, HTM-05, HDR-04, LAW-01: what mail to an audience keeps besides. */
export function lintBulkContent(html: string, text: string, unsubscribeUrl: string): string[] {
  const faults: string[] = [];
  const check = (isGood: boolean, fault: string) => {
    if (!isGood) faults.push(fault);
  };
  check(linksOf(html).includes(unsubscribeUrl), 'HTM-02 no unsubscribe link before any clip');
  const preheader = preheaderOf(html) ?? '';
  check(
    preheader.length >= 40 && preheader.length <= 110,
    `HTM-05 a preheader of ${preheader.length} characters`,
  );
  check(
    beginsAlike(text, preheader) || beginsAlike(text, titleOf(html)),
    'HDR-04 the text part does not begin as the preheader does',
  );
  check(text.includes(unsubscribeUrl), 'HDR-04 the unsubscribe address is missing from the text');
  const missing = linksOf(html).filter(
    (link) => /^https?:/.test(link) && !SHARE_HOSTS.test(link) && !isHome(link) && !text.includes(link),
  );
  check(missing.length === 0, `HDR-04 the text lacks an address that the HTML has: ${missing[0]}`);
  const address = footerOf(text);
  check(address.length >= 2, 'LAW-01 no sender and postal address at the end of the text');
  check(
    address.every((line) => wordsOf(html).includes(line.replace(/\s+/g, ' '))),
    'LAW-01 the sender and postal address of the text are not in the HTML',
  );
  return faults;
}

/** Some programs show the beginning of the text beside the subject instead of the preheader. */
const beginsAlike = (text: string, words: string) => {
  const letters = (value: string) => value.replace(/<https?:[^>]*>|[^\p{L}\p{N}]+/gu, '');
  const [sentence = ''] = words.split(' · ');
  return letters(text.slice(0, 2_000)).startsWith(letters(sentence).slice(0, 12));
};
const titleOf = (html: string) => decoded(/<title[^>]*>([^<]*)<\/title>/i.exec(html)?.[1] ?? '');

const isHome = (link: string) =>
  URL.canParse(link) && new URL(link).pathname === '/' && new URL(link).search === '';

/** The lines after the last address in the text: sender and postal address. */
const footerOf = (text: string) =>
  text
    .slice(text.lastIndexOf('://'))
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.trim())
    .filter(Boolean);
