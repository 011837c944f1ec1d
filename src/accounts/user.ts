/** What a person who signs in may do; each role may do all that the ones after it may. */
export const ROLES = ['admin', 'editor', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** A person who signs in. */
export interface User {
  id: number;
  /** Lower case. */
  email: string;
  role: Role;
  /** May send mail and decide what goes out; others of their role prepare it. */
  maySend: boolean;
  /** Empty: the address stands for it. */
  name: string;
  /** Of the desk; null: as the browser says. */
  language: 'en' | 'de' | null;
  hasShortcuts: boolean;
  /** False until the person has used a set-password link. */
  hasPassword: boolean;
  createdAt: Date;
}

/** What somebody may do in one place. */
export interface Rights {
  role: Role;
  maySend: boolean;
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
