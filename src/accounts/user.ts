import type { SecondStep } from './factors/factor-queries.ts';

/** What a person who signs in may do; each role may do all that the ones after it may. */
export const ROLES = ['admin', 'editor', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** What somebody may do in one place. */
export interface Rights {
  role: Role;
  /** May send mail and decide what goes out; others of their role prepare it. */
  maySend: boolean;
}

/** What somebody may do in one publication. */
export interface Membership extends Rights {
  publicationId: number;
}

/** What a person may do, everywhere. */
export interface Roles {
  /** Owners decide about the installation, and are admins of every publication. */
  isOwner: boolean;
  /** In all publications, those to come included; null: only in those that `memberships` names. */
  role: Role | null;
  /** In all publications. */
  maySend: boolean;
  /** Each counts before the role in all publications. */
  memberships: Membership[];
}

/** A person who signs in. */
export interface User extends Roles, SecondStep {
  id: number;
  /** Lower case. */
  email: string;
  /** Empty: the address stands for it. */
  name: string;
  /** Of the desk; null: as the browser says. */
  language: 'en' | 'de' | null;
  hasShortcuts: boolean;
  /** False until the person has used a set-password link. */
  hasPassword: boolean;
  /** Whether they have come in by the provider of single sign-on. */
  hasSingleSignOn: boolean;
  createdAt: Date;
  /** Null: not yet. */
  lastSeenAt: Date | null;
}

/** How the desk speaks and looks to one person. */
export interface Taste {
  name: string;
  /** Null: as the browser says. */
  language: 'en' | 'de' | null;
  /** Null: as the system. */
  theme: 'light' | 'dark' | null;
  hasShortcuts: boolean;
}

/** Whether someone with `role` may do what needs `needed`. */
export function roleCovers(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) <= ROLES.indexOf(needed);
}

/** The roles that one word gives: an owner's, one in all publications, or none but those in single ones. */
export const ROLE_NAMES = ['owner', ...ROLES, 'none'] as const;
export type RoleName = (typeof ROLE_NAMES)[number];

export const roleName = ({ isOwner, role }: Pick<Roles, 'isOwner' | 'role'>): RoleName =>
  isOwner ? 'owner' : (role ?? 'none');

/** What a word gives. */
export const roleNamed = (name: RoleName): Pick<Roles, 'isOwner' | 'role'> => ({
  isOwner: name === 'owner',
  role: name === 'owner' ? 'admin' : name === 'none' ? null : name,
});
