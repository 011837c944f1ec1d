import { Readable } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { plainWords } from './certificate-words.ts';
import { classifyReply, isReply, type SmtpPhase } from '../replies/classify-reply.ts';
import type { Envelope } from '../envelope.ts';
import { createManners, isAboutSession, type Manners } from './manners.ts';
import {
  closed,
  notComposed,
  TOO_SLOW,
  tooLarge,
  type Outgoing,
  type SessionOutcome,
  type SmtpSession,
} from '../outgoing.ts';

/** A session that nodemailer drives, message by message: slower, and independent of its internals. */
export function createPlainSession(
  connection: SMTPConnection,
  manners: Manners = createManners(),
): SmtpSession {
  let hasEnded = false;
  /** Messages of which the server was told. */
  let begun = 0;
  const pending: Pending = { giveUp: undefined };
  connection.on('end', () => {
    hasEnded = true;
  });
  const isOpen = () => !hasEnded && begun < manners.mostPerSession();
  return {
    isOpen,
    async sendAll(next) {
      while (isOpen()) {
        const message = await next();
        if (!message) return;
        if (message.fault) {
          message.settle(message.fault);
          continue;
        }
        begun += 1;
        const outcome = await sendOne(connection, message, pending);
        const { refusedAt } = outcome;
        const isOfSession = refusedAt !== undefined && isAboutSession(outcome.reply, refusedAt);
        if (isOfSession || (refusedAt === 'mail' && outcome.reply.startsWith('421')))
          manners.hadEnough(begun - 1, outcome.reply);
        if (isOfSession && begun > 1) {
          connection.close();
          message.settle({ ...closed, reply: outcome.reply });
        } else message.settle(outcome);
      }
    },
    abandon() {
      if (pending.giveUp) pending.giveUp(new Error(TOO_SLOW));
      else connection.close();
    },
    close: () => (!hasEnded ? connection.quit() : connection.close()),
  };
}

/** How to end the wait for the message under way. */
interface Pending {
  giveUp: ((error: Error) => void) | undefined;
}

async function sendOne(
  connection: SMTPConnection,
  message: Outgoing,
  pending: Pending,
): Promise<SessionOutcome & { refusedAt?: 'mail' | 'rcpt' | undefined }> {
  try {
    const source = await message.render(Buffer.alloc(0));
    return Buffer.isBuffer(source) ? await transmit(connection, message.envelope, source, pending) : source;
  } catch (error) {
    return notComposed(error);
  }
}

const STEPS: Record<string, 'mail' | 'rcpt'> = { 'MAIL FROM': 'mail', 'RCPT TO': 'rcpt' };

type SendError = Error & { code?: string; command?: string; response?: string };

async function transmit(
  connection: SMTPConnection,
  envelope: Envelope,
  source: Buffer,
  pending: Pending,
): Promise<SessionOutcome & { refusedAt?: 'mail' | 'rcpt' | undefined }> {
  const message = Readable.from(source);
  const { error, reply, to } = await new Promise<{ error?: SendError; reply: string; to: string[] }>(
    (resolve) => {
      pending.giveUp = (error) => resolve({ error, reply: '', to: [] });
      // Recipients as an object: a string would be parsed as a list of addresses (ADR-04).
      connection.send(
        { from: envelope.from, to: [{ address: envelope.to }], size: source.length },
        message,
        (error, info) =>
          resolve({ ...(error && { error }), reply: info?.response ?? '', to: info?.accepted ?? [] }),
      );
    },
  );
  pending.giveUp = undefined;
  if (!error) {
    if (to.length !== 1 || to[0] !== envelope.to)
      throw new Error('The mail went to another address (ADR-04).');
    return classifyReply(reply, 'content');
  }
  const refusedAt = error.response === undefined ? undefined : STEPS[error.command ?? ''];
  const outcome = { ...outcomeOfFault(error, message.readableDidRead), refusedAt };
  const isRefusal = error.response !== undefined && !error.response.startsWith('421');
  if (isRefusal && outcome.kind !== 'unknown') await resetOrClose(connection);
  else connection.close();
  return outcome;
}

/** The phase decides, not the error code: a lost reply looks the same as a lost connection (SMTP-08). */
function outcomeOfFault(error: SendError, isHandedOver: boolean): SessionOutcome {
  // After the content, what is no SMTP is no answer.
  if (error.response && (!isHandedOver || isReply(error.response))) {
    const isUntouched = error.response.startsWith('421') && !isHandedOver;
    return { ...classifyReply(error.response, phaseOf(error, isHandedOver)), isUntouched };
  }
  if (isHandedOver) return { kind: 'unknown', reply: describe(error) };
  if (error.code === 'EMESSAGE' && error.command === 'MAIL FROM') return tooLarge;
  return { kind: 'server', scope: 'transport', reply: describe(error), isUntouched: true };
}

function phaseOf(error: SendError, isHandedOver: boolean): SmtpPhase {
  if (isHandedOver || error.command === 'DATA') return 'content';
  return error.command === 'RCPT TO' ? 'recipient' : 'session';
}

function resetOrClose(connection: SMTPConnection): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      connection.off('end', settle);
      resolve();
    };
    connection.once('end', settle);
    connection.reset((error) => {
      if (error) connection.close();
      settle();
    });
  });
}

/** One line for the editor: the server's own words when it said any. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return (error as SendError).response ?? plainWords(error.message);
}
