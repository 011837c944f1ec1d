import type { EmailAddress } from '../../platform/mail/email-address.ts';
import type { Topic } from '../../publications/index.ts';
import type { Reason } from '../../words/index.ts';
import type { Columns } from './columns.ts';
import { readLanguage } from './languages.ts';
import { cleanName, readMailbox } from './mailbox.ts';
import { matchTopics, type MatchedTopics } from './match-topics.ts';
import { readMoment } from './read-moment.ts';
import { readWays, type OddWay, type RowWays } from './read-ways.ts';
import type { OutState } from './vocabulary.ts';

/** What a row of a file comes to, before the database is asked. */
export type JudgedRow = JudgedReader | JudgedOut | { kind: 'refused'; email: string | null; reason: Reason };

/** The same with its line in the file. */
export type ReadRow = JudgedRow & { line: number };

interface JudgedReader {
  kind: 'reader';
  address: EmailAddress;
  name: string;
  consentedAt: Date | undefined;
  language: string | undefined;
  topics: MatchedTopics | undefined;
  ways: RowWays | undefined;
  /** What is said of how mail comes and not understood. */
  oddWays: OddWay[];
  /** A moment of consent that could not be read. */
  oddMoment: string | undefined;
}

/** The file says that this person is no reader. */
interface JudgedOut {
  kind: 'out';
  address: EmailAddress;
  state: OutState;
  /** When they left, where the file says it. */
  leftAt: Date | undefined;
  reason: Reason;
}

const MAX_ADDRESS_LENGTH = 254;
/** As at sign-up. */
const MAX_NAME_LENGTH = 100;
const CONTROLS = /[\u0000-\u001f\u007f\u2028\u2029\p{Cs}]/u;

export function judgeRow(columns: Columns, cells: string[], topics: Topic[], now: Date): JudgedRow {
  const text = cells[columns.email] ?? '';
  const refuse = (reason: Reason): JudgedRow => ({ kind: 'refused', email: shownAddress(text), reason });
  if (cells.length > columns.width && cells.slice(columns.width).some((cell) => cell !== ''))
    return refuse({ code: 'row-too-wide', params: {} });
  if (text === '') return refuse({ code: 'row-without-address', params: {} });
  const mailbox = readMailbox(text);
  if (!mailbox) return refuse(addressFault(text));
  const { address } = mailbox;
  const out = findDeparture(columns, cells, now);
  if (out) return { kind: 'out', address, ...out };
  for (const at of columns.unnamed)
    if ((cells[at] ?? '') !== '') return refuse({ code: 'row-unnamed-cell', params: { column: at + 1 } });
  const matched = columns.topics === undefined ? undefined : matchTopics(cells[columns.topics] ?? '', topics);
  if (matched && matched.ids.length === 0 && matched.unknown.length > 0)
    return { kind: 'out', address, state: 'unknown', leftAt: undefined, reason: noTopic(matched.unknown) };
  const name = readName(columns, cells) || mailbox.name;
  if (name.length > MAX_NAME_LENGTH)
    return refuse({ code: 'row-name-too-long', params: { limit: MAX_NAME_LENGTH } });
  return {
    kind: 'reader',
    address,
    name,
    ...readConsentedAt(columns, cells, now),
    language: columns.language === undefined ? undefined : readLanguage(cells[columns.language] ?? ''),
    topics: matched,
    ...readWays(columns.ways, cells, { order: columns.order, now }),
  };
}

/** Of several things that keep a person out, the strongest: a complaint before a bounce before leaving. */
const STRENGTH: OutState[] = [
  'unknown',
  'paused',
  'unconfirmed',
  'unsubscribed',
  'blocked',
  'bounced',
  'complained',
];

function findDeparture(
  columns: Columns,
  cells: string[],
  now: Date,
): Omit<JudgedOut, 'kind' | 'address'> | undefined {
  let strongest: { state: OutState; column: string; cell: string | undefined } | undefined;
  let leftAt: Date | undefined;
  for (const { at, column, rule, isNeeded } of columns.states) {
    const cell = cells[at];
    if (cell === undefined && !isNeeded) continue;
    const state = rule(cell);
    if (state === undefined) continue;
    const moment = readMoment(cell ?? '', columns.order);
    if (moment && moment <= now) leftAt ??= moment;
    if (!strongest || STRENGTH.indexOf(state) > STRENGTH.indexOf(strongest.state))
      strongest = { state, column, cell };
  }
  if (!strongest) return undefined;
  const { state, column, cell } = strongest;
  return { state, leftAt, reason: reasonOf(state, column, cell) };
}

function reasonOf(state: OutState, name: string, cell: string | undefined): Reason {
  const column = tidy(name);
  // Signs alone leave nothing to show, and are not nothing.
  const value = cell === undefined ? null : tidy(cell) || (cell && '…');
  return state === 'unknown' && cell !== undefined && cell !== ''
    ? { code: 'row-unknown-value', params: { column, value: value ?? '' } }
    : { code: 'row-says-gone', params: { column, value } };
}

function addressFault(text: string): Reason {
  if (text.length > MAX_ADDRESS_LENGTH)
    return { code: 'row-address-too-long', params: { limit: MAX_ADDRESS_LENGTH } };
  if (CONTROLS.test(text)) return { code: 'row-address-controls', params: {} };
  if (/@.*[\s,;<>].*@/.test(text)) return { code: 'row-several-addresses', params: {} };
  return { code: 'row-not-an-address', params: {} };
}

/** What stood where the address should be; nothing that no page could show. */
function shownAddress(text: string): string | null {
  return text === '' || text.length > MAX_ADDRESS_LENGTH || CONTROLS.test(text) ? null : text;
}

/** Text of a file as a reason shows it. Half a character at the cut would be no JSON that PostgreSQL takes. */
export const tidy = (text: string) =>
  text
    .replaceAll(/[^\p{L}\p{N} .,:@+/_-]/gu, '')
    .slice(0, 40)
    .toWellFormed();

const noTopic = (unknown: string[]): Reason => ({
  code: 'row-unknown-topics',
  params: { topics: unknown.slice(0, 3).map(tidy) },
});

function readName({ name, nameParts }: Columns, cells: string[]): string {
  const whole = name === undefined ? '' : cleanName(cells[name] ?? '');
  if (whole !== '') return whole;
  return nameParts
    .map((at) => cleanName(cells[at] ?? ''))
    .filter(Boolean)
    .join(' ');
}

function readConsentedAt(
  columns: Columns,
  cells: string[],
  now: Date,
): Pick<JudgedReader, 'consentedAt' | 'oddMoment'> {
  let oddMoment: string | undefined;
  for (const at of columns.consentedAt) {
    const cell = cells[at] ?? '';
    const moment = readMoment(cell, columns.order);
    if (moment && moment <= now) return { consentedAt: moment, oddMoment: undefined };
    if (/\d/.test(cell) && !/^[0\s:.-]+$/.test(cell)) oddMoment ??= cell;
  }
  return { consentedAt: undefined, oddMoment };
}
