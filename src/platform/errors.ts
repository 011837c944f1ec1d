import type { FieldFault } from './field-faults.ts';

/**
 * Surprises and refusals with a stable code. `web` maps them to HTTP, `cli` to exit codes; neither number lives here.
 * Messages are for people: no database text, no stack.
 */
export class AppError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

export class NotFound extends AppError {
  constructor(what: string) {
    super('not-found', `${what} was not found.`);
  }
}

/** There is such a page, but not for this method. */
export class MethodNotAllowed extends AppError {
  constructor(method: string) {
    super('method-not-allowed', `This address does not take ${method}.`);
  }
}

/** Known who asks, and it is not theirs to do. */
export class Forbidden extends AppError {
  /** What a program needs to go on; part of the answer. */
  readonly facts: Record<string, unknown>;

  constructor(message: string, code = 'forbidden', facts: Record<string, unknown> = {}) {
    super(code, message);
    this.facts = facts;
  }
}

/** A request that contradicts the present state, such as a slug that is taken. */
export class Conflict extends AppError {
  /** What a program needs to go on, such as the version that is there; part of the answer. */
  readonly facts: Record<string, unknown>;

  constructor(code: string, message: string, facts: Record<string, unknown> = {}) {
    super(code, message);
    this.facts = facts;
  }
}

/** More than is allowed in a while; nothing is wrong with the request itself. */
export class TooMany extends AppError {
  readonly retryAfterSeconds: number;

  constructor(message: string, retryAfterSeconds: number) {
    super('too-many', `${message} Please try again in ${waitText(retryAfterSeconds)}.`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

const waitText = (seconds: number) =>
  seconds <= 90
    ? 'a minute'
    : seconds <= 7200
      ? `${Math.ceil(seconds / 60)} minutes`
      : `${Math.ceil(seconds / 3600)} hours`;

export interface FieldError {
  /** The field's name as the caller wrote it, e.g. `fromAddress`. */
  field: string;
  /** A whole sentence for a person, in English unless a page has put it into the words of its reader. */
  message: string;
  /** The same for other languages; not every fault has one. */
  fault?: FieldFault | undefined;
  /** Values that would be right, the likeliest first. */
  suggestions?: string[];
  /** Where it is in a long text, from 1 on. */
  line?: number;
  column?: number;
}

/** Input that names a fault per field; the API answers 422 with the same list. */
export class InvalidInput extends AppError {
  readonly errors: FieldError[];

  constructor(errors: FieldError[]) {
    super('invalid-input', errors.map((error) => error.message).join(' '));
    this.errors = errors;
  }
}
