/** What `/:slug/challenge` gives, as far as it is calculated with (ALTCHA 2); nonce, salt and prefix are hex. */
export interface Challenge {
  parameters: { nonce: string; salt: string; keyPrefix: string; cost: number };
}

/** So long an old phone may take. */
const PATIENCE_MS = 60_000;

/**
 * Counts up to the number whose key begins as the challenge says. Browsers derive keys in threads of their own, so the page stays awake.
 * @returns the text for the form's field `altcha`
 * @throws where the browser has no cryptography (plain http) or is too slow
 */
export async function solve(challenge: Challenge): Promise<string> {
  const { nonce, salt, keyPrefix, cost: iterations } = challenge.parameters;
  const algorithm = { name: 'PBKDF2', hash: 'SHA-256', salt: bytesOf(salt), iterations };
  const password = bytesOf(`${nonce}00000000`);
  const end = performance.now() + PATIENCE_MS;
  for (let counter = 0; performance.now() < end; counter += 1) {
    new DataView(password.buffer).setUint32(password.length - 4, counter);
    const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
    const derivedKey = hexOf(await crypto.subtle.deriveBits(algorithm, key, 256));
    if (derivedKey.startsWith(keyPrefix))
      return btoa(JSON.stringify({ challenge, solution: { counter, derivedKey } }));
  }
  throw new Error('The calculation takes too long here.');
}

const bytesOf = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));

const hexOf = (bytes: ArrayBuffer) =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
