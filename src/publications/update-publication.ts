import type { z } from 'zod';
import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import type { Db } from '../platform/database.ts';
import { parseInput } from '../platform/input.ts';
import { checkDigestSizes } from './check-digest-sizes.ts';
import { checkTransports } from './check-transports.ts';
import { publicationChanges } from './publication-input.ts';
import type { Publication } from './publication.ts';
import { getPublication, getPublicationById, replaceTopics, updatePublicationRow } from './queries.ts';

const ownChanges = publicationChanges.omit({ defaultRhythm: true });

/**
 * Changes the fields that `input` names and leaves the others. The default rhythm is not among them: it moves readers, whose room
 * has `changePublication`.
 * @throws InvalidInput, NotFound
 */
export async function updatePublication(app: App, slug: string, input: unknown): Promise<Publication> {
  const { topics, ...fields } = parseInput(ownChanges, input);
  return inTransaction(app, async (inner) => {
    const { db } = inner;
    const before = await getPublication(db, slug);
    await checkFit(db, before, fields);
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

/** What could be changed, for who asks before it is. @throws InvalidInput as the change itself would. */
export async function checkPublicationChanges(
  db: Db,
  before: Publication,
  input: unknown,
): Promise<z.output<typeof publicationChanges>> {
  const changes = parseInput(publicationChanges, input);
  await checkFit(db, before, changes);
  return changes;
}

/** That changes fit what stays, and what else there is. @throws InvalidInput */
async function checkFit(
  db: Db,
  before: Publication,
  changes: Pick<
    z.output<typeof publicationChanges>,
    'transports' | 'digestMinArticles' | 'digestMaxArticles'
  >,
): Promise<void> {
  await checkTransports(db, changes.transports);
  checkDigestSizes(before, changes);
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
