import { orderOf, type DayOrder } from '../../platform/dates/day-order.ts';
import { InvalidInput } from '../../platform/errors.ts';
import { meaningOf, type Meaning } from './column-names.ts';
import { plainName } from './words-of.ts';
import { WAYS_TAKEN, type WaysColumn } from './read-ways.ts';
import type { ColumnChoices, ColumnField, TakenColumn } from './import.ts';
import { ofFurtherAddress, ofLabels, ofStateOrPlace, stateRule, type StateRule } from './states.ts';

/** Which column of a file says what. */
export interface Columns {
  email: number;
  name: number | undefined;
  /** First and last name, for files without a whole one. */
  nameParts: number[];
  /** The best evidence first. */
  consentedAt: number[];
  /** Columns that tell that a person left, or may not be mailed. */
  states: { at: number; column: string; rule: StateRule; isNeeded: boolean }[];
  language: number | undefined;
  topics: number | undefined;
  /** Columns that say how mail comes, at most one for each thing. */
  ways: WaysColumn[];
  /** Columns whose cells must be empty: nobody named them. */
  unnamed: Set<number>;
  /** How the file writes days in numbers, as far as its first rows prove it. */
  order: DayOrder | undefined;
  /** How many cells a row may have. */
  width: number;
  taken: TakenColumn[];
}

interface Named {
  at: number;
  name: string;
  plain: string;
  meaning: Meaning | { is: 'ignored' } | { is: 'unnamed' };
  isMapped: boolean;
}

const MAX_COLUMNS = 1000;

/**
 * @param addressColumn where the cells say the addresses are, for a heading that does not.
 * @returns undefined when no column is known to hold the addresses.
 * @throws InvalidInput naming each column that is not understood, before anything happens.
 */
export function findColumns(
  heading: string[],
  choices: ColumnChoices,
  addressColumn?: number,
): Columns | undefined {
  if (heading.length > MAX_COLUMNS)
    throw new InvalidInput([
      { field: 'file', message: `The first line has more than ${MAX_COLUMNS} columns.` },
    ]);
  const named = nameColumns(heading, choices);
  if (addressColumn !== undefined) {
    const column = named[addressColumn];
    if (column && !named.some(({ meaning }) => meaning.is === 'email')) column.meaning = { is: 'email' };
  }
  const email = mostLikely(named, 'email');
  if (!email) return undefined;
  refuseUnknown(named);
  return assemble(named, email, heading.length);
}

function nameColumns(heading: string[], { ignored, mapped }: ColumnChoices): Named[] {
  const left = new Set(ignored.flatMap((name) => [plainName(name), name.trim().toLowerCase()]));
  const fields = new Map<string, ColumnField>(mapped.map(({ field, column }) => [plainName(column), field]));
  const isGeographic = heading.some((name) =>
    /\b(city|zip|country|street|postal|address ?1|province)/i.test(name),
  );
  const isSubstack = heading.some((name) =>
    ['emaildisabled', 'stripeplan', 'firstpaymentat'].includes(plainName(name)),
  );
  return heading.map((raw, at): Named => {
    const name = raw.trim();
    const plain = plainName(name);
    const base = { at, name: name || `column ${at + 1}`, plain, isMapped: false };
    if (left.has(plain === '' ? `column${at + 1}` : plain) || (left.has(name.toLowerCase()) && name !== ''))
      return { ...base, meaning: { is: 'ignored' } };
    if (name === '') return { ...base, meaning: { is: 'unnamed' } };
    const field = fields.get(plain);
    if (field) return { ...base, meaning: MAPPED[field], isMapped: true };
    const meaning = meaningOf(name);
    // Substack's paid subscription: readers without one are readers all the same.
    if (isSubstack && SUBSTACK_PLANS.has(plain)) return { ...base, meaning: { is: 'nothing' } };
    if (plain === 'state' && isGeographic) return { ...base, meaning: { is: 'state' }, plain: PLACE };
    return { ...base, meaning };
  });
}

const SUBSTACK_PLANS = new Set(
  'activesubscription canceldate expirationdate type subscriptionsourcefree subscriptionsourcepaid'.split(
    ' ',
  ),
);

