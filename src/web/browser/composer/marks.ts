/** A text and what is chosen in it, in UTF-16 units. */
export interface Chosen {
  text: string;
  from: number;
  to: number;
}

/** These characters become that text, and this is chosen then. */
export interface Change {
  from: number;
  to: number;
  insert: string;
  select: { from: number; to: number };
}

/** Puts marks around what is chosen, or takes them away. */
function toggleAround({ text, from, to }: Chosen, mark: string): Change {
  const { length } = mark;
  const inner = text.slice(from, to);
  const isInside = inner.length >= 2 * length && inner.startsWith(mark) && inner.endsWith(mark);
  if (isInside && !isOther(inner.slice(length), mark)) {
    const bare = inner.slice(length, -length);
    return { from, to, insert: bare, select: { from, to: from + bare.length } };
  }
  const isOutside = text.slice(from - length, from) === mark && text.slice(to, to + length) === mark;
  if (isOutside && !isOther(text.slice(from - 2 * length, from - length), mark))
    return {
      from: from - length,
      to: to + length,
      insert: inner,
      select: { from: from - length, to: to - length },
    };
  // Spaces outside the marks, or they would not be marks.
  const start = from + (inner.length - inner.trimStart().length);
  const end = Math.max(start, to - (inner.length - inner.trimEnd().length));
  const bare = text.slice(start, end);
  return {
    from: start,
    to: end,
    insert: mark + bare + mark,
    select: { from: start + length, to: end + length },
  };
}

/** One star beside another one is the mark for bold, not for italic. */
const isOther = (beside: string, mark: string) => mark === '*' && beside.startsWith('*');

/** Puts a mark before each line that is chosen, or takes it away where all have it. */
function toggleLines({ text, from, to }: Chosen, mark: string, others: RegExp): Change {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const next = text.indexOf('\n', to);
  const end = next === -1 ? text.length : next;
  const lines = text.slice(start, end).split('\n');
  const isMarked = lines.every((line) => line.startsWith(mark) || line === '');
  const hasText = lines.some((line) => line !== '');
  const insert = lines
    .map((line) => {
      if (isMarked && hasText) return line.startsWith(mark) ? line.slice(mark.length) : line;
      return line === '' && hasText ? line : mark + line.replace(others, '');
    })
    .join('\n');
  const at = lines.length === 1 && from === to ? start + insert.length : undefined;
  return {
    from: start,
    to: end,
    insert,
    select: at === undefined ? { from: start, to: start + insert.length } : { from: at, to: at },
  };
}

const ANY_START = /^(#{1,6} |[-*+] |> |\d+[.)] )/;
const WEB = /^https?:\/\/\S+$/;

/** A link of what is chosen; what is missing of it is chosen next. */
export function asLink({ text, from, to }: Chosen): Change {
  const inner = text.slice(from, to);
  if (WEB.test(inner)) return { from, to, insert: `[](${inner})`, select: { from: from + 1, to: from + 1 } };
  const address = 'https://';
  const start = from + inner.length + 3;
  return {
    from,
    to,
    insert: `[${inner}](${address})`,
    select: inner === '' ? { from: from + 1, to: from + 1 } : { from: start, to: start + address.length },
  };
}

/** A new line: a list and a quote go on; an empty entry ends them. */
export function newLine({ text, from, to }: Chosen): Change {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const line = text.slice(start, from);
  const [, mark = ''] = /^(\s*(?:[-*+] |> |\d+[.)] ))/.exec(line) ?? [];
  const end = text.indexOf('\n', to);
  const isEmpty = mark !== '' && line === mark && text.slice(to, end === -1 ? undefined : end) === '';
  if (isEmpty) return { from: start, to, insert: '', select: { from: start, to: start } };
  const next = mark.replace(/\d+/, (number) => String(Number(number) + 1));
  const at = from + 1 + next.length;
  return { from, to, insert: `\n${next}`, select: { from: at, to: at } };
}

/** A paragraph of its own where the cursor is. */
export function asBlock({ text, from, to }: Chosen, block: string): Change {
  const before = text.slice(0, from);
  const gap = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  const after = text.slice(to).startsWith('\n') ? '\n' : '\n\n';
  const insert = gap + block + after;
  const at = from + insert.length;
  return { from, to, insert, select: { from: at, to: at } };
}

const PARENTHESES: Record<string, string> = { '(': '%28', ')': '%29' };

/** A heading that leads to an article: brackets of its title stay brackets, and its address ends where it ends. */
export function articleMarkdown({ title, url }: { title: string; url: string }): string {
  const words = title.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>]/g, String.raw`\$&`);
  const address = url.replace(
    /[()\s<>]/g,
    (character) => PARENTHESES[character] ?? encodeURIComponent(character),
  );
  return `### [${words}](${address})`;
}

/** What the buttons and keys do. */
export const TOOLS: Record<string, (chosen: Chosen) => Change> = {
  bold: (chosen) => toggleAround(chosen, '**'),
  italic: (chosen) => toggleAround(chosen, '*'),
  link: asLink,
  heading: (chosen) => toggleLines(chosen, '## ', ANY_START),
  list: (chosen) => toggleLines(chosen, '- ', ANY_START),
  quote: (chosen) => toggleLines(chosen, '> ', ANY_START),
  line: (chosen) => asBlock(chosen, '---'),
  name: ({ from, to }) => {
    const insert = '{{ name | default: "reader" }}';
    const word = from + insert.indexOf('reader');
    return { from, to, insert, select: { from: word, to: word + 'reader'.length } };
  },
};
