import type {
  AuthenticationResponseJSON,
  RegistrationResponseJSON,
  WebAuthnCredential,
} from '@simplewebauthn/server';
import type { App } from '../../platform/app.ts';
import { hashToken } from '../../platform/keys.ts';
import { ALGORITHMS, loadWebAuthn, requireParty } from './ask-passkey.ts';
import { countUse, findStoredKey, takeChallenge } from './passkey-queries.ts';

/** The JSON of a browser; what it holds is checked by the library. */
const MOST_LETTERS = 20_000;

/** The key that a browser made; undefined when the answer is not right. */
export async function readNewKey(
  app: App,
  userId: number,
  text: string,
): Promise<WebAuthnCredential | undefined> {
  const answer = readAnswer(text);
  const challenge = answer && (await challengeIn(app, answer.response.clientDataJSON, userId));
  if (!answer || !challenge) return undefined;
  const { id, origin } = requireParty(app);
  const { verifyRegistrationResponse } = await loadWebAuthn();
  const checked = await verifyRegistrationResponse({
    response: answer,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => undefined);
  return checked?.registrationInfo?.credential;
}

/** Whose key signed; undefined when the answer is not right, old, or used before. */
export async function usePasskey(app: App, text: string): Promise<{ userId: number } | undefined> {
  const answer = readAnswer(text);
  const challenge = answer && (await challengeIn(app, answer.response.clientDataJSON, null));
  const stored = challenge && (await findStoredKey(app.db, answer.id));
  if (!stored) return undefined;
  const { id, origin } = requireParty(app);
  const { verifyAuthenticationResponse } = await loadWebAuthn();
  const checked = await verifyAuthenticationResponse({
    response: answer,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    credential: {
      id: stored.credentialId,
      publicKey: new Uint8Array(stored.publicKey),
      counter: stored.counter,
      transports: stored.transports,
    },
    requireUserVerification: true,
  }).catch(() => undefined);
  if (!checked?.verified) return undefined;
  const isNew = await countUse(app.db, stored.id, checked.authenticationInfo.newCounter);
  return isNew ? { userId: stored.userId } : undefined;
}

/** What a browser answers; the library looks at the rest of it. */
type Answer = RegistrationResponseJSON & AuthenticationResponseJSON;

function readAnswer(text: string): Answer | undefined {
  if (text.length > MOST_LETTERS) return undefined;
  try {
    const answer = JSON.parse(text) as Partial<Answer> | null;
    const isWhole = typeof answer?.id === 'string' && typeof answer.response?.clientDataJSON === 'string';
    return isWhole ? (answer as Answer) : undefined;
  } catch {
    return undefined;
  }
}

/** The challenge that was signed, if we set it for this purpose a moment ago. It is used up, right or wrong. */
async function challengeIn(app: App, clientData: string, userId: number | null): Promise<string | undefined> {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientData, 'base64url').toString()) as {
      challenge: unknown;
    };
    if (typeof challenge !== 'string') return undefined;
    return (await takeChallenge(app.db, hashToken(challenge), userId)) ? challenge : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}
