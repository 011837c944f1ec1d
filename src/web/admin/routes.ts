import { Router } from 'express';
import type { App } from '../../platform/app.ts';
import { forgiveLink } from '../public/forgive-link.ts';
import type { Live } from '../live/watches.ts';
import { notFound } from '../html-errors.tsx';
import { requireSameOrigin } from '../same-origin.ts';
import { accountRoutes } from './team/account.tsx';
import { authenticatorRoutes } from './team/authenticator.tsx';
import { apiKeyRoutes } from './team/api-keys.tsx';
import { securityRoutes } from './team/security.tsx';
import { setPasswordRoutes } from './team/set-password.tsx';
import { teamRoutes } from './team/team-routes.tsx';
import { signInRoutes } from './team/sign-in.tsx';
import { mountRoute, type AdminRoute, type Route } from './admin-route.ts';
import { auditRoutes } from './audit/routes.tsx';
import { calendarRoutes } from './calendar/routes.tsx';
import { composerRoutes } from './composer/routes.tsx';
import { editionRoutes } from './edition/routes.tsx';
import { articleRoutes } from './articles/routes.tsx';
import { feedRoutes } from './feeds/routes.tsx';
import { admitSignedIn, admitting } from './door.ts';
import { lookRoutes } from './look/routes.tsx';
import { importRoutes } from './imports/routes.tsx';
import { funnelRoutes } from './funnel/routes.tsx';
import { pictureRoutes } from './sends/pictures/routes.tsx';
import { previewRoutes } from './sends/preview/routes.tsx';
import { searchRoutes } from './search/routes.tsx';
import { reviewLinkRoutes } from './review/link-routes.tsx';
import { reviewRoutes } from './review/routes.tsx';
import { scheduleRoutes } from './sends/schedule/routes.tsx';
import { sendRoutes } from './sends/routes.ts';
import { setUpRoutes } from './set-up/routes.tsx';
import { bulkRoutes } from './bulk/routes.tsx';
import { personRoutes } from './person/routes.tsx';
import { readerRoutes } from './subscribers/list-routes.tsx';
import { segmentRoutes } from './subscribers/segment-routes.tsx';
import { signUpRoutes } from './subscribers/routes.ts';
import { templateRoutes } from './templates/routes.tsx';
import { todayRoutes } from './today/routes.tsx';
import { adminErrors } from './admin-errors.tsx';
import { firstRunRoutes } from './set-up/first-run-routes.tsx';
import { hookRoutes } from './settings/hook-routes.tsx';
import { topicRoutes } from './topics/routes.tsx';
import { webhookRoutes } from './webhooks/routes.tsx';
import { settingsRoutes } from './settings/routes.tsx';

/** Every page and form of the admin with the role it needs. */
export const adminRouteTable: AdminRoute[] = [
  // Fixed addresses come before those of publications.
  ...apiKeyRoutes,
  ...accountRoutes,
  ...securityRoutes,
  ...authenticatorRoutes,
  ...auditRoutes,
  ...searchRoutes,
  ...signUpRoutes,
  ...bulkRoutes,
  ...readerRoutes,
  ...segmentRoutes,
  ...importRoutes,
  // After every other page below `/subscribers`.
  ...personRoutes,
  // `/sends/new` before `/sends/:id`.
  ...composerRoutes,
  ...editionRoutes,
  ...sendRoutes,
  ...previewRoutes,
  ...pictureRoutes,
  ...reviewRoutes,
  ...scheduleRoutes,
  ...todayRoutes,
  ...calendarRoutes,
  ...articleRoutes,
  ...firstRunRoutes,
  ...feedRoutes,
  ...topicRoutes,
  ...funnelRoutes,
  ...lookRoutes,
  ...templateRoutes,
  ...settingsRoutes,
  ...hookRoutes,
  ...webhookRoutes,
  ...teamRoutes,
];

/** `/admin`: signing in and out, and what `adminRouteTable` lists. Only people who are signed in learn what is not there. */
export function adminRoutes(app: App, live: Live): Router {
  const router = Router();
  router.use((_request, response, next) => {
    // With no-referrer, browsers send `Origin: null`, which the same-origin check could not tell from another site.
    response.setHeader('Referrer-Policy', 'same-origin');
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  router.use(requireSameOrigin(app));
  router.use('/sign-in', forgiveLink);
  for (const route of [...signInRoutes, ...adminRouteTable]) mountRoute(router, app, route, live);
  router.use(admitting(app, admitSignedIn));
  router.use(notFound);
  router.use(adminErrors(app));
  return router;
}

/** `/setup/:token` and `/set-password/:token`, the one-time links, and `/review/:token`. */
export function linkRoutes(app: App): Router {
  const router = Router();
  mountLinks('/setup', setUpRoutes);
  mountLinks('/set-password', setPasswordRoutes);
  mountLinks('/review', reviewLinkRoutes);
  return router;

  function mountLinks(prefix: string, routes: Route[]): void {
    const links = Router();
    links.use(forgiveLink);
    for (const route of routes) mountRoute(links, app, route);
    router.use(prefix, links, adminErrors(app));
  }
}
