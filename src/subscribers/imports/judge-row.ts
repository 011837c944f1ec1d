import { parseEmailAddress, type EmailAddress } from '../../platform/email-address.ts';
import type { Columns } from './columns.ts';

/** What a row of a file comes to, before the database is asked. */
export type JudgedRow =
  | { kind: 'reader'; address: EmailAddress; name: string; consentedAt: Date | undefined }
  | { kind: 'skipped' | 'refused'; email: string | null; reason: string };

const MAX_ADDRESS_LENGTH = 254;
/** As at sign-up. */
const MAX_NAME_LENGTH = 100;
const CONTROLS = /[\u0000-\u001f\u007f\u2028\u2029]/;

/** @param now moments after it are no evidence. */
export function judgeRow(columns: Columns, cells: string[], now: Date): JudgedRow {
  const text = cells[columns.email] ?? '';
  const refuse = (reason: string): JudgedRow => ({ kind: 'refused', email: shownAddress(text), reason });
  if (cells.length > columns.width && cells.slice(columns.width).some((cell) => cell !== ''))
    return refuse('This row has more cells than the first one.');
  if (text === '') return refuse('The address is missing.');
  const address = parseEmailAddress(text);
  if (!address) return refuse(addressFault(text));
  const left = columns.leaving.find(({ at, tells }) => tells((cells[at] ?? 'missing').toLowerCase()));
  if (left)
    return {
      kind: 'skipped',
      email: address.key,
      reason: `The file says so: ${left.column} is ${told(cells[left.at])}.`,
    };
  const name = readName(columns, cells);
  if (CONTROLS.test(name)) return refuse('The name has line breaks or control characters in it.');
  if (name.length > MAX_NAME_LENGTH) return refuse(`The name has more than ${MAX_NAME_LENGTH} characters.`);
  return { kind: 'reader', address, name, consentedAt: readConsentedAt(columns, cells, now) };
}

function addressFault(text: string): string {
  if (text.length > MAX_ADDRESS_LENGTH) return `The address has more than ${MAX_ADDRESS_LENGTH} characters.`;
  if (CONTROLS.test(text)) return 'The address has line breaks or control characters in it.';
  return 'This is not an email address that mail can be sent to.';
}

/** What stood where the address should be; nothing that no page could show. */
function shownAddress(text: string): string | null {
  return text === '' || text.length > MAX_ADDRESS_LENGTH || CONTROLS.test(text) ? null : text;
}

function told(value: string | undefined): string {
  return value === undefined ? 'missing' : `"${value.replaceAll(/[^\p{L}\p{N} .:@+-]/gu, '').slice(0, 40)}"`;
}

function readName({ name, nameParts }: Columns, cells: string[]): string {
  const whole = name === undefined ? '' : (cells[name] ?? '');
  if (whole !== '') return whole;
  return nameParts
    .map((at) => cells[at] ?? '')
    .filter(Boolean)
    .join(' ');
}

function readConsentedAt(columns: Columns, cells: string[], now: Date): Date | undefined {
  for (const at of columns.consentedAt) {
    const moment = readMoment(cells[at] ?? '');
    if (moment && moment <= now) return moment;
  }
  return undefined;
}

const MOMENT = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:\.\d{1,9})?)? ?(?:([+-]\d\d):?(\d\d))?)?/;

/** `2024-02-01 09:10:11`, with or without fractions, offset or T; without an offset it is UTC. */
function readMoment(text: string): Date | undefined {
  const [, day, minutes = '00:00', seconds = '00', hours = '+00', rest = '00'] = MOMENT.exec(text) ?? [];
  if (day === undefined) return undefined;
  const moment = new Date(`${day}T${minutes}:${seconds}${hours}:${rest}`);
  return Number.isNaN(moment.getTime()) || moment.getUTCFullYear() < 1990 ? undefined : moment;
}
