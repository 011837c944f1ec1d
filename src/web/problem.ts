import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { isDatabaseGone, sqlState, UNSTORABLE_TEXT } from '../platform/database.ts';
import {
  AppError,
  Conflict,
  Forbidden,
  InvalidInput,
  MethodNotAllowed,
  NotFound,
  TooMany,
  type FieldError,
} from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import { isStorageFault } from '../platform/storage.ts';

/** A problem document (RFC 9457). */
export interface Problem {
  type: 'about:blank';
  title: string;
  status: number;
  detail: string;
  /** Stable, for programs. */
  code: string;
  errors?: Omit<FieldError, 'fault'>[];
  retryAfterSeconds?: number;
  requestId?: string;
}

/** What a failure looks like from outside; never holds database text or a stack (SEC-18). */
export function problemOf(error: unknown): Problem {
  const problem = (status: number, title: string, detail: string, code: string): Problem => ({
    type: 'about:blank',
    title,
    status,
    detail,
    code,
  });
  if (error instanceof InvalidInput)
    return {
      ...problem(422, 'Invalid input', error.message, error.code),
      errors: error.errors.map(({ fault: _fault, ...told }) => told),
    };
  if (error instanceof NotFound) return problem(404, 'Not found', error.message, error.code);
  if (error instanceof MethodNotAllowed) return problem(405, 'Method not allowed', error.message, error.code);
  if (error instanceof Forbidden)
    return { ...error.facts, ...problem(403, 'Forbidden', error.message, error.code) };
  if (error instanceof Conflict)
    return { ...error.facts, ...problem(409, 'Conflict', error.message, error.code) };
  if (error instanceof TooMany)
    return {
      ...problem(429, 'Too many requests', error.message, error.code),
      retryAfterSeconds: error.retryAfterSeconds,
    };
  if (isDatabaseGone(error)) {
    return problem(
      503,
      'Unavailable',
      'The database cannot be reached at the moment. Please try again in a minute.',
      'database-unavailable',
    );
  }
  if (isStorageFault(error)) {
    return problem(
      503,
      'Unavailable',
      'Nothing can be stored at the moment. Please try again later.',
      'storage-unavailable',
    );
  }
  if (error instanceof AppError && error.code === 'child-unavailable') {
    return problem(
      503,
      'Unavailable',
      'The machine cannot do this at the moment. Please try again in a minute.',
      error.code,
    );
  }
  if (error instanceof AppError) return problem(400, 'Refused', error.message, error.code);
  const status = clientFault(error);
  if (status === 413)
    return problem(413, 'Too large', 'The request is larger than allowed here.', 'too-large');
  if (status)
    return problem(
      status,
      'Bad request',
      isBrokenJson(error)
        ? 'The body is not valid JSON.'
        : 'The request could not be read. Check its address and its body.',
      'bad-request',
    );
  return problem(
    500,
    'Internal error',
    'Something went wrong on the server. The log has the details under the request id.',
    'internal',
  );
}

const isBrokenJson = (error: unknown) =>
  error instanceof Error && 'type' in error && error.type === 'entity.parse.failed';

/** Status of the errors that Express's own parsers raise, between 400 and 499; 400 for texts with a NUL in them. */
function clientFault(error: unknown): number | undefined {
  if (sqlState(error) === UNSTORABLE_TEXT) return 400;
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 0;
  return status >= 400 && status < 500 ? status : undefined;
}

export function sendProblem(response: Response, problem: Problem): void {
  sendDocument(response, problem, response.locals['requestId'] as string | undefined);
}

/** To programs that know no key: equal refusals have equal bytes, so only a fault of ours has a number (ENU-01). */
export function sendPublicProblem(response: Response, problem: Problem): void {
  if (problem.status >= 500) sendProblem(response, problem);
  else sendDocument(response, problem, undefined);
}

function sendDocument(response: Response, problem: Problem, requestId: string | undefined): void {
  sayWhen(response, problem);
  response
    .status(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify(requestId ? { ...problem, requestId } : problem));
}

/** Whether a program asks, or a script: it sent JSON or prefers it to a page. */
export function wantsJson(request: Request): boolean {
  return Boolean(request.is('json')) || request.accepts(['html', 'json']) === 'json';
}

/** For addresses that answer JSON to everybody: they do so as well when something is wrong. */
export const forPrograms: RequestHandler = (_request, response, next) => {
  response.locals['isForPrograms'] = true;
  next();
};

/** When to try again. */
export function sayWhen(response: Response, { status, retryAfterSeconds }: Problem): void {
  if (status === 503) response.setHeader('Retry-After', '30');
  if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(retryAfterSeconds));
}

/** Last handler of the API: every failure becomes a problem document; only our own faults are logged as errors. */
export function problemHandler(log: Log): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const problem = problemOf(error);
    logFailure(log, error, problem.status, response);
    sendProblem(response, problem);
  };
}

export function logFailure(log: Log, error: unknown, status: number, response: Response): void {
  if (status < 500) return;
  log.error({ event: 'request.failed', requestId: response.locals['requestId'] as string, err: error });
}
