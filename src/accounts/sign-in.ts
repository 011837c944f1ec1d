import { asActor, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { parseTypedAddress } from '../platform/mail/typed-address.ts';
import { networkOf } from '../platform/fetch/network.ts';
import { createRateLimit } from '../platform/rate-limit.ts';
import { hashPassword, isOutdatedHash, verifyPassword } from './password-hash.ts';
import { PASSWORD_MAXIMUM } from './password-rules.ts';
import { startSession, type Visitor } from './session.ts';
import { findPasswordHash, updatePasswordHash } from './user-queries.ts';

export type SignIn =
  | { kind: 'signed-in'; token: string; deviceToken: string }
  | { kind: 'refused' }
  | { kind: 'throttled'; retryAfterSeconds: number };

export interface SignInTry {
  email: string;
  password: string;
  visitor: Visitor;
  /** What the browser kept from an earlier sign-in. */
  deviceToken: string | undefined;
  earlierToken: string | undefined;
}

/**
 * Signs in by address and password. What comes back, and how long it takes, is the same for a wrong password, an
 * unknown address and a person without a password (ENU-03).
 */
export async function signIn(app: App, given: SignInTry): Promise<SignIn> {
  const email = parseTypedAddress(given.email)?.key ?? '';
  const person = await findPasswordHash(app.db, email);
  const device = app.keys.readIds('device', given.deviceToken ?? '');
  // By the moment, too: after a restore the id may be somebody else's.
  const isKnownDevice =
    person !== undefined && device?.[0] === person.userId && device[1] === person.createdAt.getTime();
  const limits = signInLimits(app, email, given.visitor.ip, isKnownDevice);
  for (const { limit, key } of limits) {
    // One after the other: a try that the first limit refuses must not count against the whole account.
    const retryAfterSeconds = await limit.take(key);
    if (retryAfterSeconds !== undefined) return { kind: 'throttled', retryAfterSeconds };
  }

  const password = given.password.slice(0, PASSWORD_MAXIMUM * 4);
  const isRight = await verifyPassword(password, person?.hash ?? undefined);
  if (!person?.hash || !isRight) {
    await noteFailure(app, email, person?.userId, given.visitor);
    return { kind: 'refused' };
  }
  if (isOutdatedHash(person.hash))
    await updatePasswordHash(app.db, person.userId, await hashPassword(password));
  await forget(limits);
  const token = await startSession(app, person.userId, given.visitor, given.earlierToken);
  return {
    kind: 'signed-in',
    token,
    deviceToken: app.keys.signIds('device', [person.userId, person.createdAt.getTime()]),
  };
}

/** Names nobody by what was typed: an address without an account may be somebody's, or a password in the wrong field (SEC-10). */
async function noteFailure(
  app: App,
  email: string,
  userId: number | undefined,
  { ip }: Visitor,
): Promise<void> {
  const key = app.keys.addressHashes(email)[0].toString('hex').slice(0, 12);
  const subject = userId === undefined ? `address:${key}` : `user:${userId}`;
  await audit(asActor(app, 'visitor'), { action: 'sign-in.failed', subject, details: { ip } });
}

/** Counts a try of somebody who is signed in. @returns seconds to wait when there were too many */
export async function takeTry(app: App, email: string, ip: string): Promise<number | undefined> {
  for (const { limit, key } of signInLimits(app, email, ip, true)) {
    const wait = await limit.take(key);
    if (wait !== undefined) return wait;
  }
  return undefined;
}

/** Forgets what was counted against the account, in this network and in all. */
export async function forgetTries(app: App, email: string, ip: string): Promise<void> {
  await forget(signInLimits(app, email, ip, false));
}

async function forget(limits: ReturnType<typeof signInLimits>): Promise<void> {
  for (const { limit, key, isOfAccount } of limits) if (isOfAccount) await limit.forget(key);
}

/**
 * Tries are counted per account and network, and per network. The count per account, against guessing from many networks,
 * spares browsers the person has signed in with before, and a link by mail passes all of them: strangers cannot lock anyone out
 * (SEC-03).
 * A success forgets the account's counts; not the network's, or one own account would allow endless guesses at others.
 */
function signInLimits(app: App, email: string, ip: string, isKnownDevice: boolean) {
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
    counted('pair', 10, 15, true, email, isKnownDevice ? 'known device' : network),
    counted('network', 50, 15, false, network),
  ];
  return isKnownDevice ? limits : [...limits, counted('account', 50, 60, true, email)];
}
