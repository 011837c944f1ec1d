import { Readable } from 'node:stream';
import SMTPConnection, { type SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';
import type { MailOutcome } from '../platform/mailer.ts';
import { classifyReply, type SmtpPhase } from './classify-reply.ts';

export interface Envelope {
  from: string;
  to: string;
}

/** One connection to a mail server, used for one message after the other. */
export interface SmtpSession {
  /** False once the server or a fault ended it. */
  isOpen(): boolean;
  /** `isUntouched`: the session broke before the server saw anything of the message, so another one can have it. */
  send(envelope: Envelope, source: Buffer): Promise<MailOutcome & { isUntouched?: boolean }>;
  close(): void;
}

export type OpenedSession = { kind: 'open'; session: SmtpSession } | { kind: 'failed'; reply: string };

/** Connects, encrypts as `options` demand and signs in. */
export async function openSmtpSession(
  options: SMTPConnectionOptions,
  login: { user: string; pass: string } | undefined,
): Promise<OpenedSession> {
  const connection = new SMTPConnection(options);
  let isOpen = true;
  connection.on('end', () => {
    isOpen = false;
  });
  try {
    await connected(connection);
    if (login) await signedIn(connection, login);
  } catch (error) {
    connection.close();
    return { kind: 'failed', reply: describe(error) };
  }
  return {
    kind: 'open',
    session: {
      isOpen: () => isOpen,
      send: (envelope, source) => transmit(connection, envelope, source),
      close: () => (isOpen ? connection.quit() : connection.close()),
    },
  };
}

function connected(connection: SMTPConnection): Promise<void> {
  return new Promise((resolve, reject) => {
    // The listener stays: without one, a fault on an idle connection would end the process.
    connection.on('error', reject);
    connection.once('end', () => reject(new Error('The connection was closed.')));
    connection.connect((error) => (error ? reject(error) : resolve()));
  });
}

function signedIn(connection: SMTPConnection, login: { user: string; pass: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    if (!connection.allowsAuth) {
      reject(new Error('The mail server does not offer to sign in, but SMTP_URL has a user name.'));
      return;
    }
    connection.login({ credentials: login }, (error) => (error ? reject(error) : resolve()));
  });
}

type SendError = Error & { code?: string; command?: string; response?: string };

async function transmit(connection: SMTPConnection, envelope: Envelope, source: Buffer) {
  const message = Readable.from(source);
  const { error, reply, to } = await new Promise<{ error?: SendError; reply: string; to: string[] }>(
    (resolve) => {
      // Recipients as an object: a string would be parsed as a list of addresses (ADR-04).
      connection.send(
        { from: envelope.from, to: [{ address: envelope.to }], size: source.length },
        message,
        (error, info) =>
          resolve({ ...(error && { error }), reply: info?.response ?? '', to: info?.accepted ?? [] }),
      );
    },
  );
  if (!error) {
    if (to.length !== 1 || to[0] !== envelope.to)
      throw new Error('The mail went to another address (ADR-04).');
    return classifyReply(reply, 'content');
  }
  const outcome = outcomeOfFault(error, message.readableDidRead);
  const isRefusal = error.response !== undefined && !error.response.startsWith('421');
  if (isRefusal) await resetOrClose(connection);
  else connection.close();
  return outcome;
}

/** The phase decides, not the error code: a lost reply looks the same as a lost connection (SMTP-08). */
function outcomeOfFault(error: SendError, isHandedOver: boolean): MailOutcome & { isUntouched?: boolean } {
  if (error.response) {
    const isUntouched = error.response.startsWith('421') && !isHandedOver;
    return { ...classifyReply(error.response, phaseOf(error, isHandedOver)), isUntouched };
  }
  if (isHandedOver) return { kind: 'unknown', reply: describe(error) };
  const isTooLarge = error.code === 'EMESSAGE' && error.command === 'MAIL FROM';
  if (isTooLarge)
    return {
      kind: 'provider',
      scope: 'session',
      reply: 'The message is larger than the mail server takes (SIZE).',
    };
  return { kind: 'provider', scope: 'session', reply: describe(error), isUntouched: true };
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
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return (error as SendError).response ?? error.message;
}
