// Unicode noncharacters, as slots are: what comes in has none of them.
const OPEN = '\uFDD7';
const CLOSE = '\uFDD8';
const MARK = /\uFDD7([\w-]+):(\d+)\uFDD8/g;
/** Liquid's own, in which no mark may stand. */
const LIQUID = /(\{%[^]*?%\}|\{\{[^]*?\}\})/;

/** Where something is in a template. */
export interface Place {
  template: string;
  line: number;
  column: number;
}

/** A template that says before each of its lines which one it is, also in what Liquid makes of it. */
export function withLineMarks(name: string, source: string): string {
  let line = 1;
  const mark = () => `${OPEN}${name}:${line}${CLOSE}`;
  const marked = source.split(LIQUID).map((part, place) =>
    part.replace(/\n/g, () => {
      line += 1;
      return place % 2 === 0 ? `\n${mark()}` : '\n';
    }),
  );
  return `${OPEN}${name}:1${CLOSE}${marked.join('')}`;
}

export const withoutLineMarks = (text: string): string => text.replace(MARK, '');

/**
 * Where in its template an element stands that is in a line of what Liquid made.
 * @param marked what Liquid made of templates with marks @param line of `marked`, from 1 on
 */
export function placeIn(
  marked: string,
  line: number,
  element: string,
  sources: Record<string, string>,
): Place | undefined {
  const lines = marked.split('\n');
  const last = lines[line - 1] ?? '';
  const at = last.indexOf(`<${element}`);
  const before = [...lines.slice(0, line - 1), at < 0 ? last : last.slice(0, at)].join('\n');
  const found = [...before.matchAll(MARK)].at(-1);
  if (!found) return undefined;
  const [, template = '', number] = found;
  const source = sources[template]?.split('\n')[Number(number) - 1] ?? '';
  return { template, line: Number(number), column: Math.max(0, source.indexOf(`<${element}`)) + 1 };
}
