import { Forbidden } from '../platform/errors.ts';
import type { SignedIn } from './session-queries.ts';

/** @throws Forbidden for somebody whose last proof is too old to change how they sign in */
export function requireProof({ isProved }: SignedIn): void {
  if (!isProved) throw new Forbidden('Confirm first that it is you.', 'proof-needed');
}
