import { domainToASCII } from 'node:url';
import { Temporal } from 'temporal-polyfill';
import { parseTypedAddress } from '../platform/mail/typed-address.ts';
import { storable } from '../platform/storable.ts';
import { startOfDay } from '../platform/time-zone.ts';
import type { Publication, Topic } from '../publications/index.ts';
import { kindOf, type Op, type Rule, type RuleField, type Rules } from './rule.ts';

/** What the statements compare with, by the names that they ask for. */
type Values = Record<string, string | number | boolean | null>;

/** Rules as statements take them: what is asked in their text, and every value as JSON that is bound to them. */
export interface Selection {
  match: Rules['match'];
  conditions: { field: RuleField; op: Op }[];
  /** One for each condition. */
  values: Values[];
  /** Of readers who chose none. */
  language: string;
  timeZone: string;
}

/** @param topics all that the publication has. */
export function selectionOf(
  { language, timeZone }: Pick<Publication, 'language' | 'timeZone'>,
  topics: Topic[],
  { match, rules }: Rules,
): Selection {
  return {
    match,
    conditions: rules.map(({ field, op }) => ({ field, op })),
    values: rules.map((rule) => valuesOf({ ...rule, value: storable(rule.value) }, topics, timeZone)),
    language,
    timeZone,
  };
}

/** A part of a text as `ilike` takes it. */
const patternOf = (part: string) => `%${part.replaceAll(/[\\%_]/g, '\\$&')}%`;

const SHORTEST_PART = 3;

/**
 * One of these has to be in the address and name of a reader who is looked for by this word: it itself, or, where it is too short
 * for the index of letters, a beginning of the address, the domain or a name.
 */
export function patternsOf(word: string): string[] {
  if (Array.from(word).length >= SHORTEST_PART) return [patternOf(word)];
  const beginning = patternOf(word).slice(1);
  return [beginning, `% ${beginning}`, `%@${beginning}`];
}

function valuesOf({ field, op, value }: Rule, topics: Topic[], timeZone: string): Values {
  switch (kindOf(field, op)) {
    case 'topic':
      // A topic that is gone has no followers but those of everything.
      return { is: topics.find(({ slug }) => slug === value)?.id ?? 0 };
    case 'day':
      return { is: startOfDay(dayOf(value, op), timeZone).toISOString() };
    case 'yes-no':
      return { is: value === 'yes' };
    case 'send':
    case 'days':
      return { is: Number(value) };
    case 'page':
      return pageValues(value);
    default:
      return textValues(field, value);
  }
}

/** “After” begins with the next day. */
function dayOf(value: string, op: Op) {
  const day = Temporal.PlainDate.from(value);
  return op === 'after' ? day.add({ days: 1 }) : day;
}

function textValues(field: RuleField, value: string): Values {
  if (field === 'domain') {
    const domain = domainToASCII(value.replace(/^@/, '')) || value.toLowerCase();
    return { is: domain, like: patternOf(domain), at: patternOf(`@${domain}`) };
  }
  if (field === 'address') {
    const key = parseTypedAddress(value)?.key ?? value.toLowerCase();
    return { is: key, like: patternOf(value) };
  }
  return { is: value, like: patternOf(value) };
}

/** Sign-ups below an article name its address, often with a campaign or a place of the page behind it. */
function pageValues(address: string): Values {
  const { origin, pathname } = new URL(address);
  const is = `${origin}${pathname}`.replace(/\/$/, '');
  return {
    is,
    slash: `${is}/`,
    query: `${is}?`,
    slashQuery: `${is}/?`,
    place: `${is}#`,
    slashPlace: `${is}/#`,
  };
}
