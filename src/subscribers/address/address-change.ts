import type { App } from '../../platform/app.ts';
import { hashToken } from '../../platform/keys.ts';

/** So long the link in the mail to the new address works. */
export const CONFIRM_DAYS = 7;

/** So long the old address can take a move back. */
export const UNDO_DAYS = 7;

/** A reader's move to another address, asked for or made. */
export interface AddressChange {
  id: number;
  subscriberId: number;
  publicationId: number;
  /** Where to: identity and spelling. */
  email: string;
  deliveryAddress: string;
  /** Where from; null: not moved yet. */
  oldEmail: string | null;
  oldDeliveryAddress: string | null;
  nonce: Buffer;
  requestedAt: Date;
  expiresAt: Date;
  isExpired: boolean;
  movedAt: Date | null;
  undoneAt: Date | null;
  /** Moved, and to be taken back until `undoUntil`. */
  isUndoable: boolean;
  undoUntil: Date | null;
}

/**
 * The two links of a move. They are derived from a stored random nonce: the database alone yields neither (TOK-02), and a
 * mail that is tried again carries the same.
 * @param nonce 32 random bytes (TOK-01).
 */
export function addressTokens({ keys }: Pick<App, 'keys'>, nonce: Buffer) {
  const token = keys.derive('token:address', nonce).toString('base64url');
  const undoToken = keys.derive('token:keep-address', nonce).toString('base64url');
  return { token, undoToken, tokenHash: hashToken(token), undoHash: hashToken(undoToken) };
}
