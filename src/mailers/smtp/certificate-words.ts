const ADVICE =
  'Give it a certificate of a known authority for its name, or say in the server’s address that certificates are not to be checked (tls.rejectUnauthorized=false).';

/** OpenSSL's and Node's words for what is wrong with a server's certificate, and what they mean; Node would advise its own flags. */
const MEANINGS: [RegExp, string][] = [
  [/self[- ]signed certificate/i, 'its certificate is self-signed and unknown here'],
  [
    /unable to (?:verify the first|get (?:local )?issuer) certificate/i,
    'its certificate comes from an authority that is unknown here, or part of the chain is missing',
  ],
  [/certificate has expired/i, 'its certificate has expired'],
  [/certificate is not yet valid/i, 'its certificate is not valid yet; check the clock of this machine'],
  [/does not match certificate|altnames/i, 'its certificate belongs to another name'],
  [/certificate (?:has been )?revoked/i, 'its certificate was revoked'],
];

/** What is wrong with a certificate in plain words; other faults stay as they are. */
export function plainWords(message: string): string {
  const [, meaning] = MEANINGS.find(([pattern]) => pattern.test(message)) ?? [];
  if (meaning === undefined) return message;
  const [, names] = /(Host: .*?|altnames: .*?)$/i.exec(message) ?? [];
  return `The mail server cannot be trusted: ${meaning}${names === undefined ? '' : ` (${names.replace(/\.$/, '')})`}. ${ADVICE}`;
}
