import { expect, test } from 'vitest';
import { plainWords } from '../../../src/mailers/smtp/certificate-words.ts';

test.each([
  ['self-signed certificate', 'self-signed and unknown'],
  [
    'unable to verify the first certificate; if the root CA is installed locally, try running Node.js with --use-system-ca',
    'an authority that is unknown here',
  ],
  ['unable to get local issuer certificate', 'an authority that is unknown here'],
  ['certificate has expired', 'has expired'],
  [
    "Hostname/IP does not match certificate's altnames: Host: mail.a.example. is not in the cert's altnames: DNS:b.example",
    'belongs to another name',
  ],
])('A fault of a certificate is told in plain words, without flags of Node: %s', (message, meaning) => {
  const words = plainWords(message);
  expect(words).toContain(meaning);
  expect(words).toContain('tls.rejectUnauthorized=false');
  expect(words).not.toContain('--use-system-ca');
});

test('Other faults are told as they are', () => {
  expect(plainWords('connect ECONNREFUSED 127.0.0.1:9')).toBe('connect ECONNREFUSED 127.0.0.1:9');
});
