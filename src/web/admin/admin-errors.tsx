import type { ErrorRequestHandler } from 'express';
import type { SignedIn } from '../../accounts/index.ts';
import type { App } from '../../platform/app.ts';
import { errorPages, type Failure } from '../error-handler.ts';
import { sendView } from './frame.tsx';

/** The failures of people who work here, in the frame they work in. */
export const adminErrors = (app: App): ErrorRequestHandler =>
  errorPages(app.log, (failure, response) => {
    const user = response.locals['user'] as SignedIn | undefined;
    const view = {
      title: failure.headline,
      isNarrow: true,
      content: <Said failure={failure} />,
      status: failure.status,
    };
    sendView(app, response, view, { user });
  });

function Said({ failure: { says, requestId } }: { failure: Failure }) {
  return (
    <div class="card card-body">
      <p>{says}</p>
      {requestId && <p class="text-secondary">The log has more about it under this number: {requestId}</p>}
      <p class="mb-0">
        <a href="/admin">Go to the overview</a>
      </p>
    </div>
  );
}
