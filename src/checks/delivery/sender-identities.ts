import type { Transport } from '../../transports/index.ts';
import { ownerOf } from '../../sender-domains/index.ts';

/** Whether mail over a transport stays on this machine. */
export function staysHere({ kind }: Pick<Transport, 'kind'>, hasMailServer: boolean): boolean {
  return kind === 'file' || kind === 'mailbox' || (kind === 'environment' && !hasMailServer);
}

/** Whose SPF and DKIM count for mail from a domain over these transports: Amazon SES puts its own return path and signs by itself. */
export function identitiesOf(domain: string, leaving: Pick<Transport, 'kind'>[], signers: Set<string>) {
  const isOurs = leaving.length === 0 || leaving.some(({ kind }) => kind !== 'ses');
  return isOurs
    ? { returnPath: domain, signer: ownerOf(domain, signers) }
    : { returnPath: undefined, signer: undefined };
}
