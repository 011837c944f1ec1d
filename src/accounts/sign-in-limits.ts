import type { App } from '../platform/app.ts';
import { networkOf } from '../platform/fetch/network.ts';
import { createRateLimit } from '../platform/rate-limit.ts';

/** Counts a try. @returns seconds to wait when there were too many */
export async function takeTry(
  app: App,
  subject: string,
  ip: string,
  isKnownDevice: boolean,
): Promise<number | undefined> {
  for (const { limit, key } of signInLimits(app, subject, ip, isKnownDevice)) {
    // One after the other: a try that the first limit refuses must not count against the whole account.
    const wait = await limit.take(key);
    if (wait !== undefined) return wait;
  }
  return undefined;
}

/** Forgets what was counted against the account, in this network and in all. */
export async function forgetTries(
  app: App,
  subject: string,
  ip: string,
  isKnownDevice = false,
): Promise<void> {
  for (const { limit, key, isOfAccount } of signInLimits(app, subject, ip, isKnownDevice))
    if (isOfAccount) await limit.forget(key);
}

/** What tries of a second proof are counted under. A right password does not forget them. */
export const factorSubject = (userId: number) => `second factor ${userId}`;

/**
 * Tries are counted per account and network, and per network. The count per account, against guessing from many networks,
 * spares browsers the person has signed in with before, and a link by mail passes all of them: strangers cannot lock anyone out
 * (SEC-03).
 * A success forgets the account's counts; not the network's, or one own account would allow endless guesses at others.
 */
function signInLimits(app: App, subject: string, ip: string, isKnownDevice: boolean) {
  const counted = (
    name: string,
    tries: number,
    minutes: number,
    isOfAccount: boolean,
    ...what: string[]
  ) => ({
    limit: createRateLimit(app.db, { name: `sign-in-${name}`, tries, seconds: minutes * 60 }),
    key: app.keys.derive('sign-in', what.join('\0')).toString('base64url'),
    isOfAccount,
  });
  const network = networkOf(ip) ?? 'unknown';
  const limits = [
    counted('pair', 10, 15, true, subject, isKnownDevice ? 'known device' : network),
    counted('network', 50, 15, false, network),
  ];
  return isKnownDevice ? limits : [...limits, counted('account', 50, 60, true, subject)];
}
