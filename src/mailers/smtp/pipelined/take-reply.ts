import { classifyReply } from '../../replies/classify-reply.ts';
import { announceNext } from './announce-next.ts';
import { fail, finishWhenIdle, settle, settleRefused } from './end-session.ts';
import { expectReply, watch } from './expect-reply.ts';
import { envelopeCommands, isOfSession, noteRefusal, type Flight, type Refusal } from './flight.ts';
import { handOver } from './hand-over.ts';
import { mayFollow, write, type Expected, type Session } from './session.ts';
import { PHASES } from './steps.ts';

/**
 * A message is announced while the one before it is being answered, and goes then, whatever happened meanwhile. At a server
 * that takes longer than this for an answer, a pause of the send would seem to be without effect: there it is not.
 */
const QUICK_MS = 500;

/** The next reply of the server: one step of the session and of the message that it is about. */
export function takeReply(session: Session, reply: string): void {
  if (session.state !== 'open') return;
  const head = session.expected.shift();
  // 421 is the end, whatever it answers (RFC 5321 §4.2.1); so is a reply that nobody asked for.
  if (!head || reply.startsWith('421')) {
    if (head) settleAtEnd(session, head, reply);
    fail(session, reply);
    return;
  }
  watch(session);
  switch (head.step) {
    case 'mail':
    case 'rcpt':
      afterEnvelope(session, head.step, head.flight, reply);
      break;
    case 'data':
      afterData(session, head.flight, reply);
      break;
    case 'dot':
      afterContent(session, head.flight, reply);
      break;
    case 'void':
    case 'reset':
      afterReset(session, head.step, reply);
  }
  finishWhenIdle(session);
}

function settleAtEnd(session: Session, { step, flight }: Expected, reply: string): void {
  if (step === 'mail') session.manners.hadEnough(session.begun - 1, reply);
  if (!flight || flight.state.is === 'refused') return;
  const isUntouched = flight.state.is !== 'handed-over';
  settle(session, flight, { ...classifyReply(reply, PHASES[step]), isUntouched });
}

function afterEnvelope(session: Session, step: 'mail' | 'rcpt', flight: Flight, reply: string): void {
  // Nothing went out, and another session can have the message.
  if (isOfSession(step, flight, reply, session.begun - 1, session.manners)) return fail(session, reply);
  if (!reply.startsWith('2')) noteRefusal(flight, { phase: PHASES[step], reply });
  if (session.line.hasPipelining) return;
  if (flight.state.is === 'refused') startAfresh(session, flight, flight.state.refusal);
  else askNext(session, step === 'mail' ? 'rcpt' : 'data', flight);
}

/** Without PIPELINING each command waits for the reply to the one before it. */
function askNext(session: Session, step: 'rcpt' | 'data', flight: Flight): void {
  expectReply(session, { step, flight });
  write(session, envelopeCommands(flight.message, session.line)[step]);
}

function afterData(session: Session, flight: Flight, reply: string): void {
  const isReady = reply.startsWith('354');
  // Out of step: nobody knows what it would make of the message.
  if (!isReady && /^[23]/.test(reply)) return fail(session, reply);
  if (flight.state.is !== 'refused') {
    if (isReady) handOver(session, flight);
    else startAfresh(session, flight, { phase: 'content', reply });
  } else if (isReady) endNeedlessData(session, flight, flight.state.refusal, reply);
  else startAfresh(session, flight, flight.state.refusal);
}

/** DATA was sent along with an envelope that was refused, and the server waits for a message to nobody. */
function endNeedlessData(session: Session, flight: Flight, refusal: Refusal, reply: string): void {
  settleRefused(session, flight, refusal);
  // A server that refused the sender and takes DATA all the same could send an empty message to somebody.
  if (refusal.phase === 'session') return fail(session, reply);
  expectReply(session, { step: 'void' });
  write(session, `.\r\n${mayFollow(session) ? announceNext(session) : ''}`);
}

function startAfresh(session: Session, flight: Flight, refusal: Refusal): void {
  settleRefused(session, flight, refusal);
  expectReply(session, { step: 'reset' });
  write(session, `RSET\r\n${session.line.hasPipelining ? announceNext(session) : ''}`);
}

function afterContent(session: Session, flight: Flight, reply: string): void {
  const { state } = flight;
  session.isQuick = state.is === 'handed-over' && performance.now() - state.at < QUICK_MS;
  const outcome = classifyReply(reply, 'content');
  settle(session, flight, outcome);
  // Out of step: what it says next may be about anything.
  if (outcome.kind === 'unknown') fail(session, reply);
  else if (session.flights.size === 0) write(session, announceNext(session));
}

function afterReset(session: Session, step: 'void' | 'reset', reply: string): void {
  if (step === 'reset' && !reply.startsWith('2')) fail(session, reply);
  else if (session.flights.size === 0) write(session, announceNext(session));
}
