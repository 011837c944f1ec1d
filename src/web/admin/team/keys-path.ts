import { isAtLeast, rightsHere, roleCovers, type SignedIn } from '../../../accounts/index.ts';
import type { Publication } from '../../../publications/index.ts';

/** Where the keys of a publication are, or of the whole installation. */
export const keysPath = (publication?: Pick<Publication, 'slug'>) =>
  publication ? `/admin/${publication.slug}/api-keys` : '/admin/api-keys';

/** Where somebody makes keys: for everything, or for the publication that they look at; undefined where they may not. */
export function keysPathFor(
  user: SignedIn,
  publication: Pick<Publication, 'id' | 'slug'> | undefined,
): string | undefined {
  if (roleCovers(rightsHere(user).role, 'admin')) return keysPath();
  return publication && isAtLeast(user, publication.id, 'admin') ? keysPath(publication) : undefined;
}
