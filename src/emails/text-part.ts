import { compile } from 'html-to-text';

const WIDTH = 76;

let convert: ((html: string) => string) | undefined;

/** Article HTML as readable lines; links keep their address. */
export function htmlToText(html: string): string {
  convert ??= compile({
    wordwrap: WIDTH,
    limits: { maxDepth: 60 },
    selectors: [
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['<', '>'] } },
      { selector: 'img', format: 'skip' },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
        selector,
        options: { uppercase: false },
      })),
      { selector: 'table', format: 'dataTable', options: { uppercaseHeaderCells: false } },
    ],
  });
  return convert(html)
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Plain text broken between words; what is longer than a line, such as an address, stays whole. */
export function wrap(text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
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
