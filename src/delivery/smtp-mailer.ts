import { AppError } from '../platform/errors.ts';
import { maskPrivate } from '../platform/log.ts';
import type { Mail, Mailer, MailOutcome } from '../platform/mailer.ts';
import { composeSource } from './compose-source.ts';
import type { KeyRing } from './dkim/key-ring.ts';
import { signSource } from './dkim/sign-source.ts';
import { createSessionPool, type SessionPool } from './session-pool.ts';
import { helloName, readSmtpUrl } from './smtp-options.ts';
import { openSmtpSession, type Envelope } from './smtp-session.ts';

/** One core composes no faster than ten connections can take (MAILPATH), and most relays allow that many. */
const CONNECTIONS = 10;

interface SmtpMailerOptions {
  smtpUrl: string;
  publicUrl: string;
  /** Undefined: the server signs, if anybody. */
  keyRing?: KeyRing;
  /** Milliseconds, for tests: how long a server may be silent. */
  timeouts?: { greetingTimeout?: number; socketTimeout?: number; connectionTimeout?: number };
}

/** Hands mail to the server of `SMTP_URL` over pooled connections. */
export function createSmtpMailer({ smtpUrl, publicUrl, keyRing, timeouts }: SmtpMailerOptions): Mailer {
  const { connection, login } = readSmtpUrl(smtpUrl);
  const pool = createSessionPool(CONNECTIONS, (senderDomain) =>
    openSmtpSession(
      { ...connection, ...timeouts, name: connection.name ?? helloName(publicUrl, senderDomain) },
      login,
    ),
  );
  return {
    name: 'smtp',
    concurrency: CONNECTIONS,
    async send(mail) {
      const envelope = { from: mail.envelopeFrom, to: mail.to.address };
      // RFC 6531: the server may not take SMTPUTF8, and nodemailer would send raw UTF-8 all the same (ADR-05).
      if (!/^[\x21-\x7e]+$/.test(envelope.from + envelope.to)) return notAscii;
      const composed = await signed(keyRing, mail, await composeSource(mail));
      if (composed.kind === 'unsigned') return { kind: 'provider', scope: 'session', reply: composed.reply };
      const outcome = await sendThrough(pool, envelope, composed.source);
      return { ...outcome, reply: shortened(outcome.reply) };
    },
    async close() {
      pool.close();
    },
  };
}

const notAscii: MailOutcome = {
  kind: 'recipient',
  isPermanent: true,
  isHard: false,
  reply: '553 5.6.7 The address has characters beyond ASCII, which cannot be mailed.',
};

/** An unsigned message would look forged: rather none leaves, and the send says why (AUTH-01). */
async function signed(
  keyRing: KeyRing | undefined,
  mail: Mail,
  source: Buffer,
): Promise<{ kind: 'ready'; source: Buffer } | { kind: 'unsigned'; reply: string }> {
  if (!keyRing) return { kind: 'ready', source };
  try {
    return { kind: 'ready', source: await signSource(keyRing, domainOf(mail.from.address), source) };
  } catch (error) {
    const reason = error instanceof AppError ? error.message : 'the key ring does not answer.';
    return { kind: 'unsigned', reply: `The mail could not be signed (DKIM): ${reason}` };
  }
}

async function sendThrough(pool: SessionPool, envelope: Envelope, source: Buffer): Promise<MailOutcome> {
  for (;;) {
    const lease = await pool.acquire(domainOf(envelope.from));
    if (lease.kind === 'failed') return { kind: 'provider', scope: 'session', reply: lease.reply };
    try {
      const { isUntouched, ...outcome } = await lease.session.send(envelope, source);
      // Servers end idle or well-used sessions at will; that is no fault as long as a fresh one works.
      if (!isUntouched || !lease.isReused) return outcome;
    } finally {
      pool.release(lease.session);
    }
  }
}

const domainOf = (address: Mail['envelopeFrom']) => address.slice(address.lastIndexOf('@') + 1);

/** Replies quote addresses, and one reader's erasure must find none outside `subscribers` (GDPR-02). */
const shortened = (reply: string) => maskPrivate(reply).slice(0, 500);
