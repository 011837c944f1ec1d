type Attributes = Record<string, string>;

const EMOJI_CLASS =
  /(^|[\s_-])(wp-smiley|wp-emoji|emoji(one)?|twemoji|joypixels|emoticon|smil(ey|ies?))([\s_-]|$)/i;
const EMOJI_ADDRESS = /\/(images\/core\/emoji|twemoji|emojione|noto-emoji|smilies)\//i;
/** As high as a line of text. Formulas are measured in ex. */
const LINE_HEIGHT = /(^|;)\s*(max-)?height\s*:\s*([\d.]+)r?em\b/i;
const HIGHEST_EM = 3;
const LONGEST_ALT = 60;

/** The text of a picture that stands for a character, such as WordPress makes of every emoji; undefined for any other. */
export function emojiOf(attributes: Attributes): string | undefined {
  const { class: names = '', src = '', style = '', height = '', alt = '' } = attributes;
  const size = LINE_HEIGHT.exec(style)?.[3] ?? /^([\d.]+)r?em$/i.exec(height.trim())?.[1];
  const isLineHigh = size !== undefined && Number(size) <= HIGHEST_EM;
  if (!EMOJI_CLASS.test(names) && !EMOJI_ADDRESS.test(src) && !isLineHigh) return undefined;
  // A picture of the height of a line with a long text is a formula or a logo.
  if (alt.length > LONGEST_ALT) return undefined;
  return alt.trim() || charactersOf(src);
}

/** Files of emoji are named by their code points: `1f1e9-1f1ea.png`. */
function charactersOf(address: string): string {
  const name = /\/(?:u|emoji_u)?([0-9a-f]{2,6}(?:[-_][0-9a-f]{2,6})*)\.\w{3,4}(?:\?|$)/i.exec(address)?.[1];
  const points = (name ?? '').split(/[-_]/).map((point) => Number.parseInt(point, 16));
  return points.every((point) => point >= 0x23 && point <= 0x10_ffff) ? String.fromCodePoint(...points) : '';
}
