import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { classifyReply, type SmtpPhase } from '../../../src/mailers/replies/classify-reply.ts';
import { alikeWords, enhancedIn } from '../../../src/mailers/replies/reply-words.ts';
import type { MailOutcome } from '../../../src/platform/mail/mailer.ts';
import { REFUSALS } from '../../support/mail/refusals.ts';

const accepted = { kind: 'accepted' };
const later = { kind: 'recipient', isPermanent: false, isHard: false };
const hard = { kind: 'recipient', isPermanent: true, isHard: true };
const soft = { kind: 'recipient', isPermanent: true, isHard: false };
const unclear = { ...soft, isUnclear: true };
const content = { kind: 'content', isPermanent: true };
const server = { kind: 'server', scope: 'transport' };
const serverOrOne = { ...server, mayBeOwn: true };
const sender = { kind: 'server', scope: 'sender' };
const destination = { kind: 'server', scope: 'destination' };
const size = { kind: 'server', scope: 'size' };
const unknown = { kind: 'unknown' };
const protocol = { kind: 'server', scope: 'message' };

describe('A reply means what the table of SMTP-01 says', () => {
  const table: [string, SmtpPhase, object][] = [
    ['250 2.0.0 Ok: queued as 4F1', 'content', accepted],
    ['250 Ok', 'recipient', accepted],
    ['354 Go ahead', 'session', server],
    ['354 Go ahead', 'recipient', protocol],
    ['334 VXNlcm5hbWU6', 'recipient', protocol],
    ['354 Go ahead', 'content', unknown],
    ['421 4.3.2 Shutting down', 'session', server],
    ['421 4.3.2 Shutting down', 'recipient', server],
    ['421 4.7.0 Too many connections', 'session', server],
    ['421 Too many connections', 'recipient', destination],
    ['421 4.7.0 Try again later', 'content', destination],
    ['454 Throttling failure: maximum sending rate exceeded', 'content', server],
    ['454 4.7.0 Temporary authentication failure', 'recipient', serverOrOne],
    ['450 4.7.1 Greylisted, try again in 5 minutes', 'recipient', later],
    ['451 Local error in processing', 'content', later],
    ['452 4.2.2 Mailbox full', 'recipient', later],
    ['452 4.3.1 Insufficient system storage', 'recipient', later],
    ['450 4.1.8 Domain not found', 'recipient', later],
    ['550 No such user here', 'recipient', hard],
    ['551 User not local', 'recipient', hard],
    ['553 Mailbox name not allowed', 'recipient', hard],
    ['550 5.1.1 The account does not exist', 'recipient', hard],
    ['550 5.1.2 Bad destination system', 'recipient', hard],
    ['501 5.1.3 Bad recipient address syntax', 'recipient', hard],
    ['550 5.1.6 Mailbox has moved', 'recipient', hard],
    ['550 5.1.10 Recipient not found', 'recipient', hard],
    ['550 5.2.1 The account is disabled', 'recipient', hard],
    ['554 5.1.1 Unknown user, said after the message', 'content', hard],
    ['552 5.2.2 Mailbox full', 'recipient', soft],
    ['550 5.4.1 Recipient address rejected: access denied', 'recipient', hard],
    ['550 5.4.7 Delivery expired', 'content', soft],
    ['501 Syntax error in parameters', 'recipient', unclear],
    ['550 5.7.1 Blocked by policy', 'recipient', content],
    ['550 5.7.26 Unauthenticated mail', 'content', content],
    ['554 5.6.0 Bad content', 'content', content],
    ['552 5.3.4 Message too big', 'content', content],
    ['552 5.3.4 Message too big', 'session', size],
    ['552 Message size exceeds the limit', 'session', size],
    ['534 SIZE=Message too big.', 'session', size],
    ['534 SIZE=Message too big.', 'content', content],
    ['534 5.7.9 Authentication mechanism is too weak', 'session', server],
    ['554 5.0.0 Service unavailable', 'content', content],
    ['550 5.1.0 Address rejected', 'content', content],
    ['550 5.1.7 Sender address has no good form', 'content', content],
    ['550 5.1.8 Sender domain not found', 'content', content],
    ['550 5.1.8 Sender domain not found', 'recipient', content],
    ['550 5.2.0 Mailbox status', 'content', content],
    ['552 5.2.3 Message too long for the mailbox', 'content', content],
    ['550 5.3.0 Mail system status', 'content', content],
    ['554 5.3.2 System not accepting messages', 'content', content],
    ['554 5.4.0 Network status', 'content', content],
    ['550 5.1.4 Ambiguous address', 'content', soft],
    ['550 5.1.9 Relayed to a system that answers otherwise', 'content', soft],
    ['552 5.2.2 Mailbox full, said after the message', 'content', soft],
    ['550 5.2.4 List cannot be expanded', 'content', soft],
    ['554 5.4.4 Unable to route', 'content', soft],
    ['554 5.4.14 Hop count exceeded', 'content', soft],
    ['550 5.2.1 Disabled, said after the message', 'content', hard],
    ['550 5.1.10 Null MX, said after the message', 'content', hard],
    ['554 5.0.0 Not now', 'recipient', unclear],
    ['550 5.3.0 Mail system status', 'recipient', unclear],
    ['554 Rejected as spam', 'content', content],
    ['550 Rejected as spam', 'content', content],
    ['503 5.5.1 Bad sequence of commands', 'recipient', protocol],
    ['500 5.5.2 Syntax error', 'content', protocol],
    ['503 Bad sequence of commands', 'content', protocol],
    ['535 5.7.8 Authentication failed', 'session', server],
    ['530 5.7.0 Authentication required', 'session', server],
    ['530 5.7.0 Must issue a STARTTLS command first', 'recipient', serverOrOne],
    ['530 5.7.0 Authentication required', 'content', server],
    ['554 No SMTP service for you', 'session', sender],
    ['550 5.7.1 Sender not allowed', 'session', sender],
    ['451 4.3.0 Sender cannot be checked now', 'session', server],
  ];
  test.each(table)('%s (%s)', (reply, phase, outcome) => {
    expect(classifyReply(reply, phase)).toEqual({ ...outcome, reply });
  });
});

