import { recordsOf, type AskDns } from '../ask-dns.ts';
import type { DomainFinding } from './domain-finding.ts';

interface Mx {
  exchange: string;
  priority: number;
}

/** What comes to a domain. */
type Coming = 'replies and bounces' | 'replies' | 'bounces';

/** Whether what comes finds a server. Rejects when DNS does not say. */
export async function checkMx(domain: string, coming: Coming, ask: AskDns): Promise<DomainFinding> {
  const hosts = await recordsOf<Mx>(ask, domain, 'MX');
  const find = (state: DomainFinding['state'], says: string): DomainFinding => ({ about: 'mx', state, says });
  const record = { name: domain, type: 'MX' as const, value: '10 YOUR-MAIL-SERVER' };
  if (hosts.some(({ exchange }) => exchange === '' || exchange === '.'))
    return {
      ...find(
        'bad',
        `${domain} has a null MX record (RFC 7505), which says that it accepts no mail: ${coming} are lost, and some receivers refuse its mail. Replace it:`,
      ),
      record,
    };
  if (hosts.length === 0)
    return (await hasAddress(domain, ask))
      ? {
          ...find(
            'warning',
            `${domain} has no MX record, so ${coming} go to the address of its website. Add one:`,
          ),
          record,
        }
      : { ...find('bad', `${domain} has no MX record, so ${coming} are lost. Add one:`), record };
  const ordered = hosts.sort((one, other) => one.priority - other.priority).map(({ exchange }) => exchange);
  const found = await Promise.all(ordered.map((host) => hasAddress(host, ask)));
  const lost = ordered.filter((_, at) => !found[at]);
  if (lost.length === 0)
    return find(
      'good',
      `${coming.charAt(0).toUpperCase()}${coming.slice(1)} to ${domain} go to ${ordered[0]}.`,
    );
  return find(
    lost.length === ordered.length ? 'bad' : 'warning',
    `The MX record of ${domain} names ${lost.join(', ')}, which has no address: correct it, or give the name an A record.`,
  );
}

async function hasAddress(name: string, ask: AskDns): Promise<boolean> {
  const answers = await Promise.all(['A', 'AAAA'].map((type) => recordsOf(ask, name, type)));
  return answers.flat().length > 0;
}
