import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { sqlState, UNIQUE_VIOLATION } from '../platform/database.ts';
import { InvalidInput } from '../platform/errors.ts';
import { parseInput } from '../platform/input.ts';
import { newPublication } from './publication-input.ts';
import type { Publication } from './publication.ts';
import { checkDigestSizes } from './check-digest-sizes.ts';
import { checkTransports } from './check-transports.ts';
import { getPublicationById, insertPublication, replaceTopics } from './queries.ts';

/** As the table has them. */
const NEW_SIZES = { digestMinArticles: 1, digestMaxArticles: 30 };

/**
 * @throws InvalidInput, also when the slug is taken.
 */
export async function createPublication(app: App, input: unknown): Promise<Publication> {
  const { topics, ...fields } = parseInput(newPublication, input);
  try {
    return await inTransaction(app, async (inner) => {
      const { db } = inner;
      await checkTransports(db, fields.transports);
      checkDigestSizes(NEW_SIZES, fields);
      const id = await insertPublication(db, { ...fields, fromName: fields.fromName ?? fields.name });
      if (topics) await replaceTopics(db, id, topics);
      const details = { slug: fields.slug };
      await audit(inner, { action: 'publication.created', subject: `publication:${id}`, details });
      return getPublicationById(db, id);
    });
  } catch (error) {
    if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
    throw new InvalidInput([
      {
        field: 'slug',
        message: `The slug ${fields.slug} is taken: choose another one.`,
        fault: { code: 'slug-taken', params: { slug: fields.slug } },
      },
    ]);
  }
}
