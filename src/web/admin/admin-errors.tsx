import type { ErrorRequestHandler } from 'express';
import type { App } from '../../platform/app.ts';
import type { MenuEntry } from './components/AdminPage.tsx';
import { errorPages, type Failure } from '../error-handler.ts';
import { admittedTo } from './door.ts';
import { sendView } from './frame.tsx';

/** The failures of people who work here, in the frame they work in. @param current the entry of the menu they are at. */
export const adminErrors = (app: App, current?: MenuEntry): ErrorRequestHandler =>
  errorPages(app.log, (failure, response) => {
    const user = admittedTo(response)?.user;
    const view = {
      title: failure.headline,
      isNarrow: true,
      content: <Said failure={failure} />,
      status: failure.status,
      ...(current && { current }),
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
