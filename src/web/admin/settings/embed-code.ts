import { escapeHtml } from '../../../platform/html/escape-html.ts';
import { readableOn, textOn } from '../../../platform/colors.ts';

/** Ways to put the sign-up box on a site. */
export const EMBED_KINDS = ['script', 'element', 'frame', 'form'] as const;
export const EMBED_CORNERS = ['rounded', 'square', 'round'] as const;
export const EMBED_SCHEMES = ['reader', 'light', 'dark'] as const;

/** What the box should look like on the site. */
export interface EmbedChoice {
  kind: (typeof EMBED_KINDS)[number];
  /** `#rrggbb`. */
  accent: string;
  corners: (typeof EMBED_CORNERS)[number];
  /** Of a frame; the box of the script follows the page. */
  scheme: (typeof EMBED_SCHEMES)[number];
}

interface Place {
  slug: string;
  publicUrl: string;
  /** The accent of the publication, which the box has by itself. */
  ownAccent: string;
}

const RADIUS = { square: '0', round: '12px' };

/** One of these, or what stands first; what a query says is anybody's. */
const among = <Value extends string>(values: readonly [Value, ...Value[]], said: unknown): Value =>
  values.find((value) => value === said) ?? values[0];

export function readEmbedChoice(query: Record<string, unknown>, ownAccent: string): EmbedChoice {
  const { accent } = query;
  return {
    kind: among(EMBED_KINDS, query['kind']),
    accent: typeof accent === 'string' && /^#[0-9a-f]{6}$/i.test(accent) ? accent.toLowerCase() : ownAccent,
    corners: among(EMBED_CORNERS, query['corners']),
    scheme: among(EMBED_SCHEMES, query['scheme']),
  };
}

/** The style of the box where it is not its own. */
function embedStyle({ accent, corners }: EmbedChoice, ownAccent: string): string {
  const colors =
    accent === ownAccent
      ? []
      : [
          `--paperround-accent: ${accent}`,
          `--paperround-on-accent: ${textOn(accent)}`,
          `--paperround-link: ${readableOn('#ffffff', accent)}`,
        ];
  const radius = corners === 'rounded' ? [] : [`--paperround-radius: ${RADIUS[corners]}`];
  const lines = [...colors, ...radius].map((line) => `  ${line};\n`);
  return lines.length === 0 ? '' : `paperround-box {\n${lines.join('')}}`;
}

/** What to paste into the site. */
export function embedCode(
  choice: EmbedChoice,
  { slug, publicUrl, ownAccent }: Place,
  words: EmbedText,
): string {
  const home = `${publicUrl}/${slug}`;
  const styled = embedStyle(choice, ownAccent);
  const style = styled === '' ? '' : `<style>\n${styled}\n</style>\n`;
  if (choice.kind === 'script')
    return `${style}<script src="${publicUrl}/embed.js" data-publication="${slug}" async></script>`;
  if (choice.kind === 'element')
    return `${style}<paperround-box data-publication="${slug}"><a href="${home}">${escapeHtml(words.link)}</a></paperround-box>\n<script src="${publicUrl}/embed.js" async></script>`;
  if (choice.kind === 'frame')
    return `<iframe src="${home}/embed${schemeOf(choice)}" title="${escapeHtml(words.title)}" width="100%" height="760"></iframe>`;
  return [
    `<form method="post" action="${home}/subscribe">`,
    `  <label>${escapeHtml(words.email)} <input type="email" name="email" autocomplete="email" required></label>`,
    `  <button>${escapeHtml(words.button)}</button>`,
    '</form>',
  ].join('\n');
}

const schemeOf = ({ scheme }: EmbedChoice) => (scheme === 'reader' ? '' : `?scheme=${scheme}`);

/** Words in the code, for the readers of the publication. */
export interface EmbedText {
  link: string;
  title: string;
  email: string;
  button: string;
}

/** Where the preview is. A frame on the desk is the page of the frame itself, which is not counted as shown. */
export function previewPath(slug: string, choice: EmbedChoice): string {
  if (choice.kind === 'frame') return `/${slug}/embed${schemeOf(choice) || '?'}&preview`;
  return `/admin/${slug}/settings/embed/preview?${new URLSearchParams({ ...choice })}`;
}

/** The page of the preview: the real box, from this very server. */
export function embedPreview(choice: EmbedChoice, place: Place, words: EmbedText): string {
  const { slug, ownAccent } = place;
  const isBox = choice.kind !== 'form';
  const box = isBox
    ? `<paperround-box data-publication="${slug}" data-preview><a href="/${slug}">${escapeHtml(words.link)}</a></paperround-box><script src="/embed.js" async></script>`
    : embedCode(choice, { ...place, publicUrl: '' }, words);
  const style = `body{margin:1rem;font-family:system-ui,sans-serif}iframe{border:0}\n${embedStyle(choice, ownAccent)}`;
  return `<!doctype html><meta charset="utf-8"><title>${escapeHtml(words.title)}</title><style>${style}</style>${box}`;
}

/** It may run our script and ask our server, in a frame that has no origin: it cannot touch the desk. */
export const EMBED_POLICY = [
  'sandbox allow-scripts',
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "style-src 'unsafe-inline'",
  "frame-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join('; ');
