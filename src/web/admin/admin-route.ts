import type { Request, Response, Router } from 'express';
import type { Role, SignedIn } from '../../accounts/index.ts';
import { asActor, type App } from '../../platform/app.ts';
import { requireRole, userOf } from './require-role.ts';

interface Call {
  /** Its actor is `user`. */
  app: App;
  user: SignedIn;
  params: Record<string, string>;
  request: Request;
  response: Response;
}

/** One page or form of the admin: nobody below `role` gets to it (SEC-09). */
export interface AdminRoute {
  method: 'get' | 'post';
  /** Below /admin. */
  path: string;
  role: Role;
  handle(call: Call): Promise<void> | void;
}

export function mountAdminRoute(router: Router, app: App, { method, path, role, handle }: AdminRoute): void {
  router[method](path, requireRole(app, role), async (request, response) => {
    const user = userOf(response);
    const params = request.params as Record<string, string>;
    await handle({ app: asActor(app, `user:${user.userId}`), user, params, request, response });
  });
}
