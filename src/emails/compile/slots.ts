import { AppError } from '../../platform/errors.ts';
import { escapeHtml } from '../../platform/html/escape-html.ts';
import { withoutOwnMarks } from '../frame/own-parts.ts';
import type { EmailParts } from '../model.ts';

/** An email with opaque markers where each reader's values go; plain strings that survive JSON and the database. */
export type CompiledEmail = EmailParts;

/** What differs from reader to reader, by slot name; plain text. */
export type SlotValues = Record<string, string>;

// Unicode noncharacters: no text has a use for them, and `withoutMarkers` takes them out of everything that comes in.
const OPEN = '\uFDD0';
const CLOSE = '\uFDD1';
const MARKER = /\uFDD0(\w+)\uFDD1/;

/** The marker that `fillSlots` replaces by the value called `name`. */
export function slot(name: string): string {
  return OPEN + name + CLOSE;
}

/** `text` without anything that could be taken for a slot. */
export function withoutMarkers(text: string): string {
  return text.replace(/[\uFDD0-\uFDEF]/g, '');
}

/** A compiled text cut at its slots: fixed text at even places, slot names at odd ones. */
export const piecesOf = (compiled: string): string[] => compiled.split(MARKER);

interface Pieces {
  subject: string[];
  html: string[];
  text: string[];
}

// Even places hold fixed text, odd ones slot names; a send splits its email once and splices it for every reader.
const known = new WeakMap<CompiledEmail, Pieces>();

/** Puts one reader's values into a compiled email. @throws AppError for a slot without a value, or a value with control characters. */
export function fillSlots(compiled: CompiledEmail, values: SlotValues): EmailParts {
  let pieces = known.get(compiled);
  if (!pieces) {
    pieces = {
      subject: piecesOf(compiled.subject),
      html: piecesOf(withoutOwnMarks(compiled.html)),
      text: piecesOf(withoutOwnMarks(compiled.text)),
    };
    known.set(compiled, pieces);
  }
  return {
    subject: join(pieces.subject, values, (value) => value),
    html: join(pieces.html, values, escapeHtml),
    text: join(pieces.text, values, (value) => value),
  };
}

/** HTML with slots, filled. Values are plain text. @throws as fillSlots */
export function fillHtml(html: string, values: Record<string, string>): string {
  return join(piecesOf(html), values, escapeHtml);
}

function join(pieces: string[], values: Record<string, string>, encode: (value: string) => string): string {
  let joined = '';
  for (const [place, piece] of pieces.entries()) {
    joined += place % 2 === 0 ? piece : encode(checkedValue(piece, values));
  }
  return joined;
}

function checkedValue(name: string, values: Record<string, string>): string {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value === undefined) throw new AppError('slot-without-value', `The email has no value for ${name}.`);
  if (/[\0-\x1f\x7f]/.test(value))
    throw new AppError('bad-slot-value', `The value for ${name} contains control characters.`);
  return value;
}
