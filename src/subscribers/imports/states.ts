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
  if (TRUE_WORDS.has(text)) return undefined;
  // One digit or a few are the number of a state, which differs from program to program; a moment has more.
  if (/^\d{1,3}$/.test(text)) return 'unknown';
  if (/^\d/.test(text) || readMoment(text)) return undefined;
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

/** `Was active`: what somebody used to be. */
const PAST = new Set(['was', 'were', 'had', 'war', 'hatte', 'etait', 'avait', 'era', 'fue']);
const YES = new Set(['true', 'yes', 'ja', 'oui', 'si', 'sim', 'tak', 'ano']);
const TO_COME = new Set(['to', 'be', 'a', 'por', 'da', 'te', 'zu', 'do']);

/** `To be confirmed`, `à confirmer`, `por confirmar`. */
const isStillToCome = (words: string[]) =>
  words.some((word, at) => TO_COME.has(word) && isReaderWord(words[at + 1] ?? ''));

/** Whether it is made of words that say what a person is, and of those that mean nothing beside them. */
export function isWordOfState(text: string): boolean {
  const words = wordsOf(text);
  const tells = (word: string) => departureIn(word) !== undefined || isReaderWord(word);
  return words.some(tells) && words.every((word) => tells(word) || isNeutral(word) || isNegation(word));
}

/** A label such as `Unsubscribed` or `bounced 2022` that somebody gave by hand; one of several words is a subject. */
export function ofLabels(cell: string | undefined): OutState | undefined {
  const labels = (cell ?? '').split(/[,;|]/).map((label) => wordsOf(label));
  return labels
    .filter((words) => words.length > 0 && words.every((word) => SAYS_GONE.test(word) || /^\d+$/.test(word)))
    .map((words) => words.map((word) => departureIn(word)).find((state) => state !== undefined))
    .find((state) => state !== undefined);
}

/** A column that is called like one of addresses and holds none: `Email subscriber`, yes or no. */
export const ofFurtherAddress: StateRule = (cell) => {
  const text = plainText(cell);
  if (text === '' || text.includes('@')) return undefined;
  if (FALSE_WORDS.has(text)) return 'unconfirmed';
  return wordsOf(text)
    .map((word) => departureIn(word))
    .find((state) => state !== undefined);
};

/** Only words that no subject is called by: `left`, `clean` and `black` are. */
const SAYS_GONE =
  /^(un-?subscri|optout|optedout|hardbounc|bounced|complain|blacklisted|blocklisted|donot(contact|mail|email)|abgemeldet|abbestellt|desabonn|desinscri|desuscri|disiscri|uitgeschr|wypisan)/;

/** What a word or a few say of a person, in the languages we know. */
export function wordState(text: string): OutState | 'reader' {
  const plain = text.trim().toLowerCase();
  const numbered = NUMBERED[plain];
  if (numbered) return numbered;
  if (YES.has(plainText(plain))) return 'reader';
  const words = wordsOf(plain);
  if (words.length === 0) return 'unknown';
  const departure = words.map((word) => departureIn(word)).find((found) => found !== undefined);
  if (departure) return departure;
  if (words.join(' ') === 'marketing contact') return 'reader';
  const isGood = (word: string) => isReaderWord(word) || isPlanWord(word);
  if (words.some((word) => isNegation(word) || word === '0'))
    return words.some(isGood) ? 'unconfirmed' : 'unknown';
  if (words.some((word) => PAST.has(word))) return 'unknown';
  if (isStillToCome(words)) return 'unconfirmed';
  return words.some(isGood) && words.every((word) => isGood(word) || isNeutral(word)) ? 'reader' : 'unknown';
}
