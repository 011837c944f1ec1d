import { takesMail, type Config } from '../../platform/config.ts';
import { parseEmailAddress } from '../../platform/mail/email-address.ts';
import { inboundDomainOf, type Publication } from '../../publications/index.ts';
import type { Transport } from '../../transports/index.ts';
import { ownerOf } from '../../sender-domains/index.ts';

/** Whether mail over a transport stays on this machine. */
export function staysHere({ kind }: Pick<Transport, 'kind'>, hasMailServer: boolean): boolean {
  return kind === 'file' || kind === 'mailbox' || (kind === 'environment' && !hasMailServer);
}

/** Where mail of a sender address, and mail that comes back of it, goes by. */
export interface SenderDomains {
  domain: string;
  /** Undefined: nobody takes what comes back. */
  inbound: string | undefined;
}

export const domainsOf = (
  config: Pick<Config, 'inboundSmtp' | 'inboundImap'>,
  publication: Pick<Publication, 'fromAddress' | 'inboundDomain'>,
): SenderDomains => ({
  domain: parseEmailAddress(publication.fromAddress)?.domain ?? '',
  inbound: takesMail(config) ? inboundDomainOf(publication) : undefined,
});

/** Whose SPF and DKIM count for mail over these transports: Amazon SES puts its own return path and signs by itself. */
export function identitiesOf(
  { domain, inbound }: SenderDomains,
  leaving: Pick<Transport, 'kind'>[],
  signers: Set<string>,
) {
  const isOurs = leaving.length === 0 || leaving.some(({ kind }) => kind !== 'ses');
  return {
    inbound,
    returnPath: isOurs ? (inbound ?? domain) : undefined,
    signer: isOurs ? ownerOf(domain, signers) : undefined,
  };
}
