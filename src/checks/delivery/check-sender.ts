import type { App } from '../../platform/app.ts';
import type { Publication } from '../../publications/index.ts';
import { checkActiveKeys, checkSenderDomain, listDkimKeys, ownerOf } from '../../sender-domains/index.ts';
import type { Transport } from '../../transports/index.ts';
import { finding, type Finding } from '../finding.ts';
import { checkDelivery } from './check-delivery.ts';
import { askForTheWorld, type DnsResolver } from './ask-for-the-world.ts';
import { domainsOf, identitiesOf } from './sender-identities.ts';

const GOOD_FOR_MS = 5 * 60_000;
const MAX_KNOWN = 1_000;

/** What DNS had against a sender when it was looked at. */
export interface SenderSeen {
  findings: Finding[];
  at: Date;
}

interface Known {
  found: Promise<Finding[]>;
  until: number;
  /** The last look that was finished. */
  seen: SenderSeen | undefined;
}
const known = new Map<string, Known>();

/**
 * What DNS has against mail of a publication over transports that leave this machine (AUTH-08), remembered for some minutes.
 * What DNS does not say is not held against it.
 */
export async function checkSender(
  app: App,
  publication: Pick<Publication, 'fromAddress' | 'inboundDomain'>,
  leaving: Pick<Transport, 'name' | 'kind'>[],
  resolver?: DnsResolver,
): Promise<Finding[]> {
  if (leaving.length === 0) return [];
  return (await lookOf(app, publication, leaving, resolver)).found;
}

/**
 * The same for a page that must not wait: what was seen last, and a look behind it where that is some minutes old.
 * @returns undefined: its mail stays here; `unseen`: nobody has looked yet.
 */
export async function viewSender(
  app: App,
  publication: Publication,
  resolver?: DnsResolver,
): Promise<SenderSeen | 'unseen' | undefined> {
  const { leaving } = await checkDelivery(app, publication);
  if (leaving.length === 0) return undefined;
  return (await lookOf(app, publication, leaving, resolver)).seen ?? 'unseen';
}

/** The look that is good enough, or one that begins now. */
async function lookOf(
  app: App,
  publication: Pick<Publication, 'fromAddress' | 'inboundDomain'>,
  leaving: Pick<Transport, 'name' | 'kind'>[],
  resolver: DnsResolver | undefined,
): Promise<Known> {
  const domains = domainsOf(app.config, publication);
  const { domain } = domains;
  const active = (await listDkimKeys(app.db)).filter(({ status }) => status === 'active');
  const signers = new Set(active.map((key) => key.domain));
  const identities = identitiesOf(domains, leaving, signers);
  const key = JSON.stringify([
    app.config.publicUrl,
    domain,
    identities,
    active.map(({ selector }) => selector),
  ]);
  const before = known.get(key);
  if (before && before.until > performance.now()) return before;
  const found = lookUp(app, domain, identities, resolver);
  const look: Known = { found, until: performance.now() + GOOD_FOR_MS, seen: before?.seen };
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(key, look);
  found.then(
    (findings) => (look.seen = { findings, at: app.now() }),
    () => (look.until = 0),
  );
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
  const at = (code: 'sender-unknown' | 'sender-spf' | 'sender-dkim' | 'sender-dmarc', of = domain) =>
    finding({ code, params: { domain: of } }, 'sender');
  return [
    ...(bad.has('dns') && (await askForTheWorld(resolver)) ? [at('sender-unknown')] : []),
    ...(bad.has('spf') ? [at('sender-spf', identities.returnPath)] : []),
    ...(isUnsigned ? [at('sender-dkim')] : []),
    ...(bad.has('dmarc') || bad.has('alignment') ? [at('sender-dmarc')] : []),
  ];
}
