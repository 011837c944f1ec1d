import TurndownService from 'turndown';
import { cleanHtml } from './clean-html.ts';

/** What was copied elsewhere as the Markdown of a letter; empty when there is nothing in it but what belongs to the other program. */
export function toMarkdown(html: string): string {
  return service()
    .turndown(cleanHtml(html))
    .replace(/\u00a0/g, ' ')
    .replace(/[ \t]+$/gm, (blanks) => (blanks === '  ' ? blanks : ''))
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Whether it is more than the text that the clipboard has beside it. */
export const hasForm = (html: string): boolean =>
  /<(?:a\s|b\b|strong|i\b|em\b|h[1-6]|ul|ol|li|table|blockquote|img|del|s\b)|mso-list|font-weight:\s*(?:bold|[6-9]00)|font-style:\s*italic/i.test(
    html,
  );

function service(): TurndownService {
  const turndown = new TurndownService({
    headingStyle: 'atx',
    hr: '---',
    bulletListMarker: '-',
    codeBlockStyle: 'fenced',
    emDelimiter: '*',
    strongDelimiter: '**',
  });
  turndown.addRule('struck', {
    filter: ['del', 's'],
    replacement: (content) => (content.trim() === '' ? '' : `~~${content}~~`),
  });
  // One blank behind the mark, as people type it.
  turndown.addRule('item', {
    filter: 'li',
    replacement(content, node) {
      const list = node.parentElement;
      const place = list ? [...list.children].indexOf(node) : 0;
      const start = Number(list?.getAttribute('start') ?? 1);
      const mark = list?.localName === 'ol' ? `${start + place}. ` : '- ';
      const lines = content
        .trim()
        .replace(/\n{2,}/g, '\n')
        .replace(/\n/g, `\n${' '.repeat(mark.length)}`);
      return `${mark}${lines}\n`;
    },
  });
  turndown.addRule('table', {
    filter: 'table',
    replacement: (_content, node) => `\n\n${tableOf(node as HTMLTableElement, turndown)}\n\n`,
  });
  return turndown;
}

/** Its first row is the heading: Markdown has no table without one. */
function tableOf(table: HTMLTableElement, turndown: TurndownService): string {
  const rows = [...table.rows].map((row) =>
    [...row.cells].map((cell) =>
      turndown
        .turndown(cell.innerHTML)
        .replace(/\s*\n\s*/g, ' ')
        .replace(/\|/g, '\\|')
        .trim(),
    ),
  );
  const [first, ...others] = rows.filter((cells) => cells.some((text) => text !== ''));
  if (!first) return '';
  // A table of one cell, or of one column, only lays out.
  if (rows.every((cells) => cells.length < 2))
    return [first, ...others].map((cells) => cells.join('')).join('\n\n');
  const width = Math.max(...rows.map((cells) => cells.length));
  const line = (cells: string[]) =>
    `| ${Array.from({ length: width }, (_, column) => cells[column] ?? '').join(' | ')} |`;
  return [
    line(first),
    line(first.map(() => '---').concat(Array(width - first.length).fill('---'))),
    ...others.map(line),
  ].join('\n');
}
