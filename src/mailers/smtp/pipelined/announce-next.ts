import { closed, tooLarge, type Outgoing, type Supply } from '../../outgoing.ts';
import { fail, finishWhenIdle } from './end-session.ts';
import { expectReply } from './expect-reply.ts';
import { ANNOUNCED, envelopeCommands, type Flight } from './flight.ts';
import { hasEnough, NO_SOURCE, write, type Session } from './session.ts';

/** The commands that open the next message, when there is one by now; otherwise it follows by itself. */
export function announceNext(session: Session): string {
  while (session.source.is === 'ready') {
    const { pull } = session.source;
    const next = hasEnough(session) ? undefined : pull();
    if (next instanceof Promise) {
      session.source = { is: 'awaited' };
      void next.then(
        (message) => takeLate(session, pull, message),
        (error: unknown) => takeFailure(session, error),
      );
      return '';
    }
    const commands = next && announce(session, next);
    if (!next) session.source = NO_SOURCE;
    else if (commands) return commands;
  }
  return '';
}

function takeLate(session: Session, pull: Supply, message: Outgoing | undefined): void {
  session.source = NO_SOURCE;
  if (message && session.state === 'open') {
    session.source = { is: 'ready', pull };
    write(session, announce(session, message) || announceNext(session));
  } else message?.settle(closed);
  finishWhenIdle(session);
}

function takeFailure(session: Session, error: unknown): void {
  session.source = NO_SOURCE;
  fail(session, String(error));
  finishWhenIdle(session);
}

/** Empty when the server need not see the message. */
function announce(session: Session, message: Outgoing): string {
  const { line, expected, flights } = session;
  const fault = message.fault ?? (line.maxSize > 0 && message.size > line.maxSize ? tooLarge : undefined);
  if (fault) {
    message.settle(fault);
    return '';
  }
  const isFollowing = expected.some(({ step }) => step === 'dot' || step === 'void');
  const flight: Flight = { message, state: ANNOUNCED, isFollowing };
  flights.add(flight);
  session.begun += 1;
  const { mail, rcpt, data } = envelopeCommands(message, line);
  expectReply(session, { step: 'mail', flight });
  if (!line.hasPipelining) return mail;
  expectReply(session, { step: 'rcpt', flight });
  expectReply(session, { step: 'data', flight });
  return mail + rcpt + data;
}
