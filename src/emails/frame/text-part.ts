import { compile } from 'html-to-text';
import { BOX } from '../html/email-styles.ts';

const WIDTH = 76;
const MAX_CELLS = 300;
/** A table may be a little wider than the words around it. */
const MAX_TABLE_LINE = 90;

type Convert = (html: string) => string;
let toLines: Convert | undefined;
let toColumns: Convert | undefined;

/** HTML as readable lines; links keep their address, rows of tables are lines. */
export function htmlToText(html: string): string {
  toLines ??= converter([]);
  return toLines(rowsAsLines(html));
}

/** The blocks of an article or letter as readable lines; small tables keep their columns. */
export function blocksToText(blocks: string[]): string {
  return withoutEdges(paragraphs(...blocks.map(blockToText)));
}

function blockToText(block: string): string {
  // The address that follows says where it leads.
  if (block.startsWith(`<p style="${BOX}`)) return htmlToText(block.replace(/<small>[^<]*<\/small>/, ''));
  const count = (pattern: RegExp) => block.match(pattern)?.length ?? 0;
  // What lays out columns takes time and memory for every cell of the grid, tables within tables many times over.
  if (count(/<table/g) !== 1 || count(/<t[dh]/g) > MAX_CELLS) return htmlToText(block);
  toColumns ??= converter([
    { selector: 'table', format: 'dataTable', options: { uppercaseHeaderCells: false } },
  ]);
  const text = toColumns(block);
  return text.split('\n').every((line) => line.length <= MAX_TABLE_LINE) ? text : htmlToText(block);
}

/** The first item of a list is indented as the others are. */
const withoutEdges = (text: string) => text.replace(/^(?:[ \t]*\n)+/, '').trimEnd();

function converter(further: Parameters<typeof compile>[0]['selectors']): Convert {
  const convert = compile({
    wordwrap: WIDTH,
    limits: { maxDepth: 60 },
    selectors: [
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['<', '>'] } },
      { selector: 'img', format: 'skip' },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
        selector,
        options: { uppercase: false },
      })),
      ...further,
    ],
  });
  return (html) => withoutEdges(convert(html).replace(/\n{3,}/g, '\n\n'));
}

/** @param html our own sanitiser's output */
function rowsAsLines(html: string): string {
  return html
    .replace(/<(\/?)(?:table|caption|tr)(?=[ >])[^>]*>/g, '<$1div>')
    .replace(/<\/?(?:thead|tbody|tfoot)(?=[ >])[^>]*>|<t[dh](?=[ >])[^>]*>/g, '')
    .replace(/<\/t[dh]>(?=\s*<\/div>)/g, '')
    .replace(/<\/t[dh]>/g, ' | ');
}

/** Plain text broken between words, no-break spaces included; what is longer than a line, such as an address, stays whole. */
export function wrap(text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/[ \u00A0\u202F]/)) {
    if (line !== '' && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}

/** Paragraphs with an empty line between; those that are missing leave no gap. */
export function paragraphs(...parts: (string | null | undefined | false)[]): string {
  return `${parts.filter((part) => typeof part === 'string' && part.trim() !== '').join('\n\n')}\n`;
}

/**
 * Lines of a right-to-left text that begin with Latin letters would run left to right: a mark turns them. Links stay as they
 * are, and so does the last paragraph, a postal address.
 */
export function rightToLeft(text: string): string {
  const address = text.lastIndexOf('\n\n');
  return turnLines(text.slice(0, address)) + text.slice(address);
}

const turnLines = (text: string) =>
  text.replace(/^(?![^\n]*(?::\/\/|\uFDD0))[^\p{L}\n]*\p{Script=Latin}/gmu, '\u200F$&');

/** The same for words without an address below them, where they are right to left. */
export const turnerOf = ({ dir }: { dir: 'ltr' | 'rtl' }): ((text: string) => string) =>
  dir === 'rtl' ? turnLines : (text) => text;
