import { z } from 'zod';
import { InvalidInput } from './errors.ts';

/**
 * Parses what came from outside.
 * @throws InvalidInput with one entry per fault, `field` as a dotted path.
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new InvalidInput(
    result.error.issues.flatMap((issue) => {
      const path = issue.path.map(String).join('.');
      if (issue.code === 'unrecognized_keys') {
        return issue.keys.map((key) => ({
          field: path ? `${path}.${key}` : key,
          message: `${key} is not a field here.`,
        }));
      }
      return [{ field: path, message: sentence(path, ownMessage(issue)) }];
    }),
  );
}

/** Of a value that none of several shapes takes, zod says "Invalid input"; what one of the shapes says of it is of more use. */
function ownMessage(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return typeMessage(issue);
  if (issue.code !== 'invalid_union') return issue.message;
  const inner = issue.errors.flat().map(ownMessage);
  return inner.findLast((message) => message.endsWith('.')) ?? issue.message;
}

/** In place of "Invalid input: expected array, received null". */
function typeMessage({ message, expected, path }: z.core.$ZodIssueInvalidType): string {
  const kind = KINDS[expected];
  if (kind === undefined || !message.startsWith('Invalid input: expected')) return message;
  const field = path.map(String).join('.') || 'The request';
  return message.endsWith('received undefined') ? `${field} is missing.` : `${field} must be ${kind}.`;
}

const KINDS: Partial<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

/** zod's own messages name no field and end without a full stop; ours are whole sentences. */
function sentence(field: string, message: string): string {
  return message.endsWith('.') ? message : `${field || 'The request'}: ${message}.`;
}

/** One line of text: trimmed, without control characters, so that it can stand in a header (HDR-08). */
export function line(name: string, maximum: number) {
  return z
    .string({ error: ({ input }) => `${name} ${input === undefined ? 'is missing' : 'must be text'}.` })
    .trim()
    .max(maximum, `${name} must have ${maximum} characters or fewer.`)
    .regex(
      /^[^\u0000-\u001f\u007f\u2028\u2029]*$/,
      `${name} must be a single line without control characters.`,
    );
}

export function requiredLine(name: string, maximum: number) {
  return line(name, maximum).min(1, `${name} is missing.`);
}

/** An absolute http or https address. */
export function webAddress(name: string) {
  return requiredLine(name, 2000).refine(
    isWebAddress,
    `${name} must be a web address that begins with https:// or http://.`,
  );
}

export function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null &&
    (url.protocol === 'https:' || url.protocol === 'http:') &&
    url.username === '' &&
    url.password === ''
  );
}
