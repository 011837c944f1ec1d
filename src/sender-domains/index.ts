// Sender domains: what the DNS and the keys of a From domain say about its mail.
// Owns the table dkim_keys. Signs finished mail; checks SPF, DKIM, DMARC and MX.
// Knows no send, no transport and no ledger.
export { checkActiveKeys, type CheckedKey } from './dkim/check-keys.ts';
export { activateDkimKeys, retireDkimKey } from './dkim/change-keys.ts';
export { createDkimKeys } from './dkim/create-keys.ts';
export { ownerOf, recordOf, type DkimKey } from './dkim/dkim-key.ts';
export { listDkimKeys } from './dkim/dkim-queries.ts';
export { createKeyRing, type KeyRing } from './dkim/key-ring.ts';
export type { ResolveTxt } from './dkim/look-up-record.ts';
export type { SourceTraits } from './dkim/sign-source.ts';
export { signed } from './dkim/signed.ts';
export { checkArrival } from './doctor/check-arrival.ts';
export { checkSenderDomain } from './doctor/check-sender-domain.ts';
export type { DnsRecord, DomainFinding } from './doctor/domain-finding.ts';
