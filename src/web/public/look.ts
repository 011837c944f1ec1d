import { readableOn, textOn, tint } from '../../platform/colors.ts';
import { versionOf } from '../assets.ts';

/** The ground colours of public.css, light and dark. */
const LIGHT = { page: '#f8f7f4', card: '#ffffff' };
const DARK = { page: '#131417', card: '#1c1e22' };

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
  light: shades(accent, LIGHT, { page: 0.025, soft: 0.07 }),
  dark: shades(accent, DARK, { page: 0.04, soft: 0.12 }),
});

/** The same as custom properties for public.css. */
export function lookStyles(color: string): string {
  const { accent, onAccent, light, dark } = lookOf(color);
  return `:root{--accent:${accent};--on-accent:${onAccent}}
${rule(light)}
@media (prefers-color-scheme:dark){${rule(dark)}}
`;
}

const rule = ({ page, soft, text }: Shades): string =>
  `:root{--page:${page};--soft:${soft};--accent-text:${text}}`;

function shades(accent: string, ground: typeof LIGHT, shares: { page: number; soft: number }): Shades {
  const page = tint(ground.page, accent, shares.page);
  const soft = tint(ground.card, accent, shares.soft);
  // Readable on every ground it stands on: each step only ever moves it further away from all of them.
  const text = [page, ground.card, soft].reduce((color, background) => readableOn(background, color), accent);
  return { page, soft, text };
}

export function lookUrl(publication: { slug: string; accentColor: string }): string {
  return `/${publication.slug}/look.css?v=${versionOf(lookStyles(publication.accentColor))}`;
}
