import { inTransaction, type App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import { Conflict, NotFound } from '../../platform/errors.ts';
import { requireProof } from '../require-proof.ts';
import type { SignedIn } from '../session-queries.ts';
import { authenticatorUri, newSecret, stepOfCode } from './authenticator-codes.ts';
import {
  countRecoveryCodes,
  deleteAuthenticator,
  deleteRecoveryCodes,
  endTrust,
  findAuthenticatorRow,
  findFactors,
  hasSecondStep,
  insertAuthenticator,
} from './factor-queries.ts';
import { tellOfFactors } from './factor-notice.ts';
import { makeRecoveryCodes } from './recovery-codes.ts';
import { sealLabel } from './use-code.ts';

/** A secret that becomes an authenticator once somebody types a code of it. */
export interface Offer {
  /** For whoever cannot scan. */
  secret: string;
  /** For the QR code. */
  uri: string;
  /** The secret as the form carries it: nothing is stored before the code. */
  sealed: string;
}

const offerLabel = (userId: number) => `totp-offer:${userId}`;

/** @param sealed of an earlier look, whose secret may be in the app already. */
export function showOffer(app: App, { userId, email }: SignedIn, sealed = ''): Offer {
  const label = offerLabel(userId);
  const earlier = app.keys.open(label, sealed);
  const secret = earlier ?? newSecret();
  const issuer = `Paperround ${new URL(app.config.publicUrl).host}`;
  return {
    secret,
    uri: authenticatorUri(secret, issuer, email),
    sealed: earlier === undefined ? app.keys.seal(label, secret) : sealed,
  };
}

/** Since when there is an authenticator; undefined: there is none. */
export async function findAuthenticator(app: App, userId: number): Promise<Date | undefined> {
  return (await findAuthenticatorRow(app.db, userId))?.createdAt;
}

/** How many recovery codes are left. */
export const countCodesLeft = (app: App, userId: number): Promise<number> =>
  countRecoveryCodes(app.db, userId);

/**
 * Turns the second step on, by a code that shows that the app has the secret.
 * @returns the recovery codes; undefined when the code is not right.
 * @throws Forbidden without a fresh proof, Conflict when there is an authenticator already
 */
export async function addAuthenticator(
  app: App,
  user: SignedIn,
  { sealed, code }: { sealed: string; code: string },
): Promise<string[] | undefined> {
  requireProof(user);
  const { userId } = user;
  const secret = app.keys.open(offerLabel(userId), sealed);
  const typed = code.slice(0, 50).replaceAll(/\s/g, '');
  const step = secret && /^\d{6}$/.test(typed) ? stepOfCode(secret, typed, app.now()) : undefined;
  if (secret === undefined || step === undefined) return undefined;
  return inTransaction(app, async (inner) => {
    const sealedSecret = app.keys.seal(sealLabel(userId), secret);
    if (!(await insertAuthenticator(inner.db, { userId, sealedSecret, step })))
      throw new Conflict('has-authenticator', 'There is an authenticator app already. Turn it off first.');
    const codes = await makeRecoveryCodes(inner, userId);
    await changed(inner, userId, 'authenticator-added');
    return codes;
  });
}

/** Turns the second step off. @throws Forbidden without a fresh proof, NotFound when it is off */
export async function removeAuthenticator(app: App, user: SignedIn): Promise<void> {
  requireProof(user);
  await inTransaction(app, async (inner) => {
    if (!(await deleteAuthenticator(inner.db, user.userId))) throw new NotFound('The authenticator app');
    if (!(await isOn(inner, user.userId))) await deleteRecoveryCodes(inner.db, user.userId);
    await changed(inner, user.userId, 'authenticator-removed');
  });
}

/** New recovery codes; the earlier ones end. @throws Forbidden without a fresh proof, NotFound without a second step */
export async function renewRecoveryCodes(app: App, user: SignedIn): Promise<string[]> {
  requireProof(user);
  return inTransaction(app, async (inner) => {
    if (!(await isOn(inner, user.userId))) throw new NotFound('The second step');
    const codes = await makeRecoveryCodes(inner, user.userId);
    await audit(inner, { action: 'recovery-codes.renewed', subject: `user:${user.userId}` });
    await tellOfFactors(inner, user.userId, 'recovery-codes-renewed');
    return codes;
  });
}

/** As it is now: the session says how it was when the request came. */
async function isOn({ db }: App, userId: number): Promise<boolean> {
  const factors = await findFactors(db, userId);
  return factors !== undefined && hasSecondStep(factors);
}

async function changed(
  app: App,
  userId: number,
  what: 'authenticator-added' | 'authenticator-removed',
): Promise<void> {
  await endTrust(app.db, userId);
  await audit(app, { action: what.replace('-', '.'), subject: `user:${userId}` });
  await tellOfFactors(app, userId, what);
}
