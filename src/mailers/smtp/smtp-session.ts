import SMTPConnection, { type SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';
import { createPlainSession, describe } from './plain-session.ts';
import type { Manners } from './manners.ts';
import type { SmtpSession } from '../outgoing.ts';
import { createPipelinedSession } from './pipelined/create-pipelined-session.ts';
import { detachSocket } from './detach-socket.ts';

export type OpenedSession = { kind: 'open'; session: SmtpSession } | { kind: 'failed'; reply: string };

const SET_UP_MS = 60_000;

interface SetUp {
  /** Leaves the connection to nodemailer throughout. */
  isPlain?: boolean;
  /** Milliseconds that all of it may take. */
  setUpMs?: number;
  manners?: Manners;
  /** Gets the first words of the server. */
  onGreeting?(words: string): void;
}

/**
 * Connects, encrypts as `options` demand and signs in: nodemailer's work. From then on our own client speaks, unless this
 * version of nodemailer cannot be taken over.
 */
export async function openSmtpSession(
  options: SMTPConnectionOptions,
  login: { user: string; pass: string } | undefined,
  { isPlain = false, setUpMs = SET_UP_MS, manners, onGreeting }: SetUp = {},
): Promise<OpenedSession> {
  const connection = new SMTPConnection({ ...options, ...(onGreeting && listening(onGreeting)) });
  try {
    await setUp(connection, login, setUpMs);
  } catch (error) {
    connection.close();
    return { kind: 'failed', reply: reasonOf(error) };
  }
  const line = isPlain ? undefined : detachSocket(connection);
  const session = line
    ? createPipelinedSession(line, options.socketTimeout ?? Infinity, manners)
    : createPlainSession(connection, manners);
  return { kind: 'open', session };
}

/** The greeting goes into nodemailer's log only. */
function listening(onGreeting: (words: string) => void): Pick<SMTPConnectionOptions, 'logger' | 'debug'> {
  let isHeard = false;
  const hear = (entry: { tnx?: string }, ...words: unknown[]) => {
    if (entry.tnx !== 'server' || isHeard) return;
    isHeard = true;
    onGreeting(words.join(' '));
  };
  const ignore = () => {};
  const logger = { trace: ignore, debug: hear, info: ignore, warn: ignore, error: ignore, fatal: ignore };
  return { logger: { ...logger, level: ignore }, debug: true };
}

/** What a server answers to STARTTLS tells nobody that encryption is what failed. */
function reasonOf(error: unknown): string {
  const isAboutTls = error instanceof Error && 'code' in error && error.code === 'ETLS';
  return isAboutTls ? `No encrypted connection (STARTTLS): ${describe(error)}` : describe(error);
}

/** Its callbacks are not called when the connection dies: its events tell. */
function setUp(
  connection: SMTPConnection,
  login: { user: string; pass: string } | undefined,
  withinMs: number,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const deadline = setTimeout(() => reject(new Error('The mail server did not answer in time.')), withinMs);
  // The listener stays: without one, a fault on an idle connection would end the process.
  connection.on('error', reject);
  connection.once('end', () => reject(new Error('The connection was closed.')));
  connection.connect((error) => {
    if (error) reject(error);
    else if (!login) resolve();
    else if (connection.allowsAuth)
      connection.login({ credentials: login }, (refusal) => (refusal ? reject(refusal) : resolve()));
    else reject(new Error('The mail server does not offer a sign-in, but SMTP_URL has a user name.'));
  });
  return promise.finally(() => clearTimeout(deadline));
}
