import type { ErrorRequestHandler } from 'express';
import type { App } from '../../platform/app.ts';
import type { MenuEntry } from './components/menu-entry.ts';
import { errorPages, type Failure } from '../error-handler.ts';
import { admittedTo } from './door.ts';
import { sendView } from './frame.tsx';
import { deskOf } from './language.ts';
import { useDesk } from './use-desk.ts';
import type { View } from './view.ts';

/** The failures of people who work here, in the frame they work in. @param current the entry of the menu they are at. */
export const adminErrors = (app: App, current?: MenuEntry): ErrorRequestHandler =>
  errorPages(app.log, async (failure, response, request) => {
    const user = admittedTo(response)?.user;
    const view: View = {
      title: failure.headline,
      layout: 'narrow',
      content: <Said failure={failure} />,
      status: failure.status,
      ...(current && { current }),
    };
    const desk = deskOf(request, user);
    try {
      await sendView(app, response, view, { user, desk });
    } catch {
      // Without the database there is no menu.
      await sendView(app, response, view, { user: undefined, desk });
    }
  });

function Said({ failure: { says, requestId } }: { failure: Failure }) {
  const { frame } = useDesk().words;
  return (
    <div class="stack">
      <p>{says}</p>
      {requestId && <p class="soft">{frame.logNumber(requestId)}</p>}
      <p>
        <a href="/admin">{frame.goToToday}</a>
      </p>
    </div>
  );
}
