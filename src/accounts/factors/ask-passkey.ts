import { isIP } from 'node:net';
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import type { App } from '../../platform/app.ts';
import { NotFound } from '../../platform/errors.ts';
import { networkOf } from '../../platform/fetch/network.ts';
import { hashToken, randomToken } from '../../platform/keys.ts';
import { createRateLimit } from '../../platform/rate-limit.ts';
import { requireProof } from '../require-proof.ts';
import type { SignedIn } from '../session-queries.ts';
import { insertChallenge, listStoredKeys } from './passkey-queries.ts';

const CHALLENGE_MINUTES = 5;
/** Ed25519, ES256 and RS256 (RFC 9053, RFC 8812): what keys of today know. */
export const ALGORITHMS = [-8, -7, -257];

/** It takes 40 MB and a tenth of a second, so only who uses a passkey waits for it. */
export const loadWebAuthn = () => import('@simplewebauthn/server');

/** Whom keys belong to: browsers tie them to the host, and to https or the machine itself. Undefined: they cannot be used. */
function relyingParty({ config }: Pick<App, 'config'>): { id: string; origin: string } | undefined {
  const { hostname, origin, protocol } = new URL(config.publicUrl);
  const isSafe = protocol === 'https:' || hostname === 'localhost';
  return isSafe && isIP(hostname.replaceAll(/[[\]]/g, '')) === 0 ? { id: hostname, origin } : undefined;
}

/** Whether passkeys work at the address of this installation. */
export const hasPasskeys = (app: Pick<App, 'config'>): boolean => relyingParty(app) !== undefined;

/** @throws NotFound where passkeys cannot be used */
export function requireParty(app: App): { id: string; origin: string } {
  const party = relyingParty(app);
  if (!party) throw new NotFound('This page');
  return party;
}

/** What a browser needs to make a key. @throws Forbidden without a fresh proof */
export async function askNewPasskey(
  app: App,
  user: SignedIn,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  requireProof(user);
  const { id } = requireParty(app);
  const known = await listStoredKeys(app.db, user.userId);
  const { generateRegistrationOptions } = await loadWebAuthn();
  return generateRegistrationOptions({
    rpName: 'Paperround',
    rpID: id,
    userName: user.email,
    userDisplayName: user.name,
    userID: new Uint8Array(app.keys.derive('passkey-user', String(user.userId))),
    challenge: await newChallenge(app, user.userId),
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

/**
 * What a browser needs to sign in by any of its keys: it names nobody.
 * @returns seconds to wait when this network asked too often.
 */
export async function askPasskey(
  app: App,
  ip: string,
): Promise<PublicKeyCredentialRequestOptionsJSON | number> {
  const { id } = requireParty(app);
  const key = app.keys.derive('sign-in', `passkey\0${networkOf(ip) ?? 'unknown'}`).toString('base64url');
  const limit = createRateLimit(app.db, { name: 'passkey-network', tries: 100, seconds: 900 });
  const wait = await limit.take(key);
  if (wait !== undefined) return wait;
  const { generateAuthenticationOptions } = await loadWebAuthn();
  return generateAuthenticationOptions({
    rpID: id,
    challenge: await newChallenge(app, null),
    userVerification: 'required',
  });
}

async function newChallenge(app: App, userId: number | null): Promise<Uint8Array<ArrayBuffer>> {
  const challenge = randomToken();
  await insertChallenge(app.db, { challengeHash: hashToken(challenge), userId, minutes: CHALLENGE_MINUTES });
  return new Uint8Array(Buffer.from(challenge, 'base64url'));
}
