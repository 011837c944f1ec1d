import { keyCovers, keyReaches, type KnownKey, type Scope } from '../../accounts/index.ts';
import type { App } from '../../platform/app.ts';
import { Forbidden, NotFound } from '../../platform/errors.ts';
import { findPublication } from '../../publications/index.ts';
import type { Endpoint } from './operation.ts';

const OF_PUBLICATION = /^\/publications\/:slug\b/;

/**
 * Lets a key do what its scopes and its publications allow (SEC-08, SEC-09). A publication beyond them is not there for it, as one that
 * does not exist.
 * @throws Forbidden, NotFound
 */
export async function admitKey(
  { db }: App,
  key: KnownKey,
  { path, scope, isFiltered }: Endpoint,
  params: Record<string, unknown>,
): Promise<void> {
  if (scope !== 'any') requireScope(key, scope);
  if (key.publicationIds === null) return;
  if (OF_PUBLICATION.test(path)) {
    const slug = String(params['slug']);
    const publication = await findPublication(db, slug);
    if (!publication || !keyReaches(key, publication.id)) throw new NotFound(`The publication ${slug}`);
  } else if (!isFiltered)
    throw new Forbidden(
      'This is about the whole installation, and the key is for some publications only. Use a key for all of them.',
      'needs-all-publications',
    );
}

/** @throws Forbidden for a key with none of these scopes */
export function requireScope(key: KnownKey, needed: readonly Scope[]): void {
  if (keyCovers(key, needed)) return;
  throw new Forbidden(`This key lacks the scope ${needed.join(' or ')}.`, 'missing-scope', {
    scope: needed[0],
  });
}
