import { z } from 'zod';
import { InvalidInput } from '../../../platform/errors.ts';
import type { Publication } from '../../../publications/index.ts';
import { readClock } from '../clock.ts';
import { FORMS } from './pages.ts';

/** Field of the form with the values it was opened with, as JSON. */
export const BEFORE = 'before';
/** The default rhythm whose move of readers was agreed to. */
export const MOVES = 'moves';

/**
 * What the person changed, so that two who have the form open do not undo each other's changes. A form without what it was opened
 * with changes all that it names.
 * @param says what somebody else saved meanwhile. @throws InvalidInput naming each field that has changed to something else
 */
export function ownChanges(
  typed: Record<string, string>,
  now: Record<string, string>,
  says: (value: string) => string,
): Record<string, unknown> {
  const { [BEFORE]: before, ...values } = typed;
  if (before === undefined) return settingsChanges(values);
  const opened = z.record(z.string(), z.string()).catch({}).parse(readJson(before));
  const changed = Object.entries(values).filter(([name, value]) => plain(value) !== plain(opened[name]));
  const clashing = changed.filter(
    ([name, value]) => plain(now[name]) !== plain(opened[name]) && plain(now[name]) !== plain(value),
  );
  if (clashing.length > 0)
    throw new InvalidInput(clashing.map(([field]) => ({ field, message: says(now[field] ?? '') })));
  return settingsChanges(Object.fromEntries(changed));
}

/** Browsers end lines with CRLF. */
const plain = (text: string | undefined) => (text ?? '').replaceAll('\r\n', '\n').trim();

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** All settings, as their fields have them. */
export function settingsValues(publication: Publication): Record<string, string> {
  const values = Object.fromEntries(
    Object.values(FORMS)
      .flat()
      .map((field) => [field, String(publication[field] ?? '')]),
  );
  const { languages, transports } = publication;
  return { ...values, languages: languages.join(', '), transports: transports.join(', ') };
}

/** What the form means; browsers end lines with CRLF. */
function settingsChanges(values: Record<string, string>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, text]) => [name, (MEANINGS[name] ?? asTyped)(text)]),
  );
}

const asTyped = (text: string): unknown => text;
const number = (text: string) => (text.trim() === '' ? NaN : Number(text));
const numberOrNone = (text: string) => (text.trim() === '' ? null : Number(text));
const names = (text: string) =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
const clock = (text: string) => readClock(text) ?? text;

/** Of the fields that are more than text. */
const MEANINGS: Partial<Record<string, (text: string) => unknown>> = {
  isListed: (text) => text === 'true',
  checkPages: (text) => text === 'true',
  holdMinutes: number,
  floodLimit: numberOrNone,
  reviewMinutes: number,
  secondPersonAbove: numberOrNone,
  busyDayCap: numberOrNone,
  dailyAt: clock,
  weeklyAt: clock,
  digestMinArticles: number,
  digestMaxArticles: number,
  retryHours: number,
  undoSeconds: number,
  tooLateHours: number,
  waveMinutes: number,
  softBounceSends: number,
  softBounceDays: number,
  languages: (text) => names(text.toLowerCase()),
  transports: names,
  postalAddress: (text) => text.replaceAll('\r\n', '\n').trim() || null,
  archive: (text) => text === 'true',
  archiveIndexed: (text) => text === 'true',
};