/** `State` beside a city may be a place. */
const PLACE = 'state or place';

const MAPPED: Record<ColumnField, Meaning> = {
  email: { is: 'email' },
  name: { is: 'name' },
  'first-name': { is: 'first-name' },
  'last-name': { is: 'last-name' },
  'consent-at': { is: 'arrival', rank: -1 },
  language: { is: 'language' },
  state: { is: 'state' },
  topics: { is: 'topics' },
  rhythm: { is: 'ways', field: 'rhythm' },
  'time-zone': { is: 'ways', field: 'time-zone' },
  'local-hour': { is: 'ways', field: 'local-hour' },
  'busy-day-cap': { is: 'ways', field: 'busy-day-cap' },
  'paused-until': { is: 'ways', field: 'paused-until' },
};

/** Of several columns for one thing the one that was mapped, else the one with the plainest name, else the first. */
function mostLikely(named: Named[], is: Meaning['is']): Named | undefined {
  const found = named.filter(({ meaning }) => meaning.is === is);
  const rank = ({ isMapped, plain }: Named) =>
    isMapped ? 0 : PLAINEST.indexOf(plain) + 1 || PLAINEST.length + 1;
  return found.toSorted((one, other) => rank(one) - rank(other) || one.at - other.at)[0];
}

const PLAINEST = [
  'email',
  'emailaddress',
  'primaryemail',
  'mail',
  'name',
  'fullname',
  'displayname',
  'language',
];

/** @throws InvalidInput for a column that was mapped by hand and is not there. */
export function refuseMissing(heading: string[], { mapped }: ColumnChoices): void {
  const errors = mapped
    .filter(({ column }) => !heading.some((name) => plainName(name) === plainName(column)))
    .map(({ column }) => ({
      field: column,
      message: `There is no column "${column}" in the file. Nothing was imported.`,
    }));
  if (errors.length > 0) throw new InvalidInput(errors);
}

function refuseUnknown(named: Named[]): void {
  const errors = [
    ...named.flatMap(({ name, meaning }) =>
      meaning.is === 'unknown' ? [{ field: name, message: notUnderstood(name, meaning.smells) }] : [],
    ),
    ...listmonkFault(named),
  ];
  if (errors.length > 0) throw new InvalidInput(errors);
}

export function notUnderstood(name: string, smells: boolean): string {
  const doubt = smells ? 'It may say who left. ' : '';
  return (
    `The column "${name}" is not understood. ${doubt}Nothing was imported. ` +
    `Leave it out (--ignore-column "${name}", in the API ignoreColumns=…), ` +
    `or say what it is (--column state="${name}", in the API columns=state:…).`
  );
}

const LISTMONK = ['uuid', 'email', 'name', 'attributes', 'status', 'createdat', 'updatedat'];

/** listmonk's file looks the same for everybody, for one list and for those who left it: it does not tell who reads. */
function listmonkFault(named: Named[]): { field: string; message: string }[] {
  const isListmonk =
    named.length === LISTMONK.length &&
    LISTMONK.every((plain) => named.some((column) => column.plain === plain));
  if (!isListmonk || named.some(({ plain, meaning }) => plain === 'uuid' && meaning.is === 'ignored'))
    return [];
  return [
    {
      field: 'uuid',
      message:
        'This is an export of listmonk, which does not say who left a list or never confirmed. Nothing was imported. ' +
        'Export one list with the subscription status "confirmed", or the JSON of its API (GET /api/subscribers), which says it. ' +
        'If this is that export of one list, say so by leaving out the column "uuid" (--ignore-column uuid, in the API ignoreColumns=uuid).',
    },
  ];
}

