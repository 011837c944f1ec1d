import type { App } from '../../platform/app.ts';
import { hashToken } from '../../platform/keys.ts';

/** How the database knows a token that came with a link; dashes at its end are the mail's, since it never ends so. */
export const storedHashOf = (token: string): Buffer => hashToken(token.replace(/[-_]+$/, ''));

/**
 * A confirm token is derived from a stored random nonce: the database alone yields no usable link (TOK-02), and a mail
 * that is tried again carries the same one.
 * @param nonce 32 random bytes (TOK-01).
 */
export function confirmationToken(app: Pick<App, 'keys'>, nonce: Buffer) {
  const token = app.keys.derive('token:confirm', nonce).toString('base64url');
  return { token, nonce, tokenHash: hashToken(token) };
}
