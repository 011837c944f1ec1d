import type { Meaning } from './column-names.ts';
import { wordsOf } from './words-of.ts';
import { readMoment } from './read-moment.ts';
import {
  departureIn,
  FALSE_WORDS,
  isNegation,
  isNeutral,
  isPlanWord,
  isReaderWord,
  TRUE_WORDS,
  type OutState,
} from './vocabulary.ts';

/** Undefined: nothing in this cell keeps the person out. */
export type StateRule = (cell: string | undefined) => OutState | undefined;

/** Bounces without a word of how bad they are: phpList and Mailman give up at five. */
const MANY_BOUNCES = 5;
/** What some programs write where there is no date. */
const NO_MOMENT = /^(0000-00-00|1970-01-01|0001-01-01|-+$|n\/?a$|none$|null$|never$)/i;
/** Mailtrain, ActiveCampaign and MailPoet number the states. */
const NUMBERED: Record<string, OutState | 'reader'> = {
  '1': 'reader',
  '0': 'unconfirmed',
  '2': 'unsubscribed',
  '3': 'bounced',
  '4': 'complained',
  '-1': 'unsubscribed',
  u: 'unsubscribed',
  b: 'bounced',
};

/** The rule for a column that says who is a reader; undefined for any other column. */
export function stateRule(meaning: Meaning, isOnlyState: boolean): StateRule | undefined {
  const rule = ruleFor(meaning, isOnlyState);
  return rule && remembering(rule);
}

const MAX_REMEMBERED = 500;

/** A file has few states and many rows. */
function remembering(rule: StateRule): StateRule {
  const known = new Map<string | undefined, OutState | undefined>();
  return (cell) => {
    if (known.has(cell)) return known.get(cell);
    const state = rule(cell);
    if (known.size < MAX_REMEMBERED) known.set(cell, state);
    return state;
  };
}

function ruleFor(meaning: Meaning, isOnlyState: boolean): StateRule | undefined {
  if (meaning.is === 'state') return ofState;
  if (meaning.is === 'reader') return (cell) => ofReader(cell, meaning.otherwise);
  if (meaning.is === 'departure') return (cell) => ofDeparture(cell, meaning.gone);
  if (meaning.is !== 'count') return undefined;
  const least = meaning.isHard || isOnlyState ? 1 : MANY_BOUNCES;
  return (cell) => (Number(cell?.replace(',', '.') ?? 0) >= least ? meaning.gone : undefined);
}

/** `State` of an address in America, where its words do not say otherwise. */
export const ofStateOrPlace: StateRule = (cell) => {
  const state = wordState(cell ?? '');
  return state === 'reader' || state === 'unknown' ? undefined : state;
};

function ofState(cell: string | undefined): OutState | undefined {
  const state = wordState(cell ?? '');
  return state === 'reader' ? undefined : state;
}

function ofReader(cell: string | undefined, otherwise: OutState): OutState | undefined {
  const text = plainText(cell);
  if (isNothing(text)) return otherwise;
  if (TRUE_WORDS.has(text) || /^\d/.test(text) || readMoment(text)) return undefined;
  const state = wordState(text);
  return state === 'reader' ? undefined : state;
}

function ofDeparture(cell: string | undefined, gone: OutState): OutState | undefined {
  const text = plainText(cell);
  if (isNothing(text) || /^[\s0.,[\]{}]+$/.test(text)) return undefined;
  const words = wordsOf(text);
  // `Unsubscribed: subscribed` is no departure; a reason such as "normal" is one.
  if (words.length > 0 && words.every(isReaderWord)) return undefined;
  return words.map((word) => departureIn(word)).find((found) => found !== undefined) ?? gone;
}

const plainText = (cell = '') => cell.trim().toLowerCase().normalize('NFKD').replaceAll(/\p{M}/gu, '');
const isNothing = (text: string) => text === '' || FALSE_WORDS.has(text) || NO_MOMENT.test(text);

/** What a word or a few say of a person, in the languages we know. */
export function wordState(text: string): OutState | 'reader' {
  const plain = text.trim().toLowerCase();
  const numbered = NUMBERED[plain];
  if (numbered) return numbered;
  if (plain === 'true' || plain === 'yes' || plain === 'ja' || plain === 'oui') return 'reader';
  const words = wordsOf(plain);
  if (words.length === 0) return 'unknown';
  const departure = words.map((word) => departureIn(word)).find((found) => found !== undefined);
  if (departure) return departure;
  if (words.join(' ') === 'marketing contact') return 'reader';
  const isGood = (word: string) => isReaderWord(word) || isPlanWord(word);
  if (words.some(isNegation)) return words.some(isGood) ? 'unconfirmed' : 'unknown';
  return words.some(isGood) && words.every((word) => isGood(word) || isNeutral(word)) ? 'reader' : 'unknown';
}
