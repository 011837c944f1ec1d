/** RFC 2045 §6.7: 76 characters with the `=` of a soft break. */
const ROOM = 75;
const SOFT_BREAK = '=\r\n';

/** Stands for itself anywhere in a line; blanks, `=` and what may not begin a line are left to `encodeLine`. */
const IS_PLAIN = /^[!-,/-<>-~][!-<>-~]*$/;

/**
 * Quoted-printable, stricter than RFC 2045 §6.7 so that nothing on the way has a reason to change it: no line begins with
 * a dot (RFC 5321 §4.5.2), a hyphen (a MIME boundary) or `From ` (an mbox); no blank ends a line or follows another
 * (DKIM's relaxed canonicalisation, RFC 6376 §3.4.4); no character is split over two lines.
 * @param text begins on a new line of the output. Any kind of line end becomes CRLF.
 * @returns 7-bit lines of at most 75 characters, so that a soft break may follow, parted by CRLF; none at the end unless
 * `text` has one.
 */
export function encodeQuotedPrintable(text: string): string {
  if (text.length <= ROOM && IS_PLAIN.test(text)) return text;
  return text
    .toWellFormed()
    .split(/\r\n|\r|\n/)
    .map(encodeLine)
    .join('\r\n');
}

/** As much as a line has room for that stands for itself, apart from what may not begin a line: most of any text. */
const PLAIN_RUN = /[!-<>-~](?: ?[!-<>-~]){0,74}/y;

function encodeLine(line: string): string {
  let output = '';
  let column = 0;
  for (let at = 0; at < line.length;) {
    const isBegun = column > 0 && column < ROOM;
    if (isBegun || !mayNotBegin(line, at)) {
      // As much at once as there is room for: letter by letter takes five times as long.
      PLAIN_RUN.lastIndex = at;
      const run = PLAIN_RUN.test(line) ? PLAIN_RUN.lastIndex - at : 0;
      if (run > 0) {
        if (!isBegun && column > 0) output += SOFT_BREAK;
        const taken = Math.min(run, isBegun ? ROOM - column : ROOM);
        output += line.slice(at, at + taken);
        column = isBegun ? column + taken : taken;
        at += taken;
        continue;
      }
    }
    const code = line.codePointAt(at) ?? 0;
    let unit = encodeCharacter(line, at, code);
    if (column + unit.length > ROOM) {
      output += SOFT_BREAK;
      column = 0;
    }
    if (column === 0 && mayNotBegin(line, at)) unit = hex(code);
    output += unit;
    column += unit.length;
    at += code > 0xffff ? 2 : 1;
  }
  return output;
}

function encodeCharacter(line: string, at: number, code: number): string {
  if (code > 0x20 && code < 0x7f && code !== 0x3d) return line.charAt(at);
  if (code === 0x20) {
    const isSafe = at + 1 < line.length && !isBlank(line.charCodeAt(at - 1));
    return isSafe ? ' ' : '=20';
  }
  if (code < 0x80) return hex(code);
  return [...Buffer.from(String.fromCodePoint(code))].map(hex).join('');
}

const isBlank = (code: number) => code === 0x20 || code === 0x09;

function mayNotBegin(line: string, at: number): boolean {
  const first = line.charAt(at);
  return first === '.' || first === '-' || (first === 'F' && line.startsWith('From ', at));
}

const HEX = Array.from({ length: 256 }, (_, byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`);
const hex = (byte: number) => HEX[byte] ?? '';
