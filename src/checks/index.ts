// Checks: what somebody should look at before a send goes out.
// Owns the table check_ignores. Changes no send: it looks at the mail, at where its links lead, and at its way to the readers.
// Warnings can be ignored until what they are about changes; what blocks a send cannot.
export { checkSend, type CheckReport } from './check-send.ts';
export {
  checkSenderAgain,
  viewSender,
  viewSenderDomain,
  type SenderDomain,
  type SenderRecord,
  type SenderSeen,
} from './delivery/check-sender.ts';
export type { Finding } from './finding.ts';
export { heedFinding, ignoreFields, ignoreFinding } from './ignore-finding.ts';
export { fingerprint } from './ignore-queries.ts';
export { askForTheWorld, type DnsResolver } from './delivery/ask-for-the-world.ts';
export { domainsOf, identitiesOf, staysHere } from './delivery/sender-identities.ts';
