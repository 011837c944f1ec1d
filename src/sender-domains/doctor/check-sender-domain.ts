import type { Resolver } from 'node:dns/promises';
import { askOnce, codeOf, createResolver, type AskDns } from '../ask-dns.ts';
import type { Identities } from './check-alignment.ts';
import { checkDmarc } from './check-dmarc.ts';
import { checkMx } from './check-mx.ts';
import { checkSpf } from './check-spf.ts';
import type { DomainFinding } from './domain-finding.ts';

/**
 * What DNS says about the domain of a sender address: SPF, DMARC with its alignment, and MX (AUTH-08). Never rejects
 * because of DNS. DKIM records are looked up by key: see `checkActiveKeys`.
 */
export async function checkSenderDomain(
  domain: string,
  identities: Identities,
  resolver: Pick<Resolver, 'resolve'> = createResolver(),
): Promise<DomainFinding[]> {
  const ask = askOnce(resolver);
  const stranger = await whyUnknown(domain, ask);
  if (stranger) return [stranger];
  const findings = await Promise.all([
    orUnanswered('spf', domain, checkReturnPath(domain, identities, ask)),
    checkDmarc(domain, identities, ask),
    ...comingTo(domain, identities).map(([at, coming]) => orUnanswered('mx', at, checkMx(at, coming, ask))),
  ]);
  return findings.flat();
}

function comingTo(domain: string, { inbound = domain }: Identities) {
  if (inbound === domain) return [[domain, 'replies and bounces']] as const;
  return [
    [domain, 'replies'],
    [inbound, 'bounces'],
  ] as const;
}

/** One finding instead of one for each record, when there is no such domain or nobody to ask. */
async function whyUnknown(domain: string, ask: AskDns): Promise<DomainFinding | undefined> {
  try {
    await ask(domain, 'TXT');
    return undefined;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENODATA') return undefined;
    if (code === 'ENOTFOUND')
      return {
        about: 'dns',
        state: 'bad',
        says: `${domain} does not exist in DNS. Correct the sender address, or give the domain its records, first SPF:`,
        record: { name: domain, type: 'TXT', value: 'v=spf1 include:RELAY ~all' },
      };
    const says = `The DNS lookup of ${domain} failed (${code}), so SPF, DMARC and MX were not checked.`;
    return { about: 'dns', state: 'warning', says, isUnanswered: true };
  }
}

async function checkReturnPath(
  domain: string,
  { returnPath }: Identities,
  ask: AskDns,
): Promise<DomainFinding> {
  if (returnPath !== undefined) return checkSpf(returnPath, ask);
  const says = `The mail server puts its own return path on mail from ${domain}, so the SPF record of the mail server’s domain counts.`;
  return { about: 'spf', state: 'good', says };
}

async function orUnanswered(
  about: 'spf' | 'mx',
  domain: string,
  check: Promise<DomainFinding>,
): Promise<DomainFinding> {
  try {
    return await check;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const says = `The DNS lookup of the ${about.toUpperCase()} record of ${domain} failed (${codeOf(error)}).`;
    return { about, state: 'warning', says, isUnanswered: true };
  }
}
