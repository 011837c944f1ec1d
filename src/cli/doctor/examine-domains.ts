import type { Resolver } from 'node:dns/promises';
import { type Transport } from '../../transports/index.ts';
import { domainsOf, identitiesOf, staysHere } from '../../checks/index.ts';
import { checkArrival, checkSenderDomain, type DkimKey } from '../../sender-domains/index.ts';
import type { Config } from '../../platform/config.ts';
import { parseEmailAddress } from '../../platform/mail/email-address.ts';
import type { Publication } from '../../publications/index.ts';
import type { Finding } from './finding.ts';

/** The domain of a sender address, as DNS knows it. */
export const domainOf = ({ fromAddress }: Pick<Publication, 'fromAddress'>) =>
  parseEmailAddress(fromAddress)?.domain ?? '';

/** What DNS says about each sender domain; as a warning only, while all mail from there stays on this machine (AUTH-08). */
export async function checkDomains(
  publications: Pick<Publication, 'fromAddress' | 'inboundDomain' | 'transports'>[],
  transports: Pick<Transport, 'name' | 'kind'>[],
  activeKeys: Pick<DkimKey, 'domain'>[],
  config: Pick<Config, 'publicUrl' | 'smtpUrl' | 'inboundSmtp' | 'inboundImap'>,
  { resolver, port }: { resolver?: Pick<Resolver, 'resolve'>; port?: number } = {},
): Promise<Finding[]> {
  const owners = new Set(activeKeys.map(({ domain }) => domain));
  const byDomains = Map.groupBy(publications, (own) => JSON.stringify(domainsOf(config, own)));
  const looks = [...byDomains.values()].map(async (own): Promise<Finding[]> => {
    const [first] = own;
    if (!first) return [];
    const domains = domainsOf(config, first);
    const used = new Set(own.flatMap((publication) => publication.transports));
    const hasMailServer = config.smtpUrl !== undefined;
    const leaving = transports.filter((one) => used.has(one.name) && !staysHere(one, hasMailServer));
    const identities = identitiesOf(domains, leaving, owners);
    const found = await checkSenderDomain(domains.domain, identities, resolver);
    const { hostname } = new URL(config.publicUrl);
    if (domains.inbound !== undefined)
      found.push(...(await checkArrival(domains.inbound, hostname, resolver, port)));
    return found.map(({ about, state, says, record }) => ({
      name: about,
      state: state === 'bad' && leaving.length === 0 ? 'warning' : state,
      says,
      ...(record && { record }),
    }));
  });
  const found = (await Promise.all(looks)).flat();
  // Newsletters of one sender domain may differ in where their bounces come in.
  return [...new Map(found.map((finding) => [finding.says, finding])).values()];
}
