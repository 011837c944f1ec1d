import { listPeopleOf, listUsers, type User } from '../accounts/index.ts';
import type { App } from '../platform/app.ts';

/** Who may decide about sends of a publication. @param except an actor who is not asked. */
export async function listReviewers(
  app: App,
  publicationId: number,
  except: string | null = null,
): Promise<User[]> {
  return (await listPeopleOf(app, publicationId))
    .filter(({ user, rights }) => `user:${user.id}` !== except && rights.maySend)
    .map(({ user }) => user);
}

/** Somebody who did something, for people to read. */
export interface Who {
  kind: 'user' | 'api-key' | 'command-line' | 'gone';
  /** Of a person, their address where they have none, or that of a key. */
  name: string;
  /** As in the audit log. */
  actor: string;
}

/** @param actor as in the audit log. */
export async function whoIs(app: App, actor: string | null): Promise<Who | null> {
  if (actor === null) return null;
  if (actor === 'command-line') return { kind: 'command-line', name: 'command-line', actor };
  if (actor.startsWith('api-key:')) return { kind: 'api-key', name: actor.slice('api-key:'.length), actor };
  const user = (await listUsers(app)).find(({ id }) => `user:${id}` === actor);
  return user ? { kind: 'user', name: user.name || user.email, actor } : { kind: 'gone', name: '', actor };
}
