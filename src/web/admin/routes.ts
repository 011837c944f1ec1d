import { Router } from 'express';
import type { App } from '../../platform/app.ts';
import { forgiveLink } from '../public/forgive-link.ts';
import { notFound } from '../html-errors.tsx';
import { requireSameOrigin } from '../same-origin.ts';
import { apiKeyRoutes } from './team/api-keys.tsx';
import { signInRoutes } from './team/sign-in.tsx';
import { mountAdminRoute, type AdminRoute } from './admin-route.ts';
import { readForm } from './form-body.ts';
import { articleRoutes } from './articles/routes.ts';
import { sendRoutes } from './sends/routes.ts';
import { signUpRoutes } from './subscribers/routes.ts';
import { todayRoutes } from './today/routes.tsx';
import { adminErrors } from './admin-errors.tsx';
import { settingsRoutes } from './settings/routes.tsx';
import { requireRole } from './require-role.ts';

/** Every page and form of the admin with the role it needs. */
export const adminRouteTable: AdminRoute[] = [
  ...todayRoutes,
  ...articleRoutes,
  ...sendRoutes,
  ...signUpRoutes,
  ...settingsRoutes,
  ...apiKeyRoutes,
];

/** `/admin`: signing in and out, and what `adminRouteTable` lists; anything else needs a sign-in to be told it is not there. */
export function adminRoutes(app: App): Router {
  const router = Router();
  router.use((_request, response, next) => {
    // With no-referrer, browsers send `Origin: null`, which the same-origin check could not tell from another site.
    response.setHeader('Referrer-Policy', 'same-origin');
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  router.use(requireSameOrigin(app));
  router.use('/sign-in', forgiveLink);
  router.use(signInRoutes(app));
  router.use(readForm());
  for (const route of adminRouteTable) mountAdminRoute(router, app, route);
  router.use(requireRole(app, 'viewer'));
  router.use(notFound);
  router.use(adminErrors(app));
  return router;
}
