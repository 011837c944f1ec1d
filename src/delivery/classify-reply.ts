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
/**
 * Codes that, said of the content, are nevertheless about this recipient (RFC 3463 §3.2, §3.3, §3.5). Left out are the general
 * ones (`x.y.0`), which name no cause; 5.1.7 and 5.1.8, the sender's address; 5.2.3, a message too long for a mailbox; and
 * 5.3, the mail system: who answers everybody so does not want this mail.
 */
const ABOUT_RECIPIENT = /^5\.(?:1\.(?:[1-69]|10)|2\.[124]|4\.[1-9]\d*)$/;
/** Codes that are about what is sent or who sends it, wherever they are said. */
const ABOUT_CONTENT = /^5\.(?:[67]\..*|3\.4|1\.[78])$/;
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
  if (code < 300) return { kind: 'accepted', reply };
  if (code < 400) return halfReply(phase, reply);
  // RFC 3463 §3.4: 4.3 is about the server that speaks, the others about where the message is to go (SMTP-04).
  if (code === 421 && phase !== 'session' && !enhanced.startsWith('4.3.')) return fault('destination', reply);
  if (SERVER_FAULTS.has(code)) {
    // 421 ends the session, whoever it was said of.
    const mayBeOwn = phase === 'recipient' && code !== 421;
    return { kind: 'provider', scope: 'transport', reply, ...(mayBeOwn && { mayBeOwn }) };
  }
  if (phase === 'session') return sessionRefusal(code, enhanced, reply);
  if (code < 500) return { kind: 'recipient', isPermanent: false, isHard: false, reply };
  return permanentRefusal(code, enhanced, phase, reply);
}

/**
 * 3xx asks for more, which is right after DATA alone, and sessions see to that. Elsewhere the server is out of step; when it has
 * the content, that is neither taken nor refused.
 */
function halfReply(phase: SmtpPhase, reply: string): MailOutcome {
  if (phase === 'content') return { kind: 'unknown', reply };
  return fault(phase === 'session' ? 'transport' : 'message', reply);
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
  if (!enhanced && (code === 503 || code === 502)) return fault('message', reply);
  const isAboutContent = phase === 'content' ? !ABOUT_RECIPIENT.test(enhanced) : ABOUT_CONTENT.test(enhanced);
  if (isAboutContent) return { kind: 'content', isPermanent: true, reply };
  return recipient(!enhanced && REFUSED_MAILBOX.has(code));
}
