import { AppError } from '../../platform/errors.ts';
import type { MailOutcome } from '../../platform/mail/mailer.ts';
import type { KeyRing } from './key-ring.ts';
import { signSource, type SourceTraits } from './sign-source.ts';

/**
 * The message with the signatures of its domain, if it has any. An unsigned message would look forged: rather none leaves,
 * and the send says why (AUTH-01). @param keyRing undefined: the server signs, if anybody.
 */
export async function signed(
  keyRing: KeyRing | undefined,
  fromDomain: string,
  source: Buffer,
  traits?: SourceTraits,
): Promise<Buffer | MailOutcome> {
  if (!keyRing) return source;
  try {
    return await signSource(keyRing, fromDomain, source, traits);
  } catch (error) {
    const reason = error instanceof AppError ? error.message : 'the keys could not be read or used.';
    return { kind: 'server', scope: 'sender', reply: `The mail could not be signed (DKIM): ${reason}` };
  }
}
