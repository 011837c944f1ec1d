import type { FaultScope, MailOutcome } from '../platform/mailer.ts';

/**
 * Where in the session a reply came: `session` is everything up to and including MAIL FROM, when the server knows no
 * recipient yet; `recipient` is RCPT TO; `content` is DATA and the reply after the final dot.
 */
export type SmtpPhase = 'session' | 'recipient' | 'content';

/** Enhanced codes that say: there is no such mailbox (STANDARDS SMTP-01, RFC 3463 §3.2 and §3.3). */
const NO_SUCH_MAILBOX = new Set(['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.2.1']);
/** Replies to RCPT TO that say the same without an enhanced code. */
const REFUSED_MAILBOX = new Set([550, 551, 553]);
/** The server as a whole is busy, closing or wants another login: about no recipient (RFC 4954 §6 for 454). */
const SERVER_FAULTS = new Set([421, 454, 530, 534, 535, 538]);

const fault = (scope: FaultScope, reply: string): MailOutcome => ({ kind: 'provider', scope, reply });

interface Reply {
  code: number;
  /** RFC 3463, such as `5.1.1`. */
  enhanced: string | undefined;
}

/** The numbers of a reply of one or several lines; the enhanced code may stand on any of them. */
export function parseReply(reply: string): Reply | undefined {
  const [, digits] = /^([2-5]\d\d)(?:[ -]|$)/.exec(reply) ?? [];
  if (digits === undefined) return undefined;
  const [, enhanced] = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})(?!\S)/m.exec(reply) ?? [];
  // RFC 2034 §3: an enhanced code of another class than the reply means nothing.
  return { code: Number(digits), enhanced: enhanced?.[0] === digits[0] ? enhanced : undefined };
}

/** Sorts a server's reply by STANDARDS SMTP-01: first by its first digit, then by its enhanced code. */
export function classifyReply(reply: string, phase: SmtpPhase): MailOutcome {
  const parsed = parseReply(reply);
  if (!parsed) return fault('transport', reply);
  const { code, enhanced = '' } = parsed;
  if (code < 400) return { kind: 'accepted', reply };
  // RFC 3463 §3.4: 4.3 is about the server that speaks, the others about where the message is to go (SMTP-04).
  if (code === 421 && phase !== 'session' && !enhanced.startsWith('4.3.')) return fault('destination', reply);
  if (SERVER_FAULTS.has(code)) return fault('transport', reply);
  if (phase === 'session') return sessionRefusal(code, enhanced, reply);
  if (code < 500) return { kind: 'recipient', isPermanent: false, isHard: false, reply };
  return permanentRefusal(code, enhanced, phase, reply);
}

/** Before a recipient is named, only a message that is too large concerns the message; all else is the server's or, for good, the sender's fault. */
function sessionRefusal(code: number, enhanced: string, reply: string): MailOutcome {
  const isAboutContent = enhanced.startsWith('5.6.') || enhanced === '5.3.4' || (code === 552 && !enhanced);
  if (isAboutContent) return { kind: 'content', isPermanent: true, reply };
  return fault(code < 500 ? 'transport' : 'sender', reply);
}

function permanentRefusal(code: number, enhanced: string, phase: SmtpPhase, reply: string): MailOutcome {
  const recipient = (isHard: boolean): MailOutcome => ({
    kind: 'recipient',
    isPermanent: true,
    isHard,
    reply,
  });
  if (NO_SUCH_MAILBOX.has(enhanced)) return recipient(true);
  if (enhanced.startsWith('5.5.')) return fault('message', reply);
  if (/^5\.[67]\./.test(enhanced) || enhanced === '5.3.4')
    return { kind: 'content', isPermanent: true, reply };
  if (enhanced) return recipient(false);
  if (code === 503 || code === 502) return fault('message', reply);
  if (phase === 'recipient') return recipient(REFUSED_MAILBOX.has(code));
  return { kind: 'content', isPermanent: true, reply };
}
