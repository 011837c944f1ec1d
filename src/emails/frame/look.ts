import { contrast, readableOn, SOFT_INK, textOn, tint } from '../../platform/colors.ts';

/** The colours of one email, light and dark; every text colour has a contrast of 4.5 or more on what it stands on (HTM-03). */
export interface Look {
  accent: string;
  onAccent: string;
  /** Border of the button: stands out where the accent alone would melt into the card. */
  buttonEdge: string;
  darkButtonEdge: string;
  link: string;
  darkLink: string;
  page: string;
  card: string;
  /** Ground of a box on the card. */
  tint: string;
  ink: string;
  soft: string;
  line: string;
  darkPage: string;
  darkCard: string;
  darkTint: string;
  darkInk: string;
  darkSoft: string;
  darkLine: string;
}

const NEUTRAL = {
  page: '#f3f2ee',
  card: '#ffffff',
  ink: '#1d1b18',
  soft: SOFT_INK,
  line: '#dedbd4',
  darkPage: '#111214',
  darkCard: '#1b1c1f',
  darkTint: '#25272b',
  darkInk: '#ecebe8',
  darkSoft: '#aeaba5',
  darkLine: '#3b3c41',
};

/**
 * @param accent `#rrggbb` of any lightness: links in it become darker or lighter until they can be read.
 * @param ground around the card; light enough for the words that are less important.
 */
export function lookOf(accent: string, ground = NEUTRAL.page): Look {
  return {
    ...NEUTRAL,
    page: ground,
    accent,
    onAccent: textOn(accent),
    // Thin enough to be no darker than the page.
    tint: tint(NEUTRAL.card, accent, 0.05),
    buttonEdge: edge(accent, NEUTRAL.card, NEUTRAL.ink),
    darkButtonEdge: edge(accent, NEUTRAL.darkCard, NEUTRAL.darkInk),
    // The page is darker than card and box, and the dark box lighter than both: what can be read there can be read on all.
    link: readableOn(NEUTRAL.card, readableOn(ground, accent)),
    darkLink: readableOn(NEUTRAL.darkTint, accent),
  };
}

function edge(accent: string, card: string, ink: string): string {
  return contrast(accent, card) < 1.5 ? ink : accent;
}
