import { Marked } from 'marked';

const marked = new Marked({
  gfm: true,
  renderer: {
    // Mail programs drop form fields, and with them what a task list says.
    checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
  },
});

/** What begins a quote or an item, as often as it stands at the start of a line. */
const MARKERS = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*/;
/** Its parser needs time with the square of the depth, and descends once per level. */
const MAX_MARKERS = 100;

/** Markdown (CommonMark with GitHub's tables and lists) as HTML that still has to be sanitised; undefined when it is nested too deep. */
export function markdownToHtml(markdown: string): string | undefined {
  if (markdown.split(/[\r\n]/).some(isTooDeep)) return undefined;
  try {
    return marked.parse(markdown, { async: false });
  } catch {
    // Thousands of levels of another kind end in a RangeError.
    return undefined;
  }
}

function isTooDeep(line: string): boolean {
  const [markers = ''] = MARKERS.exec(line) ?? [];
  return markers.replace(/[ \t\d]/g, '').length > MAX_MARKERS;
}
