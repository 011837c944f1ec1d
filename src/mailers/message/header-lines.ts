import { AppError } from '../../platform/errors.ts';
import { encodedWords, phrase } from '../../platform/mail/header-words.ts';

/** RFC 5322 §2.1.1: lines should have 78 characters at most. */
const LINE = 76;

/** @throws AppError for a line break or NUL in anything that becomes a header (HDR-08). */
export function checkedHeader(name: string, value: string): string {
  if (/[\r\n\0]/.test(value) || !/^[A-Za-z0-9-]+$/.test(name))
    throw new AppError(
      'header-injection',
      'A header of this mail contains a line break, so the mail is not sent.',
    );
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
export function unstructured(header: string, text: string): string {
  const isPlain = /^[!-~]+( [!-~]+)*$/.test(text) && !text.includes('=?') && !/\S{60}/.test(text);
  return isPlain || text === '' ? text : encodedWords(text, header);
}

/** `Name <address>`. @throws AppError for a line break or NUL (HDR-08). */
export function mailbox(header: string, name: string, address: string): string {
  return name === '' ? address : `${phrase(checkedHeader(header, name), header)} <${address}>`;
}
