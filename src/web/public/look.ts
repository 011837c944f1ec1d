import { readableOn, textOn, tint } from '../../platform/colors.ts';
import { versionOf } from '../assets.ts';

/** The ground colours of public.css, light and dark. */
const LIGHT = { page: '#f4f6f6', sheet: '#ffffff' };
const DARK = { page: '#121414', sheet: '#1b1d1e' };

interface Shades {
  page: string;
  soft: string;
  /** Of text in the accent's colour. */
  text: string;
}

/** A publication's colours, light and dark. @param accent `#rrggbb` */
export const lookOf = (
  accent: string,
): { accent: string; onAccent: string; light: Shades; dark: Shades } => ({
  accent,
  onAccent: textOn(accent),
  light: shades(accent, LIGHT, accent),
  // A dark accent would leave no tint on a dark sheet.
  dark: shades(accent, DARK, readableOn(DARK.sheet, accent)),
});

/** The same as custom properties for public.css. */
export function lookStyles(color: string): string {
  const { accent, onAccent, light, dark } = lookOf(color);
  return `:root{--accent:${accent};--on-accent:${onAccent};${rule(light, '')}${rule(dark, '-dark')}}\n`;
}

const rule = ({ page, soft, text }: Shades, when: string): string =>
  `--own-page${when}:${page};--own-soft${when}:${soft};--own-text${when}:${text};`;

function shades(accent: string, ground: typeof LIGHT, ink: string): Shades {
  const page = tint(ground.page, ink, 0.025);
  const soft = tint(ground.sheet, ink, 0.07);
  // Readable on every ground it stands on: each step only ever moves it further away from all of them.
  const text = [page, ground.sheet, soft].reduce(
    (color, background) => readableOn(background, color),
    accent,
  );
  return { page, soft, text };
}

export function lookUrl(publication: { slug: string; accentColor: string }): string {
  return `/${publication.slug}/look.css?v=${versionOf(lookStyles(publication.accentColor))}`;
}
