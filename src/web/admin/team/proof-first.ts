import type { SignedIn } from '../../../accounts/index.ts';
import type { Leave } from '../view.ts';

export const SECURITY = '/admin/account/security';

/** Where a person goes first whose last proof is too old. @param to where they come back to. */
export const proofFirst = ({ isProved }: SignedIn, to = SECURITY): Leave | undefined =>
  isProved ? undefined : { to: `/admin/account/confirm?next=${encodeURIComponent(to)}` };
