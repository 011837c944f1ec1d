import type { App } from '../../platform/app.ts';
import { NETWORK_STEPS, networksOf, type NetworkStep } from '../../platform/fetch/network.ts';
import { createSteppedLimit } from '../../platform/rate-limit.ts';
import type { NetworkHashes } from './turn.ts';
import type { Visitor } from './wish.ts';

/**
 * So many an hour are taken from a network. More sign-ups would only fill the database: their mails are paced far below. More
 * codes would be guesses.
 */
const TAKEN: Record<NetworkStep, number> = { network: 300, site: 600, block: 1200 };

/** Whom the limits count a sign-up or a code for (BOMB-02); undefined: nobody. Or how long its network has to wait. */
export type Counted = { visitor: Visitor | undefined } | { waitSeconds: number };

/** Counts sign-ups or codes by the network that they come from. @param app with the pool: a count must stay when a transaction rolls back */
export function createVisitorCount(app: App, what: 'sign-up' | 'code') {
  const take = createSteppedLimit(app.db, {
    steps: NETWORK_STEPS.map((step) => ({
      name: step === 'network' ? `${what}-hour` : `${what}-hour-${step}`,
      tries: TAKEN[step],
    })),
    seconds: 3600,
  });
  return async (ip: string | undefined, cost: number): Promise<Counted> => {
    const networks = ip === undefined ? undefined : networksOf(ip);
    // Without a proxy only this machine itself comes from loopback: a demo, a load test, a health check.
    if (!networks || (networks.network === 'loopback' && app.config.trustProxy.length === 0))
      return { visitor: undefined };
    const hashes: NetworkHashes = {};
    for (const step of NETWORK_STEPS) {
      const name = networks[step];
      if (name !== undefined) hashes[step] = app.keys.derive('ip', name).subarray(0, 16);
    }
    // What a narrow network is refused must not use up the room of those around it.
    const waitSeconds = await take(NETWORK_STEPS.map((step) => hashes[step]?.toString('base64url')));
    return waitSeconds === undefined ? { visitor: { networks: hashes, cost } } : { waitSeconds };
  };
}