function assemble(named: Named[], email: Named, width: number): Columns {
  const states = statesOf(named, email);
  const [name, first, last] = (['name', 'first-name', 'last-name'] as const).map((is) =>
    mostLikely(named, is),
  );
  const arrivals = named
    .flatMap(({ at, meaning }) => {
      if (meaning.is === 'arrival') return [{ at, rank: meaning.rank }];
      return meaning.is === 'reader' && meaning.isArrival ? [{ at, rank: 0 }] : [];
    })
    .toSorted((one, other) => one.rank - other.rank);
  const isTold = arrivals.some(({ rank }) => rank < CREATED);
  // `Nom` beside `Prénom`, `Name` beside `Surname`: the one that is no whole name then.
  const isWhole = name && !(first && !last) && !(last && !first);
  const parts = [first ?? (last && name), last ?? (first && name)].flatMap((column) => column?.at ?? []);
  const topics = named.find(({ meaning, isMapped }) => meaning.is === 'topics' && isMapped);
  const language = mostLikely(named, 'language');
  const columns = {
    email: email.at,
    name: isWhole || parts.length === 0 ? name?.at : undefined,
    nameParts: parts,
    consentedAt: arrivals.filter(({ rank }) => rank < CREATED || !isTold).map(({ at }) => at),
    states,
    language: language?.at,
    topics: topics?.at,
    ways: waysOf(named),
    order: undefined,
    unnamed: new Set(named.flatMap(({ at, meaning }) => (meaning.is === 'unnamed' ? [at] : []))),
    width,
  };
  return { ...columns, taken: named.flatMap((column) => takenAs(column, columns)) };
}

/** The first column for each thing, one that was mapped by hand before others. */
function waysOf(named: Named[]): WaysColumn[] {
  const found = named
    .toSorted((one, other) => Number(other.isMapped) - Number(one.isMapped) || one.at - other.at)
    .flatMap(({ at, name, meaning }) =>
      meaning.is === 'ways' ? [{ at, column: name, field: meaning.field }] : [],
    );
  return found.filter(({ field }, place) => found.findIndex((other) => other.field === field) === place);
}

/** When a row was made, which says nothing of consent where a column for that is there and empty. */
const CREATED = 4;

function statesOf(named: Named[], email: Named): Columns['states'] {
  const isOnlyState = !named.some(({ meaning }) => ['state', 'reader', 'departure'].includes(meaning.is));
  const hasState = named.some(({ plain, meaning }) => meaning.is === 'state' && plain !== PLACE);
  return named.flatMap(({ at, name, plain, meaning }) => {
    if (meaning.is === 'ignored' || meaning.is === 'unnamed') return [];
    if (meaning.is === 'email' && at !== email.at)
      return [{ at, column: name, rule: ofFurtherAddress, isNeeded: false }];
    if (meaning.is === 'topics') return [{ at, column: name, rule: ofLabels, isNeeded: false }];
    // Where a word says what a person is, the moment of the confirmation may be unknown.
    if (meaning.is === 'reader' && meaning.isArrival && hasState) return [];
    const rule = plain === PLACE ? ofStateOrPlace : stateRule(meaning, isOnlyState);
    // How mail is delivered may be left unsaid; whether somebody reads may not.
    const isNeeded =
      meaning.is === 'reader' ||
      (meaning.is === 'state' && plain !== PLACE && !/deliver|reception/.test(plain));
    return rule ? [{ at, column: name, rule, isNeeded }] : [];
  });
}

/** Rules for columns that are looked at beside what they are there for. */
const ASIDE = new Set([ofLabels, ofFurtherAddress]);

function takenAs({ at, name, meaning }: Named, columns: Omit<Columns, 'taken'>): TakenColumn[] {
  if (meaning.is === 'unnamed') return [];
  const uses = [
    at === columns.email && 'email',
    at === columns.name && 'name',
    columns.nameParts.includes(at) && 'part of the name',
    columns.states.some((state) => state.at === at && !ASIDE.has(state.rule)) && 'state',
    columns.consentedAt.includes(at) && 'moment of consent',
    at === columns.language && 'language',
    at === columns.topics && 'topics',
    ...columns.ways.map((way) => way.at === at && WAYS_TAKEN[way.field]),
    meaning.is === 'ignored' && 'ignored',
  ].filter((use) => use !== false);
  return [{ column: name, takenAs: uses.join(', ') || 'nothing' }];
}

/** Learns from the first rows whether `2/3/2024` is in February or in March. */
export function learnOrder(columns: Columns, rows: string[][]): void {
  const places = [...columns.consentedAt, ...columns.states.map(({ at }) => at)];
  columns.order ??= orderOf(rows.flatMap((cells) => places.flatMap((at) => cells[at] ?? [])));
}
