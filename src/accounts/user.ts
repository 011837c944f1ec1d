/** What a person who signs in may do; each role may do all that the ones after it may. */
export const ROLES = ['admin', 'editor', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** A person who signs in. */
export interface User {
  id: number;
  /** Lower case. */
  email: string;
  role: Role;
  /** False until the person has used a set-password link. */
  hasPassword: boolean;
  createdAt: Date;
}

/** Whether someone with `role` may do what needs `needed`. */
export function roleCovers(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) <= ROLES.indexOf(needed);
}
