/** A program that makes emails dark by itself. */
export type Darkener = 'gmail' | 'outlook';

/** What white becomes. */
export const DARK_GROUNDS: Record<Darkener, string> = { gmail: '#121212', outlook: '#1f1f1f' };

const NAMED: Record<string, string> = {
  white: '#ffffff',
  black: '#000000',
  silver: '#c0c0c0',
  gray: '#808080',
};
const COLOR = /#[0-9a-f]{3,8}\b|rgba?\([^()]*\)|\b(?:white|black|silver|gray)\b/gi;

/** Declarations with every colour as the program makes it. */
export function darkened(declarations: string, darkener: Darkener): string {
  return declarations
    .split(';')
    .map((declaration) => {
      const [property = '', ...rest] = declaration.split(':');
      if (!/color|background|border|outline/i.test(property) || /color-scheme/i.test(property))
        return declaration;
      const isGround = /background/i.test(property);
      const value = rest.join(':').replace(COLOR, (color) => turned(color, isGround, darkener));
      return `${property}:${value}`;
    })
    .join(';');
}

function turned(color: string, isGround: boolean, darkener: Darkener): string {
  const channels = channelsOf(color);
  if (!channels) return color;
  const [hue, saturation, lightness, alpha] = channels;
  const isLight = lightness > 0.5;
  // Outlook leaves what is dark already: a dark ground, and light words.
  if (darkener === 'outlook' && isLight !== isGround) return color;
  const floor = isGround ? FLOORS[darkener] : 0;
  const percent = (share: number) => `${Math.round(share * 100)}%`;
  const turnedOver = floor + (1 - lightness) * (1 - floor);
  return `hsl(${Math.round(hue)} ${percent(saturation)} ${percent(turnedOver)} / ${alpha})`;
}

/** Neither makes a ground quite black. */
const FLOORS: Record<Darkener, number> = { gmail: 0.07, outlook: 0.12 };

/** Hue in degrees, saturation, lightness and alpha from 0 to 1. */
function channelsOf(color: string): [number, number, number, number] | undefined {
  const rgb = rgbOf(NAMED[color.toLowerCase()] ?? color);
  if (!rgb) return undefined;
  const [red, green, blue, alpha] = rgb;
  const [max, min] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  const [sum, span] = [max + min, max - min];
  if (span === 0) return [0, 0, sum / 2, alpha];
  const hue =
    max === red ? (green - blue) / span : max === green ? (blue - red) / span + 2 : (red - green) / span + 4;
  return [(hue * 60 + 360) % 360, span / (1 - Math.abs(sum - 1)), sum / 2, alpha];
}

function rgbOf(color: string): [number, number, number, number] | undefined {
  if (color.startsWith('#')) {
    const written = color.slice(1);
    const digits = color.length < 6 ? written.replace(/./g, '$&$&') : written;
    if (digits.length !== 6 && digits.length !== 8) return undefined;
    const part = (at: number) => Number.parseInt(digits.slice(at, at + 2) || 'ff', 16) / 255;
    return [part(0), part(2), part(4), part(6)];
  }
  const [red = 0, green = 0, blue = 0, alpha = 1] = (color.match(/[\d.]+/g) ?? []).map(Number);
  return [red / 255, green / 255, blue / 255, alpha];
}
