import type { Reason } from '../words/index.ts';

/** Why something waits, for a sentence about it. */
export function asReason(why: { says: string } | null): Reason | null {
  if (why === null) return null;
  return { code: 'legacy', params: { text: why.says } };
}
