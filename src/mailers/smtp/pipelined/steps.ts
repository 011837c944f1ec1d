import type { SmtpPhase } from '../../replies/classify-reply.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/**
 * Milliseconds to wait for the reply to each (RFC 5321 §4.5.3.2); `dot` is the one after a message, `void` after an empty one.
 */
export const PATIENCE = {
  mail: 5 * MINUTE,
  rcpt: 5 * MINUTE,
  data: 2 * MINUTE,
  dot: 10 * MINUTE,
  void: 10 * MINUTE,
  reset: 5 * MINUTE,
};
export type Step = keyof typeof PATIENCE;

/** What a reply to each is about. */
export const PHASES: Record<Step, SmtpPhase> = {
  mail: 'session',
  rcpt: 'recipient',
  data: 'content',
  dot: 'content',
  void: 'session',
  reset: 'session',
};
