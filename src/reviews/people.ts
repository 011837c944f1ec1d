import { listUsers, roleCovers, type User } from '../accounts/index.ts';
import type { App } from '../platform/app.ts';

/** Who may decide about sends of a publication. Today everybody has one role for all of them. */
export async function listReviewers(app: App, except: string | null = null): Promise<User[]> {
  const users = await listUsers(app);
  return users.filter(({ id, role }) => roleCovers(role, 'editor') && `user:${id}` !== except);
}

/** Somebody who did something, for people to read. */
export interface Who {
  kind: 'user' | 'api-key' | 'command-line' | 'gone';
  /** An address, or the name of a key. */
  name: string;
}

/** @param actor as in the audit log. */
export async function whoIs(app: App, actor: string | null): Promise<Who | null> {
  if (actor === null) return null;
  if (actor === 'command-line') return { kind: 'command-line', name: 'command-line' };
  if (actor.startsWith('api-key:')) return { kind: 'api-key', name: actor.slice('api-key:'.length) };
  const user = (await listUsers(app)).find(({ id }) => `user:${id}` === actor);
  return user ? { kind: 'user', name: user.email } : { kind: 'gone', name: '' };
}
