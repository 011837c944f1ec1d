import { follows, followsStrand } from '../rhythms/index.ts';
import type { Op, RuleField } from './rule.ts';
import type { Selection } from './selection.ts';

/** What the search looks at; the index of letters has the same expression, and a condition that names it may use that. */
const SEARCHED = `(s.email || ' ' || s.name)`;
const DOMAIN = `split_part(s.email, '@', 2)`;

type Value = (name?: string) => string;
type Predicates = { [Name in Op]?: (value: Value, selection: Value) => string };

/** A text of subscriber `s`. @param looks whether the index of letters has it. */
const ofText = (column: string, looks = false): Predicates => ({
  is: (value) => `lower(${column}) = lower(${value()})`,
  'is-not': (value) => `lower(${column}) <> lower(${value()})`,
  contains: (value) =>
    `${column} ilike ${value('like')}${looks ? ` and ${SEARCHED} ilike ${value('like')}` : ''}`,
});

const ofChoice = (column: string, otherwise?: string): Predicates => {
  const chosen = (selection: Value) =>
    otherwise === undefined ? column : `coalesce(${column}, ${selection(otherwise)})`;
  return {
    is: (value, selection) => `lower(${chosen(selection)}) = lower(${value()})`,
    'is-not': (value, selection) => `lower(${chosen(selection)}) <> lower(${value()})`,
  };
};

/** Both ways round. */
const ofFact = (fact: (value: Value) => string): Predicates => ({
  is: fact,
  'is-not': (value) => `not (${fact(value)})`,
});

const ALL_TOPICS = 'array(select t.id from topics t where t.publication_id = s.publication_id)';

const ACCEPTED = `exists (select from messages m where m.subscriber_id = s.id and m.state = 'accepted' and m.send_id`;

/**
 * What each rule asks of subscriber `s`, by its field and its way of asking; never null. A value is an expression over bound JSON,
 * which the planner folds.
 */
const PREDICATES: Record<RuleField, Predicates> = {
  status: {
    is: (value) => `s.status = ${value()}`,
    'is-not': (value) => `s.status <> ${value()}`,
  },
  rhythm: {
    is: (value) => `s.rhythm = ${value()}`,
    'is-not': (value) => `s.rhythm <> ${value()}`,
  },
  topic: ofFact((value) => follows(`array[cast(${value()} as bigint)]`, ALL_TOPICS)),
  joined: {
    before: (value) => `s.created_at < cast(${value()} as timestamptz)`,
    after: (value) => `s.created_at >= cast(${value()} as timestamptz)`,
    'within-days': (value) => `s.created_at > now() - make_interval(days => cast(${value()} as int))`,
  },
  domain: {
    is: (value) => `${DOMAIN} = ${value()} and ${SEARCHED} ilike ${value('at')}`,
    'is-not': (value) => `${DOMAIN} <> ${value()}`,
    contains: (value) => `${DOMAIN} ilike ${value('like')} and ${SEARCHED} ilike ${value('like')}`,
  },
  address: {
    ...ofText('s.email', true),
    is: (value) => `s.email = ${value()}`,
    'is-not': (value) => `s.email <> ${value()}`,
  },
  name: ofText('s.name', true),
  source: ofText('s.source'),
  article: ofFact(
    (value) =>
      `(s.source in (${value()}, ${value('slash')}) or starts_with(s.source, ${value('query')}) or starts_with(s.source, ${value('slashQuery')})
        or starts_with(s.source, ${value('place')}) or starts_with(s.source, ${value('slashPlace')}))`,
  ),
  language: ofChoice('s.language', 'language'),
  'time-zone': ofChoice('s.time_zone', 'timeZone'),
  paused: { is: (value) => `(s.paused_until is not null) = cast(${value()} as boolean)` },
  bounced: { is: (value) => `(s.status = 'bounced') = cast(${value()} as boolean)` },
  got: {
    ...ofFact((value) => `${ACCEPTED} = cast(${value()} as bigint))`),
    'within-days': (value) => `${ACCEPTED} in (
      select r.id from sends r where r.publication_id = s.publication_id
         and r.started_at > now() - make_interval(days => cast(${value()} as int))))`,
  },
  follows: ofFact((value) => followsStrand(`array[${value()}]`)),
};

/** The predicate of one condition of a selection. @param at SQL of the selection as `jsonb`. */
function conditionSql({ conditions }: Selection, place: number, at: string): string {
  const condition = conditions[place];
  const sql = condition && PREDICATES[condition.field][condition.op];
  if (!sql) throw new Error('a rule that nobody checked');
  const value: Value = (name = 'is') => `(${at}->'values'->${place}->>'${name}')`;
  const selection: Value = (name = 'language') => `(${at}->>'${name}')`;
  return `(${sql(value, selection)})`;
}

/** That subscriber `s` is one of those that the selection means. @param at SQL of the same selection as `jsonb`. */
export function predicateOf(selection: Selection, at: string): string {
  return cumulated(selection, at).at(-1) ?? 'false';
}

/** The same of the first rule, of the first two, and so on: how many each leaves. */
export function cumulated(selection: Selection, at: string): string[] {
  const each = selection.conditions.map((_condition, place) => conditionSql(selection, place, at));
  const word = selection.match === 'all' ? ' and ' : ' or ';
  return each.map((_sql, place) => `(${each.slice(0, place + 1).join(word)})`);
}

/**
 * That one pattern of each word fits the address or the name. Each is a condition of its own: only these can use the index.
 * @param at SQL of the same words as `jsonb`.
 */
export const hasWords = (words: string[][], at: string): string[] =>
  words.map((patterns, word) => {
    const each = patterns.map((_pattern, place) => `${SEARCHED} ilike (${at}->${word}->>${place})`);
    return `(${each.join(' or ')})`;
  });
