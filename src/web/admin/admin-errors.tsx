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
    const desk = deskOf(request, user);
    const { failed, failedOtherwise } = desk.words.frame;
    const view: View = {
      title: failed[failure.status] ?? failedOtherwise,
      layout: 'narrow',
      content: <Said failure={failure} />,
      status: failure.status,
      ...(current && { current }),
    };
    try {
      await sendView(app, response, view, { user, desk });
    } catch {
      // Without the database there is no menu.
      await sendView(app, response, view, { user: undefined, desk });
    }
  });

/** What only the room that refused can say is in English, and marked as such; faults of fields are in the person's words. */
function Said({ failure: { status, says, requestId } }: { failure: Failure }) {
  const { frame } = useDesk().words;
  const known = frame.failedBecause[status];
  return (
    <div class="stack">
      {known === undefined ? <p lang={status === 422 ? undefined : 'en'}>{says}</p> : <p>{known}</p>}
      {requestId && <p class="soft">{frame.logNumber(requestId)}</p>}
      <p>
        <a href="/admin">{frame.goToToday}</a>
      </p>
    </div>
  );
}
