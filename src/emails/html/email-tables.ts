import { COLUMN } from './email-styles.ts';

/** The column of a phone of 320 px, less its padding. */
const PHONE = 280;
const MEDIUM = { letter: 9, padding: 22 };
const SMALL = { letter: 8, padding: 14 };

interface Cell {
  isHeading: boolean;
  /** Of its `<td …>`. */
  attributes: string;
  html: string;
  column: number;
  across: number;
}

/**
 * A table such that no word is torn apart: as it is where its longest words fit side by side; else in smaller type; else row
 * by row, each value behind the name of its column. Where only a phone is too narrow, words may break there.
 * @param block a `<table>` of our own sanitiser
 */
export function fitTable(block: string): string[] {
  // Tables within tables are layout: they are left to the mail program.
  if ((block.match(/<table/g)?.length ?? 0) !== 1) return [block];
  const rows = rowsOf(block);
  if (neededWidth(rows, MEDIUM) <= PHONE) return [block];
  const small = neededWidth(rows, SMALL);
  const marked = block.replace('<table', `<table class="${small <= PHONE ? 'tight' : 'tight torn'}"`);
  if (neededWidth(rows, MEDIUM) <= COLUMN) return [marked];
  if (small <= COLUMN) return [inSmallType(marked)];
  return stacked(block, rows);
}

const inSmallType = (block: string) =>
  block.replace(
    /(<t[dh][^>]*style="[^"]*?)padding:7px 10px([^"]*?)font-size:15px/g,
    '$1padding:5px 6px$2font-size:13px',
  );

function rowsOf(block: string): Cell[][] {
  return [...block.matchAll(/<tr[^>]*>([^]*?)<\/tr>/g)].map(([, inner = '']) => {
    let column = 0;
    return [...inner.matchAll(/<(t[dh])([^>]*)>([^]*?)<\/\1>/g)].map(
      ([, name, attributes = '', html = '']) => {
        const across = Number(/ colspan="(\d+)"/.exec(attributes)?.[1] ?? 1);
        const cell = { isHeading: name === 'th', attributes, html, column, across };
        column += across;
        return cell;
      },
    );
  });
}

/** The longest word of every column side by side, in pixels; cells over several columns have room enough. */
function neededWidth(rows: Cell[][], type: typeof MEDIUM): number {
  const widest: number[] = [];
  for (const { column, across, html } of rows.flat()) {
    const width = across > 1 ? 0 : longestWord(html) * type.letter + type.padding;
    widest[column] = Math.max(widest[column] ?? type.padding, width);
  }
  return widest.reduce((sum, width) => sum + (width ?? type.padding), 0);
}

/** In letters; ideographs take two and may be parted anywhere. */
function longestWord(html: string): number {
  const words = html
    .replace(/<img[^>]*>/g, 'a picture ')
    .replace(/<[^>]*>/g, (tag) => (/^<\/?(br|p|li|div)/.test(tag) ? ' ' : ''))
    .replace(/&[a-z#\d]+;/g, '&')
    .replace(/[\u2E80-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\uFF00-\uFFEF]/g, ' ## ')
    .split(/[\s\u200B-]+|(?<=[/–—])/);
  return Math.max(...words.map((word) => word.length));
}

/** Each row as a block of lines, so that the size budget can drop rows. */
function stacked(block: string, rows: Cell[][]): string[] {
  const [first = []] = rows;
  const hasNames = first.length > 1 && first.every(({ isHeading }) => isHeading);
  const nameOf = (column: number) => first.find((cell) => cell.column === column)?.html ?? '';
  const [, caption] = /<caption[^>]*>([^]*?)<\/caption>/.exec(block) ?? [];
  const body = hasNames ? rows.slice(1) : rows;
  const blocks = body.map((cells) => {
    const lines = cells
      .filter(({ html }) => html.trim() !== '')
      .map(({ html, column }) => {
        const name = hasNames ? nameOf(column).trim() : '';
        return `<div>${name === '' ? '' : `<strong>${name}:</strong> `}${html}</div>`;
      });
    return `<div style="margin:0 0 14px;padding:0 0 12px;border-bottom:1px solid #8f8b84;overflow-wrap:anywhere;word-break:break-word">${lines.join('')}</div>`;
  });
  const title = caption === undefined ? [] : [`<p style="margin:0 0 8px"><strong>${caption}</strong></p>`];
  return [...title, ...blocks];
}
