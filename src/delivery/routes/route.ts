import type { Db } from '../../platform/database.ts';
import type { Reason } from '../../words/index.ts';
import { listSlowServers, type SlowServer } from '../../transports/index.ts';
import { listTroubledRoutes, type Route } from './route-queries.ts';

/**
 * Why mail of these publications waits or takes another way, as an editor reads it; nothing for those whose mail goes
 * as it should.
 */
export async function routeReasons(db: Db, publicationIds: number[]): Promise<Map<number, Reason>> {
  if (publicationIds.length === 0) return new Map();
  const ids = [...new Set(publicationIds)];
  const [slow, routes] = await Promise.all([listSlowServers(db, ids), listTroubledRoutes(db, ids)]);
  // A reason that stops mail comes before one that slows it down.
  return new Map<number, Reason>([
    ...slow.map((server) => [server.publicationId, paceOf(server)] as const),
    ...routes.map((route) => [route.publicationId, reasonOf(route)] as const),
  ]);
}

const paceOf = ({ perMinute, reply }: SlowServer): Reason => ({
  code: 'slow-server',
  params: { perMinute, reply },
});

function reasonOf({ first, isFaulty, isFull, lastFault, limitToday, via }: Route): Reason {
  const other = via === first ? null : via;
  return isFull && !isFaulty
    ? { code: 'warm-up-full', params: { transport: first, limit: limitToday ?? 0, via: other } }
    : { code: 'server-unusable', params: { reply: lastFault, via: other } };
}
