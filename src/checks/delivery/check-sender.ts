import type { App } from '../../platform/app.ts';
import { parseEmailAddress } from '../../platform/mail/email-address.ts';
import type { Publication } from '../../publications/index.ts';
import { checkActiveKeys, checkSenderDomain, listDkimKeys, ownerOf } from '../../sender-domains/index.ts';
import type { Transport } from '../../transports/index.ts';
import { finding, type Finding } from '../finding.ts';
import { askForTheWorld, type DnsResolver } from './ask-for-the-world.ts';
import { identitiesOf } from './sender-identities.ts';

const GOOD_FOR_MS = 5 * 60_000;
const MAX_KNOWN = 1_000;
const known = new Map<string, { found: Promise<Finding[]>; until: number }>();

/**
 * What DNS has against mail of a publication over transports that leave this machine (AUTH-08), remembered for some minutes.
 * What DNS does not say is not held against it.
 */
export async function checkSender(
  app: App,
  { fromAddress }: Pick<Publication, 'fromAddress'>,
  leaving: Pick<Transport, 'name' | 'kind'>[],
  resolver?: DnsResolver,
): Promise<Finding[]> {
  if (leaving.length === 0) return [];
  const domain = parseEmailAddress(fromAddress)?.domain ?? '';
  const active = (await listDkimKeys(app.db)).filter(({ status }) => status === 'active');
  const signers = new Set(active.map((key) => key.domain));
  const identities = identitiesOf(domain, leaving, signers);
  const key = JSON.stringify([
    app.config.publicUrl,
    domain,
    identities,
    active.map(({ selector }) => selector),
  ]);
  const found = known.get(key);
  if (found && found.until > performance.now()) return found.found;
  const look = lookUp(app, domain, identities, resolver);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(key, { found: look, until: performance.now() + GOOD_FOR_MS });
  look.catch(() => known.delete(key));
  return look;
}

async function lookUp(
  app: App,
  domain: string,
  identities: ReturnType<typeof identitiesOf>,
  resolver: DnsResolver | undefined,
): Promise<Finding[]> {
  const [records, keys] = await Promise.all([
    checkSenderDomain(domain, identities, resolver),
    checkActiveKeys(app.db, app.keys, resolver && ((name) => resolver.resolve(name, 'TXT'))),
  ]);
  const bad = new Set(records.filter(({ state }) => state === 'bad').map(({ about }) => about));
  const isUnsigned = keys.some(
    (key) =>
      ownerOf(domain, new Set([key.domain])) !== undefined &&
      (key.obstacle !== undefined || key.record !== undefined),
  );
  const at = (code: 'sender-unknown' | 'sender-spf' | 'sender-dkim' | 'sender-dmarc') =>
    finding({ code, params: { domain } }, 'sender');
  return [
    ...(bad.has('dns') && (await askForTheWorld(resolver)) ? [at('sender-unknown')] : []),
    ...(bad.has('spf') ? [at('sender-spf')] : []),
    ...(isUnsigned ? [at('sender-dkim')] : []),
    ...(bad.has('dmarc') || bad.has('alignment') ? [at('sender-dmarc')] : []),
  ];
}
