import { checkSenderDomain } from '../../../src/sender-domains/index.ts';
import { startDns, type DnsZone } from './dns-server.ts';

const RELAY: DnsZone = { '_spf.relay.example': { TXT: ['v=spf1 ip4:192.0.2.0/24 -all'] } };

/** DNS of a domain without faults; `zone` replaces names. */
export const healthyZone = (domain: string, zone: DnsZone = {}): DnsZone => ({
  ...RELAY,
  [domain]: { TXT: ['v=spf1 include:_spf.relay.example ~all'], MX: [`10 mail.${domain}`] },
  [`mail.${domain}`]: { A: ['192.0.2.1'] },
  [`_dmarc.${domain}`]: { TXT: [`v=DMARC1; p=none; rua=mailto:dmarc@${domain}`] },
  ...zone,
});

/** Looks at a domain through a DNS server with just this zone: what it finds about `about`. */
export async function startDomainCheck(about: string) {
  const dns = await startDns();
  return async (
    zone: DnsZone,
    { domain = 'gazette.example', signer }: { domain?: string; signer?: string } = {},
  ): Promise<string[]> => {
    dns.zone = zone;
    const found = await checkSenderDomain(domain, { returnPath: domain, signer }, dns.resolver);
    return found
      .filter((finding) => finding.about === about)
      .map(({ state, says, record }) =>
        [`${state}: ${says}`, ...(record ? [`${record.name} ${record.type} ${record.value}`] : [])].join(
          '\n',
        ),
      );
  };
}
