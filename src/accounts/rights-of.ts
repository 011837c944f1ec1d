import { roleCovers, type Rights, type Role, type Roles } from './user.ts';

/** What a person may do in one publication; undefined: they have no part in it, and it is not there for them. */
export function rightsIn(person: Roles, publicationId: number): Rights | undefined {
  const { isOwner, role, maySend, memberships } = person;
  const own = isOwner ? undefined : memberships.find((one) => one.publicationId === publicationId);
  if (own) return { role: own.role, maySend: own.maySend && own.role !== 'viewer' };
  return role === null ? undefined : { role, maySend: maySend && role !== 'viewer' };
}

/** What a person may do in the installation as a whole: nobody is less than a viewer there, who sees their own account. */
export function rightsHere({ role, maySend }: Roles): Rights {
  return { role: role ?? 'viewer', maySend: maySend && role !== null && role !== 'viewer' };
}

/** Ids of the publications that a person has a part in; undefined: in all of them. */
export function publicationsOf({ role, memberships }: Roles): number[] | undefined {
  return role === null ? memberships.map(({ publicationId }) => publicationId) : undefined;
}

/** Whether a person has this role or a higher one in the publication. */
export function isAtLeast(person: Roles, publicationId: number, role: Role): boolean {
  const rights = rightsIn(person, publicationId);
  return rights !== undefined && roleCovers(rights.role, role);
}

/**
 * Whether somebody may change what another may do in a publication: its admins may, unless the other has a role in all publications,
 * which only owners give and take.
 */
export function mayManage(person: Roles, other: Roles, publicationId: number): boolean {
  if (person.isOwner) return true;
  return isAtLeast(person, publicationId, 'admin') && !other.isOwner && other.role === null;
}
