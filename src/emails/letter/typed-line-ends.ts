/** A line that somebody ended on purpose had room for the next word. */
const ROOM = 60;
const QUOTE = /^(?:[ \t]{0,3}>[ \t]?)*/;
/** What begins something of its own at the start of a line. */
const STRUCTURE =
  /^(?:\s|#|[-*+](?:\s|$)|\d{1,9}[.)]\s|\||```|~~~|<|=+\s*$|-+\s*$|\*\s*\*|_\s*_|\[[^\]]*\]:|:\s)/;

/**
 * Keeps the line ends of "Yours," and "Ann", which Markdown would join, by a hard break. Lines that are as long as the text
 * is wide were broken by a program and flow on.
 */
export function keepTypedLineEnds(markdown: string): string {
  const lines = markdown.split(/\r\n|\r|\n/);
  let fence = '';
  return lines
    .map((line, place) => {
      const [, mark = ''] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
      if (mark !== '') fence = fence === '' ? mark : line.trim().startsWith(fence) ? '' : fence;
      const next = lines[place + 1];
      return fence === '' && mark === '' && next !== undefined && isTyped(line, next)
        ? `${line.trimEnd()}  `
        : line;
    })
    .join('\n');
}

function isTyped(line: string, next: string): boolean {
  const [quote = ''] = QUOTE.exec(line) ?? [];
  const [nextQuote = ''] = QUOTE.exec(next) ?? [];
  if (quote.replace(/[^>]/g, '') !== nextQuote.replace(/[^>]/g, '')) return false;
  const text = line.slice(quote.length).trimEnd();
  const [word = ''] = next.slice(nextQuote.length).split(/\s/);
  // An item may go on in the next line; headings, tables and HTML have lines of their own.
  if (text.trim() === '' || /^(?: {4}|\t|#|\||<|\[[^\]]*\]:)/.test(text) || text.endsWith('\\')) return false;
  if (word === '' || STRUCTURE.test(next.slice(nextQuote.length))) return false;
  return text.length + 1 + word.length <= ROOM;
}
