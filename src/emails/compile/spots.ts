import { escapeHtml } from '../../platform/html/escape-html.ts';
import { finishedBytes } from './size-budget.ts';

// Unicode noncharacters, as slots are, so no article can forge one. Spots are gone when an email is compiled; slots stay in it.
const OPEN = '\uFDD2';
const CLOSE = '\uFDD3';
const SPOT = /\uFDD2(\w+)\uFDD3/;

/** Marks a place in a template where a text goes that differs from digest to digest. */
export const spot = (name: string): string => `${OPEN}${name}${CLOSE}`;

export const isSpot = (text: string): boolean => text.startsWith(OPEN);

/** Begins and ends a block that is taken out of a compiled template. */
export const blockMarks = (name: string) => ({
  open: `${OPEN}+${name}${CLOSE}`,
  close: `${OPEN}-${name}${CLOSE}`,
});

/** HTML with the octets that it will have once its slots are filled: sizes add up, and nothing is measured twice. */
export interface Piece {
  html: string;
  bytes: number;
}

/** HTML cut at its spots: fixed text at even places, names of spots at odd ones; `bytes` of the fixed text. */
export interface Cut {
  parts: string[];
  bytes: number;
}

const BLOCK = /\uFDD2\+(\w+)\uFDD3([^]*?)\uFDD2-\1\uFDD3/g;

/**
 * Takes the marked blocks out of compiled HTML. A block leaves a spot with the part of its name before `_`; of several of one
 * kind only the first does, for all of them go there.
 */
export function takeOut(html: string): { rest: Cut; blocks: Record<string, Cut> } {
  const blocks: Record<string, Cut> = {};
  const outside = html.replace(BLOCK, (_all, name: string, inner: string) => {
    const taken = takeOut(inner);
    Object.assign(blocks, taken.blocks, { [name]: taken.rest });
    return spot(kindOf(name));
  });
  const kinds = new Set(Object.keys(blocks).map(kindOf));
  return { rest: cutOf(withoutRepeats(outside, kinds)), blocks };
}

const kindOf = (name: string) => name.replace(/_.*/, '');

function withoutRepeats(html: string, kinds: Set<string>): string {
  const seen = new Set<string>();
  return html.replace(new RegExp(SPOT, 'g'), (mark, name: string) => {
    if (!kinds.has(name)) return mark;
    if (seen.has(name)) return '';
    seen.add(name);
    return mark;
  });
}

export const NOTHING: Piece = { html: '', bytes: 0 };
export const NO_CUT: Cut = { parts: [], bytes: 0 };

export const pieceOf = (html: string): Piece => ({ html, bytes: finishedBytes(html) });

/** Plain text as a piece. */
export const wordsPiece = (text: string): Piece => pieceOf(escapeHtml(text));

export function joinPieces(pieces: Piece[]): Piece {
  let [html, bytes] = ['', 0];
  for (const piece of pieces) {
    html += piece.html;
    bytes += piece.bytes;
  }
  return { html, bytes };
}

export function cutOf(html: string): Cut {
  const parts = html.split(SPOT);
  return { parts, bytes: finishedBytes(parts.filter((_part, place) => place % 2 === 0).join('')) };
}

/** Puts `values` where the spots are; a spot without a value keeps nothing. */
export function fillCut(cut: Cut, values: Record<string, Piece>): Piece {
  let { bytes } = cut;
  let html = '';
  for (const [place, part] of cut.parts.entries()) {
    if (place % 2 === 0) html += part;
    else {
      const value = values[part] ?? NOTHING;
      html += value.html;
      bytes += value.bytes;
    }
  }
  return { html, bytes };
}
