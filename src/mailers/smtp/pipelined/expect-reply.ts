import { isUnheard, type Expected, type Session } from './session.ts';
import { PATIENCE } from './steps.ts';

/** Some servers offer PIPELINING and lose what stands behind a message: no other thinks about MAIL for longer than this. */
const UNHEARD_MS = 5000;

export function expectReply(session: Session, expected: Expected): void {
  session.expected.push(expected);
  if (session.expected.length === 1) watch(session);
}

/** Bounds the silence until the next reply. When several come in one piece, the wait begins behind the last of them. */
export function watch(session: Session): void {
  if (session.isReading) return;
  const [head] = session.expected;
  const longest = isUnheard(session) ? Math.min(UNHEARD_MS, session.longestSilence) : session.longestSilence;
  session.line.socket.setTimeout(head ? Math.min(PATIENCE[head.step], longest) : 0);
}
