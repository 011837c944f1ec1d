import { TOO_SLOW, type SmtpSession, type Supply } from '../../outgoing.ts';
import type { Line } from '../detach-socket.ts';
import { createManners, type Manners } from '../manners.ts';
import { announceNext } from './announce-next.ts';
import { fail, finishWhenIdle } from './end-session.ts';
import { watch } from './expect-reply.ts';
import { createMessageWriter } from './message-writer.ts';
import { createReplyReader } from './reply-reader.ts';
import { hasEnough, isUnheard, NO_SOURCE, write, type Session } from './session.ts';
import { takeReply } from './take-reply.ts';

/** How long a server may take to say goodbye. */
const GOODBYE_MS = 5000;

/**
 * Sends messages over a connection that is set up. With PIPELINING the end of one message and the envelope of the next
 * leave in one write, so that a message costs one round trip (RFC 2920 §3.1), if the server is quick; without, each command
 * waits for its reply.
 * Whenever the session breaks, at most one message is in doubt: the one whose content was sent.
 * @param longestSilence milliseconds; shortens the waits of RFC 5321 in tests.
 */
export function createPipelinedSession(
  line: Line,
  longestSilence: number,
  manners: Manners = createManners(),
): SmtpSession {
  const session: Session = {
    line,
    writer: createMessageWriter(line.socket),
    manners,
    longestSilence,
    state: 'open',
    source: NO_SOURCE,
    expected: [],
    flights: new Set(),
    begun: 0,
    isQuick: false,
    isReading: false,
    finish: undefined,
  };
  listen(session);
  return {
    isOpen: () => session.state === 'open' && !hasEnough(session),
    sendAll: (pull) => sendAll(session, pull),
    abandon: () => fail(session, TOO_SLOW),
    close: () => quit(session),
  };
}

function sendAll(session: Session, pull: Supply): Promise<void> {
  if (session.state !== 'open') return Promise.resolve();
  session.source = { is: 'ready', pull };
  const done = new Promise<void>((resolve) => {
    session.finish = resolve;
  });
  write(session, announceNext(session));
  finishWhenIdle(session);
  return done;
}

function quit(session: Session): void {
  if (session.state !== 'open') return;
  session.state = 'quitting';
  session.line.socket.setTimeout(GOODBYE_MS);
  session.line.socket.end('QUIT\r\n');
}

function listen(session: Session): void {
  const { socket } = session.line;
  const read = createReplyReader((reply) => takeReply(session, reply));
  socket.on('data', (chunk: Buffer) => {
    if (session.state !== 'open') return;
    session.isReading = true;
    const isSmtp = read(chunk);
    session.isReading = false;
    if (!isSmtp) fail(session, 'The mail server sent something that is not SMTP.');
    else if (session.state === 'open') watch(session);
  });
  socket.on('error', (error) => fail(session, error.message));
  socket.on('close', () => fail(session, 'The connection was closed.'));
  socket.on('timeout', () => {
    if (session.state !== 'open') socket.destroy();
    else {
      if (isUnheard(session)) session.manners.lostWhatFollowed();
      fail(session, TOO_SLOW);
    }
  });
  socket.setTimeout(0);
}
