import SMTPConnection, { type SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';
import { createPlainSession, describe } from './plain-session.ts';
import type { SmtpSession } from './wire/outgoing.ts';
import { createPipelinedSession } from './wire/pipelined-session.ts';
import { takeOver } from './wire/take-over.ts';

export type OpenedSession = { kind: 'open'; session: SmtpSession } | { kind: 'failed'; reply: string };

/**
 * Connects, encrypts as `options` demand and signs in: nodemailer's work. From then on our own client speaks, unless this
 * version of nodemailer cannot be taken over.
 * @param isPlain leaves the connection to nodemailer throughout.
 */
export async function openSmtpSession(
  options: SMTPConnectionOptions,
  login: { user: string; pass: string } | undefined,
  { isPlain = false }: { isPlain?: boolean } = {},
): Promise<OpenedSession> {
  const connection = new SMTPConnection(options);
  try {
    await connected(connection);
    if (login) await signedIn(connection, login);
  } catch (error) {
    connection.close();
    return { kind: 'failed', reply: reasonOf(error) };
  }
  const line = isPlain ? undefined : takeOver(connection);
  const session = line
    ? createPipelinedSession(line, options.socketTimeout ?? Infinity)
    : createPlainSession(connection);
  return { kind: 'open', session };
}

/** What a server answers to STARTTLS tells nobody that encryption is what failed. */
function reasonOf(error: unknown): string {
  const isAboutTls = error instanceof Error && 'code' in error && error.code === 'ETLS';
  return isAboutTls ? `No encrypted connection (STARTTLS): ${describe(error)}` : describe(error);
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
