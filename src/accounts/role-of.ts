import type { App } from '../platform/app.ts';
import type { SignedIn } from './session-queries.ts';
import type { Role } from './user.ts';

/**
 * The role of a person for one publication; without a publication, for the whole installation.
 * Today everybody has one role for both: roles per publication change this function alone.
 */
export async function roleOf(_app: App, user: SignedIn, _publicationId?: number): Promise<Role> {
  return user.role;
}
