/** A heading that is two levels or more below the one before it. */
export interface Skip {
  heading: string;
  from: number;
  to: number;
  /** From 1 on. */
  line: number;
}

const HEADING = /^ {0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/** Headings of a Markdown text that skip a level. The first may be of any: the mail has its title above. */
export function skippedHeadings(markdown: string): Skip[] {
  const skips: Skip[] = [];
  let fence = '';
  let last: number | undefined;
  for (const [index, line] of markdown.split(/\r\n|\r|\n/).entries()) {
    const [, mark = ''] = FENCE.exec(line) ?? [];
    if (mark !== '') fence = fence === '' ? mark : line.trim().startsWith(fence) ? '' : fence;
    const [, hashes = '', heading = ''] = fence === '' && mark === '' ? (HEADING.exec(line) ?? []) : [];
    if (hashes === '') continue;
    const level = hashes.length;
    if (last !== undefined && level > last + 1)
      skips.push({ heading, from: last, to: level, line: index + 1 });
    last = level;
  }
  return skips;
}

/** The line of a text in which something stands first, from 1 on; undefined when it does not stand there as it is. */
export function lineOf(text: string, wanted: string): number | undefined {
  const at = text.indexOf(wanted);
  return at === -1 || wanted === '' ? undefined : text.slice(0, at).split(/\r\n|\r|\n/).length;
}
