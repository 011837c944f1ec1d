import { meaningOf } from './column-names.ts';
import { plainName } from './words-of.ts';
import { wordState } from './states.ts';

/** A JSON object as keys and cells: `{"fields": {"city": "Ryde"}}` has a key `fields.city`. */
export interface FlatRecord {
  keys: string[];
  cells: string[];
}

const MAX_DEPTH = 4;
const MAX_KEYS = 500;
/** Hold what an editor of the other program made up: of these keys only those that are understood count. */
const CONTAINERS = new Set(
  'attribs attributes attribute fields customfields customattributes mergefields data metadata meta vars variables properties attribution stats location links'.split(
    ' ',
  ),
);
/** Wrap a person. */
const WRAPPERS = new Set(
  'subscriber contact member person profile user data attributes recipient'.split(' '),
);
/** Lists that a person is or was on, each with a state of its own. */
const MEMBERSHIPS = new Set(
  'lists contactlists listsubscriptions memberships audiences groups mailinglists'.split(' '),
);

type Entry = [key: string, value: unknown];

export function flattenRecord(record: object): FlatRecord {
  const flat = entriesOf(record, [], 0).slice(0, MAX_KEYS);
  return { keys: flat.map(([key]) => key), cells: flat.map(([, value]) => asText(value)) };
}

function entriesOf(record: object, path: string[], depth: number): Entry[] {
  return Object.entries(record).flatMap(([key, value]: Entry): Entry[] => {
    const plain = plainName(key);
    const name = [...path, key].join('.');
    if (Array.isArray(value))
      return MEMBERSHIPS.has(plain) ? memberships(name, value) : [[name, listText(value)]];
    if (typeof value !== 'object' || value === null) return [[name, value]];
    if (depth >= MAX_DEPTH) return [[name, '']];
    if (CONTAINERS.has(plain)) return [[name, ''], ...understood(entriesOf(value, [], depth + 1))];
    return entriesOf(value, WRAPPERS.has(plain) ? path : [...path, key], depth + 1);
  });
}

/** What somebody made up is left out without a word, unless it may say who left. */
function understood(entries: Entry[]): Entry[] {
  return entries.filter(([key]) => {
    const meaning = meaningOf(key);
    return meaning.is === 'unknown' ? meaning.smells : meaning.is !== 'nothing' && meaning.is !== 'topics';
  });
}

/** The names of the lists a person reads, and whether there is one at all. */
function memberships(name: string, value: unknown[]): Entry[] {
  const lists = value.filter((list) => typeof list === 'object' && list !== null) as Record<
    string,
    unknown
  >[];
  if (lists.length === 0)
    return value.length > 0
      ? [[name, listText(value)]]
      : [
          [name, ''],
          [`${name}.status`, 'on no list'],
        ];
  const stateKey = Object.keys(lists[0] ?? {}).find((key) => /^(subscription_?)?(status|state)$/i.test(key));
  if (stateKey === undefined) return [[name, listText(lists.map((list) => list['name']))]];
  const reads = (list: Record<string, unknown>) => {
    const state = wordState(asText(list[stateKey]));
    // listmonk mails lists of single opt-in to everybody who did not leave them.
    return state === 'reader' || (state === 'unconfirmed' && list['optin'] === 'single');
  };
  const read = lists.filter(reads);
  const state = read.length > 0 ? 'active' : strongest(lists.map((list) => asText(list[stateKey])));
  return [
    [
      name,
      listText((read.length > 0 ? read : lists).map((list) => list['name'] ?? list['id'] ?? list['list_id'])),
    ],
    [`${name}.${stateKey}`, state],
  ];
}

/** Who left one list and never confirmed another has left. */
const strongest = (states: string[]) =>
  states.find((state) => !['unconfirmed', 'unknown', 'paused'].includes(wordState(state))) ?? states[0] ?? '';

function listText(values: unknown[]): string {
  const texts = values.map(asText).filter((text) => text !== '');
  return texts.length < 2
    ? (texts[0] ?? '')
    : texts.map((text) => `"${text.replaceAll('"', '')}"`).join(', ');
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
