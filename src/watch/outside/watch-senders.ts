import { domainsOf, identitiesOf, staysHere, type DnsResolver } from '../../checks/index.ts';
import type { App } from '../../platform/app.ts';
import { listPublications, type Publication } from '../../publications/index.ts';
import { listDkimKeys, ownerOf } from '../../sender-domains/index.ts';
import { listTransports, type Transport } from '../../transports/index.ts';
import type { Sighting } from '../incident.ts';
import { settle } from '../settle.ts';
import { askSender } from './ask-sender.ts';
import { noteLook, takeLook } from './look-queries.ts';
import { minutesAfter } from './pace.ts';
import { heedAnswers, type SenderState } from './sender-records.ts';

const MINUTES = 360;
/** A doubt is looked into soon, and so is whether it is mended. */
const MINUTES_IN_DOUBT = 15;

/** Looks whether the DNS records of each sender are as good as they were. */
export async function watchSenders(app: App, signal?: AbortSignal, resolver?: DnsResolver): Promise<void> {
  const transports = await listTransports(app);
  const keys = (await listDkimKeys(app.db)).filter(({ status }) => status === 'active');
  for (const publication of await listPublications(app.db, 0, 1000)) {
    if (signal?.aborted) return;
    const sender = senderOf(app, publication, transports, keys);
    if (sender) await lookAt(app, publication.id, sender, resolver);
  }
}

type Sender = NonNullable<ReturnType<typeof senderOf>>;

/** @returns undefined where all mail stays on this machine. */
function senderOf(
  { config }: App,
  publication: Publication,
  transports: Transport[],
  keys: { domain: string; selector: string }[],
) {
  const leaving = transports.filter(
    (one) => publication.transports.includes(one.name) && !staysHere(one, config.smtpUrl !== undefined),
  );
  if (leaving.length === 0) return undefined;
  const domains = domainsOf(config, publication);
  const { domain } = domains;
  const identities = identitiesOf(domains, leaving, new Set(keys.map((key) => key.domain)));
  const own = keys.filter((key) => ownerOf(domain, new Set([key.domain])) !== undefined);
  const of = JSON.stringify([domain, identities, own.map(({ selector }) => selector)]);
  return { domain, identities, of };
}

async function lookAt(
  app: App,
  publicationId: number,
  sender: Sender,
  resolver?: DnsResolver,
): Promise<void> {
  const { domain, identities, of } = sender;
  const outside = { kind: 'sender' as const, subject: String(publicationId) };
  const taken = await takeLook(app.db, outside);
  if (!taken) return;
  const before = taken.state as SenderState | null;
  const answers = await askSender(app, domain, identities, resolver);
  const known = before?.of === of ? before : { of, good: [], doubtful: [], gone: [] };
  const state = heedAnswers(known, answers);
  const { gone, doubtful } = state;
  const sighting: Sighting = {
    publicationId,
    subject: domain,
    severity: gone.some((record) => record !== 'dmarc') ? 'severe' : 'minor',
    params: { domain, records: gone },
  };
  await settle(app, 'sender-records-gone', gone.length > 0 ? [sighting] : [], { publicationId });
  const failures = Object.values(answers).includes('unknown') ? taken.failures + 1 : 0;
  const usual = gone.length + doubtful.length > 0 ? MINUTES_IN_DOUBT : MINUTES;
  const minutes = failures > 0 ? Math.min(usual, minutesAfter(failures)) : usual;
  await noteLook(app.db, outside, { failures, state, minutes });
}
