import type { Asker } from '../../platform/mail/mailer.ts';
import type { SessionPool } from './session-pool.ts';
import type { Outgoing, SessionOutcome, SmtpSession, Supply } from '../outgoing.ts';

/** After so many messages a session is left to whoever waits, when a server allows fewer than we would like. */
const TURN = 20;

/** A session waits no longer than this for a message; others may have one for it, and a warm session is punctual. */
const LONGEST_IDLE_MS = 5;

/**
 * Sends what `next` hands out over one session after the other, one message following closely on another. Servers end
 * idle or well-used sessions at will: what such a session had not begun takes a fresh one, and only a fresh one's failure
 * is a fault.
 */
export async function sendOverSessions(
  pool: SessionPool,
  next: (asker: Asker) => ReturnType<Supply>,
): Promise<void> {
  const held: Outgoing[] = [];
  const asker: Asker = { isAway: false };
  let late: Promise<Outgoing | undefined> | undefined;
  const pull = () => held.shift() ?? next(asker);
  for (;;) {
    const kept = await late;
    late = undefined;
    if (kept) held.push(kept);
    // No session is opened, or kept from others, for nobody.
    const first = await pull();
    if (!first) return;
    held.unshift(first);
    const lease = await pool.acquire(domainOf(first.envelope.from), 'crowd');
    if (lease.kind === 'failed') {
      held.shift()?.settle({ kind: 'server', scope: 'transport', reply: lease.reply });
      continue;
    }
    let isUsed = lease.isReused;
    let count = 0;
    const watched = (message: Outgoing): Outgoing => ({
      envelope: message.envelope,
      size: message.size,
      isReady: message.isReady,
      render: message.render,
      settle(outcome: SessionOutcome) {
        if (outcome.isUntouched === true && isUsed) held.push(message);
        else message.settle(outcome);
        isUsed = true;
      },
    });
    const supply: Supply = () => {
      if (pool.isWanted('single') || (count >= TURN && pool.isWanted('anybody'))) return undefined;
      count += 1;
      const message = pull();
      if (!(message instanceof Promise)) return message && watched(message);
      return soon(message).then((answer) => {
        if (answer !== 'late') return answer && watched(answer);
        // Its last reply may take minutes: nobody is to wait for that in its hands.
        asker.isAway = true;
        late = message;
        return undefined;
      });
    };
    try {
      await lease.session.sendAll(supply);
    } finally {
      asker.isAway = false;
      pool.release(lease.session);
    }
  }
}

/**
 * One message on its own, before those of a crowd.
 * @param longestMs that a session may take over it; a server that is silent for longer holds up nobody else's mail.
 */
export async function sendOneOverSessions(
  pool: SessionPool,
  message: Omit<Outgoing, 'settle'>,
  longestMs: number,
): Promise<SessionOutcome> {
  let leftMs = longestMs;
  for (;;) {
    const lease = await pool.acquire(domainOf(message.envelope.from), 'single');
    if (lease.kind === 'failed') return { kind: 'server', scope: 'transport', reply: lease.reply };
    const { session, isReused } = lease;
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

async function soon<Answer>(promise: Promise<Answer>): Promise<Answer | 'late'> {
  const timer = Promise.withResolvers<'late'>();
  const handle = setTimeout(() => timer.resolve('late'), LONGEST_IDLE_MS);
  try {
    return await Promise.race([promise, timer.promise]);
  } finally {
    clearTimeout(handle);
  }
}

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1);
