import type { App } from '../platform/app.ts';
import { InvalidInput } from '../platform/errors.ts';
import { getPublication, listPublications, type Publication } from '../publications/index.ts';

/** The option of every command about one publication. */
export const PUBLICATION_OPTION = '--publication <slug>';
export const PUBLICATION_HELP = 'the publication (may be left out when there is only one)';

/** The publication of this slug; without a slug the only one. @throws NotFound, InvalidInput when there are several or none. */
export async function thePublication(app: App, slug: string | undefined): Promise<Publication> {
  if (slug !== undefined) return getPublication(app.db, slug);
  const [only, ...others] = await listPublications(app.db, 0, 20);
  if (!only) refuse('There is no publication yet: run "paperround setup".');
  if (others.length === 0) return only;
  const slugs = [only, ...others].map((publication) => publication.slug).join(', ');
  return refuse(`There are several publications. Choose one with --publication: ${slugs}.`);
}

function refuse(message: string): never {
  throw new InvalidInput([{ field: 'publication', message }]);
}
