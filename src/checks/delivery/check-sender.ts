import { setTimeout } from 'node:timers/promises';
import type { App } from '../../platform/app.ts';
import type { Publication } from '../../publications/index.ts';
import {
  checkActiveKeys,
  checkSenderDomain,
  listDkimKeys,
  ownerOf,
  type CheckedKey,
  type DomainFinding,
} from '../../sender-domains/index.ts';
import type { Transport } from '../../transports/index.ts';
import { finding, type Finding } from '../finding.ts';
import { checkDelivery } from './check-delivery.ts';
import { askForTheWorld, type DnsResolver } from './ask-for-the-world.ts';
import { domainsOf, identitiesOf } from './sender-identities.ts';

const GOOD_FOR_MS = 5 * 60_000;
/** So long, one who asks again waits for the look under way: DNS is not asked at each press of a button. */
const AT_ONCE_MS = 5_000;
const PATIENCE_MS = 8_000;
const MAX_KNOWN = 1_000;

/** What DNS had against a sender when it was looked at. */
export interface SenderSeen extends SenderLook {
  at: Date;
}

interface SenderLook {
  findings: Finding[];
  /** All that was looked at, in order or not. */
  records: SenderRecord[];
}

/** One thing that DNS says, or does not, of a sender domain. */
export interface SenderRecord extends Omit<DomainFinding, 'about'> {
  about: DomainFinding['about'] | 'dkim';
  /** The key, of a signature. */
  selector?: string;
}

interface Known {
  found: Promise<SenderLook>;
  since: number;
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
  return (await (await lookOf(app, publication, leaving, resolver)).found).findings;
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

/** What DNS says of a sender domain, for a page that must not wait. */
export interface SenderDomain {
  domain: string;
  /** Whether its mail leaves this machine. */
  isLeaving: boolean;
  /** Undefined: nobody has looked yet. */
  seen: SenderSeen | undefined;
}

/** The records of the sender domain as they were seen last, and a look behind it where its mail leaves and that is some minutes old. */
export async function viewSenderDomain(
  app: App,
  publication: Publication,
  resolver?: DnsResolver,
): Promise<SenderDomain> {
  const { leaving } = await checkDelivery(app, publication);
  const isLeaving = leaving.length > 0;
  const { domain, key } = await questionOf(app, publication, leaving);
  const look = isLeaving ? await lookOf(app, publication, leaving, resolver) : known.get(key);
  return { domain, isLeaving, seen: look?.seen };
}

/** Looks now, unless somebody did seconds ago. @returns whether an answer came in time. */
export async function checkSenderAgain(
  app: App,
  publication: Publication,
  {
    resolver,
    patienceMs = PATIENCE_MS,
    atOnceMs = AT_ONCE_MS,
  }: { resolver?: DnsResolver; patienceMs?: number; atOnceMs?: number } = {},
): Promise<boolean> {
  const { leaving } = await checkDelivery(app, publication);
  const { found } = await lookOf(app, publication, leaving, resolver, atOnceMs);
  return Promise.race([
    found.then(
      () => true,
      () => false,
    ),
    setTimeout(patienceMs, false, { ref: false }),
  ]);
}

/** The look that is good enough, or one that begins now. */
async function lookOf(
  app: App,
  publication: Pick<Publication, 'fromAddress' | 'inboundDomain'>,
  leaving: Pick<Transport, 'name' | 'kind'>[],
  resolver: DnsResolver | undefined,
  goodForMs = GOOD_FOR_MS,
): Promise<Known> {
  const { domain, identities, key } = await questionOf(app, publication, leaving);
  const before = known.get(key);
  if (before && before.since > performance.now() - goodForMs) return before;
  const found = lookUp(app, domain, identities, resolver);
  const look: Known = { found, since: performance.now(), seen: before?.seen };
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(key, look);
  found.then(
    (seen) => (look.seen = { ...seen, at: app.now() }),
    () => (look.since = -Infinity),
  );
  return look;
}

/** What is asked of DNS, and the name by which the answer is remembered. */
async function questionOf(
  app: App,
  publication: Pick<Publication, 'fromAddress' | 'inboundDomain'>,
  leaving: Pick<Transport, 'kind'>[],
) {
  const domains = domainsOf(app.config, publication);
  const { domain } = domains;
  const active = (await listDkimKeys(app.db)).filter(({ status }) => status === 'active');
  const signers = new Set(active.map((key) => key.domain));
  const identities = identitiesOf(domains, leaving, signers);
  const selectors = active.map(({ selector }) => selector);
  return { domain, identities, key: JSON.stringify([app.config.publicUrl, domain, identities, selectors]) };
}

async function lookUp(
  app: App,
  domain: string,
  identities: ReturnType<typeof identitiesOf>,
  resolver: DnsResolver | undefined,
): Promise<SenderLook> {
  const [records, keys] = await Promise.all([
    checkSenderDomain(domain, identities, resolver),
    checkActiveKeys(app.db, app.keys, resolver && ((name) => resolver.resolve(name, 'TXT'))),
  ]);
  const bad = new Set(records.filter(({ state }) => state === 'bad').map(({ about }) => about));
  const own = keys.filter((key) => ownerOf(domain, new Set([key.domain])) !== undefined);
  const isUnsigned = own.some((key) => key.obstacle !== undefined || key.record !== undefined);
  const at = (code: 'sender-unknown' | 'sender-spf' | 'sender-dkim' | 'sender-dmarc', of = domain) =>
    finding({ code, params: { domain: of } }, 'sender');
  const findings = [
    ...(bad.has('dns') && (await askForTheWorld(resolver)) ? [at('sender-unknown')] : []),
    ...(bad.has('spf') ? [at('sender-spf', identities.returnPath)] : []),
    ...(isUnsigned ? [at('sender-dkim')] : []),
    ...(bad.has('dmarc') || bad.has('alignment') ? [at('sender-dmarc')] : []),
  ];
  return { findings, records: [...own.map(recordOfKey), ...records] };
}

function recordOfKey({ domain, selector, obstacle, warning, record }: CheckedKey): SenderRecord {
  const isBad = obstacle !== undefined || record !== undefined;
  return {
    about: 'dkim',
    selector,
    state: isBad ? 'bad' : warning === undefined ? 'good' : 'warning',
    says: obstacle ?? warning ?? `DNS has the record of ${selector}, which signs for ${domain}.`,
    ...(record && { record: { name: record.name, type: record.type, value: record.value } }),
  };
}
