import { isAtLeast, rightsHere, roleCovers, type SignedIn } from '../../../accounts/index.ts';
import type { Publication } from '../../../publications/index.ts';

/** Where the audit log of a publication is, or of the whole installation. */
export const auditPath = (publication?: Pick<Publication, 'slug'>) =>
  publication ? `/admin/${publication.slug}/audit` : '/admin/audit';

/** Where somebody reads who did what: everywhere, or in the publication that they look at; undefined where they may not. */
export function auditPathFor(
  user: SignedIn,
  publication: Pick<Publication, 'id' | 'slug'> | undefined,
): string | undefined {
  if (roleCovers(rightsHere(user).role, 'admin')) return auditPath();
  return publication && isAtLeast(user, publication.id, 'admin') ? auditPath(publication) : undefined;
}
