import { AppError } from '../platform/errors.ts';
import { maskPrivate } from '../platform/log.ts';
import type { BulkMessage, Mailer, MailOutcome } from '../platform/mailer.ts';
import { carry, carryOne } from './carry.ts';
import { composeSource } from './compose-source.ts';
import type { KeyRing } from './dkim/key-ring.ts';
import { signSource } from './dkim/sign-source.ts';
import { createSessionPool } from './session-pool.ts';
import { helloName, readSmtpUrl } from './smtp-options.ts';
import { openSmtpSession } from './smtp-session.ts';
import { envelopeFault } from './wire/envelope.ts';
import type { Outgoing, SessionOutcome, Supply } from './wire/outgoing.ts';

interface SmtpMailerOptions {
  smtpUrl: string;
  publicUrl: string;
  /** How many at most at once. */
  connections?: number;
  /** Undefined: the server signs, if anybody. */
  keyRing?: KeyRing;
  /** Leaves every connection to nodemailer throughout. */
  isPlain?: boolean;
  /** Milliseconds, for tests: how long a server may be silent. */
  timeouts?: { greetingTimeout?: number; socketTimeout?: number; connectionTimeout?: number };
}

const CONNECTIONS = 10;

/** Hands mail to the server of `SMTP_URL` over pooled connections. */
export function createSmtpMailer(options: SmtpMailerOptions): Mailer {
  const { smtpUrl, publicUrl, connections = CONNECTIONS, keyRing, isPlain = false, timeouts } = options;
  const { connection, login } = readSmtpUrl(smtpUrl);
  const pool = createSessionPool(connections, (senderDomain) =>
    openSmtpSession(
      { ...connection, ...timeouts, name: connection.name ?? helloName(publicUrl, senderDomain) },
      login,
      { isPlain },
    ),
  );
  return {
    name: 'smtp',
    concurrency: connections,
    async send(mail) {
      const envelope = { from: mail.envelopeFrom, to: mail.to.address };
      const fault = envelopeFault(envelope);
      if (fault) return fault;
      const composed = await signed(keyRing, domainOf(mail.from.address), await composeSource(mail));
      if (!Buffer.isBuffer(composed)) return composed;
      const message = { envelope, size: composed.length, isReady: false, render: () => composed };
      return told(await carryOne(pool, message));
    },
    async sendAll(next) {
      const supply = (): ReturnType<Supply> => {
        const message = next();
        if (message instanceof Promise) return message.then((late) => accepted(late) ?? (late && supply()));
        return accepted(message) ?? (message && supply());
      };
      const accepted = (message: BulkMessage | undefined) => message && outgoing(message, keyRing);
      await Promise.all(Array.from({ length: connections }, () => carry(pool, supply)));
    },
    async close() {
      pool.close();
    },
  };
}

/** Undefined: no server may see its envelope, and it is settled. */
function outgoing(message: BulkMessage, keyRing: KeyRing | undefined): Outgoing | undefined {
  const envelope = { from: message.envelopeFrom, to: message.to };
  const fault = envelopeFault(envelope);
  if (fault) {
    message.settle(fault);
    return undefined;
  }
  return {
    envelope,
    size: message.size,
    isReady: true,
    render(target) {
      const source = message.render(target);
      return keyRing ? signed(keyRing, message.fromDomain, source) : source;
    },
    settle: (outcome) => message.settle(told(outcome)),
  };
}

/** An unsigned message would look forged: rather none leaves, and the send says why (AUTH-01). */
async function signed(
  keyRing: KeyRing | undefined,
  fromDomain: string,
  source: Buffer,
): Promise<Buffer | MailOutcome> {
  if (!keyRing) return source;
  try {
    return await signSource(keyRing, fromDomain, source);
  } catch (error) {
    const reason = error instanceof AppError ? error.message : 'the keys could not be read or used.';
    return { kind: 'provider', scope: 'sender', reply: `The mail could not be signed (DKIM): ${reason}` };
  }
}

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1);

/** Replies quote addresses, and one reader's erasure must find none outside `subscribers` (GDPR-02). */
function told(outcome: SessionOutcome): MailOutcome {
  return { ...outcome, reply: maskPrivate(outcome.reply).slice(0, 500) };
}
