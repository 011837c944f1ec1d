import { createChallenge, randomInt, verifySolution, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { z } from 'zod';
import type { App } from '../../platform/app.ts';

/** About a second of a desktop's time and four of a phone's (BOMB-04); checking an answer costs us next to nothing. */
const ROUNDS = { from: 500, to: 1000 };
const ITERATIONS = 2000;
const GOOD_FOR_MS = 10 * 60_000;

/** A small calculation for a browser, in the form of ALTCHA 2. It is signed and kept nowhere until it is spent. */
export function makeChallenge({ keys, now }: Pick<App, 'keys' | 'now'>): Promise<Challenge> {
  return createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: ITERATIONS,
    counter: randomInt(ROUNDS.to, ROUNDS.from),
    deriveKey,
    expiresAt: new Date(now().getTime() + GOOD_FOR_MS),
    ...secretsOf(keys),
  });
}

/** A challenge that somebody solved; `signUp` spends it. */
export interface Proof {
  /** 16 bytes. */
  id: Buffer;
}

/** @param text base64 of `{challenge, solution}` as JSON. Undefined when it is no answer of ours, wrong or too late. */
export async function readProof({ keys }: Pick<App, 'keys'>, text: string): Promise<Proof | undefined> {
  const payload = payloadIn(text);
  if (!payload) return undefined;
  const { verified } = await verifySolution({ ...payload, deriveKey, ...secretsOf(keys) });
  return verified ? { id: Buffer.from(payload.challenge.signature, 'hex').subarray(0, 16) } : undefined;
}

const answered = z.object({
  challenge: z.object({
    parameters: z
      .looseObject({ expiresAt: z.number(), keySignature: z.string().regex(/^[0-9a-f]{64}$/) })
      .transform((parameters) => parameters as unknown as Challenge['parameters']),
    signature: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  solution: z.looseObject({ counter: z.int(), derivedKey: z.string().regex(/^[0-9a-f]{64}$/) }),
});

function payloadIn(text: string): z.output<typeof answered> | undefined {
  try {
    return answered.parse(JSON.parse(Buffer.from(text, 'base64').toString()));
  } catch {
    return undefined;
  }
}

const secretsOf = (keys: App['keys']) => ({
  hmacSignatureSecret: keys.derive('altcha', 'challenge').toString('hex'),
  hmacKeySignatureSecret: keys.derive('altcha', 'answer').toString('hex'),
});
