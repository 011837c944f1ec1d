import { readableOn, textOn, tint } from './colors.ts';
import { versionOf } from '../assets.ts';

/** Card colours of public.css: the accent must be readable on the card and on the page around it. */
const LIGHT_PAGE = '#f8f7f4';
const DARK_PAGE = '#131417';
const DARK_CARD = '#1c1e22';
/** AA for text, with a little to spare for the tints behind it. */
const TEXT_CONTRAST = 4.8;

/** A publication's colours as custom properties for public.css, light and dark. @param accent `#rrggbb` */
export function lookStyles(accent: string): string {
  const page = tint(accent, LIGHT_PAGE, 0.025);
  const darkPage = tint(accent, DARK_PAGE, 0.04);
  const light = {
    page,
    soft: tint(accent, '#ffffff', 0.07),
    text: readableOn(accent, tint(accent, '#ffffff', 0.07), TEXT_CONTRAST),
  };
  const dark = {
    page: darkPage,
    soft: tint(accent, DARK_CARD, 0.12),
    text: readableOn(accent, tint(accent, DARK_CARD, 0.12), TEXT_CONTRAST),
  };
  const rule = ({ page, soft, text }: typeof light) =>
    `:root{--page:${page};--soft:${soft};--accent-text:${text}}`;
  return `:root{--accent:${accent};--on-accent:${textOn(accent)}}
${rule(light)}
@media (prefers-color-scheme:dark){${rule(dark)}}
`;
}

export function lookUrl(publication: { slug: string; accentColor: string }): string {
  return `/${publication.slug}/look.css?v=${versionOf(lookStyles(publication.accentColor))}`;
}
