import { UnreadableFile } from './import.ts';

/** The first line names the columns; no program writes a longer one. */
const MAX_FIRST_LINE = 100_000;
const MAX_LINE = 1_000_000;

/**
 * Text pieces as whole lines; old Macs end them by a lone carriage return. What is kept does not grow beyond a line.
 * @throws UnreadableFile for a line that is too long to be one.
 */
export async function* readLines(texts: AsyncIterable<string>): AsyncGenerator<string[]> {
  let rest = '';
  let isFirst = true;
  let count = 0;
  let lineEnd: string | RegExp = '\n';
  const check = (line: string) => {
    count += 1;
    const most = count === 1 ? MAX_FIRST_LINE : MAX_LINE;
    if (line.length > most)
      throw new UnreadableFile({ code: 'file-line-too-long', params: { line: count, limit: most } });
  };
  for await (const text of texts) {
    if (isFirst && text.includes('\r') && !text.includes('\n')) lineEnd = '\r';
    const lines = (rest + (isFirst ? text.replace(/^\uFEFF/, '') : text)).split(lineEnd);
    isFirst = false;
    rest = lines.pop() ?? '';
    lines.forEach(check);
    // The next one is as long already.
    check(rest);
    count -= 1;
    if (lines.length > 0) yield lines;
  }
  if (rest !== '') yield [rest];
}
