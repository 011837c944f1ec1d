import type { MailOutcome } from '../../../platform/mail/mailer.ts';
import { announceNext } from './announce-next.ts';
import { dotStuffed } from './dot-stuffing.ts';
import { fail, settle } from './end-session.ts';
import { expectReply } from './expect-reply.ts';
import { COMPOSING, rendered, type Flight } from './flight.ts';
import { mayFollow, type Session } from './session.ts';

/** The server asked for the content: it is made now, so that it is as late as can be, and written. */
export function handOver(session: Session, flight: Flight): void {
  flight.state = COMPOSING;
  const target = session.writer.take();
  const source = rendered(flight.message, target);
  if (source instanceof Promise)
    void source.then((content) => writeContent(session, flight, content, target));
  else writeContent(session, flight, source, target);
}

/** The end of the message and the envelope of the next one leave in one write (RFC 2920 §3.1), if the server is quick. */
function writeContent(session: Session, flight: Flight, content: Buffer | MailOutcome, target: Buffer): void {
  if (session.state !== 'open') return;
  if (!Buffer.isBuffer(content)) {
    settle(session, flight, content);
    // The server waits for a message, and any end to it would be one.
    fail(session, content.reply);
    return;
  }
  flight.state = { is: 'handed-over', at: performance.now() };
  expectReply(session, { step: 'dot', flight });
  const tail = `.\r\n${mayFollow(session) && session.isQuick ? announceNext(session) : ''}`;
  session.writer.write(flight.message.isReady ? content : dotStuffed(content), tail, target);
}
