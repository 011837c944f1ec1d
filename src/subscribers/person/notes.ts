import { inTransaction, type App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import { Conflict, NotFound } from '../../platform/errors.ts';
import type { Subscriber } from '../subscriber.ts';
import { deleteNote, insertNote, type Note } from './note-queries.ts';

export const LONGEST_NOTE = 2000;
const MOST_NOTES = 100;

/** Writes something down about a reader, who gets it with their data. @throws Conflict */
export function addNote(app: App, { id }: Pick<Subscriber, 'id'>, text: string): Promise<Note> {
  return inTransaction(app, async (inner) => {
    const note = await insertNote(inner.db, { subscriberId: id, actor: app.actor, text, most: MOST_NOTES });
    if (!note) throw new Conflict('notes-too-many', `A reader can have ${MOST_NOTES} notes at most.`);
    await audit(inner, {
      action: 'subscriber.note-added',
      subject: `subscriber:${id}`,
      details: { noteId: note.id },
    });
    return note;
  });
}

/** @throws NotFound */
export function removeNote(app: App, { id }: Pick<Subscriber, 'id'>, noteId: number): Promise<void> {
  return inTransaction(app, async (inner) => {
    if (!(await deleteNote(inner.db, id, noteId))) throw new NotFound(`The note ${noteId}`);
    await audit(inner, {
      action: 'subscriber.note-removed',
      subject: `subscriber:${id}`,
      details: { noteId },
    });
  });
}
