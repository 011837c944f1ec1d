import { createHash } from 'node:crypto';
import { AppError } from '../../platform/errors.ts';
import { encodedWords } from '../../platform/mail/header-words.ts';
import { checkedHeader, headerLine, mailbox, unstructured } from './header-lines.ts';
import { encodeQuotedPrintable } from './quoted-printable.ts';

/** Text with slots: fixed text at even places, names of values at odd ones. */
export type Pieces = string[];

/** What all messages of a send have in common. */
export interface MailFrame {
  from: { name: string; address: string };
  replyTo: string | undefined;
  subject: string | Pieces;
  /** Before the subject, such as that of a test; nothing else in the message depends on it. */
  subjectMark?: string | undefined;
  date: Date;
  /** In order; a value with slots is written on one line. */
  headers: { name: string; value: Pieces }[];
  html: Pieces;
  text: Pieces;
  escapeHtml: (value: string) => string;
}

/** What differs from message to message. */
export interface Personal {
  to: { name: string; address: string };
  /** `<opaque@domain>` */
  messageId: string;
  /** By slot name; plain text. */
  values: Record<string, string>;
}

/** A message encoded but for its slots: compiled once per send, a few microseconds per reader. */
export interface Skeleton {
  /** The approximate octets of a message, for SIZE (RFC 1870 §5 asks for an estimate only). */
  size: number;
  /**
   * The finished message: 7 bit, CRLF, no line begins with a dot, the last one ends in CRLF, the body is in DKIM's relaxed form
   * (RFC 6376 §3.4.4); the same bytes for the same values.
   * @param target is written into, so the answer is valid until its next use; a larger buffer is made when it is too small.
   * @throws AppError for a slot without a value, or a header with a line break (HDR-08).
   */
  render(personal: Personal, target: Buffer): Buffer;
}

/** A value as it is written in its place; a value that occurs in several places is encoded once. */
interface Field {
  kind: 'html' | 'text' | 'header';
  name: string;
  uses: number;
}

/** Octets on the wire, or which field's value stands there. */
type Part = Buffer | number;

const USUAL_VALUE = 100;
const USUAL_HEAD = 150;

/** @throws AppError for a header with a line break (HDR-08). */
export function createSkeleton(frame: MailFrame): Skeleton {
  const fields: Field[] = [];
  const parts = merge([...headerParts(frame, fields), ...bodyParts(frame, fields)]);
  const fixed = parts.reduce<number>(
    (sum, part) => sum + (typeof part === 'number' ? USUAL_VALUE : part.length),
    0,
  );
  const fixedLength = parts.reduce<number>(
    (sum, part) => sum + (typeof part === 'number' ? 0 : part.length),
    0,
  );
  return {
    size: fixed + USUAL_HEAD,
    render(personal, target) {
      const head = personalHead(personal, frame);
      const encoded = fields.map((field) => encodeValue(field, personal.values, frame.escapeHtml));
      let length = fixedLength + head.length;
      for (const [index, { uses }] of fields.entries()) length += uses * (encoded[index]?.length ?? 0);
      const output = length <= target.length ? target : Buffer.allocUnsafe(length);
      fill(output, output.write(head, 'latin1'), parts, encoded);
      return output.subarray(0, length);
    },
  };
}

/** Writes the parts from `at` on. A value is encoded where it stands first, and copied from there to where it stands again. */
function fill(output: Buffer, at: number, parts: Part[], values: string[]): void {
  const places = values.map(() => -1);
  for (const part of parts) {
    if (typeof part !== 'number') {
      output.set(part, at);
      at += part.length;
      continue;
    }
    const value = values[part] ?? '';
    const place = places[part] ?? -1;
    if (place < 0) {
      output.write(value, at, 'latin1');
      places[part] = at;
    } else output.copyWithin(at, place, place + value.length);
    at += value.length;
  }
}

function valueOf(name: string, values: Record<string, string>): string {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value === undefined) throw new AppError('slot-without-value', `The email has no value for ${name}.`);
  return value;
}

function encodeValue(
  { kind, name }: Field,
  values: Record<string, string>,
  escapeHtml: MailFrame['escapeHtml'],
) {
  const value = valueOf(name, values);
  if (kind === 'html') return encodeQuotedPrintable(escapeHtml(value));
  if (kind === 'text') return encodeQuotedPrintable(value);
  if (!/^[ -~]*$/.test(value))
    throw new AppError('header-injection', `The value for ${name} cannot be used in a header.`);
  return value;
}