describe('Replies of several lines', () => {
  test('count by the enhanced code, on whichever line it stands', () => {
    const gmail =
      '550-5.1.1 The email account that you tried to reach does not exist.\n550-5.1.1 Please try\n550 5.1.1 again.';
    expect(classifyReply(gmail, 'recipient')).toMatchObject(hard);
    expect(classifyReply('550-Sorry\n550 5.7.1 blocked', 'recipient')).toMatchObject(content);
  });

  test('ignore numbers in the text and enhanced codes of another class (RFC 2034)', () => {
    expect(enhancedIn('550 see 5.1.1 of our rules')).toBe(undefined);
    expect(enhancedIn('550 5.1.100.2 host')).toBe(undefined);
    expect(enhancedIn('450 5.1.1 contradiction')).toBe(undefined);
  });

  test('have their enhanced code in brackets, too, at the end, or after a code that is said twice', () => {
    expect(enhancedIn('553 sorry (#5.7.1)')).toBe('5.7.1');
    expect(enhancedIn('554-Sorry\n554 no mailbox here by that name. (#5.1.1)')).toBe('5.1.1');
    expect(enhancedIn('550 #5.1.0 Address rejected.')).toBe('5.1.0');
    expect(enhancedIn('550 550 5.1.1 user unknown')).toBe('5.1.1');
    expect(enhancedIn('550 5.1.1: unknown')).toBe('5.1.1');
    expect(enhancedIn('550 user unknown 5.1.1')).toBe('5.1.1');
  });

  test('that are no reply at all are the server’s fault', () => {
    expect(classifyReply('HTTP/1.1 400 Bad Request', 'content')).toMatchObject(server);
  });
});

function blameOf(outcome: MailOutcome): string {
  if (outcome.kind === 'content') return outcome.isOfRelay === true ? 'relay' : 'ours';
  if (outcome.kind === 'server') return outcome.scope;
  if (outcome.kind !== 'recipient') return outcome.kind;
  if (!outcome.isPermanent) return 'later';
  if (outcome.isHard) return 'mailbox';
  return outcome.isUnclear === true ? 'unclear' : 'reader';
}

describe('Whose fault a refusal is follows from codes and words together (SMTP-01)', () => {
  test.each(REFUSALS)('%s: %s', (_server, reply, blame, phase = 'recipient') => {
    expect(blame.split('-or-')).toContain(blameOf(classifyReply(reply, phase)));
  });

  const recorded = readFileSync(new URL('../../fixtures/replies/sisimai.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { reply: string; class: string });
  test.each(recorded)('as people sorted what servers said: $reply', ({ reply, class: truth }) => {
    expect(blameOf(classifyReply(reply, 'recipient')) === 'mailbox').toBe(truth === 'hard');
  });

  test('however long a reply is, only its beginning is weighed', () => {
    const reply = `550 ${'no such '.repeat(8000)}user`;
    expect(blameOf(classifyReply(reply, 'recipient'))).toBe('unclear');
  });
});

test('Replies that differ in the reader, an address or a number alone are alike', () => {
  const first = '550-5.1.1 [192.0.2.1] <ann@a.example>: Ann unknown\n550 5.1.1 id=A7F2';
  const second = '550-5.1.1 [192.0.2.9] <bob.b@a.example>: Bob.B unknown\n550 5.1.1 id=09BC';
  expect(alikeWords(first, 'ann@a.example')).toBe('unknown');
  expect(alikeWords(second, 'bob.b@a.example')).toBe('unknown');
  expect(alikeWords('550 Blocked', 'ann@a.example')).not.toBe(alikeWords(first, 'ann@a.example'));
});
