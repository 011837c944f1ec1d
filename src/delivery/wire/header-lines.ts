import { AppError } from '../../platform/errors.ts';

/** RFC 5322 §2.1.1: lines should have 78 characters at most. */
const LINE = 76;
/** RFC 2047 §2: a word has 75 characters at most, `=?UTF-8?B?` and `?=` included. */
const WORD_OCTETS = 45;

/** @throws AppError for a line break or NUL in anything that becomes a header (HDR-08). */
export function checkedHeader(name: string, value: string): string {
  if (/[\r\n\0]/.test(value) || !/^[A-Za-z0-9-]+$/.test(name))
    throw new AppError('header-injection', 'A header of this mail has a line break: it is not sent.');
  return value;
}

/** `Name: value` and CRLF, folded at blanks where it is long. */
export function headerLine(name: string, value: string): string {
  let line = `${name}:`;
  let output = '';
  for (const word of checkedHeader(name, value).split(' ')) {
    // A fold needs something on its line, and a line of blanks alone is none (RFC 5322 §3.2.2).
    if (line.length + 1 + word.length > LINE && word !== '' && line.trim() !== '' && line !== `${name}:`) {
      output += `${line}\r\n`;
      line = '';
    }
    line += ` ${word}`;
  }
  return `${output}${line}\r\n`;
}

/** Free text, such as a subject: as it is, or as RFC 2047 words where ASCII does not do or something could misread it. */
export function unstructured(text: string): string {
  const isPlain = /^[!-~]+( [!-~]+)*$/.test(text) && !text.includes('=?') && !/\S{60}/.test(text);
  return isPlain || text === '' ? text : encodedWords(text);
}

/**
 * `Name <address>`: atoms, a quoted string or RFC 2047 words, whichever suffices (RFC 5322 §3.4).
 * @throws AppError for a line break or NUL (HDR-08).
 */
export function mailbox(name: string, address: string): string {
  if (name === '') return address;
  checkedHeader('To', name);
  if (/^[\w!#$%&'*+/^`{|}~-]+( [\w!#$%&'*+/^`{|}~-]+)*$/.test(name) && name.length <= LINE)
    return `${name} <${address}>`;
  const isQuotable = /^[!-~]+( [!-~]+)*$/.test(name) && !name.includes('=?') && name.length <= LINE / 2;
  const phrase = isQuotable ? `"${name.replace(/["\\]/g, String.raw`\$&`)}"` : encodedWords(name);
  return `${phrase} <${address}>`;
}

/** Words that never split a character (RFC 2047 §5). */
function encodedWords(text: string): string {
  const words: string[] = [];
  let word = '';
  let octets = 0;
  for (const character of text.toWellFormed()) {
    const size = Buffer.byteLength(character);
    if (octets + size > WORD_OCTETS) {
      words.push(word);
      word = '';
      octets = 0;
    }
    word += character;
    octets += size;
  }
  return [...words, word].map((part) => `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`).join(' ');
}
