import type { ErrorRequestHandler, RequestHandler } from 'express';
import { NotFound } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import { PublicPage } from './components/PublicPage.tsx';
import { sendPage } from './html.ts';
import { logFailure, problemOf, sayWhen, sendProblem, wantsJson, type Problem } from './problem.ts';

/** Whatever no route took. */
export const notFound: RequestHandler = () => {
  throw new NotFound('This page');
};

/** Last handler of all: every failure becomes a page that tells people what they can do (SEC-18). */
export function htmlErrors(log: Log): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const problem = problemOf(error);
    logFailure(log, error, problem.status, response);
    sayWhen(response, problem);
    // Whoever sent JSON reads JSON.
    if (wantsJson(request)) {
      sendProblem(response, problem);
      return;
    }
    const requestId = String(response.locals['requestId']);
    sendPage(response, <ErrorPage problem={problem} requestId={requestId} />, problem.status);
  };
}

const HEADLINES: Record<number, string> = {
  403: 'Not allowed',
  404: 'Nothing here',
  409: 'That does not fit',
  413: 'That is too large',
  422: 'Please check what you entered',
  429: 'One moment, please',
  500: 'That went wrong',
  503: 'Back in a minute',
};

function ErrorPage({ problem, requestId }: { problem: Problem; requestId: string }) {
  const headline = HEADLINES[problem.status] ?? 'That did not work';
  return (
    <PublicPage title={headline}>
      <section class="card message">
        <h1>{headline}</h1>
        <p class="lead">
          {problem.status === 500 ? 'The fault is ours. Please try again in a minute.' : problem.detail}
        </p>
        {problem.status === 404 ? <a href="/">Go to the start page</a> : null}
        {problem.status >= 500 ? (
          <p class="small">If it stays, tell the site this number: {requestId}</p>
        ) : null}
      </section>
    </PublicPage>
  );
}
