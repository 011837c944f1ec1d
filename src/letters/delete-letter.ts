import type { App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { Conflict } from '../platform/errors.ts';
import { deleteDraft, getSendRow } from '../sends/index.ts';
import { withDraft } from './change-draft.ts';
import { deleteLetterText } from './letter-queries.ts';
import { deletePresence } from './presence-queries.ts';
import { deleteVersions } from './version-queries.ts';

/** Removes a draft for good. What was scheduled or sent stays on record. @throws NotFound, Conflict */
export function deleteLetter(app: App, publicationId: number, id: number): Promise<void> {
  return withDraft(app, publicationId, id, async (inner, { subject }) => {
    await deleteVersions(inner.db, id);
    await deletePresence(inner.db, id);
    await deleteLetterText(inner.db, id);
    if (!(await deleteDraft(inner.db, id))) {
      const { status } = await getSendRow(inner.db, publicationId, id);
      const advice =
        status === 'scheduled' ? 'Take its schedule back first.' : 'It stays on record, as every send does.';
      throw new Conflict(
        `send-is-${status}`,
        `This send is ${status}: only a draft can be deleted. ${advice}`,
      );
    }
    await audit(inner, { action: 'send.deleted', subject: `send:${id}`, details: { subject } });
    inner.log.info({ event: 'send.deleted', sendId: id });
  });
}
