import { z } from 'zod';
import { InvalidInput, type FieldError } from './errors.ts';
import { issueFault, saying, SINGLE_LINE } from './issue-fault.ts';

/**
 * Parses what came from outside.
 * @throws InvalidInput with one entry per fault, `field` as a dotted path.
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  throw new InvalidInput(result.error.issues.flatMap(faultsOf));
}

function faultsOf(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((name) => ({
      field: path ? `${path}.${name}` : name,
      message: `${name} is not a field here.`,
      fault: { code: 'unknown-field', params: { name } },
    }));
  const { message, fault } = ownMessage(issue, path);
  return [{ field: path, message: sentence(path, message), ...(fault && { fault }) }];
}

/** Of a value that none of several shapes takes, zod says "Invalid input"; what one of the shapes says of it is of more use. */
function ownMessage(issue: z.core.$ZodIssue, path: string): Pick<FieldError, 'message' | 'fault'> {
  if (issue.code === 'invalid_union') {
    const inner = issue.errors.flat().map((one) => ownMessage(one, path));
    return inner.findLast(({ message }) => message.endsWith('.')) ?? { message: issue.message };
  }
  return { message: plainMessage(issue, path || 'The request'), fault: issueFault(issue, path) };
}

/** Messages that we wrote are whole sentences; in place of zod's own, such as "Invalid option", one with the field. */
function plainMessage(issue: z.core.$ZodIssue, field: string): string {
  if (issue.message.endsWith('.')) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return typeMessage(issue, field);
    case 'invalid_value':
      return `${field} must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(String).join(', ')}.`;
    case 'too_small':
      return issue.origin === 'string' && Number(issue.minimum) === 1
        ? `${field} is missing.`
        : sizeMessage(field, issue.origin, issue.minimum, 'or more');
    case 'too_big':
      return sizeMessage(field, issue.origin, issue.maximum, 'or less');
    default:
      return issue.message;
  }
}

function sizeMessage(field: string, origin: string, bound: number | bigint, way: 'or more' | 'or less') {
  const [one, many] = UNITS[origin] ?? [];
  if (one === undefined) return `${field} must be ${bound} ${way}.`;
  return `${field} must have ${bound} ${Number(bound) === 1 ? one : many} ${way === 'or less' ? 'or fewer' : way}.`;
}

const ENTRIES = ['entry', 'entries'] as const;
const UNITS: Partial<Record<string, readonly [string, string]>> = {
  string: ['character', 'characters'],
  array: ENTRIES,
  set: ENTRIES,
};

/** In place of "Invalid input: expected array, received null". */
function typeMessage({ message, expected }: z.core.$ZodIssueInvalidType, field: string): string {
  const kind = KINDS[expected];
  if (kind === undefined || !message.startsWith('Invalid input: expected')) return message;
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
    .regex(SINGLE_LINE, `${name} must be a single line without control characters.`);
}

export function requiredLine(name: string, maximum: number) {
  return line(name, maximum).min(1, `${name} is missing.`);
}

/** An absolute http or https address. */
export function webAddress(name: string) {
  return requiredLine(name, 2000).refine(
    isWebAddress,
    saying(`${name} must be a web address that begins with https:// or http://.`, 'web-address'),
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
