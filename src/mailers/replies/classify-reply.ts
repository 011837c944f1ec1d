import type { FaultScope, MailOutcome } from '../../platform/mail/mailer.ts';
import { enhancedIn, wordsOf } from './reply-words.ts';
import { CLEAR, leadingBlame, weigh } from './weigh-reply.ts';

/**
 * Where in the session a reply came: `session` is everything up to and including MAIL FROM, when the server knows no
 * recipient yet; `recipient` is RCPT TO; `content` is DATA and the reply after the final dot.
 */
export type SmtpPhase = 'session' | 'recipient' | 'content';

/** The server as a whole is busy, closing or wants another login: about no recipient (RFC 4954 §6 for 454). */
const SERVER_FAULTS = new Set([421, 454, 530, 534, 535, 538]);

const fault = (scope: FaultScope, reply: string): MailOutcome => ({ kind: 'server', scope, reply });

/** Whether it is a reply of SMTP at all. */
export const isReply = (text: string) => /^[2-5]\d\d(?:[ -]|$)/.test(text);

/** Sorts a server's reply by STANDARDS SMTP-01: first by its first digit, then by its enhanced code and its words. */
export function classifyReply(reply: string, phase: SmtpPhase): MailOutcome {
  const [, digits] = /^([2-5]\d\d)(?:[ -]|$)/.exec(reply) ?? [];
  if (digits === undefined) return fault('transport', reply);
  const code = Number(digits);
  if (code < 300) return { kind: 'accepted', reply };
  if (code < 400) return halfReply(phase, reply);
  const enhanced = enhancedIn(reply) ?? '';
  // RFC 3463 §3.4: 4.3 is about the server that speaks, the others about where the message is to go (SMTP-04).
  if (code === 421 && phase !== 'session' && !enhanced.startsWith('4.3.')) return fault('destination', reply);
  if ((phase === 'session' || code === 534) && code >= 500 && isTooLarge(code, enhanced, reply))
    return phase === 'session' ? fault('size', reply) : { kind: 'content', isPermanent: true, reply };
  if (SERVER_FAULTS.has(code)) {
    // 421 ends the session, whatever command it answers.
    const mayBeOwn = phase === 'recipient' && code !== 421;
    return { kind: 'server', scope: 'transport', reply, ...(mayBeOwn && { mayBeOwn }) };
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

/** RFC 1870 §6.1: said to MAIL FROM, it holds for everybody. */
function isTooLarge(code: number, enhanced: string, reply: string): boolean {
  return (code === 552 && !enhanced) || weigh(enhanced, wordsOf(reply)).size >= CLEAR;
}

/** Before a recipient is named, only bad content is about the message. Everything else is the server's fault, or the sender's when it is permanent. */
function sessionRefusal(code: number, enhanced: string, reply: string): MailOutcome {
  if (enhanced.startsWith('5.6.')) return { kind: 'content', isPermanent: true, reply };
  return fault(code < 500 ? 'transport' : 'sender', reply);
}

const PROTOCOL_CODES = new Set([500, 502, 503, 504]);

/** The party to blame, by the weight of code and words; a mailbox only when nothing weighs as much (SMTP-01). */
function permanentRefusal(code: number, enhanced: string, phase: SmtpPhase, reply: string): MailOutcome {
  const blame = leadingBlame(weigh(enhanced, wordsOf(reply)));
  const recipient = { kind: 'recipient', isPermanent: true, reply } as const;
  if (!blame && (enhanced.startsWith('5.5.') || (!enhanced && PROTOCOL_CODES.has(code))))
    return fault('message', reply);
  if (blame === 'mailbox') return { ...recipient, isHard: true };
  if (blame === 'reader') return { ...recipient, isHard: false };
  if (blame || phase === 'content')
    return { kind: 'content', isPermanent: true, reply, ...(blame === 'relay' && { isOfRelay: true }) };
  return { ...recipient, isHard: false, isUnclear: true };
}
