import type { Asker, BulkMessage, Pull } from '../../platform/mail/mailer.ts';
import { domainOf, envelopeFault, envelopeOf } from '../envelope.ts';
import { redacted, type Outgoing, type Supply } from '../outgoing.ts';
import type { OpenLoan, SessionPool } from './session-pool.ts';

/** After so many messages a session is left to others who wait, when a server allows fewer than we would like. */
const TURN = 20;

/** A session waits no longer than this for a message; others may have one for it, and a warm session is punctual. */
const LONGEST_IDLE_MS = 5;

/** Turns a message into what a session sends; the session's outcome goes to `settle`. */
export type Prepare = (message: BulkMessage, settle: Outgoing['settle']) => Outgoing;

/** Sends over one session at a time. */
interface Courier {
  pool: SessionPool;
  pull: Pull<BulkMessage>;
  prepare: Prepare;
  asker: Asker;
  /** Messages that a session got and did not begin. */
  unbegun: BulkMessage[];
  /** A message that was asked for when the session went. */
  late: ReturnType<Pull<BulkMessage>>;
}

/**
 * Sends what it can pull over one session after the other, one message following closely on another. Servers end idle or
 * well-used sessions at will: what such a session had not begun takes a fresh one, and only a fresh one's failure is a fault.
 */
export async function sendOverSessions(
  pool: SessionPool,
  pull: Pull<BulkMessage>,
  prepare: Prepare,
): Promise<void> {
  const courier: Courier = { pool, pull, prepare, asker: { isAway: false }, unbegun: [], late: undefined };
  for (;;) {
    // Without a message to send, no session is opened or held back from others.
    const first = await firstFor(courier);
    if (!first) return;
    courier.unbegun.unshift(first);
    const loan = await pool.acquire(domainOf(first.envelopeFrom), 'crowd');
    if (loan.kind === 'open') await sendOver(courier, loan);
    else courier.unbegun.shift()?.settle(redacted({ kind: 'server', scope: 'transport', reply: loan.reply }));
  }
}

/** The next message that a server may see. */
async function firstFor(courier: Courier): Promise<BulkMessage | undefined> {
  const kept = await courier.late;
  courier.late = undefined;
  if (kept) courier.unbegun.push(kept);
  for (;;) {
    const message = await next(courier);
    const fault = message && envelopeFault(envelopeOf(message));
    if (!fault) return message;
    message.settle(fault);
  }
}

const next = ({ unbegun, pull, asker }: Courier) => unbegun.shift() ?? pull(asker);

/** What one session does for a courier. */
interface Turn {
  count: number;
  /** A message went over it, now or earlier. */
  isUsed: boolean;
}

async function sendOver(courier: Courier, { session, isReused }: OpenLoan): Promise<void> {
  const turn: Turn = { count: 0, isUsed: isReused };
  try {
    await session.sendAll(() => supply(courier, turn));
  } finally {
    courier.asker.isAway = false;
    courier.pool.release(session);
  }
}

function supply(courier: Courier, turn: Turn): ReturnType<Supply> {
  const { pool } = courier;
  if (pool.isWanted('single') || (turn.count >= TURN && pool.isWanted('anybody'))) return undefined;
  turn.count += 1;
  const message = next(courier);
  if (message instanceof Promise) return unlessLate(courier, turn, message);
  return message && outgoing(courier, turn, message);
}

async function unlessLate(
  courier: Courier,
  turn: Turn,
  promise: Promise<BulkMessage | undefined>,
): Promise<Outgoing | undefined> {
  const message = await soon(promise);
  if (message !== 'late') return message && outgoing(courier, turn, message);
  // The session's last reply may take minutes: nobody is to wait for that in its hands.
  courier.asker.isAway = true;
  courier.late = promise;
  return undefined;
}

function outgoing(courier: Courier, turn: Turn, message: BulkMessage): Outgoing {
  return courier.prepare(message, (outcome) => {
    if (outcome.isUntouched === true && turn.isUsed) courier.unbegun.push(message);
    else message.settle(redacted(outcome));
    turn.isUsed = true;
  });
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
