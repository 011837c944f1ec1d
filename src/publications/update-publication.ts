import { inTransaction, type App } from '../platform/app.ts';
import { parseInput } from '../platform/input.ts';
import { publicationChanges } from './publication-input.ts';
import type { Publication } from './publication.ts';
import { getPublication, getPublicationById, replaceTopics, updatePublicationRow } from './queries.ts';

/** Changes the fields that `input` names and leaves the others. @throws InvalidInput, NotFound */
export async function updatePublication(app: App, slug: string, input: unknown): Promise<Publication> {
  const { topics, ...fields } = parseInput(publicationChanges, input);
  return inTransaction(app, async ({ db }) => {
    const { id } = await getPublication(db, slug);
    await updatePublicationRow(db, id, fields);
    if (topics) await replaceTopics(db, id, topics);
    return getPublicationById(db, id);
  });
}
