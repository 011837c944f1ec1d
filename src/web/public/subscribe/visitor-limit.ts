import type { App } from '../../../platform/app.ts';
import { TooMany } from '../../../platform/errors.ts';
import { networkOf } from '../../../platform/network.ts';
import { createRateLimit } from '../../../platform/rate-limit.ts';
import type { Visitor } from '../../../subscribers/index.ts';

/** So many sign-ups an hour are taken from a network; above it they would only fill the database. Their mails are paced far below. */
const TAKEN = { name: 'sign-up-hour', tries: 300, seconds: 3600 };

/**
 * Whom the limits of confirmation mails count a sign-up for (BOMB-02); undefined: nobody.
 * @throws TooMany, which tells nothing of any address.
 */
export function createVisitorLimit(app: App) {
  const limit = createRateLimit(app.db, TAKEN);
  return async (ip: string | undefined, cost: number): Promise<Visitor | undefined> => {
    const network = ip === undefined ? undefined : networkOf(ip);
    // Without a proxy only this machine itself comes from loopback: a demo, a load test, a health check.
    if (network === undefined || (network === 'loopback' && app.config.trustProxy.length === 0))
      return undefined;
    const networkHash = app.keys.derive('ip', network).subarray(0, 16);
    const waitSeconds = await limit.take(networkHash.toString('base64url'));
    if (waitSeconds !== undefined)
      throw new TooMany('Very many people signed up from your network just now.', waitSeconds);
    return { networkHash, cost };
  };
}
