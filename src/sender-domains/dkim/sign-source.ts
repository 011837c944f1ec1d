import type { KeyRing } from './key-ring.ts';

/** What is known of a finished message that saves work. */
export interface SourceTraits {
  /** Octets in front of it, in the same memory, which the signatures may be written into. */
  room?: number;
  /** Its body is in relaxed form as it is (RFC 6376 §3.4.4). */
  isRelaxed?: boolean;
}

/**
 * A finished message with its signatures in front, or as it is when no key of its domain is active.
 * Rejects when it should be signed and cannot be.
 * @param domain of the From address.
 */
export async function signSource(
  keyRing: KeyRing,
  domain: string,
  source: Buffer,
  { room = 0, isRelaxed = false }: SourceTraits = {},
): Promise<Buffer> {
  const signer = await keyRing.signerOf(domain);
  if (!signer) return source;
  const end = source.indexOf('\r\n\r\n');
  if (end < 0) throw new Error('a message without an empty line behind its header');
  const signatures = await signer.sign(source.subarray(0, end + 2), source.subarray(end + 4), isRelaxed);
  const { length } = signatures;
  if (length > room) return Buffer.concat([signatures, source]);
  const whole = Buffer.from(source.buffer, source.byteOffset - length, length + source.length);
  whole.set(signatures);
  return whole;
}
