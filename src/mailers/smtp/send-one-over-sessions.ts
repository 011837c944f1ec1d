import { domainOf } from '../envelope.ts';
import type { Outgoing, SessionOutcome, SmtpSession } from '../outgoing.ts';
import type { SessionPool } from './session-pool.ts';

/**
 * One single message, ahead of the messages of a send.
 * @param longestMs that a session may take over it; a server that is silent for longer holds up nobody else's mail.
 */
export async function sendOneOverSessions(
  pool: SessionPool,
  message: Omit<Outgoing, 'settle'>,
  longestMs: number,
): Promise<SessionOutcome> {
  let leftMs = longestMs;
  for (;;) {
    const loan = await pool.acquire(domainOf(message.envelope.from), 'single');
    if (loan.kind === 'failed') return { kind: 'server', scope: 'transport', reply: loan.reply };
    const { session, isReused } = loan;
    const beganAt = performance.now();
    const deadline = setTimeout(() => session.abandon(), leftMs);
    let settled: SessionOutcome | undefined;
    try {
      settled = await sendOne(session, message);
    } finally {
      clearTimeout(deadline);
      pool.release(session);
    }
    leftMs -= performance.now() - beganAt;
    if (settled && (!isReused || settled.isUntouched !== true || leftMs <= 0)) return settled;
  }
}

/** Undefined: the session was over before it asked for the message. */
async function sendOne(
  session: SmtpSession,
  message: Omit<Outgoing, 'settle'>,
): Promise<SessionOutcome | undefined> {
  let isGiven = false;
  let settled: SessionOutcome | undefined;
  const settle = (outcome: SessionOutcome) => {
    settled = outcome;
  };
  await session.sendAll(() => {
    if (isGiven) return undefined;
    isGiven = true;
    return { ...message, settle };
  });
  return settled;
}
