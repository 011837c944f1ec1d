import { classifyReply } from '../../replies/classify-reply.ts';
import type { SessionOutcome } from '../../outgoing.ts';
import type { Flight, Refusal } from './flight.ts';
import { NO_SOURCE, type Session } from './session.ts';

export function settle(session: Session, flight: Flight, outcome: SessionOutcome): void {
  session.flights.delete(flight);
  flight.message.settle(outcome);
}

export const settleRefused = (session: Session, flight: Flight, { reply, phase }: Refusal) =>
  settle(session, flight, classifyReply(reply, phase));

/** Ends the session. What was not handed over surely did not go out; at most one message is in doubt. */
export function fail(session: Session, reason: string): void {
  if (session.state !== 'open') return;
  session.state = 'ended';
  session.line.socket.destroy();
  session.expected.length = 0;
  for (const flight of session.flights) settleLost(session, flight, reason);
  // What was asked for and comes later is given back when it comes.
  if (session.source.is === 'ready') session.source = NO_SOURCE;
  finishWhenIdle(session);
}

function settleLost(session: Session, flight: Flight, reply: string): void {
  switch (flight.state.is) {
    case 'refused':
      return settleRefused(session, flight, flight.state.refusal);
    case 'handed-over':
      return settle(session, flight, { kind: 'unknown', reply });
    case 'announced':
    case 'composing':
      return settle(session, flight, { kind: 'server', scope: 'transport', reply, isUntouched: true });
  }
}

/** Tells the caller when no more messages come and all of them are settled. */
export function finishWhenIdle(session: Session): void {
  const { source, expected, flights, finish } = session;
  if (source.is !== 'none' || expected.length > 0 || flights.size > 0) return;
  session.finish = undefined;
  finish?.();
}
