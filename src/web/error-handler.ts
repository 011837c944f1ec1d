import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Log } from '../platform/log.ts';
import { logFailure, problemOf, sayWhen, sendPublicProblem, wantsJson, type Problem } from './problem.ts';

/** What an error page says, whatever frame it stands in (SEC-18). */
export interface Failure {
  status: number;
  headline: string;
  says: string;
  /** For whoever asks us about it; only where the fault is ours. */
  requestId: string | undefined;
}

/** Turns every failure into a page; whoever sent JSON reads JSON. */
export function errorPages(
  log: Log,
  show: (failure: Failure, response: Response, request: Request, error: unknown) => Promise<void> | void,
): ErrorRequestHandler {
  return async (error, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const problem = problemOf(error);
    logFailure(log, error, problem.status, response);
    sayWhen(response, problem);
    if (wantsJson(request) || response.locals['isForPrograms'] === true) sendPublicProblem(response, problem);
    else await show(failureOf(problem, String(response.locals['requestId'])), response, request, error);
  };
}

const HEADLINES: Record<number, string> = {
  403: 'Not allowed',
  404: 'Nothing here',
  409: 'That is not possible now',
  413: 'That is too large',
  422: 'Please check what you entered',
  429: 'One moment, please',
  500: 'That went wrong',
  503: 'Back in a minute',
};

function failureOf({ status, detail }: Problem, requestId: string): Failure {
  return {
    status,
    headline: HEADLINES[status] ?? 'That did not work',
    says: status === 500 ? 'Something went wrong on our side. Please try again in a minute.' : detail,
    requestId: status >= 500 ? requestId : undefined,
  };
}
