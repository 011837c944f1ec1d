/** Red, green, blue from 0 to 255. */
type Rgb = [number, number, number];

const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];

/** @param hex `#rrggbb` */
function parseColor(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff];
}

function formatColor(rgb: Rgb): string {
  return `#${rgb.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  return from.map((channel, index) => channel + ((to[index] ?? 0) - channel) * share) as Rgb;
}

/** Relative luminance (WCAG 2.2). */
function luminance(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio from 1 to 21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  return contrastOf(parseColor(one), parseColor(other));
}

function contrastOf(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Black or white, whichever reads better on this colour: always 4.5:1 or more. */
export function textOn(background: string): string {
  const rgb = parseColor(background);
  return formatColor(contrastOf(rgb, WHITE) >= contrastOf(rgb, BLACK) ? WHITE : BLACK);
}

/** The colour, moved towards black or white just as far as it takes to be read on this background. */
export function readableOn(color: string, background: string, wanted: number): string {
  const ground = parseColor(background);
  const pole = contrastOf(ground, WHITE) >= contrastOf(ground, BLACK) ? WHITE : BLACK;
  for (let share = 0; share < 1; share += 0.02) {
    const moved = formatColor(mix(parseColor(color), pole, share));
    if (contrast(moved, background) >= wanted) return moved;
  }
  return formatColor(pole);
}

/** A hint of the colour over a background. @param share from 0 to 1 */
export function tint(color: string, background: string, share: number): string {
  return formatColor(mix(parseColor(background), parseColor(color), share));
}
