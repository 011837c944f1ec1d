import { maskPrivate } from '../platform/log.ts';
import type { Mail, Mailer, MailOutcome } from '../platform/mailer.ts';
import { composeSource } from './compose-source.ts';
import { createSessionPool, type SessionPool } from './session-pool.ts';
import { helloName, readSmtpUrl } from './smtp-options.ts';
import { openSmtpSession, type Envelope } from './smtp-session.ts';

/** One core composes no faster than ten connections can take (MAILPATH), and most relays allow that many. */
const CONNECTIONS = 10;

interface SmtpMailerOptions {
  smtpUrl: string;
  publicUrl: string;
  /** Milliseconds, for tests: how long a server may be silent. */
  timeouts?: { greetingTimeout?: number; socketTimeout?: number; connectionTimeout?: number };
}

/** Hands mail to the server of `SMTP_URL` over pooled connections. */
export function createSmtpMailer({ smtpUrl, publicUrl, timeouts }: SmtpMailerOptions): Mailer {
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
      const outcome = await sendThrough(pool, envelope, await composeSource(mail));
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
