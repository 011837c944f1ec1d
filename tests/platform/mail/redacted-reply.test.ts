import { expect, test } from 'vitest';
import { redactedReply } from '../../../src/platform/mail/redacted-reply.ts';

test.each([
  ['250 2.0.0 ok\0', '250 2.0.0 ok'],
  [
    '550-5.1.1 <ann\u0007@example.org>\n550 5.1.1\tnobody\r\x7f\x9b',
    '550-5.1.1 <address>\n550 5.1.1\tnobody',
  ],
  ['250 Grüße 💌', '250 Grüße 💌'],
  ['250 a lone \ud83d', '250 a lone \ufffd'],
])('Of a reply no address is kept, and no character that a database refuses: %j', (reply, kept) => {
  expect(redactedReply(reply)).toBe(kept);
});

test('A long reply is cut, and no character in two', () => {
  expect(redactedReply('x'.repeat(600))).toHaveLength(500);
  expect(redactedReply('250 ok💌', 7)).toBe('250 ok\ufffd');
});
