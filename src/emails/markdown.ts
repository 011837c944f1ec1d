import { Marked } from 'marked';

const marked = new Marked({
  gfm: true,
  renderer: {
    // Mail programs drop form fields, and with them what a task list says.
    checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
  },
});

/** Markdown (CommonMark with GitHub's tables and lists) as HTML that still has to be sanitised; undefined when it is nested too deep. */
export function markdownToHtml(markdown: string): string | undefined {
  try {
    return marked.parse(markdown, { async: false });
  } catch {
    // Its parser descends once per level: thousands of them end in a RangeError.
    return undefined;
  }
}
