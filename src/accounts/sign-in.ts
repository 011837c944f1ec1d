import { asActor, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { parseTypedAddress } from '../platform/mail/typed-address.ts';
import { enter, isKnownDevice, type Entered, type Kept } from './enter.ts';
import { hashPassword, isOutdatedHash, verifyPassword } from './password-hash.ts';
import { PASSWORD_MAXIMUM } from './password-rules.ts';
import type { Visitor } from './session.ts';
import { forgetTries, takeTry } from './sign-in-limits.ts';
import { findPasswordHash, updatePasswordHash } from './user-queries.ts';

export type SignIn = Entered | { kind: 'refused' } | { kind: 'throttled'; retryAfterSeconds: number };

export interface SignInTry extends Kept {
  email: string;
  password: string;
  visitor: Visitor;
}

/**
 * Signs in by address and password. What comes back, and how long it takes, is the same for a wrong password, an
 * unknown address and a person without a password (ENU-03).
 */
export async function signIn(app: App, given: SignInTry): Promise<SignIn> {
  const email = parseTypedAddress(given.email)?.key ?? '';
  const person = await findPasswordHash(app.db, email);
  const isKnown = isKnownDevice(app, given.deviceToken, person);
  const retryAfterSeconds = await takeTry(app, email, given.visitor.ip, isKnown);
  if (retryAfterSeconds !== undefined) return { kind: 'throttled', retryAfterSeconds };

  const password = given.password.slice(0, PASSWORD_MAXIMUM * 4);
  const isRight = await verifyPassword(password, person?.hash ?? undefined);
  if (!person?.hash || !isRight) {
    await noteFailure(app, email, person?.userId, given.visitor);
    return { kind: 'refused' };
  }
  if (isOutdatedHash(person.hash))
    await updatePasswordHash(app.db, person.userId, await hashPassword(password));
  await forgetTries(app, email, given.visitor.ip, isKnown);
  return enter(app, person.userId, given.visitor, given);
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
