import { listUsers } from '../../../accounts/index.ts';
import type { App } from '../../../platform/app.ts';

/** Everybody who works here, by the name that others know. */
export interface People {
  named(userId: number): string;
  /** Of an actor such as `user:7` or `api-key:website`; undefined for nobody in particular. */
  actor(actor: string | null): string | undefined;
}

export async function loadPeople(app: App): Promise<People> {
  const users = new Map((await listUsers(app)).map((user) => [user.id, user]));
  const named = (userId: number) => {
    const user = users.get(userId);
    return user?.name || user?.email.split('@')[0] || '';
  };
  return {
    named,
    actor(actor) {
      const [kind, ...rest] = (actor ?? '').split(':');
      if (kind === 'user') return named(Number(rest[0])) || undefined;
      return kind === 'api-key' ? rest.join(':') : undefined;
    },
  };
}
