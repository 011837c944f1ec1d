import { redactedReply } from '../../platform/mail/redacted-reply.ts';
import type { BulkMessage, Mailer } from '../../platform/mail/mailer.ts';
import { sendOneOverSessions } from './send-one-over-sessions.ts';
import { sendOverSessions, type Prepare } from './send-over-sessions.ts';
import { composeSource } from '../message/compose-source.ts';
import { type KeyRing, signed } from '../../sender-domains/index.ts';
import { createSessionPool } from './session-pool.ts';
import { helloName, readSmtpUrl } from './smtp-options.ts';
import { openSmtpSession } from './smtp-session.ts';
import { domainOf, envelopeFault, envelopeOf } from '../envelope.ts';
import { createManners, type Manners } from './manners.ts';
import { redacted, type Outgoing } from '../outgoing.ts';

interface SmtpMailerOptions {
  smtpUrl: string;
  publicUrl: string;
  /** How many at most at once. */
  connections?: number;
  /** Undefined: the server signs, if anybody. */
  keyRing?: KeyRing;
  /** What is known of the server, beyond what it offers. */
  manners?: Manners;
  /** Leaves every connection to nodemailer throughout. */
  isPlain?: boolean;
  /** Milliseconds, for tests: how long a single mail may take once it has a connection. */
  singleMs?: number;
  /** Milliseconds, for tests: how long a server may be silent, and take to let us in. */
  timeouts?: { greetingTimeout?: number; socketTimeout?: number; connectionTimeout?: number };
}

const CONNECTIONS = 10;
/** Others wait behind it. Whether it was taken is then unknown (SMTP-07): newsletters have the ten minutes of SMTP-06. */
const SINGLE_MS = 60_000;
/** Somebody waits for the answer of a check. */
const CHECK_MS = 10_000;

/** Hands mail to the server of `SMTP_URL` over pooled connections. */
export function createSmtpMailer(options: SmtpMailerOptions): Mailer {
  const { smtpUrl, publicUrl, connections = CONNECTIONS, keyRing, isPlain = false, timeouts } = options;
  const { singleMs = SINGLE_MS, manners = createManners() } = options;
  const { connection, login } = readSmtpUrl(smtpUrl);
  const open = (
    senderDomain: string,
    { withinMs, onGreeting }: { withinMs?: number; onGreeting?: (words: string) => void } = {},
  ) => {
    const name = connection.name ?? helloName(publicUrl, senderDomain);
    const setUpMs = timeouts?.connectionTimeout ?? withinMs;
    return openSmtpSession({ ...connection, ...timeouts, name }, login, {
      isPlain,
      manners,
      ...(setUpMs !== undefined && { setUpMs }),
      ...(onGreeting && { onGreeting }),
    });
  };
  const pool = createSessionPool(connections, (senderDomain) => open(senderDomain));
  return {
    name: 'smtp',
    concurrency: connections,
    async check() {
      const host = new URL(publicUrl).hostname;
      let greeting = '';
      const onGreeting = (words: string) => {
        greeting = words;
      };
      const opened = await open(host, { withinMs: CHECK_MS, onGreeting });
      if (opened.kind === 'failed') return redactedReply(opened.reply);
      opened.session.close();
      await manners.greeted(greeting);
      return undefined;
    },
    async send(mail) {
      const envelope = { from: mail.envelopeFrom, to: mail.to.address };
      const fault = envelopeFault(envelope);
      if (fault) return fault;
      const composed = await signed(keyRing, domainOf(mail.from.address), composeSource(mail));
      if (!Buffer.isBuffer(composed)) return composed;
      const message = { envelope, size: composed.length, isReady: false, render: () => composed };
      return redacted(await sendOneOverSessions(pool, message, singleMs));
    },
    async sendAll(pull) {
      const prepare: Prepare = (message, settle) => outgoing(message, keyRing, settle);
      await Promise.all(Array.from({ length: connections }, () => sendOverSessions(pool, pull, prepare)));
    },
    async close() {
      pool.close();
    },
  };
}

function outgoing(message: BulkMessage, keyRing: KeyRing | undefined, settle: Outgoing['settle']): Outgoing {
  const envelope = envelopeOf(message);
  return {
    envelope,
    fault: envelopeFault(envelope),
    size: message.size,
    isReady: true,
    render(target) {
      return keyRing ? renderSigned(message, keyRing, target) : message.render(target);
    },
    settle,
  };
}

/** Octets of an RSA and an Ed25519 signature, with a good margin. */
const SIGNATURES = 2048;

/** The message is written behind room for its signatures, which saves a copy of all of it. */
function renderSigned(message: BulkMessage, keyRing: KeyRing, target: Buffer) {
  const source = message.render(target.subarray(SIGNATURES));
  const room = source.buffer === target.buffer ? SIGNATURES : 0;
  return signed(keyRing, domainOf(message.fromAddress), source, { room, isRelaxed: true });
}
