import type { KeyRing } from './key-ring.ts';

/**
 * A finished message with its signatures in front, or as it is when no key of its domain is active.
 * Rejects when it should be signed and cannot be.
 * @param domain of the From address.
 */
export async function signSource(keyRing: KeyRing, domain: string, source: Buffer): Promise<Buffer> {
  const signer = await keyRing.signerOf(domain);
  if (!signer) return source;
  const end = source.indexOf('\r\n\r\n');
  if (end < 0) throw new Error('a message without an empty line behind its header');
  const signatures = await signer.sign(source.subarray(0, end + 2), source.subarray(end + 4));
  return Buffer.concat([signatures, source]);
}
