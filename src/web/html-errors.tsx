import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { NotFound } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import { PublicPage } from './components/PublicPage.tsx';
import { errorPages, type Failure } from './error-handler.ts';
import { sendPage } from './html.ts';
import { sayTrouble } from './public/say-trouble.ts';
import { speechOf } from './public/visitor-speech.ts';

/** Whatever no route took. */
export const notFound: RequestHandler = () => {
  throw new NotFound('This page');
};

/** Last handler of all: every failure becomes a page that tells people what they can do (SEC-18). */
export const htmlErrors = (log: Log): ErrorRequestHandler =>
  errorPages(log, (failure, response, request, error) =>
    sendPage(
      response,
      <ErrorPage failure={failure} error={error} request={request} response={response} />,
      failure.status,
    ),
  );

interface ErrorProps {
  failure: Failure;
  error: unknown;
  request: Request;
  response: Response;
}

function ErrorPage({ failure: { status, requestId }, error, request, response }: ErrorProps) {
  const speech = speechOf(request, response);
  const say = speech.words.trouble;
  const { heading, says } = sayTrouble(error, { status, speech, isLink: isPersonal(response) });
  return (
    <PublicPage title={heading} language={speech.language}>
      <h1>{heading}</h1>
      <p class="lead">{says}</p>
      {status === 404 ? <a href="/">{say.start}</a> : null}
      {requestId ? <p class="small">{say.tell(requestId)}</p> : null}
    </PublicPage>
  );
}

/** Pages behind a personal link say so to search engines. */
const isPersonal = (response: Response) => response.getHeader('X-Robots-Tag') === 'noindex';
