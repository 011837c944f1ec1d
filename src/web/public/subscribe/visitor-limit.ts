import type { App } from '../../../platform/app.ts';
import { NETWORK_STEPS, networksOf, type NetworkStep } from '../../../platform/fetch/network.ts';
import { createSteppedLimit } from '../../../platform/rate-limit.ts';
import type { NetworkHashes, Visitor } from '../../../subscribers/index.ts';
import { DoneTooOften } from '../say-trouble.ts';

/**
 * So many an hour are taken from a network. More sign-ups would only fill the database: their mails are paced far below. More
 * codes would be guesses.
 */
const TAKEN: Record<NetworkStep, number> = { network: 300, site: 600, block: 1200 };

/**
 * Whom the limits count a sign-up or a code for (BOMB-02); undefined: nobody.
 * @throws DoneTooOften, which tells nothing of any address.
 */
export function createVisitorLimit(app: App, what: 'sign-up' | 'code') {
  const take = createSteppedLimit(app.db, {
    steps: NETWORK_STEPS.map((step) => ({
      name: step === 'network' ? `${what}-hour` : `${what}-hour-${step}`,
      tries: TAKEN[step],
    })),
    seconds: 3600,
  });
  return async (ip: string | undefined, cost: number): Promise<Visitor | undefined> => {
    const networks = ip === undefined ? undefined : networksOf(ip);
    // Without a proxy only this machine itself comes from loopback: a demo, a load test, a health check.
    if (!networks || (networks.network === 'loopback' && app.config.trustProxy.length === 0))
      return undefined;
    const hashes: NetworkHashes = {};
    for (const step of NETWORK_STEPS) {
      const name = networks[step];
      if (name !== undefined) hashes[step] = app.keys.derive('ip', name).subarray(0, 16);
    }
    // What a narrow network is refused must not use up the room of those around it.
    const waitSeconds = await take(NETWORK_STEPS.map((step) => hashes[step]?.toString('base64url')));
    if (waitSeconds !== undefined) throw new DoneTooOften('network', waitSeconds);
    return { networks: hashes, cost };
  };
}
