import type { Reason } from '../words/index.ts';

/** Why something waits, for a sentence about it. */
export function asReason(why: string | Reason | { says: string } | null): Reason | null {
  if (why === null || why === '') return null;
  if (typeof why !== 'string' && 'params' in why) return why;
  return { code: 'legacy', params: { text: typeof why === 'string' ? why : why.says } };
}
