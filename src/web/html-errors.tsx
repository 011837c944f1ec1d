import type { ErrorRequestHandler, RequestHandler } from 'express';
import { NotFound } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import { PublicPage } from './components/PublicPage.tsx';
import { errorPages, type Failure } from './error-handler.ts';
import { sendPage } from './html.ts';

/** Whatever no route took. */
export const notFound: RequestHandler = () => {
  throw new NotFound('This page');
};

/** Last handler of all: every failure becomes a page that tells people what they can do (SEC-18). */
export const htmlErrors = (log: Log): ErrorRequestHandler =>
  errorPages(log, (failure, response) => sendPage(response, <ErrorPage failure={failure} />, failure.status));

function ErrorPage({ failure: { status, headline, says, requestId } }: { failure: Failure }) {
  return (
    <PublicPage title={headline}>
      <section class="card message">
        <h1>{headline}</h1>
        <p class="lead">{says}</p>
        {status === 404 ? <a href="/">Go to the start page</a> : null}
        {requestId ? <p class="small">If it stays, tell the site this number: {requestId}</p> : null}
      </section>
    </PublicPage>
  );
}
