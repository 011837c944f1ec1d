import { readableOn, textOn, tint } from '../../platform/colors.ts';
import { versionOf } from '../assets.ts';

/** The ground colours of public.css, light and dark. */
const LIGHT = { page: '#f8f7f4', card: '#ffffff' };
const DARK = { page: '#131417', card: '#1c1e22' };

/** A publication's colours as custom properties for public.css, light and dark. @param accent `#rrggbb` */
export function lookStyles(accent: string): string {
  return `:root{--accent:${accent};--on-accent:${textOn(accent)}}
${rule(accent, LIGHT, { page: 0.025, soft: 0.07 })}
@media (prefers-color-scheme:dark){${rule(accent, DARK, { page: 0.04, soft: 0.12 })}}
`;
}

function rule(accent: string, ground: typeof LIGHT, shares: { page: number; soft: number }): string {
  const page = tint(ground.page, accent, shares.page);
  const soft = tint(ground.card, accent, shares.soft);
  // Readable on every ground it stands on: each step only ever moves it further away from all of them.
  const text = [page, ground.card, soft].reduce((color, background) => readableOn(background, color), accent);
  return `:root{--page:${page};--soft:${soft};--accent-text:${text}}`;
}

export function lookUrl(publication: { slug: string; accentColor: string }): string {
  return `/${publication.slug}/look.css?v=${versionOf(lookStyles(publication.accentColor))}`;
}
