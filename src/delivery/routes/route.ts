import type { Db } from '../../platform/database.ts';
import { sentence } from '../../platform/sentence.ts';
import { listSlowServers, type SlowServer } from '../../transports/index.ts';
import { listTroubledRoutes, type Route } from './route-queries.ts';

/**
 * Why mail of these publications waits or takes another way, as a sentence for an editor; nothing for those whose mail goes
 * as it should.
 */
export async function routeReasons(db: Db, publicationIds: number[]): Promise<Map<number, string>> {
  if (publicationIds.length === 0) return new Map();
  const ids = [...new Set(publicationIds)];
  const [slow, routes] = await Promise.all([listSlowServers(db, ids), listTroubledRoutes(db, ids)]);
  // What keeps mail from leaving at all is told before what slows it down.
  return new Map([
    ...slow.map((server) => [server.publicationId, paceOf(server)] as const),
    ...routes.map((route) => [route.publicationId, reasonOf(route)] as const),
  ]);
}

const paceOf = ({ perMinute, reply }: SlowServer) =>
  `The mail server takes about ${perMinute} messages a minute at the moment, so mail leaves at that pace. Its words: ${sentence(reply)}`;

function reasonOf({ first, isFaulty, isFull, lastFault, limitToday, via }: Route): string {
  const trouble =
    isFull && !isFaulty
      ? `The warm-up of ${first} allows ${limitToday ?? 0} messages today.`
      : `The mail server cannot be used at the moment: ${sentence(lastFault ?? 'it does not answer')}`;
  if (via !== null && via !== first) return `${trouble} Meanwhile mail goes over ${via}.`;
  return isFull && !isFaulty
    ? `${trouble} The rest goes out tomorrow (UTC) by itself.`
    : `${trouble} Nothing is lost; it is tried again by itself.`;
}
