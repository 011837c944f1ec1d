/** WCAG 2.2 §1.4.3: text needs this contrast against its background. */
export const MIN_CONTRAST = 4.5;
/** Of words that are less important, on every ground of a mail. */
export const SOFT_INK = '#5c5852';
const WHITE = '#ffffff';
const BLACK = '#000000';

type Channels = [number, number, number];

function channels(color: string): Channels {
  const value = Number.parseInt(color.slice(1), 16);
  return [(value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff];
}

const hex = (parts: Channels) =>
  `#${parts.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

/** Relative luminance, 0 to 1 (WCAG 2.2). */
function luminance(color: string): number {
  const [red, green, blue] = channels(color).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Channels;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio of two `#rrggbb` colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** White where it can be read on `background`, else black; one of the two always can. */
export function textOn(background: string): string {
  return contrast(WHITE, background) >= MIN_CONTRAST ? WHITE : BLACK;
}

/** `color` itself if it can be read on `background`, else the nearest shade or tint of it that can. */
export function readableOn(background: string, color: string): string {
  const target = channels(textOn(background));
  const start = channels(color);
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = hex(start.map((part, index) => part + ((target[index] ?? 0) - part) * share) as Channels);
    if (contrast(mixed, background) >= MIN_CONTRAST) return mixed;
  }
  return hex(target);
}

/** `color` thinned with `background`. @param share of the colour, from 0 to 1 */
export function tint(background: string, color: string, share: number): string {
  const ground = channels(background);
  const paint = channels(color);
  return hex(ground.map((part, index) => part + ((paint[index] ?? 0) - part) * share) as Channels);
}
