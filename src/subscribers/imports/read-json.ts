import type { Reason } from '../../words/index.ts';
import { flattenRecord } from './flatten-record.ts';
import { UnreadableFile } from './import.ts';
import { meaningOf } from './column-names.ts';
import { readLines } from './read-lines.ts';

/** One person of a keyed file: keys and cells, or why it cannot be read. */
export type KeyedRow = { line: number; keys: string[]; cells: string[] } | { line: number; fault: Reason };

const NOT_AN_OBJECT: Reason = { code: 'row-not-an-object', params: {} };
/** Characters of one object: far more than anybody has to say of a reader. */
const MAX_OBJECT = 1_000_000;
const MAX_DEPTH = 100;

/** Rows of JSON lines (one object a line); empty lines are passed over. */
export async function* readJsonLines(texts: AsyncIterable<string>): AsyncGenerator<KeyedRow[]> {
  let line = 0;
  for await (const lines of readLines(texts))
    yield lines.flatMap((text): KeyedRow[] => {
      line += 1;
      return text.trim() === '' ? [] : [readObject(line, text.trim())];
    });
}

function readObject(line: number, text: string): KeyedRow {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { line, fault: NOT_AN_OBJECT };
  return { line, ...flattenRecord(value) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * The people of one JSON document, such as what an API answers: the objects of the first array that holds addresses.
 * `line` counts them. One at a time is kept.
 * @throws UnreadableFile
 */
export async function* readJson(texts: AsyncIterable<string>): AsyncGenerator<KeyedRow[]> {
  const scanner = createScanner();
  let count = 0;
  let depth: number | undefined;
  for await (const text of texts) {
    const rows: KeyedRow[] = [];
    for (const found of scanner.scan(text)) {
      if (depth !== undefined && found.depth !== depth) continue;
      const row = readObject(count + 1, found.text);
      const isPerson = 'keys' in row && row.keys.some((key) => meaningOf(key).is === 'email');
      if (depth === undefined && !isPerson) continue;
      depth = found.depth;
      count += 1;
      rows.push(row);
    }
    yield rows;
  }
  if (depth === undefined) throw new UnreadableFile({ code: 'file-json-without-list', params: {} });
}

/** Finds the objects that are elements of an array, the outermost first. */
function createScanner() {
  const stack: string[] = [];
  let object = '';
  /** How deep the array is whose object is being read. */
  let within: number | undefined;
  let isText = false;
  let isEscaped = false;
  function* scan(text: string): Generator<{ depth: number; text: string }> {
    let from = 0;
    for (let at = 0; at < text.length; at += 1) {
      const sign = text[at];
      if (isText) {
        if (isEscaped) isEscaped = false;
        else if (sign === '\\') isEscaped = true;
        else if (sign === '"') isText = false;
      } else if (sign === '"') isText = true;
      else if (sign === '{' || sign === '[') {
        if (sign === '{' && stack.at(-1) === '[' && within === undefined) {
          within = stack.length;
          from = at;
        }
        stack.push(sign);
        if (stack.length > MAX_DEPTH) throw new UnreadableFile({ code: 'file-json-too-deep', params: {} });
      } else if (sign === '}' || sign === ']') {
        stack.pop();
        if (within === undefined || stack.length > within) continue;
        const whole = object + text.slice(from, at + 1);
        object = '';
        const depth = within;
        within = undefined;
        yield { depth, text: whole };
      }
    }
    if (within === undefined) return;
    object += text.slice(from);
    if (object.length > MAX_OBJECT) throw new UnreadableFile({ code: 'file-json-too-long', params: {} });
  }
  return { scan };
}
