import { toText, undoEncoding, wordsOfHtml } from './decode.ts';
import { contentType, rawField, readHead, type Head } from './head.ts';
import { MOST_BYTES, MOST_HEAD, MOST_LEVELS, MOST_PARTS, Unreadable } from './limits.ts';

/** A part that holds no parts of its own. Nothing of it is decoded before `text` asks for it. */
export interface Part {
  type: string;
  head: Head;
  /** Its words; HTML without its tags. */
  text(): string;
  /** What it holds as a message of its own. */
  message(): Mail;
}

export interface Mail {
  head: Head;
  /** Of the whole: `multipart/report`, with its report-type. */
  type: string;
  reportType: string;
  /** In the order of the mail, however deep they were. */
  parts: Part[];
}

/** What reading one message may still cost. */
interface Budget {
  head: number;
  parts: number;
}

/**
 * Reads a message within the limits of `limits.ts` (BNC-05). Its octets are looked through once, and only parts that are asked for are decoded.
 * @throws {Unreadable} when it is none, or costs too much.
 */
export function readMail(bytes: Uint8Array): Mail {
  if (bytes.length > MOST_BYTES) throw new Unreadable('too-large');
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = fromFirstField(buffer.toString('latin1').replaceAll('\r\n', '\n'));
  if (text === '') throw new Unreadable('empty');
  const budget = { head: MOST_HEAD, parts: MOST_PARTS };
  if (!/^[!-9;-~]+[ \t]*:/.test(text.slice(0, 1000))) throw new Unreadable('not-a-mail');
  return read(text, 0, budget);
}

/** Without blank lines, and the line of a mailbox file, in front. */
const fromFirstField = (text: string): string => text.replace(/^\s+/, '').replace(/^>?From .*\n/, '');

function read(text: string, level: number, budget: Budget): Mail {
  const { head, body } = split(text, budget);
  const { type, params } = contentType(head);
  const parts: Part[] = [];
  collect(head, body, level, budget, parts);
  return { head, type, reportType: (params.get('report-type') ?? '').toLowerCase(), parts };
}

/** The head and the body of an entity; without a blank line, all of it is head. */
function split(text: string, budget: Budget): { head: Head; body: string } {
  const end = text.startsWith('\n') ? 0 : text.indexOf('\n\n');
  const stop = end === -1 ? text.length : end;
  budget.head -= stop;
  if (budget.head < 0) throw new Unreadable('headers-too-large');
  return { head: readHead(text.slice(0, stop)), body: text.slice(stop).replace(/^\n\n?/, '') };
}

function collect(head: Head, body: string, level: number, budget: Budget, parts: Part[]): void {
  const { type, params } = contentType(head);
  if (type.startsWith('multipart/')) {
    const pieces = piecesOf(body, params.get('boundary') ?? '', budget);
    if (pieces.length > 0) {
      if (level >= MOST_LEVELS) throw new Unreadable('too-deep');
      for (const piece of pieces) {
        const { head: inner, body: own } = split(piece, budget);
        collect(inner, own, level + 1, budget, parts);
      }
      return;
    }
  }
  parts.push(leaf(head, body, level, budget));
}

function leaf(head: Head, body: string, level: number, budget: Budget): Part {
  const { type, params } = contentType(head);
  const encoding = rawField(head, 'content-transfer-encoding');
  const octets = () => undoEncoding(body, encoding);
  return {
    type: type === '' || type.startsWith('multipart/') ? 'text/plain' : type,
    head,
    text() {
      const text = toText(octets(), params.get('charset') ?? '').replaceAll('\r', '');
      return type === 'text/html' ? wordsOfHtml(text) : text;
    },
    message() {
      if (level >= MOST_LEVELS) throw new Unreadable('too-deep');
      const isPlain = !/^(?:base64|quoted-printable)$/i.test(encoding);
      const inner = isPlain ? body : octets().toString('latin1').replaceAll('\r\n', '\n');
      return read(fromFirstField(inner), level + 1, budget);
    },
  };
}

/** Text that looks like a boundary and is none. */
const MOST_LOOKALIKES = 10_000;

/** What stands between the lines of a boundary. A mail that lost the name of its boundary has it in its first line of dashes. */
function piecesOf(body: string, named: string, budget: Budget): string[] {
  const [, guessed = ''] = named === '' ? (/^--(\S{3,70})\n[\w-]+:/m.exec(body.slice(0, 4000)) ?? []) : [];
  const boundary = named || guessed;
  if (boundary === '') return [];
  const mark = `--${boundary}`;
  const pieces: string[] = [];
  let start = -1;
  let seen = 0;
  for (let at = body.indexOf(mark); at !== -1; at = body.indexOf(mark, at + mark.length)) {
    if (++seen > MOST_LOOKALIKES) throw new Unreadable('too-many-parts');
    const [, blanks] = /(?:^|\n)([ \t]{0,8})$/.exec(body.slice(Math.max(0, at - 9), at)) ?? [];
    const after = body.slice(at + mark.length, at + mark.length + 3);
    // Some servers set blanks in front; another boundary may begin with this one.
    if (blanks === undefined || !/^(?:--|[ \t]*(?:\n|$))/.test(after)) continue;
    const line = at - blanks.length;
    if (start !== -1) pieces.push(body.slice(start, Math.max(start, line - 1)));
    if (--budget.parts < 0) throw new Unreadable('too-many-parts');
    start = body.indexOf('\n', at) + 1;
    if (after.startsWith('--') || start === 0) return pieces;
  }
  if (start !== -1) pieces.push(body.slice(start));
  return pieces;
}
