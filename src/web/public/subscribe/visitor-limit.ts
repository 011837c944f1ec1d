import type { App } from '../../../platform/app.ts';
import { networkOf } from '../../../platform/network.ts';
import { createRateLimit } from '../../../platform/rate-limit.ts';

const HOUR = { name: 'sign-up-hour', tries: 5, seconds: 3600 };
const DAY = { name: 'sign-up-day', tries: 20, seconds: 86_400 };

/** What an oddly filled-in form costs, compared with an ordinary one. */
export const ODD_COST = 3;

/** How many sign-ups one network may send (BOMB-02). The answer to a visitor is the same when there are too many. */
export function createVisitorLimit(app: App) {
  const limits = [createRateLimit(app.db, HOUR), createRateLimit(app.db, DAY)];
  return async (ip: string | undefined, cost: number): Promise<boolean> => {
    const network = ip === undefined ? undefined : networkOf(ip);
    // Without a proxy only this machine itself comes from loopback: a demo, a load test, a health check.
    if (network === undefined || (network === 'loopback' && app.config.trustProxy.length === 0)) return true;
    const key = app.keys.derive('ip', network).toString('base64url').slice(0, 22);
    const waits = await Promise.all(limits.map((limit) => limit.take(key, cost)));
    return waits.every((seconds) => seconds === undefined);
  };
}
