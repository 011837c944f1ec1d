import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { parseInput } from '../platform/input.ts';
import { checkTransports } from './check-transports.ts';
import { publicationChanges } from './publication-input.ts';
import type { Publication } from './publication.ts';
import { getPublication, getPublicationById, replaceTopics, updatePublicationRow } from './queries.ts';

/**
 * Changes the fields that `input` names and leaves the others.
 * @throws InvalidInput, NotFound
 */
export async function updatePublication(app: App, slug: string, input: unknown): Promise<Publication> {
  const { topics, ...fields } = parseInput(publicationChanges, input);
  return inTransaction(app, async (inner) => {
    const { db } = inner;
    const before = await getPublication(db, slug);
    await checkTransports(db, fields.transports);
    await updatePublicationRow(db, before.id, fields);
    if (topics) await replaceTopics(db, before.id, topics);
    const after = await getPublicationById(db, before.id);
    const details = { ...difference(before, after), ...(topics && { topics }) };
    if (Object.keys(details).length > 0) {
      await audit(inner, { action: 'publication.changed', subject: `publication:${before.id}`, details });
    }
    return after;
  });
}

/** Old and new value of every field that differs, for the audit log (SEC-10). */
function difference(before: Publication, after: Publication): Record<string, [unknown, unknown]> {
  const fields = Object.keys(after) as (keyof Publication)[];
  return Object.fromEntries(
    fields
      .filter((field) => field !== 'updatedAt' && String(before[field]) !== String(after[field]))
      .map((field) => [field, [before[field], after[field]]]),
  );
}
