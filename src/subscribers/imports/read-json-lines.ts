/** One line of JSON: an object's keys and values as text, or why it cannot be read. */
export type JsonRow = { line: number; keys: string[]; cells: string[] } | { line: number; fault: string };

const NOT_AN_OBJECT = 'This line is not a JSON object.';

/** Rows of JSON lines (one object a line); empty lines are passed over. */
export async function* readJsonLines(texts: AsyncIterable<string>): AsyncGenerator<JsonRow[]> {
  let rest = '';
  let line = 0;
  const read = (text: string): JsonRow[] => {
    line += 1;
    const trimmed = text.replace(/^\uFEFF/, '').trim();
    return trimmed === '' ? [] : [readLine(line, trimmed)];
  };
  for await (const text of texts) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    yield lines.flatMap(read);
  }
  yield read(rest);
}

function readLine(line: number, text: string): JsonRow {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { line, fault: NOT_AN_OBJECT };
  const entries = Object.entries(value);
  return { line, keys: entries.map(([key]) => key), cells: entries.map(([, value]) => asText(value)) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value).trim()
    : '';
}
