import type { Resolver } from 'node:dns/promises';
import { type Transport } from '../../transports/index.ts';
import { identitiesOf, staysHere } from '../../checks/index.ts';
import { checkSenderDomain, type DkimKey } from '../../sender-domains/index.ts';
import { parseEmailAddress } from '../../platform/mail/email-address.ts';
import type { Publication } from '../../publications/index.ts';
import type { Finding } from './finding.ts';

/** The domain of a sender address, as DNS knows it. */
export const domainOf = ({ fromAddress }: Pick<Publication, 'fromAddress'>) =>
  parseEmailAddress(fromAddress)?.domain ?? '';

/** What DNS says about each sender domain; as a warning only, while all mail from there stays on this machine (AUTH-08). */
export async function checkDomains(
  publications: Pick<Publication, 'fromAddress' | 'transports'>[],
  transports: Pick<Transport, 'name' | 'kind'>[],
  activeKeys: Pick<DkimKey, 'domain'>[],
  { hasMailServer, resolver }: { hasMailServer: boolean; resolver?: Pick<Resolver, 'resolve'> },
): Promise<Finding[]> {
  const owners = new Set(activeKeys.map(({ domain }) => domain));
  const byDomain = [...Map.groupBy(publications, domainOf)].map(async ([domain, own]) => {
    const used = new Set(own.flatMap((publication) => publication.transports));
    const leaving = transports.filter((one) => used.has(one.name) && !staysHere(one, hasMailServer));
    const identities = identitiesOf(domain, leaving, owners);
    const found = await checkSenderDomain(domain, identities, resolver);
    return found.map(({ about, state, says, record }): Finding => ({
      name: about,
      state: state === 'bad' && leaving.length === 0 ? 'warning' : state,
      says,
      ...(record && { record }),
    }));
  });
  return (await Promise.all(byDomain)).flat();
}