function personalHead({ to, messageId, values }: Personal, frame: MailFrame): string {
  return (
    headerLine('To', mailbox('To', to.name, to.address)) +
    headerLine('Message-ID', messageId) +
    (hasFixedSubject(frame) ? '' : subjectLine(frame, values))
  );
}

const hasFixedSubject = ({ subject }: MailFrame) => [subject].flat().length === 1;

/** Encoded as a whole: encoded words may not stand amid other text as a value would. */
function subjectLine({ subject, subjectMark = '' }: MailFrame, values: Record<string, string>): string {
  const pieces = [subject].flat();
  const text = pieces.map((piece, place) => (place % 2 === 0 ? piece : valueOf(piece, values))).join('');
  return headerLine('Subject', unstructured('Subject', checkedHeader('Subject', subjectMark + text.trim())));
}

function headerParts(frame: MailFrame, fields: Field[]): Part[] {
  const { from, replyTo, date, headers } = frame;
  const fixed =
    headerLine('From', mailbox('From', from.name, from.address)) +
    (replyTo === undefined ? '' : headerLine('Reply-To', replyTo)) +
    (hasFixedSubject(frame) ? subjectLine(frame, {}) : '') +
    headerLine('Date', date.toUTCString().replace('GMT', '+0000'));
  return [Buffer.from(fixed), ...headers.flatMap(({ name, value }) => oneHeader(name, value, fields))];
}

function oneHeader(name: string, value: Pieces, fields: Field[]): Part[] {
  const [only = ''] = value;
  if (value.length === 1)
    return [Buffer.from(headerLine(name, isAscii(only) ? only : encodedWords(only, name)))];
  const parts = value.map((piece, place) =>
    place % 2 === 0 ? Buffer.from(checkedHeader(name, piece)) : fieldOf(fields, 'header', piece),
  );
  return [Buffer.from(`${name}: `), ...parts, Buffer.from('\r\n')];
}

const isAscii = (text: string) => !/[^\0-\x7f]/.test(text);

function bodyParts(frame: MailFrame, fields: Field[]): Part[] {
  const digest = createHash('sha256').update(JSON.stringify([frame.subject, frame.text, frame.html]));
  // RFC 2045 §6.7: "=_" cannot occur in quoted-printable.
  const boundary = `=_${digest.digest('hex').slice(0, 24)}`;
  const open = (type: string) =>
    Buffer.from(
      `--${boundary}\r\nContent-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n`,
    );
  return [
    Buffer.from(
      `MIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n boundary="${boundary}"\r\n\r\n`,
    ),
    open('text/plain'),
    ...encodePieces(frame.text, 'text', fields),
    Buffer.from('\r\n'),
    open('text/html'),
    ...encodePieces(frame.html, 'html', fields),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ];
}

/** Soft breaks before and after every value, so that no value changes the length of a fixed line. */
function encodePieces(pieces: Pieces, kind: 'html' | 'text', fields: Field[]): Part[] {
  const parts: Part[] = [];
  let isLineBegun = false;
  for (const [place, piece] of pieces.entries()) {
    const isSlot = place % 2 === 1;
    if (isSlot && isLineBegun) parts.push(SOFT_BREAK);
    if (isSlot) parts.push(fieldOf(fields, kind, piece));
    else if (piece !== '') {
      // After a value the rest of its line goes on in a new one.
      const encoded = Buffer.from(encodeQuotedPrintable(piece));
      parts.push(...(place > 0 ? [SOFT_BREAK, encoded] : [encoded]));
    }
    isLineBegun = isSlot || (piece === '' ? isLineBegun : !/[\r\n]$/.test(piece));
  }
  return parts;
}

const SOFT_BREAK = Buffer.from('=\r\n');

function fieldOf(fields: Field[], kind: Field['kind'], name: string): number {
  const known = fields.findIndex((field) => field.kind === kind && field.name === name);
  const field = fields[known];
  if (!field) return fields.push({ kind, name, uses: 1 }) - 1;
  field.uses += 1;
  return known;
}

/** Joins neighbours that are fixed. */
function merge(parts: Part[]): Part[] {
  const merged: Part[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part !== 'number' && Buffer.isBuffer(last))
      merged[merged.length - 1] = Buffer.concat([last, part]);
    else merged.push(part);
  }
  return merged;
}
