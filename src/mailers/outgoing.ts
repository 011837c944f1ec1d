import { AppError } from '../platform/errors.ts';
import type { MailOutcome, Pull } from '../platform/mail/mailer.ts';
import { redactedReply } from '../platform/mail/redacted-reply.ts';
import type { Envelope } from './envelope.ts';

/** `isUntouched`: the session broke before the server had anything to accept, so another session can have the message. */
export type SessionOutcome = MailOutcome & { isUntouched?: boolean };

/** The outcome as it may be kept and shown. */
export const redacted = <Outcome extends MailOutcome>(outcome: Outcome): Outcome => ({
  ...outcome,
  reply: redactedReply(outcome.reply),
});

/** A message on its way through a session. */
export interface Outgoing {
  envelope: Envelope;
  /** Why no server may see it: it is settled with this, and not sent. */
  fault?: MailOutcome | undefined;
  /** Octets, for SIZE; a good estimate will do. */
  size: number;
  /** No line of the message begins with a dot, and the last one ends in CRLF: it can go over the wire as it is. */
  isReady: boolean;
  /**
   * The message when the server is ready for it, with CRLF line ends, or what became of it instead. The session gives a
   * buffer to write into and sends the answer before it asks again.
   */
  render(target: Buffer): Buffer | MailOutcome | Promise<Buffer | MailOutcome>;
  /** Called exactly once. */
  settle(outcome: SessionOutcome): void;
}

/** Undefined: there is no message for this session. */
export type Supply = Pull<Outgoing>;

/** One connection to a mail server, used for one message after the other. */
export interface SmtpSession {
  /** False once the server or a fault ended it. */
  isOpen(): boolean;
  /** Sends what it can pull until there is nothing more or the session ends; resolves when all of it is settled. */
  sendAll(pull: Supply): Promise<void>;
  /** Ends the session because the server takes too long: a message it has by then is in doubt. */
  abandon(): void;
  close(): void;
}

/** The session was over before the server had anything of the message. */
export const closed: SessionOutcome = {
  kind: 'server',
  scope: 'transport',
  reply: 'The connection was closed.',
  isUntouched: true,
};
export const TOO_SLOW = 'The mail server did not answer in time.';
export const tooLarge: SessionOutcome = {
  kind: 'server',
  scope: 'size',
  reply: 'The message is larger than the mail server accepts (SIZE).',
};
/** Made wrongly for one reader, it would be for others, too: no reader and no server is to blame, and the send stops. */
export const notComposed = (error: unknown): MailOutcome => ({
  kind: 'server',
  scope: 'composition',
  reply: error instanceof AppError ? error.message : 'This message could not be composed.',
});
